"""Loading, with a recorder in the place of the inference thread."""

from __future__ import annotations

import pytest

from darkroom.viewmodels.model import ModelState, ModelViewModel
from darkroom.worker.protocol import (
    NO_RUN,
    Event,
    Failed,
    Loaded,
    LoadProgress,
    Pieces,
)
from qt.chat_room import INFO, OTHER, Engine
from qt.frames import END

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def model(engine: Engine) -> ModelViewModel:
    return ModelViewModel(engine)


def _feed(model: ModelViewModel, *events: Event) -> ModelState:
    for event in events:
        model.on_event(event)
    return model.state


def test_loading(model: ModelViewModel, engine: Engine) -> None:
    assert model.state is ModelState.EMPTY
    model.load("/models/big.gguf")
    assert (model.name, engine.loads) == ("big", ["/models/big.gguf"])
    assert _feed(model, LoadProgress(0.25, "Reading")) is ModelState.LOADING
    assert (model.fraction, model.stage) == (0.25, "Reading")
    assert _feed(model, Loaded(INFO, 64)) is ModelState.READY
    assert (model.name, model.context, model.lexicon.end_ids) == ("Tiny", 64, (END,))


def test_failed_load_and_retry(model: ModelViewModel, engine: Engine) -> None:
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
