"""Conversations and the model, with a recorder in the place of the inference thread."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.core.types import GenerateSettings, Message, ModelInfo
from darkroom.viewmodels.chat import ChatViewModel, Question
from darkroom.viewmodels.model import DEMO, ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import (
    NO_RUN,
    Cancelled,
    Event,
    Failed,
    Finished,
    Load,
    Loaded,
    LoadProgress,
    Pieces,
)
from qt.frames import END, frame, stats

pytestmark = pytest.mark.usefixtures("qapp")
INFO = ModelInfo(Path("m"), "Tiny", "fake", 2, 5, 64, "F32", 9, 1, 1, (END,))
OTHER = ModelInfo(Path("o"), "Other", "fake", 2, 5, 64, "F32", 9, 1, 1, (END,))


class Recorder:
    """Notes commands, says nothing."""

    def __init__(self) -> None:
        self.loads: list[str] = []
        self.runs: list[tuple[Message, ...]] = []
        self.settings: list[GenerateSettings] = []
        self.cancelled: list[int] = []

    def load(self, command: Load) -> None:
        self.loads.append(command.path)

    def start_run(
        self, messages: tuple[Message, ...], settings: GenerateSettings, system: str | None = None
    ) -> int:
        self.runs.append(messages)
        self.settings.append(settings)
        return len(self.runs)

    def cancel(self, run_id: int) -> None:
        self.cancelled.append(run_id)


@pytest.fixture
def engine() -> Recorder:
    return Recorder()


@pytest.fixture
def model(engine: Recorder) -> ModelViewModel:
    return ModelViewModel(engine)


@pytest.fixture
def chat(engine: Recorder, model: ModelViewModel, preferences: Preferences) -> ChatViewModel:
    preferences.reduce_motion = True
    return ChatViewModel(engine, model, preferences)


def _answer(chat: ChatViewModel, text: str = "Yes.") -> RunViewModel:
    run = chat.current.turns[-1]
    assert isinstance(run, RunViewModel)
    chat.on_event(frame([1, 2], [1, 1], run_id=run.run_id))
    chat.on_event(Finished(run.run_id, "end", text, stats()))
    run.hurry()
    return run


def _roles(messages: tuple[Message, ...]) -> list[tuple[str, str]]:
    return [(message.role, message.text) for message in messages]


def test_a_conversation_carries_its_turns_along(chat: ChatViewModel, engine: Recorder) -> None:
    assert chat.send("  Is it?  ")
    _answer(chat)
    assert chat.send("Sure?")
    assert _roles(engine.runs[-1]) == [("user", "Is it?"), ("assistant", "Yes."), ("user", "Sure?")]


def test_blank_text_is_not_sent(chat: ChatViewModel, engine: Recorder) -> None:
    assert not chat.send(" \n")
    assert not engine.runs


def test_one_answer_at_a_time(chat: ChatViewModel, engine: Recorder) -> None:
    assert chat.send("a")
    assert not chat.send("b")
    assert chat.busy
    assert len(engine.runs) == 1


def test_sending_hurries_an_answer_that_is_only_being_shown(
    engine: Recorder, model: ModelViewModel, preferences: Preferences
) -> None:
    chat = ChatViewModel(engine, model, preferences)
    chat.send("a")
    first = chat.current.turns[-1]
    assert isinstance(first, RunViewModel)
    for step in range(1, 9):
        chat.on_event(frame([1, 2], [1, 1], step=step))
    chat.on_event(Finished(1, "end", "Yes.", stats()))
    assert chat.busy
    assert chat.send("b")
    assert first.state is AnswerState.DONE
    first.hurry()


def test_stop(chat: ChatViewModel, engine: Recorder) -> None:
    chat.send("a")
    chat.stop()
    assert engine.cancelled == [1]
    chat.on_event(Cancelled(1, "So far"))
    run = chat.current.turns[-1]
    assert (run.text, chat.busy) == ("So far", False)
    chat.stop()
    assert engine.cancelled == [1]


def test_send_after_a_failure_works_and_text_stays(chat: ChatViewModel, engine: Recorder) -> None:
    chat.send("a")
    chat.on_event(Failed(1, "worker_died", "It died."))
    assert [turn.text for turn in chat.current.turns] == ["a", ""]
    assert chat.send("b")
    assert _roles(engine.runs[-1]) == [("user", "a\n\nb")]
    _answer(chat)
    assert chat.current.turns[-1].text == "Yes."


def test_retry_replaces_the_last_answer(chat: ChatViewModel, engine: Recorder) -> None:
    chat.send("a")
    old = _answer(chat, "No.")
    removed: list[object] = []
    chat.turn_removed.connect(removed.append)
    chat.retry()
    assert removed == [old]
    assert _roles(engine.runs[-1]) == [("user", "a")]
    _answer(chat, "Yes.")
    assert [turn.text for turn in chat.current.turns] == ["a", "Yes."]


def test_events_of_an_answer_that_was_thrown_away(chat: ChatViewModel) -> None:
    chat.send("a")
    chat.on_event(Failed(1, "engine", "No."))
    chat.retry()
    chat.on_event(Finished(1, "end", "late", stats()))
    assert chat.busy
    assert chat.current.turns[-1].text == ""


def test_new_chat_keeps_the_old_one(chat: ChatViewModel) -> None:
    chat.send("First question")
    _answer(chat)
    old = chat.current
    chat.new_chat()
    chat.new_chat()
    assert [c.title for c in chat.conversations] == ["", "First question"]
    assert not chat.current.turns
    chat.select(old)
    assert chat.current is old


def test_an_answer_goes_on_while_another_chat_is_shown(chat: ChatViewModel) -> None:
    chat.send("a")
    run = chat.current.turns[-1]
    assert isinstance(run, RunViewModel)
    chat.new_chat()
    assert not chat.send("b")
    chat.on_event(frame([1, 2], [1, 1], run_id=run.run_id))
    chat.on_event(Finished(run.run_id, "end", "Yes.", stats()))
    run.hurry()
    assert run.text == "Yes."
    assert chat.send("b")


def test_long_questions_have_short_titles(chat: ChatViewModel) -> None:
    chat.send("word\n" * 100)
    assert chat.current.title.endswith("…")
    assert len(chat.current.title) <= 60


def test_an_answer_under_way_learns_about_its_model(
    chat: ChatViewModel, model: ModelViewModel
) -> None:
    model.load(DEMO)
    chat.send("a")
    run = chat.current.turns[-1]
    assert isinstance(run, RunViewModel)
    assert run.content is None
    model.on_event(Loaded(INFO, 64))
    model.on_event(Pieces({1: b"Hi"}))
    assert run.model_name == "Tiny"
    chat.on_event(frame([1, END], [1, 1]))
    run.hurry()
    assert run.content is not None
    assert run.content.texts == ("Hi", "")


def test_settings_reach_the_engine(
    chat: ChatViewModel, engine: Recorder, preferences: Preferences
) -> None:
    preferences.steps, preferences.seed = 12, 7
    chat.send("a")
    assert (engine.settings[0].steps, engine.settings[0].seed) == (12, 7)


# --- the model


def _feed(model: ModelViewModel, *events: Event) -> ModelState:
    for event in events:
        model.on_event(event)
    return model.state


def test_loading(model: ModelViewModel, engine: Recorder) -> None:
    assert model.state is ModelState.EMPTY
    model.load("/models/big.gguf")
    assert (model.name, engine.loads) == ("big", ["/models/big.gguf"])
    assert _feed(model, LoadProgress(0.25, "Reading")) is ModelState.LOADING
    assert (model.fraction, model.stage) == (0.25, "Reading")
    assert _feed(model, Loaded(INFO, 64)) is ModelState.READY
    assert (model.name, model.context, model.lexicon.end_ids) == ("Tiny", 64, (END,))


def test_failed_load_and_retry(model: ModelViewModel, engine: Recorder) -> None:
    model.load("x")
    assert _feed(model, Failed(NO_RUN, "model_file", "Cut off.", "Load it again.")) is (
        ModelState.FAILED
    )
    assert model.failure is not None
    model.retry()
    assert model.failure is None
    assert engine.loads == ["x", "x"]


def test_outcome_of_a_load_that_was_replaced_is_ignored(model: ModelViewModel) -> None:
    model.load("a")
    model.load("b")
    assert _feed(model, Failed(NO_RUN, "cancelled", "Loading was stopped.")) is ModelState.LOADING
    assert _feed(model, Loaded(OTHER, 64)) is ModelState.READY
    assert (model.path, model.name) == ("b", "Other")


def test_death_of_the_process(model: ModelViewModel) -> None:
    model.load("a")
    _feed(model, Loaded(INFO, 64))
    assert _feed(model, Failed(3, "worker_died", "It died.")) is ModelState.ASLEEP
    assert model.failure is None
    assert _feed(model, LoadProgress(0.5, "Reading"), Loaded(INFO, 64)) is ModelState.READY
    assert _feed(model, Failed(NO_RUN, "worker_died", "It died.")) is ModelState.ASLEEP


def test_death_while_loading_is_a_failed_load(model: ModelViewModel) -> None:
    model.load("a")
    assert _feed(model, Failed(NO_RUN, "worker_died", "It died.")) is ModelState.FAILED


def test_the_last_good_model_comes_back_under_its_own_name(model: ModelViewModel) -> None:
    model.load("good")
    _feed(model, Loaded(INFO, 64))
    model.load("bad")
    _feed(model, Failed(NO_RUN, "model_file", "Cut off."))
    assert model.path == "bad"
    _feed(model, LoadProgress(0.1, "Reading"), Loaded(INFO, 64))
    assert (model.path, model.state) == ("good", ModelState.READY)


def test_another_model_has_another_lexicon(model: ModelViewModel) -> None:
    model.load("a")
    _feed(model, Loaded(INFO, 64), Pieces({1: b"old"}))
    old = model.lexicon
    model.load("b")
    _feed(model, Loaded(OTHER, 64), Pieces({1: b"new"}))
    assert (old.piece(1), model.lexicon.piece(1), model.lexicon.piece(2)) == (b"old", b"new", b"")


def test_question_is_plain_data() -> None:
    assert Question("a") == Question("a")
