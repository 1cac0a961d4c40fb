"""Tells in place what came of something, and gets it back."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from darkroom.ui.controls import IconButton, announce, button
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow

_LONG = re.compile(r"\S{16}")


class Notice(QFrame):
    """A sentence or two, with a way back where there is one.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], None] | None = None
        self._text = WrapLabel(role="chip")
        self.undo = button(self.tr("Undo"))
        self.close_ = IconButton(theme, "close", self.tr("Dismiss the message"))
        row = WrapRow(theme.px(8))
        row.add(self.undo)
        self._row = row
        text = QVBoxLayout()
        text.setSpacing(theme.px(6))
        text.addWidget(self._text)
        text.addWidget(row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(6), theme.px(10))
        layout.setSpacing(theme.px(4))
        layout.addLayout(text, 1)
        layout.addWidget(self.close_, 0, Qt.AlignmentFlag.AlignTop)
        self.undo.clicked.connect(self._on_undo)
        self.close_.clicked.connect(self.hide)
        self.hide()

    @property
    def can_undo(self) -> bool:
        """It offers a way back."""
        return self._undo is not None and not self.isHidden()

    def tell(self, text: str, undo: Callable[[], None] | None = None, *, bad: bool = False) -> None:
        """Say something.

        Args:
            text: what happened.
            undo: gets it back.
            bad: it is trouble.
        """
        self._undo = undo
        # Paths and names may have no place of their own to break a line at.
        self._text.setText(_LONG.sub("\\g<0>\u200b", text))
        self._row.setVisible(undo is not None)
        self.undo.setAccessibleDescription(text)
        self.setAccessibleName(text)
        self.setObjectName("banner" if bad else "notice")
        # What the style sheet says of children depends on the name.
        for part in (self, self._text, self.undo, self.close_):
            self.style().polish(part)
        self.show()
        announce(self, text)

    @Slot()
    def _on_undo(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()
