"""A frame as styled characters: noise, draft, newly accepted, settled."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import takewhile

from darkroom.cli.terminal import char_width, inert
from darkroom.core.types import DRAFT_ENTROPY_NATS, BoolArray, Frame

_LIGHT_BELOW_NATS = 2.0  # seven are
_Decoder = getincrementaldecoder("utf-8")

Piece = Callable[[int], bytes]


class Look(Enum):
    """How a character is shown; the value is its SGR code."""

    NOISE = "90"
    DRAFT = "2;3"
    FRESH = "1;33"
    SETTLED = ""
    STATUS = "2"


Char = tuple[str, Look]
Row = list[Char]


def canvas_chars(
    frame: Frame, before: BoolArray | None, piece: Piece, glyphs: tuple[str, str]
) -> Iterator[Char]:
    """Yield what a canvas shows at one step.

    Args:
        frame: the step.
        before: bool[C], ``accepted`` of the step before; None on the first.
        piece: the UTF-8 bytes of a token.
        glyphs: for strong and for weak noise, one column each.
    """
    decoder = _Decoder("replace")
    readable = frame.accepted | (frame.entropy <= DRAFT_ENTROPY_NATS)
    for cell, token in enumerate(frame.tokens.tolist()):
        if readable[cell]:
            look = _look(bool(frame.accepted[cell]), before is not None and bool(before[cell]))
            yield from ((char, look) for char in inert(decoder.decode(piece(token))))
        else:
            decoder.reset()
            glyph = glyphs[bool(frame.entropy[cell] < _LIGHT_BELOW_NATS)]
            yield from ((char, Look.NOISE) for char in _veil(piece(token), glyph))


def _look(accepted: bool, accepted_before: bool) -> Look:
    if not accepted:
        return Look.DRAFT
    return Look.SETTLED if accepted_before else Look.FRESH


def _veil(word: bytes, glyph: str) -> str:
    """Cover a word but keep its shape, so that lines move as little as possible."""
    text = inert(word.decode("utf-8", "replace"))
    shape = "".join(glyph * char_width(char) for char in text.strip())
    return " " * text.startswith(" ") + shape if shape else glyph


def wrap(chars: Iterable[Char], width: int) -> list[Row]:
    """Break characters into rows as a terminal does: at the last column, and at newlines.

    Args:
        chars: what to show.
        width: columns, ≥ 2.
    """
    rows: list[Row] = [[]]
    column = 0
    for char, look in chars:
        columns = 0 if char == "\n" else char_width(char)
        if char == "\n" or column + columns > width:
            rows.append([])
            column = 0
        if char != "\n":
            rows[-1].append((char, look))
            column += columns
    return rows


def visible_tokens(frame: Frame, end_ids: tuple[int, ...]) -> list[int]:
    """Return the tokens of a canvas up to its first end token."""
    return list(takewhile(lambda token: token not in end_ids, frame.tokens.tolist()))
