"""Keeps the keyboard's focus in sight where most of the turns are not there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from darkroom.ui.turn_column import TurnColumn
from darkroom.ui.turn_shelf import tab_stops


@dataclass(frozen=True, slots=True)
class Held:
    """Where the focus was.

    Attributes:
        index: of the turn.
        view: widget of the turn.
        names: of all that Tab leads to in it, the nearest first.
    """

    index: int
    view: QWidget
    names: tuple[str, ...]


class TurnFocus(QObject):
    """Lets Tab go on to turns that are not ready yet, and scrolls to where it leads.

    Args:
        column: the turns.
        app: knows where the focus goes.
    """

    place_wanted = Signal(object)
    """A ``Place`` that brings the focus into sight."""

    def __init__(self, column: TurnColumn, app: QApplication) -> None:
        super().__init__(column)
        self._column = column
        app.focusChanged.connect(self._on_focus_changed)

    def prepare(self, *, forward: bool) -> None:
        """Make the turn ready that Tab leads to from the one with the focus."""
        column = self._column
        index = column.shelf.index_of(column.window().focusWidget())
        beside = -1 if index is None else index + (1 if forward else -1)
        if 0 <= beside < len(column.sizes):
            column.prepare(beside)

    def hold(self) -> Held | None:
        """Remember where in the turns the focus is, before some of them go."""
        focus = self._column.window().focusWidget()
        index = self._column.shelf.index_of(focus)
        view = None if index is None else self._column.shelf.view(index)
        if focus is None or index is None or view is None:
            return None
        names = [stop.accessibleName() for stop in tab_stops(view)]
        here = names.index(focus.accessibleName()) if focus.accessibleName() in names else 0
        nearest = sorted(range(len(names)), key=lambda place: abs(place - here))
        return Held(index, view, tuple(names[place] for place in nearest))

    def give_back(self, held: Held | None) -> None:
        """Put the focus on the same control of the turn that took the place of the other one."""
        column = self._column
        if held is None or not len(column.sizes) or held.view in column.shelf.views:
            return
        index = min(held.index, len(column.sizes) - 1)
        column.prepare(index)
        view = column.shelf.view(index)
        stops = [] if view is None else [s for s in tab_stops(view) if s.isEnabled()]
        named = {stop.accessibleName(): stop for stop in reversed(stops)}
        same = (named[name] for name in held.names if name in named)
        target = next(same, stops[0] if stops else None)
        if target is not None:
            target.setFocus()

    def show(self, widget: QWidget | None) -> None:
        """Scroll as little as is needed to show a part of a turn."""
        column = self._column
        index = column.shelf.index_of(widget)
        view = None if index is None else column.shelf.view(index)
        if widget is None or index is None or view is None:
            return
        begin = column.place_of(index).top()
        top = begin + widget.mapTo(view, QPoint()).y()
        target = self._target(top, widget.height())
        if target != top:
            self.place_wanted.emit((index, begin + target - top))

    def _target(self, top: int, height: int) -> int:
        """Where something should begin on the screen."""
        screen, margin = self._column.height(), self._column.sizes.margin
        lowest = screen - margin - height
        if lowest >= margin:
            return min(max(top, margin), lowest)
        # Too tall to be shown: a good part of it will do.
        if top > screen // 2:
            return margin
        return lowest if top + height < screen // 2 else top

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        column = self._column
        comes_in = before is not None and not column.isAncestorOf(before)
        index = column.shelf.index_of(now) if comes_in else None
        if index is not None and not column.is_in_sight(index):
            self.show(now)
