"""The answer that somebody looks into: its shown step, a cell of it, and what is pinned there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from darkroom.core.canvas import Allowed
from darkroom.core.settings import RECORD_ALTERNATIVES
from darkroom.core.types import Frame
from darkroom.viewmodels.inspector.alternatives import Alternative, alternatives, token_text
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.replay.replay import ReplayViewModel
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.shown_chat import ShownChat


class InspectorViewModel(QObject):
    """Watches the answer whose steps were shown last, else the last one of the chat.

    Nothing is looked for while nobody looks: see ``is_open``.

    Args:
        chat: the chat on screen.
        preferences: whether alternatives are recorded.
        parent: Qt parent.
    """

    changed = Signal()
    """Another answer is watched, another step of it is shown, or there are more of them."""
    selected = Signal()
    """Other cells are selected, or none."""
    settling_changed = Signal()
    pins_changed = Signal()
    """Of the canvas that is shown."""
    recording_changed = Signal()
    denoise_asked = Signal(object, int, int, object)
    """Carries a ``RunViewModel``, canvas and step, and an ``Allowed``: what the pins allow."""

    def __init__(
        self, chat: ShownChat, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._preferences = preferences
        self._is_open = False
        self._run: RunViewModel | None = None
        self._replay: ReplayViewModel | None = None
        self._last: RunViewModel | None = None
        self._cells = range(0)
        self._shows_settling = False
        self._block = -1
        self._pins: dict[tuple[str, int], Allowed] = {}
        chat.turns_changed.connect(self._on_turns_changed)
        chat.current_changed.connect(self._on_turns_changed)
        preferences.changed.connect(self._on_preference)
        self._on_turns_changed()

    # --- what is watched

    @property
    def is_open(self) -> bool:
        """Somebody looks; only then steps are looked for without being asked for."""
        return self._is_open

    @is_open.setter
    def is_open(self, is_open: bool) -> None:
        if is_open != self._is_open:
            self._is_open = is_open
            self._on_turns_changed()
            self.changed.emit()

    @property
    def run(self) -> RunViewModel | None:
        """The answer that is watched."""
        return self._run

    @property
    def replay(self) -> ReplayViewModel | None:
        """Its steps, as soon as they are there."""
        return self._replay

    @property
    def frame(self) -> Frame | None:
        """The step that is shown."""
        return self._replay.frame if self._replay is not None else None

    @property
    def frames(self) -> list[Frame]:
        """All steps of the canvas that is shown, oldest first."""
        return self._replay.of_block(self._replay.block) if self._replay is not None else []

    def watch(self, run: RunViewModel | None, replay: ReplayViewModel | None) -> None:
        """Look into another answer.

        Args:
            run: the answer; None for none.
            replay: its steps, None while they are not there.
        """
        if run is self._run and replay is self._replay:
            return
        self._let_go()
        self._run, self._replay = run, replay
        if run is not None:
            run.replay_found.connect(self._on_replay_found)
        if replay is not None:
            replay.moved.connect(self._on_moved)
            replay.extended.connect(self._on_extended)
            replay.state_changed.connect(self.changed)
        self._cells, self._block = range(0), replay.block if replay is not None else -1
        self.selected.emit()
        self.changed.emit()
        self.pins_changed.emit()

    @property
    def shows_settling(self) -> bool:
        """The canvas is coloured by when its words settled."""
        return self._shows_settling

    @shows_settling.setter
    def shows_settling(self, shows: bool) -> None:
        if shows != self._shows_settling:
            self._shows_settling = shows
            self.settling_changed.emit()

    # --- cells

    @property
    def cells(self) -> range:
        """The selected cells of the canvas that is shown."""
        return self._cells

    @property
    def cell(self) -> int | None:
        """The first of them."""
        return self._cells.start if self._cells else None

    def select(self, cell: int | None, stop: int = 0) -> None:
        """Select cells.

        Args:
            cell: the first; None for none.
            stop: the one behind the last; 0 selects only one.
        """
        frame = self.frame
        n_cells = len(frame.tokens) if frame is not None else 0
        cells = range(0)
        if cell is not None and 0 <= cell < n_cells:
            cells = range(cell, min(max(stop, cell + 1), n_cells))
        if cells != self._cells:
            self._cells = cells
            self.selected.emit()

    @property
    def alternatives(self) -> list[Alternative] | None:
        """What may stand in the first of them at the step, best first; None if it is not known."""
        frame, run = self.frame, self._run
        if frame is None or run is None or self.cell is None:
            return None
        return alternatives(frame, self.cell, run.lexicon)

    def text_of(self, token: int) -> str:
        """What a token of the answer reads as; empty for one without words."""
        return token_text(token, self._run.lexicon) if self._run is not None else ""

    @property
    def record_alternatives(self) -> bool:
        """Answers from now on keep the best alternatives of each cell at each step."""
        return self._preferences.get(RECORD_ALTERNATIVES)

    @record_alternatives.setter
    def record_alternatives(self, record: bool) -> None:
        self._preferences.set(RECORD_ALTERNATIVES, record)

    # --- pins

    @property
    def pins(self) -> Allowed:
        """Cells of the canvas that is shown, and the tokens that they are to take."""
        return dict(self._pins.get(self._place, {}))

    def lock(self, cells: Iterable[int]) -> None:
        """Let cells stay as they are at the shown step."""
        frame = self.frame
        if frame is not None:
            there = [cell for cell in cells if 0 <= cell < len(frame.tokens)]
            self._pin({cell: (int(frame.tokens[cell]),) for cell in there})

    def choose(self, cell: int, token: int) -> None:
        """Let a cell take another token."""
        frame = self.frame
        if frame is not None and 0 <= cell < len(frame.tokens):
            self._pin({cell: (token,)})

    def unlock(self, cells: Iterable[int]) -> None:
        """Let cells take whatever they may."""
        pins, gone = self._pins.get(self._place, {}), set(cells)
        if gone & pins.keys():
            self._pins[self._place] = {c: t for c, t in pins.items() if c not in gone}
            self.pins_changed.emit()

    def clear(self) -> None:
        """Take all pins of the shown canvas back."""
        self.unlock(self.pins)

    def denoise(self) -> None:
        """Ask for the canvas to be denoised on from the shown step, around the pins."""
        pins, replay = self.pins, self._replay
        if pins and replay is not None:
            self.denoise_asked.emit(self._run, replay.block, replay.step, pins)

    # --- inside

    @property
    def _place(self) -> tuple[str, int]:
        """What pins belong to; it is the same after the chat was left and shown again."""
        run = self._run
        message = run.message if run is not None else None
        key = message.uid if message is not None else str(id(run))
        return key, self._replay.block if self._replay is not None else 0

    def _pin(self, pins: Allowed) -> None:
        before = self._pins.get(self._place, {})
        after = before | pins
        if after != before:
            self._pins[self._place] = after
            self.pins_changed.emit()

    def _let_go(self) -> None:
        run, replay = self._run, self._replay
        # An answer that is no longer on screen may be gone altogether.
        if run is not None and isValid(run):
            run.replay_found.disconnect(self._on_replay_found)
        if replay is not None and isValid(replay):
            replay.moved.disconnect(self._on_moved)
            replay.extended.disconnect(self._on_extended)
            replay.state_changed.disconnect(self.changed)

    @Slot()
    def _on_turns_changed(self, _index: int = 0) -> None:
        answers = [turn for turn in self._chat.turns if isinstance(turn, RunViewModel)]
        last = answers[-1] if answers else None
        is_there = any(run is self._run for run in answers)
        is_new, self._last = last is not self._last, last
        if is_new or not is_there:
            self.watch(last, last.replay if last is not None else None)
        if self._is_open and self._run is not None and self._replay is None:
            self._run.find_replay()

    @Slot()
    def _on_replay_found(self) -> None:
        run = self._run
        if run is not None and run.replay is not self._replay:
            self.watch(run, run.replay)
        else:
            self.changed.emit()

    @Slot()
    def _on_moved(self) -> None:
        block = self._replay.block if self._replay is not None else -1
        if block != self._block:
            self._block = block
            self.select(None)
            self.pins_changed.emit()
        self.changed.emit()

    @Slot()
    def _on_extended(self) -> None:
        # Where the newest step is shown, it is told of as the one that is moved to.
        if self._replay is not None and not self._replay.is_live:
            self.changed.emit()

    @Slot(str)
    def _on_preference(self, key: str) -> None:
        if key == RECORD_ALTERNATIVES.key:
            self.recording_changed.emit()
