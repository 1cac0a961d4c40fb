"""Forms on a recorder in the place of the inference thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from darkroom.core.form_shelf import FormShelf
from darkroom.viewmodels.forms.filling import Filling
from darkroom.viewmodels.forms.form import FormViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.worker.protocol import Finished, Loaded, Pieces
from qt.chat_room import INFO, Room
from qt.frames import frame, stats

FORM = "It is {{colour:1}}, {{sure|yes|no}}."
PIECES = {1: b"It is", 2: b" red", 3: b",", 4: b" yes", 5: b".", 6: b" no"}
FILLED = [1, 2, 3, 4, 5]
FIXED = [1, 0, 1, 0, 1]


class FormRoom:
    """A form that can be filled, beside a chat.

    Args:
        room: the chat.
        preferences: motion is reduced.
        path: of the forms' file.
    """

    def __init__(self, room: Room, preferences: Preferences, path: Path) -> None:
        self.chat = room
        self.preferences = preferences
        self.path = path
        self.engine = room.engine
        shelf = FormShelf(path)
        self.forms = FormViewModel(self.engine, room.model, preferences, room.chat, shelf)
        self.sheets = self.forms.sheets

    def load(self) -> None:
        """Have a model that is ready."""
        self.chat.model.load("fake")
        self.chat.model.on_event(Loaded(INFO, 512))
        self.chat.model.on_event(Pieces(PIECES))

    def fill(self, text: str = FORM, request: str = "") -> Filling:
        """Write a form and begin to fill it."""
        self.sheets.write(text, request)
        self.forms.fill()
        assert self.forms.current is not None
        return self.forms.current

    def step(self, filling: Filling, step: int, *, accepted: list[int] | None = None) -> None:
        """Let the engine do a step."""
        assert filling.run is not None
        accepted = FIXED if accepted is None else accepted
        doubts = [
            0 if fixed else 0.3 if done else 2 for fixed, done in zip(FIXED, accepted, strict=True)
        ]
        self.forms.on_event(
            frame(FILLED, accepted, entropy=doubts, step=step, run_id=filling.run.run_id)
        )

    def finish(self, filling: Filling, **blanks: str) -> None:
        """Let the engine say its last word."""
        assert filling.run is not None
        values = blanks or {"colour": "red", "sure": "yes"}
        text = filling.form.text(values)
        self.forms.on_event(Finished(filling.run.run_id, "end", text, stats(), blanks=values))
        filling.run.hurry()


@pytest.fixture
def form_room(
    qapp: QApplication, room: Room, preferences: Preferences, tmp_path: Path
) -> Iterator[FormRoom]:
    """With a model that is ready."""
    made = FormRoom(room, preferences, tmp_path / "data" / "forms.json")
    made.load()
    yield made
    made.forms.close()
    made.forms.deleteLater()
