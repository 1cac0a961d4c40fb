"""``python -m chatting_window SEED [OPERATION NUMBER]``: a window that chats until it is killed.

It is the real command on the real engine and the bundled model. What it does is drawn from the
seed. Each thing that has happened is one JSON object on stdout, written before anything else
happens, so that whoever killed it knows what must be there afterwards.

With an operation of the history, e.g. ``append_trace 3``, it kills itself while it does that for
the third time.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import zlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from darkroom.cli.main import main
from darkroom.core.types import Frame
from darkroom.history.store import History
from darkroom.ui import app
from darkroom.ui.app import Desk
from darkroom.viewmodels.model import ModelState
from darkroom.viewmodels.prompt import Prompt
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, Question
from darkroom.worker.protocol import Event

TICK_MS = 100
"""The window's own clock: it stands still when the window does."""
OPERATIONS = (
    "add_chat", "add_question", "begin_answer", "save_progress", "end_answer", "append_trace",
    "change_chat", "checkpoint", "mark_interrupted", "purge",
)  # fmt: skip
QUESTIONS = (
    "Tell me a short story about a fox.",
    "How do you work?",
    "Explain in detail how you work.",
    "What is 3 plus 4?",
    "Write a poem about the sea.",
)
_MOST_PAUSE_MS = 250
_PATIENT = 0.95
_MOST_STEPS = 300
"""Of SQLite's machine in one operation, about."""


def tell(**said: Any) -> None:
    """Say it at once: what is in the pipe outlives the process."""
    os.write(1, f"{json.dumps(said)}\n".encode())


class Chatter(QObject):
    """Does what people do, one thing after the other and some at the same time."""

    def __init__(self, desk: Desk, seed: int) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._draw = random.Random(seed)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.on_tick)
        self._ticks = 0
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.act)
        self._run: RunViewModel | None = None
        desk.window.first_painted.connect(self.on_up)
        desk.thread.event_received.connect(self.on_event)
        desk.chat.busy_changed.connect(self.on_busy)
        desk.chat.returned.connect(self.on_returned)
        desk.model.loaded.connect(lambda: tell(loaded=True))

    @Slot()
    def on_up(self) -> None:
        turns = self._desk.chat.turns
        tell(
            up=[[t.message.id, t.text, getattr(t, "state", "question")] for t in turns],
            chat=self._desk.chat.chat.id,
            prompt=self._desk.window.prompt.text,
        )
        self._clock.start(TICK_MS)

    @Slot()
    def on_tick(self) -> None:
        self._ticks += 1
        tell(tick=self._ticks)
        if self._ticks == 1 or not self._pause.isActive():
            self._pause.start(self._draw.randint(0, _MOST_PAUSE_MS))

    @Slot(object)
    def on_event(self, event: Event) -> None:
        run = self._desk.chat.run
        if isinstance(event, Frame) and run is not None and run.run_id == event.run_id:
            self._tell_answer(run)
            tell(
                frame=run.message.id,
                crc=zlib.crc32(event.tokens.tobytes()),
                draft=run.draft(),
                tick=self._ticks,
            )

    @Slot(bool)
    def on_busy(self, busy: bool) -> None:
        run = self._desk.chat.run
        if self._run is not None and self._run is not run:
            message = self._run.message
            tell(ended=message.id, state=message.state, said=[message.text, message.thinking])
            self._run = None
        if busy and run is not None:
            self._tell_answer(run)

    @Slot(object)
    def on_returned(self, prompt: Prompt) -> None:
        if prompt.chat == self._desk.chat.chat.id:
            tell(returned=prompt.text, chat=prompt.chat)
            self._tell_typed()

    def _tell_typed(self) -> None:
        chat, prompt = self._desk.chat, self._desk.window.prompt
        tell(typed=prompt.text, chat=chat.chat.id, tick=self._ticks)

    def _tell_answer(self, run: RunViewModel) -> None:
        if self._run is not run:
            self._run = run
            question = self._desk.history.message(run.message.parent)
            tell(question=question.id, text=question.text)
            tell(answer=run.message.id)

    # --- what people do

    @Slot()
    def act(self) -> None:
        # While the model loads few people write.
        if self._desk.model.state is not ModelState.READY and self._draw.random() < _PATIENT:
            return
        deeds = self._while_busy() if self._desk.chat.busy else self._while_idle()
        names = list(deeds)
        weights = [deeds[name][0] for name in names]
        deeds[self._draw.choices(names, weights)[0]][1]()

    def _while_idle(self) -> dict[str, tuple[int, Callable[[], object]]]:
        turns = self._desk.chat.turns
        deeds: dict[str, tuple[int, Callable[[], object]]] = {
            "ask": (6, self._ask),
            "type": (1, self._type),
            "new": (1, self._desk.chat.new_chat),
        }
        if any(isinstance(turn, Question) for turn in turns):
            deeds["edit"] = (2, self._edit)
        # A window that was killed may have left a question without an answer.
        if any(isinstance(turn, RunViewModel) for turn in turns):
            deeds |= {
                "regenerate": (2, lambda: self._do(Action.REGENERATE)),
                "proceed": (1, lambda: self._do(Action.CONTINUE)),
                "branch": (1, lambda: self._do(Action.BRANCH)),
                "older": (1, lambda: self._do(Action.OLDER)),
            }
        return deeds

    def _while_busy(self) -> dict[str, tuple[int, Callable[[], object]]]:
        return {
            "watch": (12, lambda: None),
            "queue": (2, self._ask),
            "type": (2, self._type),
            "stop": (1, self._desk.chat.stop),
            "new": (1, self._desk.chat.new_chat),
        }

    def _ask(self) -> None:
        prompt, waited = self._desk.window.prompt, self._desk.chat.queued
        prompt.text = self._draw.choice(QUESTIONS)
        prompt.send_asked.emit(prompt.text)
        queued = self._desk.chat.queued
        if queued is not None and queued is not waited:
            tell(queued=queued.text, chat=queued.chat)
        self._tell_typed()

    def _type(self) -> None:
        prompt = self._desk.window.prompt
        prompt.text = f"{self._draw.choice(QUESTIONS)} {self._draw.random()}"
        self._tell_typed()

    def _edit(self) -> None:
        questions = [turn for turn in self._desk.chat.turns if isinstance(turn, Question)]
        self._desk.window.conversation.edited.emit(
            self._draw.choice(questions), self._draw.choice(QUESTIONS)
        )

    def _do(self, action: Action) -> None:
        turn = self._draw.choice([t for t in self._desk.chat.turns if isinstance(t, RunViewModel)])
        self._desk.window.conversation.acted.emit(action, turn)


class Assassin:
    """Tells when the history is written to; kills the process at one of these moments.

    Args:
        operation: name of a method of ``History``; empty for none.
        number: which call of it.
        draw: after how many of SQLite's steps, or when it is done if there are fewer.
    """

    def __init__(self, operation: str, number: int, draw: random.Random) -> None:
        self._operation = operation
        self._left = number
        self._steps = round(_MOST_STEPS ** draw.random())

    def watch(self) -> None:
        for name in OPERATIONS:
            setattr(History, name, self._watched(name, getattr(History, name)))

    def _watched(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def watched(history: History, *args: Any, **fields: Any) -> Any:
            tell(begins=name)
            self._left -= name == self._operation
            if self._left == 0 and name == self._operation:
                history.database._connection.set_progress_handler(self._step, 1)
            try:
                return method(history, *args, **fields)
            finally:
                tell(done=name)
                if self._left == 0 and name == self._operation:
                    os.kill(os.getpid(), signal.SIGKILL)

        return watched

    def _step(self) -> None:
        self._steps -= 1
        if self._steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def chat_away(seed: int, operation: str, number: int) -> int:
    Assassin(operation, number, random.Random(seed)).watch()
    usual = app.build

    def build(*args: Any, **fields: Any) -> Desk:
        desk = usual(*args, **fields)
        desk.preferences.reduce_motion = True
        Chatter(desk, seed)
        return desk

    app.build = build
    return main(["demo"])


if __name__ == "__main__":
    words = [*sys.argv[1:], "", "0"]
    QApplication.setQuitOnLastWindowClosed(True)
    sys.exit(chat_away(int(words[0]), words[1], int(words[2] or 0)))
