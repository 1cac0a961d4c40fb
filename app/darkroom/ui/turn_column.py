"""A column of any number of turns, of which only those near the screen are widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from darkroom.ui.theme import Theme
from darkroom.ui.top_mark import TopMark
from darkroom.ui.turn_anchor import Anchor, Place
from darkroom.ui.turn_flash import TurnFlash
from darkroom.ui.turn_shelf import MakeView, TurnShelf
from darkroom.ui.turn_sizes import TurnSizes
from darkroom.ui.turn_view import TurnView
from darkroom.viewmodels.turn_path import Turn

AHEAD_SCREENS, KEPT_SCREENS = 1.0, 1.5
_ROUNDS = 4


Aim = Callable[[bool], Place | None]
"""Says what belongs where before each layout, or None to leave it to the person. Is told whether
the page has another size, or all turns have other heights."""


class TurnColumn(QWidget):
    """Puts turns on a page that is as high as the screen, and scrolls them.

    Args:
        theme: colours and sizes.
        make: makes the widget of a turn.
        parent: Qt parent.
    """

    moved = Signal()
    """``position`` or ``limit`` may be new."""

    def __init__(self, theme: Theme, make: MakeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sizes = TurnSizes(theme)
        self._make = make
        self.shelf = TurnShelf(self, self._make_view)
        self.flash = TurnFlash(theme, self)
        self.aim: Aim | None = None
        self._anchor = Anchor(self.sizes)
        self._top = TopMark()
        self._shape = (0, 0, 0)
        self._new: set[int] = set()
        self._downwards = True
        self._anew = True
        self._busy = self._again = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        # It paints its own ground, so that scrolling can move what is painted already.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.flash.changed.connect(self.update)
        theme.changed.connect(self._on_theme_changed)

    # --- where things are

    @property
    def position(self) -> int:
        """The pixel of the column at the top of the screen."""
        return self._anchor.y if len(self.sizes) else 0

    @property
    def limit(self) -> int:
        """The largest ``position``."""
        return max(self.sizes.total - self.height(), 0)

    def place_of(self, index: int) -> QRect:
        """Where a turn is on the page."""
        sizes = self.sizes
        return QRect(
            self._shape[0], sizes.top(index) - self.position, sizes.width, sizes.height(index)
        )

    def is_in_sight(self, index: int) -> bool:
        """Whether a part of a turn is on the screen."""
        place = self.place_of(index)
        return place.top() < self.height() and place.bottom() >= 0

    # --- what others ask for

    def set_span(self, left: int, width: int) -> None:
        """Say where on the page turns stand; the page has its size already."""
        shape = left, width, self.height()
        if shape == self._shape:
            return
        self._shape = shape
        if width != self.sizes.width:
            self._anchor.hold()
            self.sizes.set_width(width)
        self._anew = True
        self.settle()

    def replace_from(self, start: int, turns: Sequence[Turn]) -> None:
        """Let other turns stand from an index on; those that are the same keep their widgets."""
        sizes, anchor = self.sizes, self._anchor
        old = sizes.turns(start)
        held = old[anchor.index - start] if start <= anchor.index < len(sizes) else None
        top = self.place_of(start).top() if old else 0
        sizes.replace_from(start, turns)
        self.shelf.replaced(start, old, turns)
        if held is not None:
            index = sizes.find(held)
            if index is not None:
                anchor.index = index
            else:
                anchor.put((max(min(start, len(sizes) - 1), 0), top))
                self._keep_in_sight()
        self.update()
        self.settle()

    def show_at(self, place: Place) -> None:
        """Put a turn somewhere on the screen."""
        self._anchor.put(place)
        self.settle()

    def go_to(self, y: int) -> None:
        """Scroll to a pixel of the column."""
        down = y - self.position
        self._downwards = down > 0
        if abs(down) <= self.height():
            self._anchor.scroll(down)
        elif y >= self.limit:
            self._anchor.put(self.end())
        else:
            self._anchor.jump(y)
        self.settle()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Lay out once for all that is asked for in here."""
        before, self._busy = self._busy, True
        yield
        self._busy = before
        self.settle()

    def end(self) -> Place:
        """Where the last turn is when the end is in sight."""
        last = len(self.sizes) - 1
        return last, self.height() - self.sizes.margin - self.ready(last)

    def ready(self, index: int) -> int:
        """Make and measure the widget of a turn; its height."""
        width = self.sizes.width
        view = self.shelf.realise(index, self.sizes.turn(index))
        if self.isVisible() and width > 0 and not self.shelf.knows(index, width):
            if view.isHidden():
                self._new.add(index)
            self.sizes.measured(index, self.shelf.measure(index, width))
        return self.sizes.height(index)

    def prepare(self, index: int) -> None:
        """Make a turn ready that is out of sight; nothing is laid out yet."""
        self._busy = True
        self.ready(index)
        self._busy = False

    @Slot()
    def settle(self) -> None:
        """Lay out: what is in sight, the rest in idle time."""
        if self._busy:
            self._again = True
            return
        if self.isVisible() and self.sizes.width > 0 and len(self.sizes):
            self._busy = True
            for _ in range(_ROUNDS):
                self._again = False
                self._lay_out()
                if not self._again:
                    break
            self._busy = False
            self._idle.start(0)
        self.moved.emit()

    # --- events

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is measured before it is visible."""
        super().showEvent(event)
        self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the outline around what was looked for."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("bg"))
        turn = self.flash.turn
        index = None if turn is None else self.sizes.find(turn)
        if index is not None:
            self.flash.paint(painter, self.place_of(index))
        painter.end()

    # --- layout

    def _lay_out(self) -> None:
        anchor = self._anchor
        aimed = None if self.aim is None else self.aim(self._anew)
        self._anew = False
        if aimed is not None:
            anchor.put(aimed)
        self.ready(anchor.index)
        view = self.shelf.view(anchor.index)
        if not anchor.release() and aimed is None and view is not None:
            anchor.scroll(self._top.drift(view))
        for _ in range(_ROUNDS):
            self._fill()
            if not anchor.clamp(self.limit):
                break
        self._arrange()
        anchor.settle()
        self._top.set(self.shelf.view(anchor.index), -anchor.offset)
        screen = self.height()
        kept = round(KEPT_SCREENS * screen)
        y = self.position
        self.shelf.prune(self.sizes.at(y - kept), self.sizes.at(y + screen + kept))

    def _fill(self) -> None:
        """Make ready all that is in sight, from the anchor to both sides."""
        anchor, gap = self._anchor, self.sizes.gap
        index, y = anchor.index, anchor.offset
        while index < len(self.sizes) and y < self.height():
            y += self.ready(index) + gap
            index += 1
        index, y = anchor.index, anchor.offset - gap
        while index > 0 and y > 0:
            index -= 1
            y -= self.ready(index) + gap

    def _arrange(self) -> None:
        """Put the widgets where their turns are; moves what is painted if all of it moves."""
        screen = self.height()
        places = {index: self.place_of(index) for index in self.shelf.indexes}
        views = {index: view for index in places if (view := self.shelf.view(index))}
        seen = (i for i, view in views.items() if i not in self._new and _meets(view, screen))
        first = next(seen, None)
        if first is not None:
            down = places[first].top() - views[first].y()
            if 0 < abs(down) < screen:
                self.scroll(0, down)
        for index, place in places.items():
            if views[index].isHidden():
                continue
            # Those that are kept far away wait just out of sight; Qt's places have an end.
            place.moveTop(min(max(place.top(), -place.height() - screen), 2 * screen))
            views[index].setGeometry(place)
        self._new.clear()

    def _keep_in_sight(self) -> None:
        """A turn that took another one's place may be too short to reach the screen."""
        anchor = self._anchor
        if len(self.sizes) and anchor.offset + self.ready(anchor.index) < self.sizes.margin:
            anchor.put((anchor.index, self.sizes.margin))

    @Slot()
    def _on_idle(self) -> None:
        """Make ready one more turn out of sight; first where scrolling leads to."""
        if not self.isVisible() or not len(self.sizes):
            return
        screen, top = self.height(), self.position
        reach, at = round(AHEAD_SCREENS * screen), self.sizes.at
        below = range(at(top + screen), at(top + screen + reach) + 1)
        above = range(at(top), at(top - reach) - 1, -1)
        order = (*below, *above) if self._downwards else (*above, *below)
        index = next((i for i in order if not self.shelf.knows(i, self.sizes.width)), None)
        if index is not None:
            self.prepare(index)
            self.settle()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._anchor.hold()
        self.sizes.forget()
        self.shelf.forget()
        self._anew = True
        self.update()
        # The turns may hear of it only after this.
        QTimer.singleShot(0, self, self.settle)

    @Slot()
    def _on_taller(self) -> None:
        view = self.sender()
        if isinstance(view, QWidget):
            self.shelf.forget(view)
            self.settle()

    def _make_view(self, turn: Turn, page: QWidget) -> TurnView:
        view = self._make(turn, page)
        view.height_changed.connect(self._on_taller)
        return view


def _meets(view: QWidget, screen: int) -> bool:
    return not view.isHidden() and view.y() < screen and view.y() + view.height() > 0
