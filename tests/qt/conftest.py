"""A whole window on a real inference process with a made-up engine, and its parts alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from darkroom.core.types import Failure
from darkroom.hardware.machine import Cpu, Machine
from darkroom.hub.client import Hub
from darkroom.ui.app import Desk, build, open_desk
from darkroom.ui.parts import Parts
from darkroom.ui.theme import Theme
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelState
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompt import Prompt
from darkroom.worker.client import WorkerClient
from fake_hub import FakeHub, running
from qt.chat_room import Room

WAIT_MS = 30_000
Wait = Callable[[Callable[[], object]], None]
OpenWindow = Callable[[str], Desk]


@pytest.fixture
def wait_for(qtbot: QtBot) -> Wait:
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "darkroom.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def preferences(store: QSettings) -> Preferences:
    return Preferences(store)


@pytest.fixture
def room(preferences: Preferences, tmp_path: Path) -> Iterator[Room]:
    room = Room(preferences, tmp_path)
    yield room
    room.close()


@pytest.fixture
def troubles(room: Room) -> list[Failure]:
    troubles: list[Failure] = []
    room.chat.failed.connect(troubles.append)
    return troubles


@pytest.fixture
def returned(room: Room) -> list[Prompt]:
    returned: list[Prompt] = []
    room.chat.returned.connect(returned.append)
    return returned


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme()
    theme.choose("dark")
    return theme


@pytest.fixture
def client(tmp_path: Path) -> WorkerClient:
    return WorkerClient("fakes", log_folder=tmp_path)


@pytest.fixture
def machine() -> Machine:
    """What windows are told to run on; a test may say otherwise."""
    cpu = Cpu("Made-up CPU", 8, 16, ("AVX2",))
    return Machine(cpu, 64 * 10**9, 60 * 10**9, simulated=True)


@pytest.fixture
def look(machine: Machine) -> Look:
    return lambda _folder, _servers: machine


@pytest.fixture
def hub() -> Hub:
    """Where windows get models from: nobody answers there, unless a test says otherwise."""
    return Hub("http://127.0.0.1:9")


@pytest.fixture
def fake_hub(
    tmp_path: Path, store: QSettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakeHub]:
    """A hub that answers, and the home of somebody who has no models yet."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "OLLAMA_MODELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    store.setValue("models_folder", str(tmp_path / "models"))
    with running() as hub:
        yield hub


@pytest.fixture
def open_window(
    qtbot: QtBot,
    client: WorkerClient,
    store: QSettings,
    qapp: QApplication,
    look: Look,
    hub: Hub,
    tmp_path: Path,
) -> Iterator[OpenWindow]:
    """Open a window on a model of ``fakes``; it is closed when the test ends."""
    desks: list[Desk] = []

    def open_one(model: str) -> Desk:
        desk = build(InferenceThread(client), store, qapp, look, folder=tmp_path / "data", hub=hub)
        desks.append(desk)
        open_desk(desk, model)
        return desk

    yield open_one
    for desk in desks:
        desk.window.close()
        assert desk.wait()
        desk.window.deleteLater()
        for field in fields(Parts):
            getattr(desk, field.name).deleteLater()
        desk.archive.deleteLater()


@pytest.fixture
def desk(open_window: OpenWindow, wait_for: Wait) -> Desk:
    """A window with a model that is ready."""
    desk = open_window("demo")
    wait_for(lambda: desk.model.state is ModelState.READY)
    return desk


@pytest.fixture
def worker_pid(client: WorkerClient) -> Callable[[], int]:
    def pid() -> int:
        assert client.pid is not None
        os.kill(client.pid, 0)
        return client.pid

    return pid
