"""Widgets one below the other, each as tall as it has to be at its width.

Qt's layouts lose a pixel or a line where height follows from width through several of them; what
scrolls by the thousand must know its height exactly, and before it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QSizePolicy, QWidget


@dataclass(slots=True)
class _Part:
    widget: QWidget
    inset: int


class Stack:
    """Places the children of one widget.

    Args:
        owner: their parent.
        gap: pixels between two of them.
    """

    def __init__(self, owner: QWidget, gap: int) -> None:
        self._owner = owner
        self._gap = gap
        self._parts: list[_Part] = []

    def add(
        self,
        widget: QWidget,
        inset: int = 0,
        *,
        before: QWidget | None = None,
        after: QWidget | None = None,
    ) -> None:
        """Take on a child.

        Args:
            widget: the child.
            inset: pixels at its left and at its right.
            before: which it comes before.
            after: which it comes after; with neither it goes to the end.
        """
        if widget.parentWidget() is not self._owner:
            widget.setParent(self._owner)
        widgets = [part.widget for part in self._parts]
        place = len(widgets) if before is None else widgets.index(before)
        place = place if after is None else widgets.index(after) + 1
        self._parts.insert(place, _Part(widget, inset))
        if self._owner.isVisible():
            widget.show()

    def remove(self, widget: QWidget) -> None:
        """Let a child go; hiding and deleting it is up to the caller."""
        self._parts = [part for part in self._parts if part.widget is not widget]

    def height(self, width: int) -> int:
        """Room that the children which are not hidden need, pixels."""
        heights = [natural_height(part.widget, width - 2 * part.inset) for part in self._there()]
        return sum(heights) + self._gap * max(len(heights) - 1, 0)

    def place(self, width: int) -> None:
        """Put every child where it belongs."""
        y = 0
        for part in self._there():
            room = max(width - 2 * part.inset, 1)
            height = natural_height(part.widget, room)
            if part.widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Maximum:
                room = min(part.widget.sizeHint().width(), room)
            part.widget.setGeometry(part.inset, y, room, height)
            y += height + self._gap

    def _there(self) -> list[_Part]:
        return [part for part in self._parts if not part.widget.isHidden()]


def natural_height(widget: QWidget, width: int) -> int:
    """How tall a widget wants to be at a width."""
    if widget.hasHeightForWidth():
        tall = widget.heightForWidth(max(width, 1))
    else:
        tall = widget.sizeHint().height()
    return min(max(tall, widget.minimumHeight()), widget.maximumHeight())
