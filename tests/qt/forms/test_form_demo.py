"""The ready-made forms, filled by the bundled model in the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.ui.app import Desk
from darkroom.viewmodels.forms.filling import Filling
from darkroom.viewmodels.model import DEMO
from darkroom.worker.client import WorkerClient
from qt.conftest import OpenWindow, Wait

pytestmark = pytest.mark.process


@pytest.fixture
def client(tmp_path: Path) -> WorkerClient:
    return WorkerClient(log_folder=tmp_path)


def _fill(desk: Desk, wait_for: Wait, place: int, seed: int) -> Filling:
    """Fill a ready-made form as people do, by its place among them."""
    page = desk.window.forms.page
    assert page is not None
    page.sheets.fill()
    page.sheets.menu_.actions()[1 + place].trigger()
    desk.forms.set_seed(seed)
    page.writing.fill.click()
    filling = desk.forms.current
    assert filling is not None
    wait_for(lambda: filling.is_done)
    return filling


def test_the_demo_model_fills_the_ready_made_forms(open_window: OpenWindow, wait_for: Wait) -> None:
    desk = open_window(DEMO)
    desk.preferences.reduce_motion = True
    desk.window.forms.show()
    code = _fill(desk, wait_for, 0, 1)
    assert code.values == {"result": "a + b"}
    letter = _fill(desk, wait_for, 1, 1)
    assert all(letter.values.values())
    assert letter.values["relation"] in ("friend", "cousin", "neighbour")
    assert letter.text.startswith(f"Dear {letter.values['to']},\nThank you for the ")
    story = _fill(desk, wait_for, 2, 1)
    assert story.values["thing"] == story.values["the thing"], "blanks know of one another"
    choice = _fill(desk, wait_for, 4, 1)
    assert choice.values == {"kind": "odd"}
    again = _fill(desk, wait_for, 1, 1)
    assert again.text == letter.text, "the same seed"
    assert len(desk.forms.fillings) == 5
