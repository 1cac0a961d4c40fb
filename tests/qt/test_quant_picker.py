"""The list of quantizations at the top of a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.hardware.machine import Machine
from darkroom.ui.app import Desk
from darkroom.ui.plan_list import PlanRow
from darkroom.ui.quant_panel import QuantPanel
from darkroom.viewmodels.considered import CATALOGUE
from darkroom.viewmodels.model import DEMO, ModelState
from gguf_files import write_model
from qt.conftest import Wait
from qt.machines import card, machine

pytestmark = pytest.mark.process

MIXED = machine(24, 21.5, card(17.2, 16.6))
"""Q8_0 and smaller run with RAM's help, BF16 does not."""


@pytest.fixture(name="machine")
def _machine() -> Machine:
    return MIXED


@pytest.fixture
def panel(desk: Desk, wait_for: Wait) -> QuantPanel:
    """The open list of the catalogue's model."""
    desk.fit.consider(CATALOGUE)
    wait_for(lambda: desk.fit.fit)
    desk.window.top_bar.quants.open_panel()
    panel = desk.window.top_bar.quants.panel
    assert panel.isVisible()
    return panel


@pytest.fixture
def browser() -> Iterator[list[str]]:
    """Addresses that would be opened in the browser."""

    class Handler(QObject):
        @Slot(QUrl)
        def on_url(self, url: QUrl) -> None:
            opened.append(url.toString())

    opened: list[str] = []
    handler = Handler()
    QDesktopServices.setUrlHandler("https", handler, "on_url")
    yield opened
    QDesktopServices.unsetUrlHandler("https")


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _words(row: PlanRow) -> str:
    """All that stands in a row."""
    labels = [label for label in row.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.text() for label in labels).replace("\u00a0", " ")


def _row(panel: QuantPanel, quant: str) -> PlanRow:
    return next(row for row in panel.list.rows if row.plan.candidate.quant == quant)


def _button(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == text)


def test_closed_it_tells_quantization_size_and_verdict(desk: Desk, wait_for: Wait) -> None:
    picker = desk.window.top_bar.quants
    wait_for(lambda: desk.fit.fit)
    assert (picker._quant.text(), picker._size.text()) == ("Q8_0", "2.3 MB")
    assert picker._chip._words.text() == "fits GPU"
    assert _name(picker).startswith("Quantization: Q8_0, fits GPU, loaded, 2.3 MB")


def test_rows_say_everything_in_words(panel: QuantPanel) -> None:
    assert [row.plan.candidate.quant for row in panel.list.rows] == [
        "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "BF16",
    ]  # fmt: skip
    row = _row(panel, "Q4_K_M")
    for words in ("Q4_K_M", "16.8 GB", "GB GPU", "GB RAM at peak", "per canvas", "partly on GPU"):
        assert words in _words(row), words
        assert words in _name(row), words
    assert "not on this computer" in _words(row)
    best = [row for row in panel.list.rows if "recommended" in _words(row)]
    assert len(best) == 1
    assert "recommended" in _name(best[0])


def test_what_does_not_fit_stays_in_sight_with_the_reason(
    desk: Desk, panel: QuantPanel, qtbot: QtBot
) -> None:
    row = _row(panel, "BF16")
    assert "does not fit" in _words(row)
    assert row.plan.reason in _words(row)
    assert row.toolTip() == row.plan.reason
    assert "Cannot be chosen: Needs" in _name(row)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    assert not panel.absent.isVisible()
    assert desk.model.path == DEMO


def _focused(panel: QuantPanel) -> str:
    return next(row.plan.candidate.quant for row in panel.list.rows if row.hasFocus())


def test_keys_go_through_all_rows(panel: QuantPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    qtbot.waitUntil(lambda: any(row.hasFocus() for row in panel.list.rows))

    def press(key: Qt.Key) -> str:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        return _focused(panel)

    assert press(Qt.Key.Key_Home) == "Q4_K_M"
    assert press(Qt.Key.Key_Down) == "Q5_K_M"
    assert press(Qt.Key.Key_End) == "BF16"  # reachable, so that its reason is heard
    assert press(Qt.Key.Key_Down) == "BF16"
    assert press(Qt.Key.Key_Up) == "Q8_0"
    for key in (Qt.Key.Key_Q, Qt.Key.Key_6):
        last = press(key)
    assert last == "Q6_K"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert panel.absent.isVisible()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_file_that_is_not_here_is_explained_and_never_faked(
    desk: Desk, panel: QuantPanel, browser: list[str], qtbot: QtBot
) -> None:
    qtbot.mouseClick(_row(panel, "Q4_K_M"), Qt.MouseButton.LeftButton)
    note = panel.absent
    assert note.isVisible()
    page = "https://huggingface.co/unsloth/diffusiongemma-26B-A4B-it-GGUF"
    assert page in [label.text() for label in note.findChildren(QLabel)]
    assert not browser
    _button(note, "Open this page in the browser").click()
    assert browser == [page]
    assert desk.model.path == DEMO
    asked: list[int] = []
    panel.open_asked.connect(lambda: asked.append(1))
    _button(note, "Back").click()
    assert not note.isVisible()
    assert panel.isVisible()


def test_the_menu_of_models_offers_the_catalogues(desk: Desk, wait_for: Wait) -> None:
    picker = desk.window.top_bar._picker
    picker._fill()
    action = next(a for a in picker._menu.actions() if a.text() == "DiffusionGemma 26B-A4B")
    action.trigger()
    wait_for(lambda: desk.fit.fit)
    assert picker._name.text() == "DiffusionGemma 26B-A4B"
    assert picker._facts.text() == "not loaded"
    assert desk.model.path == DEMO
    assert desk.model.state is ModelState.READY
    picker.model_chosen.emit(DEMO)
    wait_for(lambda: desk.model.state is ModelState.READY)
    assert not picker._facts.text()


def test_choosing_a_present_file_loads_it(
    desk: Desk, wait_for: Wait, tmp_path: Path, qtbot: QtBot
) -> None:
    first = str(write_model(tmp_path / "fake tiny-Q8_0.gguf", matrix_type="Q8_0"))
    second = str(write_model(tmp_path / "fake tiny-F16.gguf", matrix_type="F16"))
    desk.fit.open(first)
    wait_for(lambda: desk.model.path == first and desk.model.state is ModelState.READY)
    wait_for(lambda: desk.fit.fit and len(desk.fit.fit.plans) == 2)
    desk.window.top_bar.quants.open_panel()
    panel = desk.window.top_bar.quants.panel
    assert "loaded" in _words(_row(panel, "Q8_0"))
    qtbot.mouseClick(_row(panel, "F16"), Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    wait_for(lambda: desk.model.path == second and desk.model.state is ModelState.READY)
    assert len(desk.fit.fit.plans) == 2


def test_a_bad_file_is_told_in_place_and_all_else_works(
    desk: Desk, wait_for: Wait, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"GGUF\x03\0\0\0")
    desk.fit.open(str(bad))
    wait_for(lambda: desk.window.banner.isVisible())
    picker = desk.window.top_bar.quants
    assert picker._quant.text() == "Cannot be planned"
    picker.open_panel()
    assert "The model file cannot be read" in picker.panel._trouble.text()
    picker.panel.hide()
    assert desk.model.state is ModelState.READY
    desk.chat.send("hello")
    wait_for(lambda: not desk.chat.busy)
    desk.fit.open(DEMO)
    wait_for(lambda: desk.model.state is ModelState.READY and desk.fit.fit)
    assert picker._quant.text() == "Q8_0"
