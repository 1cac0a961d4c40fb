"""Colours to choose from."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from darkroom.core.setting import Choice
from darkroom.ui.colours import tokens
from darkroom.ui.icons import icon
from darkroom.ui.settings import words
from darkroom.ui.theme import Theme

_SIDE_PX, _COLOUR_PX, _TICK_PX = 34, 22, 14


class Swatch(QAbstractButton):
    """One colour; the chosen one has a tick and a ring.

    Args:
        theme: which of its two shades is shown, and sizes.
        accent: its name.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, accent: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._accent = accent
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """With room for the ring."""
        return QSize(self._theme.px(_SIDE_PX), self._theme.px(_SIDE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colour, and what it means."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens(self._accent, dark=theme.is_dark).accent))
        middle = QRectF(self.rect()).center()
        disc = QRectF(0, 0, px(_COLOUR_PX), px(_COLOUR_PX))
        disc.moveCenter(middle)
        painter.drawEllipse(disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = disc.adjusted(-px(4), -px(4), px(4), px(4))
        if self.isChecked() or self.hasFocus():
            colour = "text" if self.hasFocus() else "outline"
            painter.setPen(QPen(theme.colour(colour), 2 if self.hasFocus() else 1.5))
            painter.drawEllipse(ring)
        if self.isChecked():
            tick = QRectF(0, 0, px(_TICK_PX), px(_TICK_PX))
            tick.moveCenter(middle)
            mark = icon(theme, "check", colour="on_accent")
            mark.paint(painter, tick.toRect(), Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal)
        painter.end()

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class Swatches(QWidget):
    """The accents side by side; the arrow keys go from one to the next.

    Args:
        theme: sizes.
        setting: names of accents.
        parent: Qt parent.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, setting: Choice[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._values = [option.value for option in setting.options]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(4))
        for number, option in enumerate(setting.options):
            swatch = Swatch(theme, option.value)
            title = words.say(option.title)
            swatch.setToolTip(title)
            swatch.setAccessibleName(f"{words.say(setting.title)}: {title}")
            self._group.addButton(swatch, number)
            line.addWidget(swatch)
        self._group.idClicked.connect(self._on_clicked)

    def show_value(self, value: str) -> None:
        """Mark one of them."""
        swatch = self._group.button(self._values.index(value))
        swatch.setChecked(True)
        self.setFocusProxy(swatch)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])
