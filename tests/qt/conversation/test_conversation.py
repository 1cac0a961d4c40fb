"""A conversation: what it follows, what it tells, how its turns change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.types import Failure
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.question_view import QuestionView
from darkroom.ui.theme import Theme
from darkroom.ui.turn_flash import SHOWN_MS
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState, Question
from qt.conversation.room import in_sight, place, settle, talk, tops, turn_of, wheel
from qt.frames import END, frame, lexicon
from qt.turns import answer, question

CELLS = 200
WORDS = lexicon("One", " two", " three", " four", "\n")


def _ask(conversation: ConversationView) -> tuple[Question, RunViewModel]:
    asked, run = question("Is it?"), RunViewModel("Tiny", WORDS, 0)
    conversation.replace_from(len(conversation._column.sizes), [asked, run])
    return asked, run


def _denoise(run: RunViewModel, lines: int, block: int = 0) -> None:
    cells = [1, 5] * lines + [END] * (CELLS - 2 * lines)
    run.apply(frame(cells, [1] * CELLS, block=block))
    run.hurry()
    settle()


def test_the_question_stays_in_sight_while_its_answer_grows(
    conversation: ConversationView,
) -> None:
    conversation.show_turns(talk(40))
    first, run = _ask(conversation)
    for lines in (1, 5, 20, 60):
        _denoise(run, lines)
        asked = in_sight(conversation)[id(first)]
        assert id(run) in in_sight(conversation)
    assert place(conversation, asked).top() == conversation._column.sizes.margin


def test_later_canvases_are_followed(conversation: ConversationView) -> None:
    conversation.show_turns(talk(40))
    first, run = _ask(conversation)
    _denoise(run, 40)
    for block in (1, 2, 3):
        _denoise(run, 40, block)
        view = conversation.last_answer
        assert view is not None
        live = place(conversation, view).top() + view.live_top
        assert live == conversation.viewport().height() // 3
    assert id(first) not in in_sight(conversation)


def test_what_is_opened_in_a_complete_answer_stays_under_the_pointer(
    conversation: ConversationView,
) -> None:
    conversation.show_turns(talk(40))
    conversation.replace_from(40, [question("a"), answer("b", thinking="Hm. " * 200)])
    view = conversation.last_answer
    assert view is not None
    assert view.body.thinking is not None
    header, height = view.body.thinking.header, view.height()
    assert conversation.verticalScrollBar().value() == conversation.verticalScrollBar().maximum()
    before = place(conversation, header)
    header.click()
    settle()
    assert view.height() > height + 50
    assert place(conversation, header) == before
    # Another size of the window brings the end back.
    conversation.resize(700, 500)
    assert place(conversation, header) != before


@pytest.mark.parametrize("scroll", ["wheel", "page", "bar"])
def test_whoever_scrolls_decides_until_the_next_question(
    conversation: ConversationView, scroll: str
) -> None:
    conversation.show_turns(talk(40))
    _, run = _ask(conversation)
    _denoise(run, 5)
    bar = conversation.verticalScrollBar()
    match scroll:
        case "wheel":
            wheel(conversation, -3)
        case "page":
            conversation.scroll_page(-1)
        case _:
            bar.setValue(bar.value() - 333)
    before = tops(conversation)
    for block in (0, 1, 2):
        _denoise(run, 50, block)
        assert tops(conversation) == before
    newer, _ = _ask(conversation)
    assert id(newer) in in_sight(conversation)


def test_a_way_back_to_the_newest(
    theme: Theme, conversation: ConversationView, qtbot: QtBot
) -> None:
    conversation.show_turns(talk(60))
    jump = conversation._jump
    assert not jump.isVisible()
    conversation.scroll_page(-1)
    assert jump.isVisible()
    interface = QAccessible.queryAccessibleInterface(jump)
    assert interface.text(QAccessible.Text.Name) == jump.toolTip() == "Jump to the newest message"
    assert conversation.viewport().rect().contains(jump.geometry())
    theme.choose("light")
    assert jump.grab().toImage().pixelColor(18, 4).name().upper() == theme.tokens.raised
    qtbot.mouseClick(jump, Qt.MouseButton.LeftButton)
    bar = conversation.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert not jump.isVisible()


def test_at_the_end_the_end_is_followed(conversation: ConversationView) -> None:
    conversation.show_turns(talk(40))
    _, run = _ask(conversation)
    conversation.show_end()
    bar = conversation.verticalScrollBar()
    for lines in (10, 40, 80):
        _denoise(run, lines)
        assert bar.value() == bar.maximum()


def test_what_is_asked_for_is_told(conversation: ConversationView, qtbot: QtBot) -> None:
    turns = [question("a"), answer("b"), question("c"), answer("d")]
    conversation.show_turns(turns)
    told: list[tuple[object, object]] = []
    conversation.acted.connect(lambda action, turn: told.append((action, turn)))
    conversation.edited.connect(lambda turn, text: told.append((text, turn)))
    asked, first, _, last = conversation.views
    assert isinstance(asked, QuestionView)
    asked.act(Action.BRANCH)
    asked.edited.emit(asked.question, "e")
    first.act(Action.REGENERATE)
    last.act(Action.REGENERATE)
    expected = [(Action.BRANCH, turns[0]), ("e", turns[0]), (Action.REGENERATE, turns[1])]
    assert told == [*expected, (Action.REGENERATE, turns[3])]


def test_ways_out_of_a_full_context_are_told(conversation: ConversationView, qtbot: QtBot) -> None:
    full = Failure("context_overflow", "Too long.", "Leave some out.")
    conversation.larger_context_fits = True
    conversation.show_turns([question("a"), answer("", AnswerState.FAILED, failure=full)])
    view = conversation.last_answer
    assert view is not None
    assert view.larger_context_fits
    for signal in ("new_chat_asked", "drop_oldest_asked", "larger_context_asked"):
        with qtbot.waitSignal(getattr(conversation, signal), timeout=0):
            getattr(view, signal).emit()
    conversation.larger_context_fits = False
    assert not view.larger_context_fits


def test_only_the_last_turn_is_the_last(conversation: ConversationView) -> None:
    turns = talk(6)
    conversation.show_turns(turns)
    assert [view.is_last for view in conversation.views][-2:] == [False, True]
    more = question("more")
    conversation.replace_from(6, [more])
    assert [view.is_last for view in conversation.views][-3:] == [False, False, True]
    conversation.replace_from(5, [more])
    assert [view.is_last for view in conversation.views][-2:] == [False, True]
    assert conversation.last_answer is None


def test_the_last_answer_is_there_wherever_one_is(conversation: ConversationView) -> None:
    assert conversation.last_answer is None
    turns = talk(200)
    conversation.show_turns(turns)
    conversation.show_start()
    settle()
    assert all(turn_of(view) is not turns[-1] for view in conversation.views)
    last = conversation.last_answer
    assert last is not None
    assert last.run is turns[-1]
    settle()
    assert id(turns[-1]) not in in_sight(conversation)


def test_other_turns_from_here_on(conversation: ConversationView) -> None:
    turns = talk(30)
    conversation.show_turns(turns)
    conversation.scroll_page(-1)
    settle()
    seen = list(in_sight(conversation).values())
    index = turns.index(turn_of(seen[1]))
    before, kept = tops(conversation), seen[0]
    other = answer("Something else. " * 40, siblings=(2, 2))
    conversation.replace_from(index, [other, *turns[index + 1 :]])
    after = tops(conversation)
    assert after[id(turn_of(kept))] == before[id(turn_of(kept))]
    assert after[id(other)] == before[id(turns[index])]
    assert kept in conversation.views
    # Turns that are the same have the same widgets.
    assert all(view in conversation.views for view in seen[2:])
    assert seen[1] not in conversation.views


def test_a_shorter_answer_comes_into_sight(conversation: ConversationView) -> None:
    turns = [*talk(10), question("a"), answer("word " * 4000, siblings=(2, 2))]
    conversation.show_turns(turns)
    conversation.show_end()
    conversation.scroll_page(-1)
    other = answer("Short.", siblings=(1, 2))
    conversation.replace_from(11, [other, *talk(30)])
    assert id(other) in in_sight(conversation)


def test_a_new_answer_in_an_old_place_is_followed(conversation: ConversationView) -> None:
    turns = talk(20)
    conversation.show_turns(turns)
    conversation.show_start()
    run = RunViewModel("Tiny", WORDS, 0)
    conversation.replace_from(19, [run])
    assert id(run) in in_sight(conversation)
    assert id(turns[18]) in in_sight(conversation)


def test_turns_that_go_above_move_nothing_in_sight(conversation: ConversationView) -> None:
    turns = talk(30)
    conversation.show_turns(turns)
    conversation.scroll_page(-1)
    before = tops(conversation)
    conversation.replace_from(3, turns[4:])
    assert tops(conversation) == before


def test_the_focus_goes_to_the_same_control_of_the_other_answer(
    conversation: ConversationView,
) -> None:
    turns = talk(6)
    turns[3] = answer("First try", siblings=(1, 3))
    conversation.show_turns(turns)
    conversation.reveal(turns[3])
    view = next(view for view in conversation.views if turn_of(view) is turns[3])
    newer = (w for w in view.findChildren(QWidget) if w.accessibleName() == "Later answer")
    next(newer).setFocus()
    for number in (2, 3):
        other = answer("Another try", siblings=(number, 3))
        conversation.replace_from(3, [other, *turns[4:]])
        focus = QApplication.focusWidget()
        assert focus is not None
        view = next(view for view in conversation.views if view.isAncestorOf(focus))
        assert turn_of(view) is other
        assert focus.accessibleName() == ("Later answer" if number == 2 else "Earlier answer")


def test_a_turn_that_was_looked_for(theme: Theme, conversation: ConversationView) -> None:
    turns = talk(500)
    conversation.show_turns(turns)
    wanted = turns[100]
    conversation.reveal(wanted)
    found = place(conversation, in_sight(conversation)[id(wanted)])
    assert found.top() >= conversation._column.sizes.margin
    _assert_outlined(theme, conversation, found, outlined=True)
    # What is in sight as a whole is outlined where it stands.
    other = next(v for v in in_sight(conversation).values() if _is_whole(conversation, v))
    before = tops(conversation)
    conversation.reveal(turn_of(other))
    assert tops(conversation) == before
    _assert_outlined(theme, conversation, place(conversation, other), outlined=True)
    conversation.reveal(question("nowhere"))
    assert tops(conversation) == before


@pytest.mark.parametrize("still", [True, False])
def test_the_outline_goes_by_itself(
    theme: Theme, conversation: ConversationView, qtbot: QtBot, still: bool
) -> None:
    conversation.reduce_motion = still
    turns = talk(20)
    conversation.show_turns(turns)
    conversation.reveal(turns[4])
    flash = conversation._column.flash
    strengths: set[float] = set()
    flash.changed.connect(lambda: strengths.add(flash._strength))
    qtbot.waitUntil(lambda: flash.turn is None, timeout=SHOWN_MS * 10)
    # Without motion it never fades.
    assert len(strengths - {0.0, 1.0}) == 0 if still else len(strengths) > 2
    found = place(conversation, in_sight(conversation)[id(turns[4])])
    _assert_outlined(theme, conversation, found, outlined=False)


def test_another_chat_has_no_outline(conversation: ConversationView) -> None:
    turns = talk(20)
    conversation.show_turns(turns)
    conversation.reveal(turns[4])
    conversation.show_turns(turns)
    assert conversation._column.flash.turn is None


def test_a_chat_can_be_opened_at_a_turn_before_it_is_visible(
    conversation: ConversationView,
) -> None:
    turns = talk(300)
    conversation.hide()
    conversation.show_turns(turns)
    conversation.reveal(turns[40])
    assert conversation.last_answer is not None
    conversation.show()
    settle()
    assert id(turns[40]) in in_sight(conversation)


def _is_whole(conversation: ConversationView, view: QWidget) -> bool:
    return conversation.viewport().rect().contains(place(conversation, view))


def _assert_outlined(
    theme: Theme, conversation: ConversationView, found: QRect, *, outlined: bool
) -> None:
    picture = conversation.viewport().grab().toImage()
    reach = conversation._column.flash.reach(found)
    colour = picture.pixelColor(reach.left(), min(reach.center().y(), picture.height() - 1))
    assert (colour.name().upper() == theme.tokens.accent) == outlined
