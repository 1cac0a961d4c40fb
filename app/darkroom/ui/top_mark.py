"""Remembers what stands at the top of the screen inside a tall widget."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class TopMark:
    """Tells how far the part at the top moved when something inside its widget changed height."""

    def __init__(self) -> None:
        self._view: QWidget | None = None
        self._part: QWidget | None = None
        self._top = 0

    def set(self, view: QWidget | None, y: int) -> None:
        """Remember the part of a widget that pixel ``y`` of it shows; None forgets."""
        self._view = view
        self._part = None if view is None else _part_at(view, y)
        self._top = self._now() or 0

    def drift(self, view: QWidget) -> int:
        """How many pixels lower the part is now; 0 if it is gone, or is not in ``view``."""
        now = self._now() if view is self._view else None
        return 0 if now is None else now - self._top

    def _now(self) -> int | None:
        view, part = self._view, self._part
        if view is None or part is None or not isValid(view) or not isValid(part):
            return None
        return part.mapTo(view, QPoint()).y() if part.isVisibleTo(view) else None


def _part_at(view: QWidget, y: int) -> QWidget | None:
    """A text field stands for its viewport, which it may replace."""
    part = view.childAt(view.width() // 2, y)
    while part is not None and part.parentWidget() is not view and part.y() == 0:
        part = part.parentWidget()
    return part
