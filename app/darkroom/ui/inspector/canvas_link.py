"""Between the inspector and the answer on screen: what is selected, pinned and coloured."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from shiboken6 import isValid

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.theme import Theme
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.replay.settling import ramp, shades
from darkroom.viewmodels.run import RunViewModel

_ONCE = Qt.ConnectionType.UniqueConnection


class CanvasLink(QObject):
    """Lets the inspector follow the answer whose steps are shown, and marks its cells.

    Args:
        theme: colours.
        inspector: what is watched.
        conversation: where answers are.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        inspector: InspectorViewModel,
        conversation: ConversationView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inspector = inspector
        self._conversation = conversation
        self._view: AnswerView | None = None
        self._coloured = False
        conversation.replay_shown.connect(self._on_shown)
        inspector.changed.connect(self._mark)
        inspector.pins_changed.connect(self._mark)
        inspector.settling_changed.connect(self._on_settling_changed)
        inspector.selected.connect(self._on_selected)
        theme.changed.connect(self._mark)

    @Slot()
    def show_steps(self) -> None:
        """Show the steps in the answer that is watched."""
        run = self._inspector.run
        if run is None or not run.state.is_final or run.shows_replay:
            return
        view = self._find(run)
        if view is not None:
            view.replay.open()

    # --- inside

    @property
    def _canvas(self) -> CanvasView | None:
        """The canvas with the watched answer's steps."""
        view = self._view
        if view is None or not isValid(view) or view.run is not self._inspector.run:
            return None
        return view.canvas

    def _find(self, run: RunViewModel) -> AnswerView | None:
        there = (v for v in self._conversation.views if isinstance(v, AnswerView) and v.run is run)
        return next(there, None)

    @Slot(object, object)
    def _on_shown(self, run: RunViewModel, view: AnswerView) -> None:
        self._view = view
        self._coloured = False
        view.cells_selected.connect(self._on_cells_selected, _ONCE)
        cells = self._inspector.cells if run is self._inspector.run else range(0)
        self._inspector.watch(run, run.replay)
        if cells:
            self._inspector.select(cells.start, cells.stop)
        self._mark()
        self._on_selected()

    @Slot(int, int)
    def _on_cells_selected(self, first: int, stop: int) -> None:
        if self._canvas is not None and self.sender() is self._view:
            self._inspector.select(first if first < stop else None, stop)

    @Slot()
    def _on_selected(self) -> None:
        canvas, cells = self._canvas, self._inspector.cells
        if canvas is None or not canvas.selectable:
            return
        first, stop = (cells.start, cells.stop) if cells else (0, 0)
        if canvas.selection != (first, stop):
            canvas.select(first, stop)

    @Slot()
    def _on_settling_changed(self) -> None:
        if self._inspector.shows_settling:
            self.show_steps()
        self._mark()

    @Slot()
    def _mark(self) -> None:
        canvas, inspector = self._canvas, self._inspector
        if canvas is None:
            return
        canvas.set_locked(frozenset(inspector.pins))
        frames = inspector.frames
        if inspector.shows_settling and frames:
            canvas.set_overlay(ramp(dark=self._theme.is_dark)[shades(frames)])
            self._coloured = True
        elif self._coloured:
            canvas.set_overlay(None)
            self._coloured = False
