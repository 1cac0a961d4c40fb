"""The page "This machine" in a real window: facts, pictures, and what the person may change."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.hardware.machine import Gpu, Machine, Unknown
from darkroom.hardware.plan import Verdict, Wishes
from darkroom.ui.app import Desk
from darkroom.ui.byte_bars import DeviceBar
from darkroom.ui.machine_page import MachinePage
from darkroom.viewmodels.considered import CATALOGUE
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.model import ModelState
from gguf_files import Dims, write_model
from qt.conftest import WAIT_MS, OpenWindow, Wait
from qt.machines import CARD_16, GB, LAPTOP, card, machine

pytestmark = pytest.mark.process

UNUSABLE = Gpu(
    "Old Radeon 530", "", "", 2 * GB, 1 * GB, driver="amdgpu", source="sysfs",
    unusable_because="The installed engine has no backend for AMD GPUs.",
)  # fmt: skip
HERE = machine(
    67, 58, card(17.2, 16.4), UNUSABLE,
    unknowns=(Unknown("swap space", "It was not told within 10 s."),),
)  # fmt: skip


@pytest.fixture(name="machine")
def _machine() -> Machine:
    return HERE


@pytest.fixture
def page(desk: Desk, wait_for: Wait) -> MachinePage:
    """The page with the catalogue's model."""
    desk.fit.consider(CATALOGUE)
    wait_for(lambda: desk.fit.fit)
    return _open(desk)


def _open(desk: Desk) -> MachinePage:
    desk.window.show_machine()
    page = desk.window._stack.currentWidget()
    assert isinstance(page, MachinePage)
    return page


def _button(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == text)


def _description(bar: DeviceBar) -> str:
    interface = QAccessible.queryAccessibleInterface(bar.bar)
    return interface.text(QAccessible.Text.Description)


def test_it_opens_by_key_and_from_the_welcome_and_closes_by_escape(
    desk: Desk, wait_for: Wait, qtbot: QtBot
) -> None:
    window = desk.window
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_H, modifiers)
    page = window._stack.currentWidget()
    assert isinstance(page, MachinePage)
    assert not window.prompt.isVisible()
    assert page.back.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert window.welcome.isVisible()
    assert window.prompt.isVisible()
    # The demo fits everywhere: the welcome's button means the large model.
    _button(window.welcome, "See what fits this machine").click()
    assert page.isVisible()
    wait_for(lambda: desk.fit.fit)
    assert len(page.plans.rows) == 5
    window.status_bar._machine.click()
    page.back.click()
    assert window.welcome.isVisible()


def test_a_question_that_waited_takes_nobody_off_the_page(
    desk: Desk, page: MachinePage, qtbot: QtBot
) -> None:
    desk.chat.send("hello")
    assert page.isVisible()
    qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
    assert desk.window.conversation.isVisible()
    assert desk.window.prompt.isVisible()


def test_what_was_found_and_what_was_not(page: MachinePage) -> None:
    facts = {
        name: label.text().replace("\u00a0", " ") for name, label in page.facts._values.items()
    }
    assert facts["Processor"] == "Made-up CPU, 8 cores, 16 threads"
    assert facts["Instruction sets"] == "AVX2, FMA"
    assert facts["Main memory"].startswith("58.0 GB of 67.0 GB")
    assert facts["Swap"].startswith("3.0 GB of 4.0 GB")
    assert facts["Disk"] == "200.0 GB free in /models"
    assert facts["GPU 1"] == (
        "Made-up RTX\n16.4 GB of 17.2 GB free · CUDA · NVIDIA 580 · told by NVML"
    )
    assert facts["GPU 2"].endswith(UNUSABLE.unusable_because)
    assert facts["Swap space"] == "It was not told within 10 s."


def test_bars_tell_in_words_where_the_bytes_go(desk: Desk, page: MachinePage) -> None:
    gpu, ram = page.bars.bars
    assert "Made-up RTX" in gpu.bar.accessibleName()
    words = _description(gpu)
    for part in (
        "In use already 800.0 MB",
        "Experts",
        "Context",
        "Kept free",
        "16.4 GB of 17.2 GB",
    ):
        assert part in words
    assert "Main memory" in ram.bar.accessibleName()
    assert desk.fit.current.reason == page._why.text()


def test_bars_are_painted_in_the_colours_of_their_parts(desk: Desk, page: MachinePage) -> None:
    QApplication.processEvents()
    picture = page.bars.bars[0].bar.grab().toImage()
    row = picture.height() // 4
    seen = {picture.pixelColor(x, row).name().upper() for x in range(picture.width())}
    for token in ("noise", "weights", "experts", "cache", "canvas", "process"):
        assert desk.theme.colour(token).name().upper() in seen, token


def test_another_row_shows_its_own_bytes(desk: Desk, page: MachinePage, qtbot: QtBot) -> None:
    row = next(row for row in page.plans.rows if row.plan.candidate.quant == "Q4_K_M")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
    assert "Q4_K_M" in page._bars_title.text()
    assert desk.fit.current.candidate.quant == "Q4_K_M"
    assert page.load.text() == "Get Q4_K_M …"
    page.load.click()
    assert page.absent.isVisible()


def test_every_change_shows_the_new_prediction_at_once(desk: Desk, page: MachinePage) -> None:
    panel = page.advanced

    def shown() -> tuple[str, str]:
        return panel._chip._words.text(), panel._peak.text()

    seen = [shown()]
    panel.context.setValue(65_536)
    seen.append(shown())
    panel.kv_types.buttons()[1].click()
    seen.append(shown())
    panel.layers.setValue(12)
    seen.append(shown())
    panel.experts.setValue(3)
    seen.append(shown())
    assert len(set(seen)) == len(seen)
    assert "12 of 30 layers" in shown()[0]
    panel.threads.setValue(5)
    wishes = desk.fit.wishes
    assert wishes == Wishes(65_536, 12, 3, 5, "q8_0")
    panel.context_steps.setValue(3)
    assert panel.context.value() == 8192
    assert desk.fit.wishes.context == 8192
    # Fewer layers than experts cannot be: the experts follow.
    panel.layers.setValue(2)
    assert desk.fit.wishes.gpu_expert_layers == 2
    panel.reset.click()
    assert desk.fit.wishes == Wishes()
    assert panel.layers.text() == "automatic"


def test_what_the_planner_refuses_says_why_in_place(desk: Desk, page: MachinePage) -> None:
    panel = page.advanced
    assert not panel._refusal.isVisible()
    panel.layers.setValue(30)
    panel.experts.setValue(30)
    assert desk.fit.current.verdict is Verdict.TOO_LARGE
    assert panel._refusal.isVisible()
    assert "Needs" in panel._refusal.text()
    assert not page.load.isEnabled()
    panel.reset.click()
    assert not panel._refusal.isVisible()


def test_load_with_this_plan_sends_the_values(desk: Desk, wait_for: Wait, tmp_path: Path) -> None:
    path = str(write_model(tmp_path / "fake tiny-Q8_0.gguf", matrix_type="Q8_0"))
    desk.fit.open(path)
    wait_for(lambda: desk.model.path == path and desk.model.state is ModelState.READY)
    page = _open(desk)
    assert page.load.text() == "Load again with this plan"
    page.advanced.context.setValue(300)
    page.load.click()
    assert desk.model.state is ModelState.LOADING
    wait_for(lambda: desk.model.state is ModelState.READY)
    assert desk.model.context == 300


def test_another_computer_is_off_until_it_is_asked_for(
    desk: Desk, page: MachinePage, wait_for: Wait
) -> None:
    box = page.advanced.network
    assert not box.switch.isChecked()
    assert not box.address.isVisible()
    assert not box._warning.isVisible()
    box.switch.setChecked(True)
    assert "neither encrypted nor authenticated" in box._warning.text()
    assert box._warning.isVisible()
    box.address.setText("somewhere")
    box.address.editingFinished.emit()
    assert "address:port" in box._note.text()
    assert desk.fit.servers == ()
    box.address.setText("192.168.1.20:50052")
    box.address.editingFinished.emit()
    assert desk.fit.servers == ("192.168.1.20:50052",)
    wait_for(lambda: not desk.fit.looking)
    plan = desk.fit.current
    assert desk.fit.load_command(plan).servers == ("192.168.1.20:50052",)
    box.switch.setChecked(False)
    assert desk.fit.servers == ()


class TestSmallLaptop:
    @pytest.fixture(name="machine")
    def _machine(self) -> Machine:
        return LAPTOP

    def test_nothing_fits_and_the_page_says_what_does(self, page: MachinePage) -> None:
        assert "demo model" in page._advice.text()
        assert page._advice.isVisible()
        assert not page.load.isEnabled()
        assert "too much" in _description(page.bars.bars[0])


class TestOutOfMemory:
    @pytest.fixture(name="machine")
    def _machine(self) -> Machine:
        return CARD_16

    def test_loading_offers_the_smaller_plan(
        self, desk: Desk, wait_for: Wait, tmp_path: Path
    ) -> None:
        path = str(write_model(tmp_path / "load out of memory", dims=Dims(context=16_384)))
        desk.fit.open(path)
        wait_for(lambda: desk.model.state is ModelState.FAILED)
        banner = desk.window.banner
        offer = banner._relief
        assert banner.isVisible()
        assert offer.text() == "Load a smaller plan: 4096 tokens of context, fits GPU"
        less = desk.fit.relief
        offer.click()
        assert desk.model._command == desk.fit.load_command(less)
        assert desk.model._command.context == 4096

    def test_a_run_offers_it_too(self, desk: Desk, wait_for: Wait, tmp_path: Path) -> None:
        path = str(write_model(tmp_path / "fake.gguf", dims=Dims(context=16_384)))
        desk.fit.open(path)
        wait_for(lambda: desk.model.path == path and desk.model.state is ModelState.READY)
        desk.chat.send("run out of memory")
        wait_for(lambda: not desk.chat.busy)
        answer = desk.window.conversation.last_answer
        offer = next(
            b for b in answer.findChildren(QPushButton) if b.text().startswith("Load a smaller")
        )
        offer.click()
        wait_for(lambda: desk.model.state is ModelState.READY)
        assert desk.model.context == 4096


class TestHangingProbe:
    @pytest.fixture
    def released(self) -> Iterator[threading.Event]:
        event = threading.Event()
        yield event
        event.set()

    @pytest.fixture
    def look(self, released: threading.Event) -> Look:
        hung = dataclasses.replace(
            HERE, gpus=(), unknowns=(Unknown("NVIDIA GPUs", "No answer within 10 s."),)
        )

        def hang(*_: object) -> Machine:
            assert released.wait(WAIT_MS / 1000)
            return hung

        return hang

    def test_the_page_says_so_and_the_window_lives(
        self, open_window: OpenWindow, wait_for: Wait, released: threading.Event
    ) -> None:
        desk = open_window("demo")
        wait_for(lambda: desk.model.state is ModelState.READY)
        page = _open(desk)
        assert page._model.text() == "Looking at this machine …"
        assert desk.window.top_bar.quants._quant.text() == "Looking …"
        assert not page.look.isEnabled()
        desk.window.show_chat()
        desk.chat.send("hello")
        wait_for(lambda: not desk.chat.busy)
        released.set()
        wait_for(lambda: desk.fit.fit)
        assert page.facts._values["NVIDIA GPUs"].text() == "No answer within 10 s."
        assert page.look.isEnabled()
