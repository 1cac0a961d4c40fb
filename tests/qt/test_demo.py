"""The window on the real engine and the bundled model, as a first start finds them."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from darkroom.ui.app import Desk
from darkroom.viewmodels.model import DEMO, ModelState
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.client import WorkerClient
from qt.conftest import OpenWindow, Wait

pytestmark = pytest.mark.process


@pytest.fixture
def client(tmp_path: Path) -> WorkerClient:
    return WorkerClient(log_folder=tmp_path)


def _ask(desk: Desk, text: str) -> RunViewModel:
    assert desk.chat.send(text)
    run = desk.chat.turns[-1]
    assert isinstance(run, RunViewModel)
    return run


def test_ask_the_demo_model_kill_it_and_ask_again(
    open_window: OpenWindow, wait_for: Wait, client: WorkerClient
) -> None:
    desk = open_window(DEMO)
    # Asked while the model loads: the question waits.
    first = _ask(desk, "What is 3 plus 4?")
    wait_for(lambda: first.state is AnswerState.DONE)
    assert first.frames
    assert first.stats is not None
    assert first.content is not None
    assert (first.content.prefix + "".join(first.content.texts)).strip() == first.text
    assert desk.model.state is ModelState.READY
    if sys.platform == "win32":
        return
    second = _ask(desk, "Tell me a long story.")
    wait_for(lambda: second.frames)
    assert client.pid is not None
    os.kill(client.pid, signal.SIGKILL)
    wait_for(lambda: second.state is AnswerState.FAILED)
    third = _ask(desk, "What is 3 plus 4?")
    wait_for(lambda: third.state is AnswerState.DONE)
    assert [turn.text for turn in desk.chat.turns][1] == first.text
