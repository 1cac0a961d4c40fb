"""Tells the words of code apart. No Qt in here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound

MOST_CHARACTERS = 12_000
"""What comes behind stays plain: colours would keep the window waiting."""
_LONGEST_NAME = 24
_NAME = re.compile(r"[\w.+#*/-]+")

# The first kind that holds a token is its kind; colours are tokens of the theme.
_KINDS = (
    (Token.Comment.Preproc, "compute"),
    (Token.Comment, "muted"),
    (Token.Literal.String.Affix, "cache"),
    (Token.Literal.String.Interpol, "canvas"),
    (Token.Literal.String.Escape, "canvas"),
    (Token.Literal.String, "ok"),
    (Token.Literal.Number, "canvas"),
    (Token.Literal, "ok"),
    (Token.Keyword.Type, "experts"),
    (Token.Keyword.Constant, "canvas"),
    (Token.Keyword, "cache"),
    (Token.Operator.Word, "cache"),
    (Token.Name.Function, "weights"),
    (Token.Name.Class, "weights"),
    (Token.Name.Tag, "weights"),
    (Token.Name.Builtin, "experts"),
    (Token.Name.Exception, "experts"),
    (Token.Name.Decorator, "compute"),
    (Token.Name.Attribute, "compute"),
    (Token.Name.Constant, "canvas"),
    (Token.Generic.Deleted, "bad"),
    (Token.Generic.Inserted, "ok"),
    (Token.Generic.Heading, "weights"),
    (Token.Generic.Subheading, "weights"),
    (Token.Generic.Prompt, "muted"),
    (Token.Generic.Output, "muted"),
)
COLOURS = frozenset(colour for _, colour in _KINDS)
"""Tokens of the theme that code is written in; all can be read on its ground."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one line that look alike.

    Attributes:
        start: first character.
        length: characters, in UTF-16 as Qt counts them.
        colour: token of the theme.
        italic: set slanted.
    """

    start: int
    length: int
    colour: str
    italic: bool


class Highlighter:
    """Knows one language, or none.

    Args:
        language: what the answer calls it; may be anything.
    """

    def __init__(self, language: str) -> None:
        self._language = language if _NAME.fullmatch(language) else ""
        self._lexer = _lexer(self._language)

    @property
    def title(self) -> str:
        """Name of the language for people; empty if there is none."""
        if self._lexer is not None:
            return str(self._lexer.name)
        return self._language[:_LONGEST_NAME]

    def read(self, code: str) -> Sequence[Sequence[Stretch]]:
        """Find what has a colour of its own.

        Args:
            code: the lines.

        Returns:
            Stretches of each line, as far as they were looked for; none in an unknown language.
        """
        return stretches_of(self._language, code[:MOST_CHARACTERS]) if self._lexer else ()


# Turns come and go while somebody scrolls; their code stays the same.
@lru_cache(maxsize=32)
def stretches_of(language: str, code: str) -> Sequence[Sequence[Stretch]]:
    """Stretches of each line of code in a known language."""
    lexer = _lexer(language)
    lines: list[list[Stretch]] = [[] for _ in range(code.count("\n") + 1)]
    number = place = 0
    for kind, text in lexer.get_tokens(code) if lexer else ():
        colour = _colour(kind)
        for index, part in enumerate(text.split("\n")):
            if index:
                number, place = number + 1, 0
            length = len(part) if part.isascii() else len(part.encode("utf-16-le")) // 2
            if colour and length and number < len(lines):
                lines[number].append(Stretch(place, length, colour, kind in Token.Comment))
            place += length
    return lines


def _lexer(language: str) -> Lexer | None:
    if not language:
        return None
    try:
        lexer = get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    # Plain text has nothing to tell apart.
    return None if "text" in lexer.aliases else lexer


@cache
def _colour(kind: _TokenType) -> str:
    return next((colour for parent, colour in _KINDS if kind in parent), "")
