"""An answer as rendered Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from darkroom.ui.controls import button
from darkroom.ui.figures import number
from darkroom.ui.flow_text import FlowText
from darkroom.ui.markdown.blocks import Block, Code, Nest, Paragraph, Rule, Table
from darkroom.ui.markdown.clean import clean, cut
from darkroom.ui.markdown.code_part import CodePart
from darkroom.ui.markdown.document import bars, left_edge
from darkroom.ui.markdown.look import MarkdownLook
from darkroom.ui.markdown.parse import parse
from darkroom.ui.markdown.table_part import TablePart
from darkroom.ui.markdown.text_part import TextPart, draw_bar
from darkroom.ui.theme import Theme

_LEAST_GAP = 0.4
"""Of a line: between text and what is framed."""
_MOST_PARTS = 40
"""Each is a widget or several; what comes behind is shown when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part, what it stands in, and how far below the part above it, in pixels."""

    widget: TextPart | CodePart | TablePart
    nests: tuple[Nest, ...]
    gap: int


class MarkdownView(QWidget):
    """A column of texts, blocks of code and tables.

    Its height follows from its width, and can be asked for before it is ever shown.

    Args:
        theme: colours and scale.
        name: accessible name of its texts.
        parent: Qt parent.
    """

    link_asked = Signal(str)
    """Somebody wants to follow a link; carries its address, which nobody has seen yet."""
    height_changed = Signal()
    """It is taller now, at the same width."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: MarkdownLook | None = None
        self._source = ""
        self._shows_all = False
        self._parts: list[_Placed] = []
        self._more: QPushButton | None = None
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def texts(self) -> list[FlowText]:
        """Everything that text can be selected in, from top to bottom."""
        return [_text_of(part.widget) for part in self._parts]

    @property
    def tab_stops(self) -> list[QWidget]:
        """What the tab key reaches, from top to bottom."""
        stops: list[QWidget] = []
        for part in self._parts:
            if isinstance(part.widget, CodePart):
                stops.append(part.widget.copy_button)
            stops.append(_text_of(part.widget))
            if not isinstance(part.widget, TextPart) and part.widget.more_button is not None:
                stops.append(part.widget.more_button)
        return stops + ([self._more] if self._more is not None else [])

    @property
    def selected_text(self) -> str:
        """What is selected; empty for nothing."""
        chosen = (text.textCursor().selection().toPlainText() for text in self.texts)
        return next(filter(None, chosen), "")

    def set_text(self, source: str, look: MarkdownLook) -> None:
        """Show Markdown; a very long one from its beginning, with the rest one click away.

        Args:
            source: what the model wrote.
            look: letters, distances and colours.
        """
        # What somebody asked to see stays when colours or sizes change.
        self._build(source, look, whole=source == self._source and self._shows_all)
        for before, after in pairwise(self.tab_stops):
            QWidget.setTabOrder(before, after)
        # Before it has a size of its own, lines would be broken in vain.
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._arrange()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all parts and the gaps between them."""
        height = sum(
            part.gap + part.widget.heightForWidth(width - self._edge(part)) for part in self._parts
        )
        return height + (self._more.sizeHint().height() if self._more is not None else 0)

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts in their places."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars beside what stands in quotes and is no text of its own."""
        if self._look is None or not any(part.nests for part in self._parts):
            return
        painter = QPainter(self)
        for part in self._parts:
            place = part.widget.geometry()
            for edge in bars(part.nests, self._look):
                top = place.top() - part.gap
                draw_bar(painter, self._look, QRectF(edge, top, 0, place.bottom() + 1 - top))
        painter.end()

    def _build(self, source: str, look: MarkdownLook, *, whole: bool) -> None:
        self._clear()
        self._source, self._look, self._shows_all = source, look, whole
        text = clean(source)
        shown = text if whole else cut(text)
        groups = list(_groups(parse(shown)))
        for group in groups if whole else groups[:_MOST_PARTS]:
            self._parts.append(self._make(group, look))
        if len(self._parts) < len(groups) or len(shown) < len(text):
            words = self.tr("Show all of the text, {n} characters")
            self._more = button(words.format(n=number(len(text))), "quiet")
            self._more.setParent(self)
            self._more.clicked.connect(self._show_all)
            if self.isVisible():
                self._more.show()
        for part in self._parts:
            words = _text_of(part.widget)
            if not words.accessibleName():
                words.setAccessibleName(self.accessibleName())
            words.anchorClicked.connect(self._on_anchor)
            words.copyAvailable.connect(self._on_selection)
            if self.isVisible():
                part.widget.show()

    def _clear(self) -> None:
        for part in self._parts:
            part.widget.hide()
            part.widget.deleteLater()
        self._parts = []
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None

    def _make(self, group: Sequence[Block], look: MarkdownLook) -> _Placed:
        first, line = group[0], look.line_height
        gap = max(first.gap * line, round(line * _LEAST_GAP)) if self._parts else 0
        match first:
            case Code():
                part: CodePart | TablePart = CodePart(self._theme, look, first, self)
            case Table():
                part = TablePart(self._theme, look, first, self)
            case _:
                blocks = [block for block in group if isinstance(block, Paragraph | Rule)]
                return _Placed(TextPart(look, blocks, self), (), gap)
        part.height_changed.connect(self._on_taller)
        return _Placed(part, first.nests, gap)

    def _edge(self, part: _Placed) -> int:
        return left_edge(part.nests, self._look) if self._look is not None else 0

    def _arrange(self) -> None:
        y = 0
        for part in self._parts:
            edge = self._edge(part)
            width = max(self.width() - edge, 1)
            height = part.widget.heightForWidth(width)
            part.widget.setGeometry(edge, y + part.gap, width, height)
            y += part.gap + height
        if self._more is not None:
            self._more.move(0, y)
            self._more.resize(self._more.sizeHint())

    @Slot()
    def _on_taller(self) -> None:
        self._arrange()
        self.updateGeometry()
        self.height_changed.emit()

    @Slot()
    def _show_all(self) -> None:
        if self._look is None:
            return
        self._build(self._source, self._look, whole=True)
        self._on_taller()
        if self._parts:
            self.texts[0].setFocus()

    @Slot(QUrl)
    def _on_anchor(self, url: QUrl) -> None:
        self.link_asked.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    @Slot(bool)
    def _on_selection(self, there: bool) -> None:
        """Only one part has a selection, so that it is clear what would be copied."""
        if not there:
            return
        for text in self.texts:
            cursor = text.textCursor()
            if text is not self.sender() and cursor.hasSelection():
                cursor.clearSelection()
                text.setTextCursor(cursor)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Text that follows text is one group; code and tables stand alone."""
    for is_text, group in groupby(blocks, lambda block: isinstance(block, Paragraph | Rule)):
        if is_text:
            yield list(group)
        else:
            yield from ([block] for block in group)


def _text_of(part: TextPart | CodePart | TablePart) -> FlowText:
    return part if isinstance(part, TextPart) else part.text
