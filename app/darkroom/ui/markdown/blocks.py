"""What an answer consists of, once its Markdown is understood. No Qt in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import Literal

Align = Literal["", "left", "center", "right"]


class Mark(IntFlag):
    """How a stretch of text is set apart."""

    NONE = 0
    STRONG = 1
    EMPHASIS = 2
    STRUCK = 4
    CODE = 8
    QUIET = 16
    """Not the model's own words: the address behind a name, the sign of a picture."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look.

    Attributes:
        text: what is shown; a line feed breaks the line.
        marks: how it is set apart.
        href: where it leads, an address of http, https or mailto; empty for none.
    """

    text: str
    marks: Mark = Mark.NONE
    href: str = ""


@dataclass(frozen=True, slots=True)
class Nest:
    """Something that a block stands in, and that moves it to the right.

    Attributes:
        marker: of a list, its widest marker; empty for a block quote.
    """

    marker: str = ""

    @property
    def is_quote(self) -> bool:
        """A bar stands at its left."""
        return not self.marker


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that is wrapped.

    Attributes:
        gap: blank lines above it.
        nests: what it stands in, from the outside.
        spans: the text.
        level: 1 … 6 for a heading, else 0.
        marker: what stands in front of it in a list, e.g. ``"•"`` or ``"2."``.
    """

    gap: int
    nests: tuple[Nest, ...]
    spans: tuple[Span, ...]
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from left to right; attributes as in ``Paragraph``."""

    gap: int
    nests: tuple[Nest, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Code, line by line as it was written; else as in ``Paragraph``.

    Attributes:
        language: as the answer calls it; may be empty.
        text: without a line feed at its end.
    """

    gap: int
    nests: tuple[Nest, ...]
    language: str
    text: str


Cell = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; else as in ``Paragraph``.

    Attributes:
        aligns: of each column.
        rows: cells, one per column; the first row is the head.
    """

    gap: int
    nests: tuple[Nest, ...]
    aligns: tuple[Align, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Rule | Code | Table


def as_text(blocks: tuple[Block, ...]) -> str:
    """Write what is shown as plain text, without the signs of Markdown.

    Args:
        blocks: what is shown.
    """
    lines: list[str] = []
    for number, block in enumerate(blocks):
        lines += [""] * (block.gap if number else 0)
        match block:
            case Paragraph():
                lines.append(_indented(block))
            case Rule():
                lines.append("———")
            case Code():
                lines.append(block.text)
            case Table():
                lines += ("\t".join(map(cell_text, row)) for row in block.rows)
    return "\n".join(lines)


def cell_text(cell: Cell) -> str:
    """Words of a cell of a table."""
    return "".join(span.text for span in cell)


def _indented(block: Paragraph) -> str:
    lists = sum(not nest.is_quote for nest in block.nests)
    if not lists:
        return block.text
    lead = f"{block.marker} " if block.marker else "  "
    inner = block.text.replace("\n", "\n" + "  " * lists)
    return "  " * (lists - 1) + lead + inner
