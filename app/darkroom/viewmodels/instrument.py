"""What can be done to an answer from one of its steps, or to some of its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from darkroom.core.canvas import Allowed
from darkroom.core.errors import BadInputError
from darkroom.core.knobs import knob
from darkroom.core.types import Failure, GenerateSettings
from darkroom.history.records import Kind, Span, StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.answering import Task
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.obstacles import Obstacles, Operation
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.recorder import Post
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.siblings import Siblings
from darkroom.viewmodels.word_diff import Change, word_diff

_KINDS: Final[dict[Operation, Kind]] = {
    Operation.POLISH: "polish",
    Operation.FORK: "fork",
    Operation.PIN: "pin",
}


class Instrument(QObject):
    """Makes other answers of an answer; they are its siblings, and nothing is overwritten.

    What cannot be done is told in words by ``ChatViewModel.failed``. Frames of stored answers are
    read in the background first.

    Args:
        chat: the chat on screen.
        model: the model that answers.
        preferences: how much room frames may take.
        history: of the window's own thread.
        post: has something done with the history in the background.
        parent: Qt parent.
    """

    changed = Signal()
    """What can be done may be something else now."""
    began = Signal(object)
    """Carries the ``RunViewModel`` that is under way now, made of another one."""

    def __init__(
        self,
        chat: ChatViewModel,
        model: ModelViewModel,
        preferences: Preferences,
        history: History,
        post: Post,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._model = model
        self._history = history
        self._obstacles = Obstacles(chat, model, self)
        self._siblings = Siblings(chat, model, preferences, history, post, self._obstacles)
        chat.busy_changed.connect(self.changed)
        model.changed.connect(self.changed)

    # --- what can be done

    def can(self, run: RunViewModel) -> frozenset[Operation]:
        """All that can be done to an answer now."""
        return frozenset(each for each in Operation if not self.why_not(run, each))

    def why_not(self, run: RunViewModel, operation: Operation) -> str:
        """What stands in the way, in words; empty where nothing does."""
        return self._obstacles.to(operation, run)

    # --- from a step

    def keep_draft(self, run: RunViewModel, block: int, step: int) -> None:
        """Let the draft at a step be the answer; one that is under way ends."""
        if self._may(run, Operation.KEEP):
            self._with_frames(run, lambda: self._keep(run, block, step))

    def polish(self, run: RunViewModel, block: int, step: int, extra_steps: int) -> None:
        """Denoise on from a step, for ``extra_steps`` ≥ 1 more, and do not stop before."""
        most = int(knob("steps").most)
        settings = replace(run.settings, steps=min(step + extra_steps, most), confidence=0.0)
        self._resume(run, Operation.POLISH, block, step, settings)

    def fork(self, run: RunViewModel, block: int, step: int, settings: GenerateSettings) -> None:
        """Denoise on from a step in another way; 0 begins the canvas anew."""
        self._resume(run, Operation.FORK, block, step, settings)

    def denoise_around(self, run: RunViewModel, block: int, step: int, allowed: Allowed) -> None:
        """Denoise on from a step while cells take only what they may.

        Args:
            run: the answer.
            block: number of the canvas.
            step: in which the rest goes on.
            allowed: cell → the tokens it may take; rules that the canvas has already stay.
        """
        self._resume(run, Operation.PIN, block, step, run.settings, allowed)

    # --- some of its words

    def repaint(
        self, run: RunViewModel, start: int, stop: int, n_tokens: int, wish: str = ""
    ) -> None:
        """Denoise some tokens of an answer anew, all others stay.

        Args:
            run: the answer.
            start: the first of them, counted over all its canvases.
            stop: behind the last of them.
            n_tokens: how many come in their place, from 1 to the cells of a canvas.
            wish: what is to stand there; added to the question for this time.
        """
        if self._may(run, Operation.REPAINT):
            span = Span(start, stop, n_tokens)
            self._with_frames(run, lambda: self._repaint(run, span, wish.strip()))

    def accept(self, run: RunViewModel) -> None:
        """Keep what was repainted; nobody is asked about it any more."""
        message = run.message
        if message is None or message.provenance is None or not self._may(run, Operation.ACCEPT):
            return
        provenance = replace(message.provenance, accepted=True)
        with self._chat.kept():
            run.message = self._history.change_provenance(message.id, provenance)
        run.changed.emit()

    def reject(self, run: RunViewModel) -> None:
        """Delete what was repainted and show what it was made of; it can be brought back."""
        if self._may(run, Operation.REJECT):
            source = self.source(run)
            self._chat.remove(run, instead=source.id if source is not None else None)

    def try_again(self, run: RunViewModel) -> None:
        """Repaint the same words with another seed, in the place of this answer."""
        provenance = run.message.provenance if run.message is not None else None
        if provenance is None or not self._may(run, Operation.TRY_AGAIN):
            return
        source, span = self.source(run), provenance.span
        if source is None or span is None:
            self._refuse(self._obstacles.of_source())
            return
        self._chat.remove(run, instead=source.id, tell=False)
        turn = self._chat.turn_of(source.id)
        if isinstance(turn, RunViewModel):
            self.repaint(turn, span.start, span.stop, span.n_tokens, provenance.wish)

    def source(self, run: RunViewModel) -> StoredMessage | None:
        """The answer that this one was made of; None where it is gone, or was none."""
        message = run.message
        uid = message.provenance.source if message and message.provenance else ""
        with self._chat.kept():
            return self._history.sibling_of_uid(message.id, uid) if message and uid else None
        return None

    def changes(self, run: RunViewModel) -> list[Change]:
        """What an answer says otherwise than the one that it was made of."""
        source = self.source(run)
        return [] if source is None else word_diff(source.text, run.text)

    # --- inside

    def _may(self, run: RunViewModel, operation: Operation) -> bool:
        why = self.why_not(run, operation)
        if why:
            self._refuse(why)
        return not why

    def _refuse(self, why: str) -> None:
        self._chat.failed.emit(Failure(BadInputError.kind, why))

    def _with_frames(self, run: RunViewModel, then: Callable[[], None]) -> None:
        if run.frames:
            then()
            return

        def found() -> None:
            run.replay_found.disconnect(found)
            if run.replay_failure is not None:
                self._chat.failed.emit(run.replay_failure)
            else:
                then()

        run.replay_found.connect(found)
        run.find_replay()

    def _keep(self, run: RunViewModel, block: int, step: int) -> None:
        why = self._siblings.keep(run, block, step)
        if why:
            self._refuse(why)

    def _resume(
        self,
        run: RunViewModel,
        operation: Operation,
        block: int,
        step: int,
        settings: GenerateSettings,
        allowed: Allowed | None = None,
    ) -> None:
        def go_on() -> None:
            with self._chat.kept():
                kind = _KINDS[operation]
                self._begin(
                    run,
                    self._siblings.resumed(run, kind, block, step, settings, allowed or {}),
                )

        if self._may(run, operation):
            self._with_frames(run, go_on)

    def _repaint(self, run: RunViewModel, span: Span, wish: str) -> None:
        with self._chat.kept():
            self._begin(run, self._siblings.repainted(run, span, wish))

    def _begin(self, run: RunViewModel, task: Task | str) -> None:
        if isinstance(task, str):
            self._refuse(task)
        elif self._chat.make_way():
            self._model.lexicon.learn(run.lexicon)
            begun = self._chat.begin(task)
            if begun is not None:
                self.began.emit(begun)
