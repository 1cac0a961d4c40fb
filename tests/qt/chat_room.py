"""A chat on a real history, with a recorder in the place of the inference thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from darkroom.core.canvas import CanvasStart, Infill
from darkroom.core.errors import HistoryError
from darkroom.core.presets import PresetShelf
from darkroom.core.types import GenerateSettings, Message, ModelInfo
from darkroom.history.store import History
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.instrument import Instrument
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.presets import PresetsViewModel
from darkroom.viewmodels.replay.stored import StoredFrames
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Question
from darkroom.worker.protocol import Finished, Load
from qt.frames import END, frame, stats

INFO = ModelInfo(Path("m"), "Tiny", "fake", 2, 5, 64, "F32", 9, 1, 1, (END,))
OTHER = ModelInfo(Path("o"), "Other", "fake", 2, 5, 64, "F32", 9, 1, 1, (END,))


@dataclass(frozen=True, slots=True)
class Run:
    """What the engine was asked for."""

    messages: tuple[Message, ...]
    settings: GenerateSettings
    system: str | None
    prefix: str
    prefix_thinking: str
    drop_oldest: bool
    start: CanvasStart | None = None
    infill: Infill | None = None
    form: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(message.role, message.text) for message in self.messages]


@dataclass
class Engine:
    """Notes commands, says nothing."""

    loads: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)

    def load(self, command: Load) -> None:
        self.loads.append(command.path)

    def start_run(
        self,
        messages: tuple[Message, ...],
        settings: GenerateSettings,
        system: str | None = None,
        *,
        prefix: str = "",
        prefix_thinking: str = "",
        drop_oldest: bool = False,
        start: CanvasStart | None = None,
        infill: Infill | None = None,
        form: str = "",
    ) -> int:
        asked = Run(messages, settings, system, prefix, prefix_thinking, drop_oldest)
        self.runs.append(replace(asked, start=start, infill=infill, form=form))
        return len(self.runs)

    def cancel(self, run_id: int) -> None:
        self.cancelled.append(run_id)


class Room:
    """All parts of a chat; jobs for the background are done when asked.

    Args:
        preferences: motion is reduced.
        folder: of history and presets.
        engine: a new one if None; so is ``model``, that loads with it.
    """

    def __init__(
        self,
        preferences: Preferences,
        folder: Path,
        engine: Engine | None = None,
        model: ModelViewModel | None = None,
    ) -> None:
        preferences.reduce_motion = True
        self.engine = engine or Engine()
        self.model = model or ModelViewModel(self.engine)
        self.history = History(folder / "history.db")
        shelf = PresetShelf(folder / "presets.json")
        self.settings = ChatSettingsViewModel(PresetsViewModel(shelf))
        self.jobs: list[Callable[[History], object]] = []
        self.chat = ChatViewModel(
            self.engine,
            self.model,
            preferences,
            self.history,
            self.jobs.append,
            self.settings,
            frames_of=StoredFrames(self.ask_archive, self.model).of,
        )
        self.instrument = Instrument(
            self.chat, self.model, preferences, self.history, self.jobs.append
        )

    def close(self) -> None:
        """Leave nothing behind."""
        for part in (self.instrument, self.chat, self.settings, self.model):
            part.deleteLater()
        self.history.close()

    def ask_archive(
        self,
        job: Callable[[History], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[HistoryError], None],
    ) -> None:
        """Have something looked up in the background, as ``HistoryThread.ask`` does."""

        def answer(history: History) -> None:
            try:
                found = job(history)
            except HistoryError as error:
                otherwise(error)
            else:
                then(found)

        self.jobs.append(answer)

    def work(self) -> None:
        """Do what waits in the background."""
        while self.jobs:
            self.jobs.pop(0)(self.history)

    def answer(
        self, text: str = "Yes.", *, reason: str = "end", thinking: str = ""
    ) -> RunViewModel:
        """Let the engine answer what was asked last."""
        run = self.chat.run
        assert run is not None
        self.chat.on_event(frame([1, 2], [1, 1], run_id=run.run_id))
        self.chat.on_event(Finished(run.run_id, reason, text, stats(), thinking))
        run.hurry()
        return run

    def let_show(self, preferences: Preferences) -> RunViewModel:
        """Let the engine be done with an answer that the screen is not done with."""
        preferences.reduce_motion = False
        self.chat.send("first")
        run = self.answer_turn()
        for step in range(1, 9):
            self.chat.on_event(frame([1, 2], [1, 1], step=step))
        self.chat.on_event(Finished(1, "end", "Yes.", stats()))
        assert run.engine_done
        assert self.chat.busy
        return run

    def ask(self, text: str, answer: str = "Yes.") -> RunViewModel:
        """Ask and answer."""
        assert self.chat.send(text)
        return self.answer(answer)

    def answer_turn(self, index: int = -1) -> RunViewModel:
        """An answer on screen."""
        turn = self.chat.turns[index]
        assert isinstance(turn, RunViewModel)
        return turn

    def question_turn(self, index: int = 0) -> Question:
        """A question on screen."""
        turn = self.chat.turns[index]
        assert isinstance(turn, Question)
        return turn

    def fill_disk(self) -> None:
        """From now on the database cannot grow."""
        database = self.history.database
        row = database.one("PRAGMA page_count")
        assert row is not None
        database.all(f"PRAGMA max_page_count = {row[0]}")

    @property
    def texts(self) -> list[str]:
        """What is on screen."""
        return [turn.text for turn in self.chat.turns]
