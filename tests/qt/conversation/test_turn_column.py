"""A column of thousands of turns: few widgets, and nothing in sight that jumps."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.flow_text import FlowText
from darkroom.ui.question_view import QuestionView
from darkroom.ui.theme import Theme
from darkroom.ui.turn_sizes import GAP_PX
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import AnswerState
from qt.conversation.room import in_sight, place, settle, talk, tops, turn_of, wheel
from qt.turns import answer

SCREENS = 1 + 2 * 1.5


def _check(conversation: ConversationView, turns: list[Turn]) -> None:
    """In sight are turns that follow each other, without gaps and overlaps, and enough of them."""
    seen = list(in_sight(conversation).values())
    numbers = [next(n for n, t in enumerate(turns) if t is turn_of(view)) for view in seen]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    places = [place(conversation, view) for view in seen]
    assert all(b.top() - a.bottom() - 1 == GAP_PX for a, b in pairwise(places))
    assert all(v.height() == v.heightForWidth(v.width()) for v in seen)
    screen = conversation.viewport().height()
    assert numbers[0] == 0 or places[0].top() <= GAP_PX
    assert numbers[-1] == len(turns) - 1 or places[-1].bottom() >= screen - 1 - GAP_PX


def _is_bounded(conversation: ConversationView) -> bool:
    """Widgets reach about a screen to both sides; those at the ends may be tall."""
    inner = conversation.views[1:-1]
    return sum(view.height() for view in inner) <= SCREENS * conversation.viewport().height()


def test_only_turns_near_the_screen_have_widgets(conversation: ConversationView) -> None:
    turns = talk(2000)
    conversation.show_turns(turns)
    bar = conversation.verticalScrollBar()
    pages = 0
    while bar.value() > 0 and pages < 60:
        conversation.scroll_page(-1)
        _check(conversation, turns)
        assert _is_bounded(conversation)
        pages += 1
    settle()
    assert pages == 60
    assert _is_bounded(conversation)
    alive = conversation.findChildren(AnswerView) + conversation.findChildren(QuestionView)
    assert len(alive) == len(conversation.views)
    above, below = conversation.views[0], conversation.views[-1]
    screen = conversation.viewport().height()
    assert place(conversation, above).top() < -screen / 2
    assert place(conversation, below).bottom() > screen * 1.5


def test_anywhere_at_once(conversation: ConversationView) -> None:
    turns = talk(600)
    conversation.show_turns(turns)
    bar, draw = conversation.verticalScrollBar(), random.Random(3)
    for _ in range(25):
        bar.setValue(draw.randint(0, bar.maximum()))
        _check(conversation, turns)
        assert bar.value() == conversation._column.position


def test_the_end_of_the_bar_is_the_end_even_where_heights_were_guessed_too_low(
    conversation: ConversationView,
) -> None:
    table = "| a | b |\n|---|---|\n" + "| c | d |\n" * 30
    conversation.show_turns([*talk(100), *(answer(table) for _ in range(20))])
    conversation.show_start()
    conversation.resize(900, 600)
    bar, guessed = conversation.verticalScrollBar(), conversation._column.sizes.total
    bar.setValue(bar.maximum())
    assert conversation._column.sizes.total > guessed
    assert bar.value() == bar.maximum()


@pytest.mark.parametrize("direction", [-1, 1])
def test_the_wheel_moves_all_that_is_in_sight_by_its_step(
    conversation: ConversationView, direction: int
) -> None:
    """However wrong the heights were guessed that come into sight."""
    turns = talk(120)
    conversation.show_turns(turns)
    if direction > 0:
        conversation.show_start()
    bar = conversation.verticalScrollBar()
    step = 0
    for step in range(300):
        before, at_end = tops(conversation), bar.value() in (0, bar.maximum())
        wheel(conversation, direction)
        after = tops(conversation)
        if at_end and step:
            break
        moved = {after[turn] - before[turn] for turn in before.keys() & after.keys()}
        assert len(moved) == 1
        assert moved == {-60 * direction} or bar.value() in (0, bar.maximum())
        if step % 5 == 0:
            settle()
            assert tops(conversation) == after
    assert step > 100


def test_what_changes_above_the_screen_moves_nothing_in_sight(
    conversation: ConversationView,
) -> None:
    turns = [answer(f"{number} " + "word " * 300, thinking="Hm. " * 400) for number in range(40)]
    conversation.show_turns(list(turns))
    conversation.scroll_page(-1)
    settle()
    above = [v for v in conversation.views if place(conversation, v).bottom() < 0][-1]
    assert isinstance(above, AnswerView)
    before, tall, value = tops(conversation), above.height(), conversation._column.position
    assert above.body.thinking is not None
    above.body.thinking.header.click()
    settle()
    grown = above.height() - tall
    assert grown > 100
    assert tops(conversation) == before
    assert conversation._column.position == value + grown


def test_what_opens_above_inside_the_topmost_turn_moves_nothing_either(
    conversation: ConversationView,
) -> None:
    run = answer("word " * 3000, thinking="Hm. " * 400)
    conversation.show_turns([run])
    conversation.show_start()
    conversation._column.go_to(900)
    (view,) = conversation.views
    assert isinstance(view, AnswerView)
    assert view.body.thinking is not None
    assert view.body.markdown is not None
    text = view.body.markdown
    before, tall = place(conversation, text).top(), view.height()
    view.body.thinking.header.click()
    settle()
    assert view.height() > tall + 100
    assert place(conversation, text).top() == before


def test_another_width_keeps_the_topmost_turn(conversation: ConversationView) -> None:
    turns = talk(200)
    conversation.show_turns(turns)
    for _ in range(5):
        conversation.scroll_page(-1)
    topmost = next(iter(in_sight(conversation)))
    for width in (500, 820, 430, 700):
        conversation.resize(width, 600)
        settle()
        assert next(iter(in_sight(conversation))) == topmost
        _check(conversation, turns)


def test_another_width_keeps_the_place_in_a_long_turn(conversation: ConversationView) -> None:
    conversation.show_turns([answer("word " * 6000)])
    bar = conversation.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    (view,) = conversation.views
    for width in (500, 820, 430, 700):
        conversation.resize(width, 600)
        settle()
        assert -place(conversation, view).top() / view.height() == pytest.approx(0.5, abs=0.05)


def test_zoom_and_colours_are_followed(theme: Theme, conversation: ConversationView) -> None:
    turns = talk(100)
    conversation.show_turns(turns)
    conversation.scroll_page(-1)
    height = conversation._column.sizes.total
    theme.set_zoom(1.5)
    settle()
    _check(conversation, turns)
    assert conversation._column.sizes.total > height * 1.2
    theme.choose("light")
    settle()
    _check(conversation, turns)
    corner = conversation.grab().toImage().pixelColor(3, 3)
    assert corner.name().upper() == theme.tokens.bg


def test_start_and_end(conversation: ConversationView, qtbot: QtBot) -> None:
    turns = talk(300)
    conversation.show_turns(turns)
    conversation.views[-1].findChildren(FlowText)[0].setFocus()
    margin = conversation._column.sizes.margin
    qtbot.keyClick(conversation.views[-1], Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    first = in_sight(conversation)[id(turns[0])]
    assert place(conversation, first).top() == margin
    assert conversation.verticalScrollBar().value() == 0
    qtbot.keyClick(conversation.views[0], Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    last = in_sight(conversation)[id(turns[-1])]
    screen = conversation.viewport().height()
    assert place(conversation, last).bottom() == screen - margin - 1
    qtbot.keyClick(conversation, Qt.Key.Key_Home)
    assert conversation.verticalScrollBar().value() == 0
    qtbot.keyClick(conversation, Qt.Key.Key_End)
    assert conversation.verticalScrollBar().value() == conversation.verticalScrollBar().maximum()


def _goes_when(conversation: ConversationView, view: QWidget) -> bool:
    """Scroll far away, and tell whether a widget went."""
    conversation.show_start()
    settle()
    return not isValid(view)


def test_what_is_in_use_stays_while_it_is_out_of_sight(conversation: ConversationView) -> None:
    conversation.show_turns(talk(300))
    answered, asked = conversation.views[-1], conversation.views[-2]
    assert isinstance(asked, QuestionView)
    text = answered.findChildren(FlowText)[0]
    text.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    asked.edit()
    asked.findChildren(QPlainTextEdit)[0].setPlainText("Better")
    assert not _goes_when(conversation, answered)
    assert asked in conversation.views
    conversation.show_end()
    assert conversation.views[-2:] == [asked, answered]
    assert asked.findChildren(QPlainTextEdit)[0].toPlainText() == "Better"
    assert place(conversation, answered).bottom() < conversation.viewport().height()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    asked.findChildren(QPlainTextEdit)[0].clearFocus()
    assert _goes_when(conversation, answered)


def test_the_focus_stays_while_it_is_out_of_sight(
    conversation: ConversationView, qtbot: QtBot
) -> None:
    conversation.show_turns(talk(300))
    view = conversation.views[-1]
    text = view.findChildren(FlowText)[0]
    text.setFocus()
    assert not _goes_when(conversation, view)
    assert text.hasFocus()
    # Tab brings it back.
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert view.isAncestorOf(focus)
    assert id(turn_of(view)) in in_sight(conversation)


def test_an_answer_under_way_stays_while_it_is_out_of_sight(
    conversation: ConversationView,
) -> None:
    run = answer("", AnswerState.WAITING)
    conversation.show_turns([*talk(300), run])
    view = conversation.views[-1]
    assert not _goes_when(conversation, view)
    run.state = AnswerState.DONE
    conversation.scroll_page(1)
    settle()
    assert view not in conversation.views


def test_other_turns_go_for_good(conversation: ConversationView) -> None:
    conversation.show_turns(talk(50))
    views = conversation.views
    conversation.show_turns(talk(2, seed=2))
    settle()
    assert not any(isValid(view) for view in views)
    conversation.show_turns([])
    assert conversation.views == []
    assert conversation.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_leads_through_all_turns_in_order(
    conversation: ConversationView, qtbot: QtBot, key: Qt.Key
) -> None:
    turns = talk(60)
    conversation.show_turns(turns)
    forward = key == Qt.Key.Key_Tab
    if forward:
        conversation.show_start()
    settle()
    begin = conversation.views[0 if forward else -1]
    begin.findChildren(FlowText)[0].setFocus()
    reached = [turn_of(begin)]
    for _ in range(150):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        focus = QApplication.focusWidget()
        inside = next((v for v in conversation.views if v.isAncestorOf(focus)), None)
        assert inside is not None
        assert id(turn_of(inside)) in in_sight(conversation)
        if turn_of(inside) is not reached[-1]:
            reached.append(turn_of(inside))
    expected = turns if forward else turns[::-1]
    assert len(reached) > 20
    assert all(a is b for a, b in zip(reached, expected, strict=False))


def test_screen_readers_find_the_turns_in_order(conversation: ConversationView) -> None:
    conversation.show_turns(talk(100))
    for _ in range(6):
        conversation.scroll_page(-1)
        settle()
    conversation.scroll_page(1)
    settle()
    page = QAccessible.queryAccessibleInterface(conversation._column)
    children = [page.child(i).object() for i in range(page.childCount())]
    assert [c for c in children if c in conversation.views] == conversation.views
    assert len(conversation.views) > 4
