"""What can be wrong with a form, in words, with line and column."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from darkroom.core.errors import BadInputError

MAX_NAME: Final = 60
"""Characters of a blank's name."""


class FormProblem(StrEnum):
    """What can be wrong with a form; windows say it in their own language."""

    NO_BLANK = "no_blank"
    NOT_CLOSED = "not_closed"
    NO_NAME = "no_name"
    BAD_NAME = "bad_name"
    NAME_AGAIN = "name_again"
    BAD_COUNT = "bad_count"
    ONE_CHOICE = "one_choice"
    EMPTY_CHOICE = "empty_choice"
    CHOICE_AGAIN = "choice_again"
    BAD_CHOICE = "bad_choice"


_WORDS: Final = {
    FormProblem.NO_BLANK: (
        "there is no blank in it.",
        "Write {{name:12}} where words are to be filled in.",
    ),
    FormProblem.NOT_CLOSED: (
        "the blank that begins here is not closed on its line.",
        r"Close it with }}, or write \{{ for two braces that are text.",
    ),
    FormProblem.NO_NAME: ("this blank has no name.", "Write one, as in {{name:12}}."),
    FormProblem.BAD_NAME: (
        "{what!r} cannot name a blank.",
        "Take up to 60 printable characters without a colon, as in {{name:12}}; a blank has "
        "either a number of tokens or choices.",
    ),
    FormProblem.NAME_AGAIN: (
        "there is a blank {what!r} already.",
        "Give each blank a name of its own.",
    ),
    FormProblem.BAD_COUNT: (
        "{what!r} is no number of tokens from 1 to 256.",
        "Write it behind the name, as in {{name:12}}.",
    ),
    FormProblem.ONE_CHOICE: (
        "a single choice leaves nothing to choose.",
        "Write two or more, as in {{name|yes|no}}.",
    ),
    FormProblem.EMPTY_CHOICE: (
        "one of the choices is empty.",
        "Write each between two bars, as in {{name|yes|no}}.",
    ),
    FormProblem.CHOICE_AGAIN: ("the choice {what!r} comes twice.", "Leave one of them out."),
    FormProblem.BAD_CHOICE: (
        "{what!r} cannot be a choice.",
        "A choice is printable text on one line, without bars and braces.",
    ),
}


class FormError(BadInputError):
    """A form cannot be read.

    Args:
        problem: what is wrong.
        line: where, from 1.
        column: likewise, in characters from 1.
        what: the words in question.
    """

    def __init__(
        self, problem: FormProblem, line: int = 1, column: int = 1, what: str = ""
    ) -> None:
        words, hint = _WORDS[problem]
        short = what if len(what) <= MAX_NAME else what[: MAX_NAME - 1] + "…"
        said = words.replace("{what!r}", repr(short))
        super().__init__(f"The form, line {line}, column {column}: {said}", hint)
        self.problem = problem
        self.line = line
        self.column = column
        self.what = what
