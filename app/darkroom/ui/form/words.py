"""What the page "Forms" says in the person's own language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from darkroom.core.form_problems import FormError, FormProblem
from darkroom.ui import figures

_MOST_LETTERS = 40


def title(name: str) -> str:
    """What a ready-made form is called; its id where nobody gave it a title."""
    translate = QCoreApplication.translate
    known = {
        "code": translate("FormWords", "Code: fill in the middle"),
        "letter": translate("FormWords", "Short letter"),
        "story": translate("FormWords", "Story with gaps"),
        "plan": translate("FormWords", "Plan for a day"),
        "choice": translate("FormWords", "One of two choices"),
        "list": translate("FormWords", "List of three"),
    }
    return known.get(name, name)


def trouble(error: FormError) -> tuple[str, str]:
    """What is wrong with a form and where, and what to do about it."""
    said, hint = trouble_alone(error)
    if error.problem is not FormProblem.NO_BLANK:
        place = QCoreApplication.translate("FormWords", "Line {line}, column {column}:")
        line, column = figures.number(error.line), figures.number(error.column)
        said = f"{place.format(line=line, column=column)} {said}"
    return said, hint


def trouble_alone(error: FormError) -> tuple[str, str]:
    """What is wrong with a blank, and what to do about it."""
    translate = QCoreApplication.translate
    said, hint = {
        FormProblem.NO_BLANK: (
            translate("FormWords", "There is no blank yet."),
            translate("FormWords", "Write {{name:12}} where words are to be filled in."),
        ),
        FormProblem.NOT_CLOSED: (
            translate("FormWords", "The blank that begins here is not closed on its line."),
            translate("FormWords", r"Close it with }}, or write \{{ for two braces that are text."),
        ),
        FormProblem.NO_NAME: (
            translate("FormWords", "This blank has no name."),
            translate("FormWords", "Write one, as in {{name:12}}."),
        ),
        FormProblem.BAD_NAME: (
            translate("FormWords", "“%1” cannot name a blank."),
            translate(
                "FormWords",
                "Take up to 60 characters without a colon. A blank has either a number of "
                "tokens, as in {{name:12}}, or choices, as in {{name|yes|no}}.",
            ),
        ),
        FormProblem.NAME_AGAIN: (
            translate("FormWords", "There is a blank “%1” already."),
            translate("FormWords", "Give each blank a name of its own."),
        ),
        FormProblem.BAD_COUNT: (
            translate("FormWords", "“%1” is no number of tokens from 1 to 256."),
            translate("FormWords", "Write it behind the name, as in {{name:12}}."),
        ),
        FormProblem.ONE_CHOICE: (
            translate("FormWords", "A single choice leaves nothing to choose."),
            translate("FormWords", "Write two or more, as in {{name|yes|no}}."),
        ),
        FormProblem.EMPTY_CHOICE: (
            translate("FormWords", "One of the choices is empty."),
            translate("FormWords", "Write each between two bars, as in {{name|yes|no}}."),
        ),
        FormProblem.CHOICE_AGAIN: (
            translate("FormWords", "The choice “%1” comes twice."),
            translate("FormWords", "Leave one of them out."),
        ),
        FormProblem.BAD_CHOICE: (
            translate("FormWords", "“%1” cannot be a choice."),
            translate("FormWords", "A choice is text on one line, without bars and braces."),
        ),
    }[error.problem]
    what = error.what if len(error.what) <= _MOST_LETTERS else f"{error.what[:_MOST_LETTERS]}…"
    return said.replace("%1", what), hint
