"""A part of the inspector: a title, and what belongs to it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel


class Section(QWidget):
    """Stacks its parts below a title.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = WrapLabel(role="section")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(6))
        self.column.addWidget(self._title)

    def set_title(self, title: str) -> None:
        """Say what it is about."""
        self._title.setText(title.upper())
        self.setAccessibleName(title)
