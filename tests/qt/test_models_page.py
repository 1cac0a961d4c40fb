"""The catalogue in a real window: at once and offline, refreshed and searched when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.hardware.machine import Machine
from darkroom.hub.client import Hub
from darkroom.ui.app import Desk
from darkroom.ui.models.family_card import UnsupportedCard
from darkroom.ui.models.page import ModelsPage, Tab
from fake_hub import FakeHub, Fault
from qt.conftest import Wait
from qt.machines import CARD_16
from qt.models_room import FILE, REPO, look_inside, model_bytes, offer_row, open_page, words

pytestmark = pytest.mark.process

GEMMA = "unsloth/diffusiongemma-26B-A4B-it-GGUF"


@pytest.fixture(name="hub")
def _hub(fake_hub: FakeHub) -> Hub:
    return Hub(fake_hub.url)


@pytest.fixture(name="machine")
def _machine() -> Machine:
    return CARD_16


@pytest.fixture
def page(desk: Desk, wait_for: Wait) -> ModelsPage:
    page = open_page(desk)
    wait_for(lambda: desk.fit.machine)
    return page


def _button(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == text)


def test_it_opens_from_everywhere_and_closes_by_escape(desk: Desk, qtbot: QtBot) -> None:
    window, door = desk.window, desk.window.models
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_D, modifiers)
    page = door.page
    assert page is not None
    assert door.is_open
    assert page.tab is Tab.CATALOGUE
    assert page.catalogue.search.hasFocus()
    assert not window.prompt.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not door.is_open
    assert window.prompt.isVisible()
    _button(window.welcome, "Get a model that fits this machine").click()
    assert door.is_open
    page.back.click()
    window.top_bar.open_models()
    menu = window.top_bar.findChild(QMenu)
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.text().startswith("Manage models")).trigger()
    menu.close()
    assert page.tab is Tab.HERE
    window.show_chat()
    _button(window.sidebar, "Models").click()
    # Where people were last.
    assert door.is_open
    assert page.tab is Tab.HERE
    window.show_machine()
    assert not door.is_open
    window.show_chat()
    window.settings.show_last()
    assert not door.is_open
    window.settings.page.models.models.click()
    assert door.is_open


def test_the_arrows_go_through_the_tabs_and_ctrl_f_finds(page: ModelsPage, qtbot: QtBot) -> None:
    page.tabs.setFocus()
    qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
    assert page.library.isVisible()
    assert not page.catalogue.isVisible()
    qtbot.keyClick(page.tabs, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.library.search.hasFocus()


def test_the_catalogue_is_there_at_once_and_nobody_is_asked(
    desk: Desk, page: ModelsPage, fake_hub: FakeHub, wait_for: Wait
) -> None:
    (card,) = page.catalogue.cards
    assert [row.offer.quant for row in card.rows] == ["Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "BF16"]
    wait_for(lambda: desk.models.library.scanned)
    text = words(page.catalogue)
    assert "DiffusionGemma 26B-A4B" in text
    assert f"apache-2.0 · {GEMMA}" in text
    assert "about 19.2 GB" in text
    assert not fake_hub.seen


def test_verdicts_are_those_of_the_list_at_the_top(desk: Desk, page: ModelsPage) -> None:
    (card,) = page.catalogue.cards
    fit = desk.models.catalogue.fit_of(card.shelf)
    assert fit is not None
    assert fit.recommended is not None
    for row, plan in zip(card.rows, fit.plans, strict=True):
        best = plan is fit.recommended
        assert (row.action.property("role") == "primary") is best
        assert ("recommended" in row.action.accessibleName()) is best
    assert "partly on GPU" in words(card)
    name = offer_row(page, "Q4_K_M").action.accessibleName()
    assert name.startswith("Download Q4_K_M, 16.8 GB, ")


def test_what_cannot_run_is_told_and_not_offered(page: ModelsPage) -> None:
    card = page.catalogue.findChild(UnsupportedCard)
    assert isinstance(card, UnsupportedCard)
    assert "no engine for them yet" in words(card)
    assert "LLaDA-MoE 7B-A1B Instruct" in words(card)
    assert {b.text() for b in card.findChildren(QPushButton)} == {"Model page"}


def test_the_search_narrows_and_teaches(page: ModelsPage, qtbot: QtBot) -> None:
    tab = page.catalogue
    qtbot.keyClicks(tab.search, "gemma q6")
    (card,) = tab.cards
    assert [row.offer.quant for row in card.rows] == ["Q6_K"]
    assert tab.findChild(UnsupportedCard) is None or "LLaDA" not in words(tab)
    qtbot.keyClicks(tab.search, "zzz")
    assert not tab.cards
    assert "Nothing here is called that" in words(tab)
    tab.search.clear()
    assert len(tab.cards[0].rows) == 5


def test_refresh_asks_and_keeps_what_the_hub_says(
    desk: Desk, page: ModelsPage, fake_hub: FakeHub, wait_for: Wait, tmp_path: Path
) -> None:
    fake_hub.files[GEMMA, "new-Q3_K_S.gguf"] = b"x" * 3_000_000
    fake_hub.gated.add(GEMMA)
    page.catalogue.refresh.click()
    assert not page.catalogue.refresh.isEnabled()
    wait_for(lambda: not desk.models.catalogue.refreshing)
    (card,) = page.catalogue.cards
    assert [row.offer.quant for row in card.rows] == ["Q3_K_S"]
    text = words(page.catalogue)
    assert "3.0 MB" in text
    assert "Its owner wants terms accepted first" in text
    # The others are not there, and stay as they were.
    assert "LLaDA 8B Instruct" in text
    assert "does not have the repository mradermacher/LLaDA-8B-Instruct-GGUF" in text
    assert (tmp_path / "data" / "catalogue.json").is_file()


def test_a_refresh_without_a_connection_says_so(
    desk: Desk, page: ModelsPage, fake_hub: FakeHub, wait_for: Wait
) -> None:
    fake_hub.page = b"<html>Welcome to our hotel</html>"
    page.catalogue.refresh.click()
    wait_for(lambda: not desk.models.catalogue.refreshing)
    assert "no answer that can be read" in words(page.catalogue)
    assert len(page.catalogue.cards[0].rows) == 5


def test_a_repository_is_looked_into_by_headers_alone(
    desk: Desk, page: ModelsPage, fake_hub: FakeHub, wait_for: Wait, tmp_path: Path
) -> None:
    fake_hub.files[REPO, FILE] = model_bytes(tmp_path)
    fake_hub.files[REPO, "other-Q4_K_M.gguf"] = model_bytes(tmp_path, architecture="llama")
    look_inside(desk, page, wait_for, f"https://huggingface.co/{REPO}")
    card = page.catalogue.cards[0]
    assert "fake-GGUF" in words(card)
    good, bad = offer_row(page, "Q8_0"), offer_row(page, "Q4_K_M")
    assert good.action.isVisible()
    assert not bad.action.isVisible()
    assert "autoregressive" in words(bad)
    assert "fits GPU" in words(good)
    assert "autoregressive" not in words(good)
    # Looked into again it is not there twice.
    look_inside(desk, page, wait_for)
    assert [c.shelf.repo for c in page.catalogue.cards] == [REPO, GEMMA]


def test_a_repository_that_is_not_there_is_told(
    desk: Desk, page: ModelsPage, wait_for: Wait, qtbot: QtBot
) -> None:
    tab = page.catalogue
    qtbot.keyClicks(tab.address, "nobody/nothing")
    qtbot.keyClick(tab.address, Qt.Key.Key_Return)
    wait_for(lambda: desk.models.catalogue.failure)
    assert "The Hub does not have the repository nobody/nothing" in words(tab)
    tab.address.setText("https://example.org/a/b")
    tab.look.click()
    wait_for(lambda: not desk.models.catalogue.looking)
    assert "names no model" in words(tab)
    assert len(tab.cards) == 1


def test_a_look_that_takes_long_can_be_stopped(
    desk: Desk, page: ModelsPage, fake_hub: FakeHub, tmp_path: Path, wait_for: Wait
) -> None:
    fake_hub.files[REPO, FILE] = model_bytes(tmp_path)
    fake_hub.fault = lambda _seen: Fault(stall_bytes=10)
    page.catalogue.address.setText(REPO)
    page.catalogue.look.click()
    assert page.catalogue.look.text() == "Stop"
    wait_for(lambda: any(seen.method == "GET" and FILE in seen.path for seen in fake_hub.seen))
    page.catalogue.look.click()
    assert page.catalogue.look.text() == "Look inside"
    fake_hub.over.set()
    assert not desk.models.catalogue.found
    assert desk.models.catalogue.failure is None


def test_the_offer_of_a_model_can_be_declined_for_good(
    desk: Desk, fake_hub: FakeHub, qtbot: QtBot
) -> None:
    welcome = desk.window.welcome
    get = _button(welcome, "Get a model that fits this machine")
    assert get.isVisible()
    _button(welcome, "Not now").click()
    assert not get.isVisible()
    assert desk.preferences.wants_no_model
    open_page(desk)
    desk.window.show_chat()
    assert not get.isVisible()


def test_people_who_have_a_model_are_not_offered_one(
    desk: Desk, fake_hub: FakeHub, qtbot: QtBot
) -> None:
    desk.preferences.remember_file("/models/mine.gguf")
    open_page(desk)
    desk.window.show_chat()
    assert not _button(desk.window.welcome, "Get a model that fits this machine").isVisible()
