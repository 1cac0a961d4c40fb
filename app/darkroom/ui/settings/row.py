"""One line of the page: what it is, what it does, and a control."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from darkroom.core.setting import Setting
from darkroom.ui.controls import IconButton
from darkroom.ui.settings import words
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel

_NARROW_PX = 480


class Row(QFrame):
    """A title, an explanation, and room for controls beside or below them.

    Args:
        theme: sizes.
        title: what it is.
        help_: what it does, in whole sentences.
        sought: further words by which it is found.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        help_: str,
        sought: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsRow")
        self._theme = theme
        self.texts = (title, help_, *sought)
        self.title = WrapLabel(title)
        self.help = WrapLabel(help_, "muted")
        self.note = WrapLabel(role="muted")
        self.note.hide()
        self._says = QVBoxLayout()
        self._says.setSpacing(theme.px(3))
        for part in (self.title, self.help, self.note):
            self._says.addWidget(part)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(theme.px(10))
        self._line.addLayout(self._says, 1)
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side.setSpacing(theme.px(4))
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, theme.px(14), 0, theme.px(14))
        self._all.setSpacing(theme.px(10))
        self._all.addLayout(self._line)

    def put_beside(self, *controls: QWidget) -> None:
        """Place controls at the right, or below where there is little room; the last one leads."""
        self._side.addStretch(1)
        for control in controls:
            self._side.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addLayout(self._side)

    def put_below(self, control: QWidget) -> None:
        """Place a control below, as wide as the row."""
        self._all.addWidget(control)

    def set_note(self, text: str) -> None:
        """Say how things stand; nothing for an empty text."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls where there is room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(_NARROW_PX)
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._side.setDirection(way.RightToLeft if narrow else way.LeftToRight)


def reset_button(theme: Theme, setting: Setting[Any]) -> IconButton:
    """Make the button that sets a setting back."""
    name = QCoreApplication.translate("SettingRow", "Set “{title}” back")
    return IconButton(theme, "reset", name.format(title=words.say(setting.title)))
