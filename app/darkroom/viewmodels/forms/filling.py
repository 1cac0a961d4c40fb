"""One way in which the blanks of a form were filled, or are being filled."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.form import Blank, Form
from darkroom.core.types import BoolArray
from darkroom.viewmodels.cells import CanvasContent
from darkroom.viewmodels.forms.pictures import (
    announced,
    fixed_cells,
    is_noise,
    preview,
    standing,
)
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import Event, Finished


class Filling(QObject):
    """A form and what the model made of it.

    Args:
        form: what is filled.
        request: what it is about; may be empty.
        seed: where chance starts from.
        parent: Qt parent.
    """

    changed = Signal()
    """State, figures or failure are new."""
    canvas_changed = Signal()
    """``content`` is new."""
    ended = Signal()
    """The state is final, and the display has caught up."""

    def __init__(self, form: Form, request: str, seed: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.request = request
        self.seed = seed
        self.run: RunViewModel | None = None
        self._values: dict[str, str] = {}
        self._fixed: dict[int, BoolArray] = {}

    @property
    def state(self) -> AnswerState:
        """How far it is; ``WAITING`` without a run while the engine has other things to do."""
        return AnswerState.WAITING if self.run is None else self.run.state

    @property
    def is_done(self) -> bool:
        """Every blank is filled, and that is to be seen."""
        return self.state is AnswerState.DONE

    @property
    def has_steps(self) -> bool:
        """There are steps to go through."""
        return self.run is not None and bool(self.run.frames)

    @property
    def content(self) -> CanvasContent:
        """What is to be painted while it goes."""
        run = self.run
        if run is None or run.content is None or not run.frames:
            return preview(self.form)
        waits = is_noise(run.content)
        block = run.figures.block + waits if run.figures else run.frames[0].block
        return self._dressed(run, run.content, block, waits=waits)

    @property
    def step_content(self) -> CanvasContent:
        """What is to be painted of the step that its replay shows."""
        run = self.run
        if run is None or run.replay is None:
            return self.content
        return self._dressed(run, run.replay.picture().answer, run.replay.block)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the blanks, by name, in the order of the form; empty before the end."""
        if not self.is_done:
            return {}
        return {blank.name: self._values.get(blank.name, "") for blank in self.form.blanks}

    @property
    def pieces(self) -> tuple[tuple[str, Blank | None], ...]:
        """The filled form, piece by piece, with the blank that each piece stands in."""
        if self.is_done:
            return self.form.filled(self._values)
        return ((self.run.text, None),) if self.run is not None and self.run.text else ()

    @property
    def text(self) -> str:
        """The filled form; of one that was stopped, its draft."""
        return "".join(text for text, _ in self.pieces)

    @property
    def json(self) -> str:
        """The blanks as JSON; empty before the end."""
        return json.dumps(self.values, ensure_ascii=False, indent=2) if self.is_done else ""

    def follow(self, run: RunViewModel) -> None:
        """Be filled by a run, in the place of the one before it."""
        self.leave()
        self.run, self._fixed = run, {}
        run.setParent(self)
        run.changed.connect(self.changed)
        run.canvas_changed.connect(self.canvas_changed)
        run.ended.connect(self._on_ended)
        self.changed.emit()

    def leave(self) -> None:
        """Wait for the engine; what an unfinished run brought is of no account."""
        run, self.run = self.run, None
        if run is not None:
            run.disconnect(self)
            run.deleteLater()
            self.changed.emit()
            self.canvas_changed.emit()

    def apply(self, event: Event) -> None:
        """Take in an event of its run."""
        if isinstance(event, Finished):
            self._values = dict(event.blanks)
        if self.run is not None:
            self.run.apply(event)

    def _dressed(
        self, run: RunViewModel, content: CanvasContent, block: int, *, waits: bool = False
    ) -> CanvasContent:
        """A picture of a canvas in which the form's own words stand; ``waits`` for its step 1."""
        first = next((frame for frame in run.frames if frame.block == block), None)
        if first is None or len(first.tokens) != len(content.states):
            return content
        if block not in self._fixed:
            self._fixed[block] = fixed_cells(first)
        fixed = self._fixed[block]
        return announced(content, first, fixed, run.lexicon) if waits else standing(content, fixed)

    @Slot()
    def _on_ended(self) -> None:
        self.ended.emit()
