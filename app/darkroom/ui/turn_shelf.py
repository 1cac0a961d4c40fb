"""The widgets of those turns that have one right now."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from darkroom.ui.turn_view import TurnView
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Question

MakeView = Callable[[Turn, QWidget], TurnView]
"""Makes the widget of a turn, as a child of the page."""


@dataclass(slots=True)
class _Shown:
    """A widget, and the width that its height is known for; 0 for none."""

    turn: Turn
    view: TurnView
    known_at: int = 0


class TurnShelf:
    """Makes, keeps and drops widgets of turns; their order is that of the turns.

    On screen they are put by whoever owns the page; here they are in order for the Tab key and
    for screen readers, which go by the order of the page's children.

    Args:
        page: parent of the widgets.
        make: makes one; it stays hidden until it is measured.
    """

    def __init__(self, page: QWidget, make: MakeView) -> None:
        self._page = page
        self._make = make
        self._shown: dict[int, _Shown] = {}
        self._order: list[int] = []

    @property
    def indexes(self) -> list[int]:
        """Of the turns that have a widget, in order."""
        return list(self._order)

    @property
    def views(self) -> list[TurnView]:
        """The widgets, in order."""
        return [self._shown[index].view for index in self._order]

    def view(self, index: int) -> TurnView | None:
        """The widget of a turn, if it has one."""
        shown = self._shown.get(index)
        return None if shown is None else shown.view

    def index_of(self, widget: QWidget | None) -> int | None:
        """The turn that a widget is part of."""
        while widget is not None and widget.parentWidget() is not self._page:
            widget = widget.parentWidget()
        return next((index for index, one in self._shown.items() if one.view is widget), None)

    def realise(self, index: int, turn: Turn) -> TurnView:
        """Return the widget of a turn; makes it where there is none."""
        shown = self._shown.get(index)
        if shown is None:
            shown = self._shown[index] = _Shown(turn, self._make(turn, self._page))
            place = bisect_left(self._order, index)
            if place < len(self._order):
                shown.view.stackUnder(self._shown[self._order[place]].view)
            insort(self._order, index)
        return shown.view

    def knows(self, index: int, width: int) -> bool:
        """Whether the height of a widget is known for a width."""
        shown = self._shown.get(index)
        return shown is not None and shown.known_at == width

    def measure(self, index: int, width: int) -> int:
        """Lay out a widget, show it, and return the height it needs."""
        shown = self._shown[index]
        height = shown.view.heightForWidth(width)
        shown.known_at = width
        shown.view.resize(width, height)
        shown.view.show()
        self.link(index)
        return height

    def forget(self, view: QWidget | None = None) -> None:
        """The height of a widget is another one, or that of all."""
        for shown in self._shown.values():
            if view is None or view is shown.view:
                shown.known_at = 0

    def link(self, index: int) -> None:
        """Let Tab reach what is in a measured widget behind what is in the one before it."""
        place = bisect_left(self._order, index)
        last = self._page
        for before in reversed(self._order[:place]):
            if stops := tab_stops(self._shown[before].view):
                last = stops[-1]
                break
        policy = self._page.focusPolicy()
        # Qt links nothing to a widget without focus; the page only lends its place in the chain.
        self._page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for stop in tab_stops(self._shown[index].view):
            QWidget.setTabOrder(last, stop)
            last = stop
        self._page.setFocusPolicy(policy)

    def prune(self, first: int, last: int) -> None:
        """Drop the widgets of turns before ``first`` and after ``last``, if they can go."""
        focus = self._page.window().focusWidget()
        for index in self.indexes:
            if not first <= index <= last and not _must_stay(self._shown[index], focus):
                self._drop(index)

    def replaced(self, start: int, old: Sequence[Turn], new: Sequence[Turn]) -> None:
        """Follow a change of the turns: those that are still there keep their widgets.

        Args:
            start: index of the first turn that changed.
            old: turns from there on, as they were.
            new: likewise, as they are.
        """
        places = {id(turn): start + offset for offset, turn in enumerate(new)}
        kept: dict[int, _Shown] = {}
        for index in [index for index in self._order if index >= start]:
            place = places.get(id(old[index - start]))
            if place is None:
                self._drop(index)
            else:
                kept[place] = self._shown.pop(index)
                self._order.remove(index)
        for index in sorted(kept):
            self._shown[index] = kept[index]
            self._order.append(index)

    def _drop(self, index: int) -> None:
        view = self._shown.pop(index).view
        self._order.remove(index)
        focus = self._page.window().focusWidget()
        if focus is not None and view.isAncestorOf(focus):
            # Hiding it would send the focus to whatever comes next.
            focus.clearFocus()
        view.hide()
        view.deleteLater()


def tab_stops(view: QWidget) -> list[QWidget]:
    """Parts of a laid out widget that Tab leads to, in the order of reading."""
    # Walking Qt's own chain would make wrappers from all over the window depend on the view's.
    stops = [
        part for part in view.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    places = {stop: stop.mapTo(view, QPoint()) for stop in stops}
    return sorted(stops, key=lambda stop: (places[stop].y(), places[stop].x()))


def _must_stay(shown: _Shown, focus: QWidget | None) -> bool:
    """Dropping it would lose what a person is doing or looks at, or an answer under way."""
    turn, view = shown.turn, shown.view
    if not isinstance(turn, Question) and (not turn.state.is_final or turn.shows_replay):
        return True
    if focus is not None and view.isAncestorOf(focus):
        return True
    return any(
        _in_use(part)
        for kind in (QTextEdit, QPlainTextEdit, QLineEdit)
        for part in view.findChildren(kind)
    )


def _in_use(part: QTextEdit | QPlainTextEdit | QLineEdit) -> bool:
    """Something is being written there, or is selected."""
    if not part.isReadOnly() and part.isVisibleTo(part.window()):
        return True
    if isinstance(part, QLineEdit):
        return part.hasSelectedText()
    return part.textCursor().hasSelection()
