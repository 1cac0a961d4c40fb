"""Fills forms: one at a time, when the engine has no question to answer."""

from __future__ import annotations

import secrets
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from darkroom.core.form_shelf import FormShelf
from darkroom.core.knobs import SEED_BITS
from darkroom.core.types import Frame, GenerateSettings, Message
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.forms.filling import Filling
from darkroom.viewmodels.forms.sheets import SheetsViewModel
from darkroom.viewmodels.model import Inference, ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.worker.protocol import (
    NO_RUN,
    Cancelled,
    Event,
    Failed,
    Finished,
    PrefillProgress,
    RewindProgress,
)

MOST_FILLINGS: Final = 30
"""Older results are let go."""


class FormViewModel(QObject):
    """Fills the form that is written, and keeps what came of it while the window is there.

    Answers of the chat go first: a filling that one of them interrupts begins again behind it,
    with the same seed.

    Args:
        inference: where commands go.
        model: the model that fills.
        preferences: motion as the person wants it.
        chat: who else asks the engine.
        shelf: where forms lie.
        parent: Qt parent.
    """

    changed = Signal()
    """What can be done now, or the seed, is another."""
    shown = Signal()
    """``current`` is another filling."""

    def __init__(
        self,
        inference: Inference,
        model: ModelViewModel,
        preferences: Preferences,
        chat: ChatViewModel,
        shelf: FormShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inference = inference
        self._model = model
        self._preferences = preferences
        self._chat = chat
        self.sheets = SheetsViewModel(shelf, self)
        """What is written."""
        self.fillings: list[Filling] = []
        self._index = -1
        self._going: Filling | None = None
        self._stops = False
        self._seed = secrets.randbits(SEED_BITS)
        self._keeps_seed = False
        # Later: a question that waits goes first.
        chat.busy_changed.connect(self._on_chat, Qt.ConnectionType.QueuedConnection)
        model.changed.connect(self.changed)
        self.sheets.read.connect(self.changed)

    # --- what is there

    @property
    def current(self) -> Filling | None:
        """The filling that is shown; None before the first."""
        return self.fillings[self._index] if self.fillings else None

    @property
    def place(self) -> tuple[int, int]:
        """Its place among the fillings, from 1, and how many there are."""
        return self._index + 1, len(self.fillings)

    @property
    def busy(self) -> bool:
        """A form is being filled, or waits for that."""
        return self._going is not None

    @property
    def has_model(self) -> bool:
        """There is a model to fill forms with, or one on its way."""
        return self._model.state not in (ModelState.EMPTY, ModelState.FAILED)

    @property
    def can_fill(self) -> bool:
        """There is a form, a model, and nothing under way."""
        return self.sheets.form is not None and self.has_model and not self.busy

    # --- chance

    @property
    def seed(self) -> int:
        """Of the next filling; without ``keeps_seed``, of the last one."""
        return self._seed

    @property
    def keeps_seed(self) -> bool:
        """The next filling takes ``seed``; else a new one."""
        return self._keeps_seed

    @keeps_seed.setter
    def keeps_seed(self, keep: bool) -> None:
        self._keeps_seed = keep
        self.changed.emit()

    def set_seed(self, seed: int) -> None:
        """Let the next filling take this seed."""
        self._seed, self._keeps_seed = seed, True
        self.changed.emit()

    def draw_seed(self) -> None:
        """Let the next filling take a new seed, and keep it."""
        self.set_seed(secrets.randbits(SEED_BITS))

    # --- filling

    def fill(self) -> None:
        """Fill the form that is written."""
        form = self.sheets.form
        if form is None or not self.can_fill:
            return
        if not self._keeps_seed:
            self._seed = secrets.randbits(SEED_BITS)
        self._begin(Filling(form, self.sheets.request.strip(), self._seed, self))

    def try_again(self) -> None:
        """Fill the form of the filling that is shown with another seed."""
        last = self.current
        if last is None or self.busy or not self.has_model:
            return
        self._seed = secrets.randbits(SEED_BITS)
        self._begin(Filling(last.form, last.request, self._seed, self))

    def stop(self) -> None:
        """Leave the blanks as they are now."""
        going = self._going
        if going is None:
            return
        run = going.run
        if run is None:
            self._drop(going)
        elif run.engine_done:
            run.hurry()
        else:
            self._stops = True
            self._inference.cancel(run.run_id)

    def step_by(self, n: int) -> None:
        """Show an earlier filling, or a later one."""
        index = min(max(self._index + n, 0), len(self.fillings) - 1)
        if index != self._index:
            self._index = index
            self.shown.emit()
            self.changed.emit()

    def close(self) -> None:
        """Keep what is written; the window goes."""
        self.sheets.keep()

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Take in an event of the inference process."""
        if not isinstance(
            event, PrefillProgress | RewindProgress | Frame | Finished | Cancelled | Failed
        ):
            return
        going = self._going
        run = going.run if going is not None else None
        if going is None or run is None or event.run_id != run.run_id or event.run_id == NO_RUN:
            return
        if isinstance(event, Cancelled) and not self._stops and self._chat.busy:
            going.leave()
            return
        going.apply(event)

    # --- inside

    def _begin(self, filling: Filling) -> None:
        self.fillings.append(filling)
        for old in self.fillings[:-MOST_FILLINGS]:
            old.deleteLater()
        del self.fillings[:-MOST_FILLINGS]
        self._index = len(self.fillings) - 1
        self._going, self._stops = filling, False
        filling.ended.connect(self._on_ended)
        self._start()
        self.shown.emit()
        self.changed.emit()

    def _start(self) -> None:
        going = self._going
        if going is None or going.run is not None or self._chat.busy:
            return
        settings = GenerateSettings(seed=going.seed)
        model = self._model
        run = RunViewModel(
            model.name, model.lexicon, self._preferences.display_lag_ms, settings=settings
        )
        run.quantization = model.info.quantization if model.info is not None else ""
        going.follow(run)
        # Without a word the engine asks for the form itself to be filled in.
        messages = (Message("user", going.request),) if going.request else ()
        run.begin(self._inference.start_run(messages, settings, form=str(going.form)))

    def _drop(self, filling: Filling) -> None:
        """Forget a filling that never began."""
        self.fillings.remove(filling)
        filling.deleteLater()
        self._index, self._going = len(self.fillings) - 1, None
        self.shown.emit()
        self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        self._going = None
        self.changed.emit()

    @Slot()
    def _on_chat(self) -> None:
        self._start()
