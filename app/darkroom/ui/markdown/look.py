"""How Markdown is set: letters, distances and colours for one theme, zoom and size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from darkroom.ui.canvas_metrics import TEXT_LINE_HEIGHT
from darkroom.ui.theme import ANSWER_PX, Theme

# Of the text's size, from the first level to the sixth.
_HEADINGS = (1.42, 1.25, 1.12, 1.0, 1.0, 1.0)
_HEADING_LINE = 1.3


@dataclass(frozen=True, slots=True)
class MarkdownLook:
    """All that the parts of an answer have in common; distances in pixels.

    Attributes:
        font: of prose.
        code_font: of code.
        headings: fonts of the six levels.
        heading_lines: distance of two lines in each of them.
        line_height: distance of two lines, the same that the canvas ends with.
        ink: of prose.
        quiet: of what is said beside it.
        code_ink: of code; its kinds of words have colours of their own.
        code_ground: below a block of code.
        word_ground: below code inside a line.
        line: separators and outlines.
        bar: at the left of a quote.
        list_indent: how far lists lie to the right at least; quotes likewise.
        quote_indent: the same for quotes.
    """

    font: QFont
    code_font: QFont
    headings: tuple[QFont, ...]
    heading_lines: tuple[int, ...]
    line_height: int
    ink: QColor
    quiet: QColor
    code_ink: QColor
    code_ground: QColor
    word_ground: QColor
    line: QColor
    bar: QColor
    list_indent: int
    quote_indent: int


def markdown_look(theme: Theme, size_px: float = ANSWER_PX, ink: str = "text") -> MarkdownLook:
    """Find out how Markdown looks.

    Args:
        theme: colours, scale and zoom.
        size_px: of prose, in design pixels.
        ink: token of its colour.
    """
    headings: list[QFont] = []
    for share in _HEADINGS:
        font = theme.chat_font(size_px * share)
        font.setWeight(QFont.Weight.DemiBold)
        headings.append(font)
    line_height = theme.line_height(size_px, TEXT_LINE_HEIGHT)
    return MarkdownLook(
        theme.chat_font(size_px),
        theme.code_font(size_px),
        tuple(headings),
        tuple(
            max(line_height, theme.line_height(size_px * share, _HEADING_LINE))
            for share in _HEADINGS
        ),
        line_height,
        theme.colour(ink),
        theme.colour("muted"),
        theme.colour(ink),
        theme.colour("raised"),
        theme.colour("hover"),
        theme.colour("line"),
        theme.colour("outline"),
        round(theme.line_height(size_px, 1.5)),
        round(theme.line_height(size_px, 1.1)),
    )
