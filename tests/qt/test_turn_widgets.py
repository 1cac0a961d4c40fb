"""Turns as widgets: what they show, what can be done to them, how tall they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.types import Failure
from darkroom.ui.answer_note import AnswerNote
from darkroom.ui.answer_view import AnswerView
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.flow_text import FlowText
from darkroom.ui.markdown.link_dialog import LinkDialog
from darkroom.ui.markdown.view import MarkdownView
from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import Theme
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState
from darkroom.worker.client import WorkerClient
from qt.pages import pixels, settle, show_page
from qt.turns import AnswerMaker, answer, fitting, texts

WIDTH = 520
OVERFLOW = Failure("context_overflow", "The conversation has 9,120 tokens.", "Leave some out.")
Show = AnswerMaker


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "page", WIDTH, 900)


@pytest.fixture
def fit(
    client: WorkerClient, preferences: Preferences, look: Look, tmp_path: Path
) -> Iterator[FitViewModel]:
    with fitting(client, preferences, look, tmp_path) as fit:
        yield fit


@pytest.fixture
def show(theme: Theme, page: QWidget, fit: FitViewModel) -> Show:
    return AnswerMaker(theme, page, fit, WIDTH)


def _button(parent: QWidget, text: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == text)


def _buttons(parent: QWidget) -> list[str]:
    return [b.text() for b in parent.findChildren(QPushButton) if b.isVisible()]


def _acts(view: AnswerView) -> list[Action]:
    found: list[Action] = []
    view.acted.connect(lambda action, turn: found.append(action) if turn is view.run else None)
    return found


# --- answers that are over


def test_a_stored_answer_has_no_canvas(show: Show) -> None:
    view = show(answer("One **two**."))
    assert not view.findChildren(CanvasView)
    assert texts(view) == ["One two."]
    assert view._head.name.text() == "DiffusionGemma 26B-A4B"
    assert view._head.quantization.text() == "Q4_K_M"
    assert "tokens per step" in view._stats.text().replace("\u00a0", " ")


def test_where_it_is_narrow_the_name_keeps_its_place(show: Show) -> None:
    wide, narrow = (show(answer("One.", reason="length"), width=width) for width in (700, 260))
    assert wide._head.quantization.width() > 0
    head = narrow._head
    assert head.quantization.width() == 0
    assert head.name.width() > 0.3 * head.width()
    assert head.name.geometry().right() < head.position.x()
    assert head.rect().contains(head.position.geometry())


TURNS = {
    "plain": lambda: answer("word " * 60),
    "Markdown": lambda: answer("# A\n\n- b\n\n```py\nc\n```\n\n|d|\n|-|\n|e|"),
    "thinking": lambda: answer("One.", thinking="Hm. " * 40),
    "cut off": lambda: answer("One.", reason="length"),
    "empty": lambda: answer(""),
    "interrupted": lambda: answer("One.", AnswerState.INTERRUPTED),
    "failed": lambda: answer("", AnswerState.FAILED, failure=OVERFLOW),
    "siblings": lambda: answer("One.", siblings=(2, 3)),
}


@pytest.mark.parametrize("width", [760, 520, 300])
@pytest.mark.parametrize("make", TURNS.values(), ids=TURNS.keys())
def test_height_is_known_before_an_answer_is_shown(
    theme: Theme,
    page: QWidget,
    fit: FitViewModel,
    make: Callable[[], RunViewModel],
    width: int,
) -> None:
    view = AnswerView(theme, make(), fit, True, page)
    view.set_last(True)
    height = view.heightForWidth(width)
    view.resize(width, height)
    view.show()
    settle()
    assert view.heightForWidth(width) == height
    parts = [part for part in view.children() if isinstance(part, QWidget) and part.isVisible()]
    for part in parts:
        assert view.rect().contains(part.geometry()), part
    bottoms = sorted((part.y(), part.geometry().bottom()) for part in parts)
    for above, below in pairwise(bottoms):
        assert above[1] < below[0]


def test_copy_as_it_is_read_and_as_it_was_written(show: Show, qtbot: QtBot) -> None:
    view = show(answer("One **two** `three`."))
    acts = _acts(view)
    assert view._actions is not None
    copy = view._actions.buttons[Action.COPY]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "One two three."
    view.act(Action.COPY_MARKDOWN)
    assert QGuiApplication.clipboard().text() == "One **two** `three`."
    assert not acts


def _menu(view: QWidget) -> QMenu:
    return next(menu for menu in view.findChildren(QMenu) if menu.isVisible())


def test_the_menu_has_everything(show: Show, qtbot: QtBot) -> None:
    view = show(answer("One."))
    acts = _acts(view)
    assert view._actions is not None
    qtbot.mouseClick(view._actions.more, Qt.MouseButton.LeftButton)
    menu = _menu(view)
    entries = [entry for entry in menu.actions() if entry.text()]
    assert [entry.text() for entry in entries] == [
        "Copy", "Copy as Markdown", "Answer again", "Continue with another canvas",
        "Branch into a new chat", "Delete",
    ]  # fmt: skip
    for entry in entries[2:]:
        entry.trigger()
    menu.close()
    assert acts == [Action.REGENERATE, Action.CONTINUE, Action.BRANCH, Action.DELETE]


def test_a_right_click_offers_what_is_selected_too(show: Show) -> None:
    view = show(answer("One two."))
    text = view.findChild(FlowText)
    text.selectAll()
    place = QPoint(5, 5)
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, text.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(text.viewport(), asked)
    menu = _menu(view)
    assert menu.actions()[0].text() == "Copy selection"
    menu.actions()[0].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "One two."


def _come(view: QWidget) -> None:
    place = QPointF(5, 5)
    QApplication.sendEvent(view, QEnterEvent(place, place, view.mapToGlobal(place)))


def test_actions_are_seen_by_those_who_come_near(show: Show, page: QWidget, qtbot: QtBot) -> None:
    view = show(answer("One."))
    text = view.findChild(FlowText)
    # A window gives the focus to the first that can have it.
    text.clearFocus()
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    away = pixels(view._foot)
    _come(view)
    near = pixels(view._foot)
    assert (near != away).any()
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert (pixels(view._foot) != away).sum() == 0
    page.activateWindow()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    assert (pixels(view._foot) != near).sum() == 0
    text.clearFocus()
    assert (pixels(view._foot) != away).sum() == 0
    view.set_last(True)
    assert view.is_last
    assert (pixels(view._foot) != near).sum() == 0


def test_actions_are_reached_by_key_even_unseen(show: Show, page: QWidget, qtbot: QtBot) -> None:
    view = show(answer("One."))
    page.activateWindow()
    view.findChild(FlowText).setFocus()
    reached: list[str] = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    assert {"Copy answer", "Answer again", "More for this answer"} <= set(reached)


def test_every_button_has_a_name(show: Show) -> None:
    for make in TURNS.values():
        buttons = show(make()).findChildren(QAbstractButton)
        assert buttons
        assert all(button.accessibleName() for button in buttons if button.text() or button.icon())


def test_arrows_lead_to_siblings(show: Show, qtbot: QtBot) -> None:
    view = show(answer("One.", siblings=(1, 3)))
    acts = _acts(view)
    older, newer = (
        next(b for b in view.findChildren(QAbstractButton) if b.accessibleName() == name)
        for name in ("Earlier answer", "Later answer")
    )
    assert not older.isEnabled()
    qtbot.mouseClick(newer, Qt.MouseButton.LeftButton)
    assert acts == [Action.NEWER]
    assert not [b for b in show(answer("One.")).findChildren(QAbstractButton) if "Earlier" in
                b.accessibleName()]  # fmt: skip


def test_a_link_is_shown_before_it_is_followed(show: Show, page: QWidget) -> None:
    view = show(answer("[a](https://b.c)"))
    view.findChild(MarkdownView).link_asked.emit("https://b.c")
    dialog = page.findChild(LinkDialog)
    assert dialog.isVisible()
    dialog.close()


# --- what an answer needs to explain


def test_an_empty_answer_is_explained(show: Show, qtbot: QtBot) -> None:
    view = show(answer(""))
    acts = _acts(view)
    note = view.findChild(AnswerNote)
    assert note.accessibleName() == "The answer came back empty"
    qtbot.mouseClick(_button(note, "Try again"), Qt.MouseButton.LeftButton)
    assert acts == [Action.REGENERATE]


def test_thinking_that_took_up_the_canvas(show: Show, qtbot: QtBot) -> None:
    view = show(answer("", thinking="Hm."))
    acts = _acts(view)
    note = view.findChild(AnswerNote)
    for text in ("Give it another canvas", "Answer without thinking"):
        qtbot.mouseClick(_button(note, text), Qt.MouseButton.LeftButton)
    assert acts == [Action.CONTINUE, Action.THINK_OFF]


def test_an_interrupted_answer_keeps_its_text(show: Show, qtbot: QtBot) -> None:
    view = show(answer("One two", AnswerState.INTERRUPTED))
    acts = _acts(view)
    assert texts(view) == ["One two"]
    note = view.findChild(AnswerNote)
    assert "ended while this answer was being written" in note.accessibleDescription()
    for text in ("Answer again", "Continue"):
        qtbot.mouseClick(_button(note, text), Qt.MouseButton.LeftButton)
    assert acts == [Action.REGENERATE, Action.CONTINUE]
    nothing = show(answer("", AnswerState.INTERRUPTED)).findChild(AnswerNote)
    assert "Continue" not in _buttons(nothing)


def test_the_last_answer_goes_on_where_it_was_cut_off(show: Show, qtbot: QtBot) -> None:
    view = show(answer("One two", reason="length"))
    acts = _acts(view)
    assert "Continue" not in _buttons(view)
    view.set_last(True)
    qtbot.mouseClick(_button(view, "Continue"), Qt.MouseButton.LeftButton)
    assert acts == [Action.CONTINUE]
    assert "Continue" not in _buttons(show(answer("One two")))


def test_a_conversation_that_is_too_long_has_three_ways_on(show: Show, qtbot: QtBot) -> None:
    view = show(answer("", AnswerState.FAILED, failure=OVERFLOW))
    note = view.findChild(AnswerNote)
    assert _buttons(note) == ["Drop the oldest messages", "New chat", "Copy details"]
    view.larger_context_fits = True
    for text, signal in (
        ("Drop the oldest messages", view.drop_oldest_asked),
        ("New chat", view.new_chat_asked),
        ("Larger context", view.larger_context_asked),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(_button(note, text), Qt.MouseButton.LeftButton)


def test_other_colours_are_taken_on(show: Show, theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    view = show(answer("One `two`.", thinking="Hm.", siblings=(1, 2)))
    height, dark = view.height(), pixels(view).mean()
    with qtbot.waitSignal(view.height_changed):
        theme.set_zoom(2.0)
    assert view.heightForWidth(WIDTH) > height
    theme.choose("light")
    QApplication.setPalette(theme.palette())
    page.setStyleSheet(style_sheet(theme, ""))
    settle()
    assert pixels(view).mean() > dark + 50
