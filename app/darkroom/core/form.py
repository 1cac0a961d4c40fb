r"""Forms: fixed text with blanks in it, as people write them.

``{{name}}`` is a blank of at most 8 tokens, ``{{name:12}}`` one of at most 12, and
``{{name|yes|no}}`` becomes exactly one of its choices. A blank stands on one line, and every name
is used once. Where more than two braces follow one another, the last two begin the blank.
``\{{`` is two braces that are text; ``\\{{name}}`` is a backslash and then a blank. Elsewhere a
backslash is a backslash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from darkroom.core.form_problems import MAX_NAME, FormError, FormProblem

DEFAULT_TOKENS: Final = 8
MAX_TOKENS: Final = 256

# The last two of a row.
_OPENING: Final = re.compile(r"\{\{(?!\{)")
_WITHIN: Final = re.compile(r"[^{}\n\r]*")
_BRACES: Final = re.compile(r"(?<!\\)(\\*)(\{{2,})")
_NOT_PLAIN: Final = ("Cc", "Cs", "Zl", "Zp")
"""Kinds of characters that no name or choice has: controls, halves of pairs, line breaks."""
_COUNT: Final = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in a form where words are filled in.

    Attributes:
        name: what it is called; people and JSON see it.
        tokens: the most it may take, 1 … ``MAX_TOKENS``; of no account where there are choices.
        choices: what it may become, at least two; empty for anything.

    Raises:
        FormError: it could not be written in a form.
    """

    name: str
    tokens: int = DEFAULT_TOKENS
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name:
            raise FormError(FormProblem.NO_NAME)
        if not _is_plain(self.name) or ":" in self.name or len(self.name) > MAX_NAME:
            raise FormError(FormProblem.BAD_NAME, what=self.name)
        if not 1 <= self.tokens <= MAX_TOKENS:
            raise FormError(FormProblem.BAD_COUNT, what=str(self.tokens))
        if len(self.choices) == 1:
            raise FormError(FormProblem.ONE_CHOICE, what=self.choices[0])
        for place, choice in enumerate(self.choices):
            if not choice:
                raise FormError(FormProblem.EMPTY_CHOICE)
            if not _is_plain(choice):
                raise FormError(FormProblem.BAD_CHOICE, what=choice)
            if choice in self.choices[:place]:
                raise FormError(FormProblem.CHOICE_AGAIN, what=choice)

    def __str__(self) -> str:
        """As it is written in a form."""
        if self.choices:
            return "{{" + "|".join((self.name, *self.choices)) + "}}"
        return "{{" + f"{self.name}:{self.tokens}" + "}}"


@dataclass(frozen=True, slots=True)
class Form:
    """Fixed text and blanks, in the order in which they stand.

    Attributes:
        parts: text is neither empty nor beside other text.
        spans: where the blanks stand in what was parsed, first and last + 1 character of each.
    """

    parts: tuple[str | Blank, ...]
    spans: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The places to fill in, in order."""
        return tuple(part for part in self.parts if isinstance(part, Blank))

    def filled(self, values: Mapping[str, str]) -> tuple[tuple[str, Blank | None], ...]:
        """The text, piece by piece, with the blank that each piece stands in.

        Args:
            values: by the names of the blanks; one that is missing stays empty.
        """
        return tuple(
            (values.get(part.name, ""), part) if isinstance(part, Blank) else (part, None)
            for part in self.parts
        )

    def text(self, values: Mapping[str, str]) -> str:
        """The whole text with its blanks filled in; see ``filled``."""
        return "".join(text for text, _ in self.filled(values))

    def __str__(self) -> str:
        """As people write it; ``parse_form`` makes the same form of it."""
        written: list[str] = []
        for part, behind in zip(self.parts, (*self.parts[1:], ""), strict=True):
            written.append(
                str(part) if isinstance(part, Blank) else _escaped(part, isinstance(behind, Blank))
            )
        return "".join(written)


def parse_form(text: str) -> Form:
    """Read a form as people write it; the module tells how that is.

    Args:
        text: the form. Windows and Mac line breaks count as one line break each, and stay.

    Raises:
        FormError: it has no blank, or one that cannot be read; with line and column.
    """
    parts: list[str | Blank] = []
    spans: list[tuple[int, int]] = []
    names: set[str] = set()
    literal, done = "", 0
    for start, stop, blank in _openings(text):
        literal += _before(text[done:start])
        done = stop
        if blank is None:
            literal += "{{"
            continue
        try:
            made = _blank(blank)
            if made.name in names:
                raise FormError(FormProblem.NAME_AGAIN, what=made.name)
        except FormError as error:
            raise _at(text, start, error.problem, error.what) from None
        if literal:
            parts.append(literal)
        literal = ""
        parts.append(made)
        spans.append((start, stop))
        names.add(made.name)
    if not spans:
        raise FormError(FormProblem.NO_BLANK)
    literal += text[done:]
    return Form(tuple(filter(None, (*parts, literal))), tuple(spans))


def loosened(form: Form) -> tuple[tuple[str | Blank, bool], ...]:
    """The parts as a tokenizer should see them, and whether a space belongs before each.

    Tokenizers join a space with the word behind it. So a space in front of a blank is not fixed
    text: what fills the blank, or each of its choices, begins with it. Measured on the demo model:
    "Dear {{name:1}}" becomes a name only if the space is left to the blank.

    Args:
        form: the form; its text with the spaces put back is the same.
    """
    parts: list[tuple[str | Blank, bool]] = []
    space = False
    for part, behind in zip(form.parts, (*form.parts[1:], ""), strict=True):
        if isinstance(part, Blank):
            parts.append((part, space))
            space = False
            continue
        space = isinstance(behind, Blank) and part.endswith(" ")
        text = part[:-1] if space else part
        if text:
            parts.append((text, False))
    return tuple(parts)


def blank_spans(text: str) -> list[tuple[int, int]]:
    """Where blanks stand in a line or a text that may not be a form yet: first and last + 1."""
    spans: list[tuple[int, int]] = []
    with suppress(FormError):  # what stands before it is found all the same
        for start, stop, blank in _openings(text):
            if blank is not None:
                spans.append((start, stop))
    return spans


def _openings(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield where two braces that count begin and end, and what stands in them.

    Braces that are text have None; their beginning is that of the braces.
    """
    done = 0
    while match := _OPENING.search(text, done):
        start = match.start()
        if _backslashes(text[done:start]) % 2:
            done = match.end()
            yield start, done, None
            continue
        within = _WITHIN.match(text, match.end())
        if within is None or not text.startswith("}}", within.end()):
            raise _at(text, start, FormProblem.NOT_CLOSED)
        done = within.end() + 2
        yield start, done, within[0]


def _backslashes(text: str) -> int:
    """How many stand at the end."""
    return len(text) - len(text.rstrip("\\"))


def _before(text: str) -> str:
    """What stands before braces that count: of the backslashes at its end, half are text."""
    backslashes = _backslashes(text)
    return text[: len(text) - backslashes] + "\\" * (backslashes // 2)


def _blank(within: str) -> Blank:
    name, *choices = (part.strip() for part in within.split("|"))
    if choices:
        return Blank(name, choices=tuple(choices))
    name, colon, count = (part.strip() for part in name.partition(":"))
    if not colon:
        return Blank(name)
    if not _COUNT.fullmatch(count):
        raise FormError(FormProblem.BAD_COUNT, what=count)
    return Blank(name, int(count))


def _escaped(text: str, blank_follows: bool) -> str:
    """Text of a form, so that none of it is taken for a blank."""

    def write(match: re.Match[str]) -> str:
        backslashes, braces = match[1], len(match[2])
        if blank_follows and match.end() == len(text):
            return match[0]  # the last two of the longer row begin the blank
        odd = "{" * (braces % 2)
        if not odd:
            backslashes *= 2
        return backslashes + odd + r"\{{" * (braces // 2)

    written = _BRACES.sub(write, text)
    if blank_follows:
        written += "\\" * _backslashes(written)
    return written


def _is_plain(text: str) -> bool:
    return text == text.strip() and not any(
        character in "{}|" or unicodedata.category(character) in _NOT_PLAIN for character in text
    )


def _at(text: str, start: int, problem: FormProblem, what: str = "") -> FormError:
    before = re.split(r"\r\n|\r|\n", text[:start])
    return FormError(problem, len(before), len(before[-1]) + 1, what)
