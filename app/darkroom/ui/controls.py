"""Small controls that the rest is made of."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.viewmodels.tips import plain_tip


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Make a label in one of the style sheet's roles; plain text, never markup."""
    result = QLabel(text, parent)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("role", role)
    return result


def native_keys(keys: str) -> str:
    """Write a shortcut as this platform does, e.g. ⌘N for ``"Ctrl+N"``."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def button(text: str, role: str = "", parent: QWidget | None = None) -> QPushButton:
    """Make a button in one of the style sheet's roles; keyboard focus only, so no stray rings."""
    result = QPushButton(text, parent)
    result.setProperty("role", role)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    result.setAutoDefault(False)
    result.setAccessibleName(text)
    return result


def announce(source: QWidget, words: str) -> None:
    """Have words read out to those who hear the window."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))


class IconButton(QToolButton):
    """A button that shows an icon, and words to those who ask.

    Args:
        theme: colours.
        name: icon.
        words: accessible name, and tool tip together with ``keys``.
        keys: shortcut.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, name: str, words: str, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(f"{words} ({native_keys(keys)})" if keys else words))
        theme.changed.connect(self._dress)
        self._dress()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.setIcon(icon(self._theme, self._name))
        self.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))


class ElidedLabel(QLabel):
    """A label of one line with … where there is no room; the tool tip has all of it.

    Args:
        role: one of the style sheet's roles.
        elide: where letters are left out.
        parent: Qt parent.
    """

    def __init__(
        self,
        role: str = "",
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """A few letters wide at least."""
        width = self.fontMetrics().horizontalAdvance("mm…")
        return QSize(width, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._elide, room.width())
        self.setToolTip("" if text == self.text() else plain_tip(self.text()))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class Dot(QWidget):
    """A round mark in one of the theme's colours; always stands beside words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = "faint"
        self._resize()
        theme.changed.connect(self._resize)

    def set_colour(self, token: str) -> None:
        """Change the colour."""
        self._colour = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._colour))
        painter.drawEllipse(self.rect())
        painter.end()

    @Slot()
    def _resize(self) -> None:
        self.setFixedSize(self._theme.px(9), self._theme.px(9))
        self.update()


class Meter(QWidget):
    """A bar that is filled in part.

    Args:
        theme: colours.
        width: in design pixels; 0 takes what there is.
        height: in design pixels.
        colour: token of the filled part.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        width: int,
        height: int,
        colour: str = "ok",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = (width, height)
        self._share = 0.0
        self._colour = colour
        self._ground = "line"
        self._resize()
        theme.changed.connect(self._resize)

    def set_share(self, share: float, colour: str | None = None) -> None:
        """Fill a part in [0, 1]."""
        self._share = min(max(share, 0.0), 1.0)
        self._colour = colour or self._colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(self._theme.colour(self._ground))
        painter.drawRoundedRect(self.rect(), radius, radius)
        filled = QRect(0, 0, round(self.width() * self._share), self.height())
        if filled.width() > 0:
            painter.setBrush(self._theme.colour(self._colour))
            painter.drawRoundedRect(filled, radius, radius)
        painter.end()

    @Slot()
    def _resize(self) -> None:
        width, height = self._size
        self.setFixedHeight(self._theme.px(height))
        if width:
            self.setFixedWidth(self._theme.px(width))
        self.update()
