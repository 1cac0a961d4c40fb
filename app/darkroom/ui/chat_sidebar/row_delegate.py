"""Paints headings and chats, and lends a chat a field for its new title."""

from __future__ import annotations

from PySide6.QtCore import (
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from darkroom.history.records import ChatHead, Hit
from darkroom.ui.chat_sidebar.excerpt import Excerpt, around_first_mark
from darkroom.ui.chat_sidebar.sheet import TITLE_PX
from darkroom.ui.icons import icon
from darkroom.ui.theme import LABEL_PX, SMALL_PX, Theme
from darkroom.viewmodels.chats.list_model import Index, Role
from darkroom.viewmodels.chats.sections import Section

ROW_PX = 34
_BAR_PX = 3
_GROUND_INSET_PX = 4
_TEXT_INSET_PX = 14
_MORE_PX = 26
_EXCERPT_LINES = 2
_LONGEST_TITLE = 200
_MOST_EXCERPTS = 200
_DOUBT_PX = 2


class RowDelegate(QStyledItemDelegate):
    """Draws rows from the theme alone; there are no widgets in the list.

    Args:
        theme: colours and fonts.
        parent: Qt parent.
    """

    sizes_changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.more_at: QPersistentModelIndex | None = None
        """Where the pointer is on the button, or the button's menu is open."""
        theme.changed.connect(self._dress)
        self._dress()

    def more_rect(self, row: QRect) -> QRect:
        """Where the button for more is in a row."""
        px = self._theme.px
        side = px(_MORE_PX)
        return QRect(row.right() - side - px(3), row.top() + (px(ROW_PX) - side) // 2, side, side)

    # --- QStyledItemDelegate

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line, or as many as an excerpt needs."""
        height = self._theme.px(ROW_PX)
        row = index.data(Role.ROW)
        if isinstance(row, Hit) and row.message is not None:
            height += self._lines(row, self._room(option.rect.width())) * self._line
            height += self._theme.px(6)
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = index.data(Role.ROW)
        painter.save()
        if isinstance(row, Section):
            self._paint_heading(painter, option.rect, index.data())
        else:
            self._paint_chat(painter, option, index, row)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        """Make a field for the title."""
        field = QLineEdit(parent)
        field.setObjectName("renameField")
        field.setAccessibleName(self.tr("Title of the chat"))
        field.setMaxLength(_LONGEST_TITLE)
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the field where the title is."""
        px = self._theme.px
        row = QRect(option.rect.topLeft(), QSize(option.rect.width(), px(ROW_PX)))
        editor.setGeometry(row.adjusted(px(_GROUND_INSET_PX), px(2), 0, -px(2)))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the title there is."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    # --- parts

    def _paint_heading(self, painter: QPainter, rect: QRect, words: str) -> None:
        px = self._theme.px
        painter.setFont(self._heading_font)
        painter.setPen(self._theme.colour("muted"))
        room = rect.adjusted(px(_GROUND_INSET_PX + 4), px(11), -px(4), 0)
        words = self._heading_metrics.elidedText(
            words.upper(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_chat(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: ChatHead | Hit
    ) -> None:
        theme, px = self._theme, self._theme.px
        rect = option.rect
        is_current = bool(index.data(Role.IS_CURRENT))
        is_focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        menu_open = self.more_at is not None and self.more_at == index
        at_hand = is_focused or menu_open or bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current or at_hand:
            self._paint_ground(painter, rect, is_current=is_current, is_focused=is_focused)
        right = px(8)
        if at_hand:
            self._paint_more(painter, rect, is_pointed_at=menu_open)
            right = px(_MORE_PX + 6)
        bright = is_current or at_hand or isinstance(row, Hit)
        painter.setPen(theme.colour("text" if bright else "muted"))
        room = QRect(rect.topLeft(), QSize(rect.width() - right, px(ROW_PX)))
        room.setLeft(rect.left() + px(_TEXT_INSET_PX))
        font, metrics = self._fonts[is_current]
        if isinstance(row, Hit) and row.message is None:
            title = self._excerpt(row, font, room.width(), 1)
            title.draw(painter, room.left(), room.top() + (room.height() - metrics.height()) // 2)
            return
        painter.setFont(font)
        title = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        if isinstance(row, Hit):
            painter.setPen(theme.colour("muted"))
            excerpt = self._excerpt(
                row, self._excerpt_font, self._room(rect.width()), _EXCERPT_LINES
            )
            excerpt.draw(painter, room.left(), rect.top() + px(ROW_PX - 3))

    def _paint_ground(
        self, painter: QPainter, rect: QRect, *, is_current: bool, is_focused: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        ground = rect.adjusted(px(_GROUND_INSET_PX), 1, -1, -1)
        painter.setPen(QPen(theme.colour("accent"), 1) if is_focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(ground, px(8), px(8))
        if is_current:
            bar = QRect(rect.left(), rect.top() + px(8), px(_BAR_PX), px(ROW_PX - 16))
            painter.fillRect(bar, theme.colour("accent"))

    def _paint_more(self, painter: QPainter, rect: QRect, *, is_pointed_at: bool) -> None:
        px = self._theme.px
        place = self.more_rect(rect)
        if is_pointed_at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("line"))
            painter.drawRoundedRect(place, px(6), px(6))
        inset = (place.width() - px(18)) // 2
        self._more.paint(painter, place.adjusted(inset, inset, -inset, -inset))

    def _room(self, width: int) -> int:
        return width - self._theme.px(_TEXT_INSET_PX + 8)

    def _lines(self, hit: Hit, width: int) -> int:
        """How many lines an excerpt takes; laid out only where a glance does not tell."""
        shown, _marks = around_first_mark(hit.excerpt, hit.marks, _EXCERPT_LINES)
        text = shown.rstrip()  # spaces at the end of a line take no room
        plain = self._excerpt_metrics.horizontalAdvance(text)
        if max(plain, self._bold_metrics.horizontalAdvance(text)) <= width - _DOUBT_PX:
            return 1
        if plain > width + _DOUBT_PX:
            return _EXCERPT_LINES
        return self._excerpt(hit, self._excerpt_font, width, _EXCERPT_LINES).lines

    def _excerpt(self, hit: Hit, font: QFont, width: int, lines: int) -> Excerpt:
        key = (hit, font.key(), width)
        excerpt = self._excerpts.get(key)
        if excerpt is None:
            if len(self._excerpts) >= _MOST_EXCERPTS:
                self._excerpts.clear()
            excerpt = Excerpt(hit.excerpt, hit.marks, font, *self._washes, width, lines)
            self._excerpts[key] = excerpt
        return excerpt

    @Slot()
    def _dress(self) -> None:
        theme = self._theme
        weights = (QFont.Weight.Normal, QFont.Weight.Medium)
        fonts = [theme.font(TITLE_PX, weight) for weight in weights]
        self._fonts = [(font, QFontMetrics(font)) for font in fonts]
        self._heading_font = theme.font(LABEL_PX, QFont.Weight.DemiBold)
        self._heading_metrics = QFontMetrics(self._heading_font)
        self._excerpt_font = theme.font(SMALL_PX)
        self._excerpt_metrics = QFontMetrics(self._excerpt_font)
        self._bold_metrics = QFontMetrics(theme.font(SMALL_PX, QFont.Weight.DemiBold))
        self._line = self._excerpt_metrics.height()
        self._washes = theme.colour("accent_wash"), theme.colour("text")
        self._excerpts: dict[tuple[Hit, str, int], Excerpt] = {}
        self._more = icon(theme, "more", colour="text")
        self.sizes_changed.emit()
