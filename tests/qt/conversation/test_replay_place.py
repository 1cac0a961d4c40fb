"""Where things are while somebody goes through the steps of a long answer."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from darkroom.core.types import Frame
from darkroom.ui.answer_view import AnswerView
from darkroom.ui.conversation_view import ConversationView
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState
from qt.conversation.room import settle
from qt.frames import frame, lexicon, stats
from qt.turns import answer, question

CELLS = 90
WORDS = lexicon(*(f" word{n}" for n in range(CELLS)))


def _frames(canvases: int) -> list[Frame]:
    tokens = [n + 1 for n in range(CELLS)]
    return [
        frame(tokens, [1] * (CELLS * step // 3) + [0] * (CELLS - CELLS * step // 3), block=block,
              step=step)
        for block in range(canvases)
        for step in (1, 2, 3)
    ]  # fmt: skip


def _long_answer(words: Lexicon = WORDS, canvases: int = 6) -> RunViewModel:
    run = RunViewModel("Tiny", words, 0, earlier=_frames(canvases))
    run.state, run.stats = AnswerState.DONE, stats()
    run.text = "".join(f" word{n}" for n in range(CELLS)) * canvases
    return run


def _open(conversation: ConversationView, run: RunViewModel) -> AnswerView:
    turns = [question("How?"), run, question("And?"), answer("Well. " * 400)]
    conversation.show_turns(turns)
    conversation.reveal(run)
    settle()
    view = next(v for v in conversation.views if isinstance(v, AnswerView) and v.run is run)
    view.act(Action.REPLAY)
    settle()
    return view


def _bar_top(conversation: ConversationView, view: AnswerView) -> int:
    assert view.scrubber is not None
    return view.scrubber.mapTo(conversation.viewport(), QPoint()).y()


def test_the_bar_stays_where_it_is_when_another_canvas_is_shown(
    conversation: ConversationView,
) -> None:
    run = _long_answer()
    view = _open(conversation, run)
    bar = conversation.verticalScrollBar()
    bar.setValue(bar.value() + _bar_top(conversation, view) - 500)
    settle()
    assert _bar_top(conversation, view) == 500
    assert run.replay is not None
    heights = set()
    for block, step in ((4, 2), (3, 3), (5, 1), (4, 1), (5, 3)):
        run.replay.go_to(block, step)
        settle()
        assert _bar_top(conversation, view) == 500
        heights.add(view.height())
    assert len(heights) == 3


def test_opening_moves_nothing_above_the_bar(conversation: ConversationView) -> None:
    run = _long_answer(canvases=1)
    conversation.show_turns([question("How?"), run])
    settle()
    view = conversation.last_answer
    assert view is not None
    text = view.body.markdown
    assert text is not None
    place, height = text.mapTo(conversation.viewport(), QPoint()), text.height()
    view.act(Action.REPLAY)
    settle()
    assert view.canvas is not None
    assert view.canvas.mapTo(conversation.viewport(), QPoint()).y() == place.y()
    # The same lines, as far as plain words go: what stands below is where it would be anyhow.
    assert view.canvas.height() == height


def test_an_answer_that_is_looked_through_keeps_its_widget_and_its_place(
    conversation: ConversationView,
) -> None:
    run = _long_answer(canvases=2)
    _open(conversation, run)
    assert run.replay is not None
    run.replay.go_to(0, 2)
    conversation.show_end()
    settle()
    conversation.show_start()
    settle()
    view = next(v for v in conversation.views if isinstance(v, AnswerView) and v.run is run)
    assert view.scrubber is not None
    assert (run.replay.block, run.replay.step) == (0, 2)


def test_the_key_of_the_window_opens_and_closes_the_last_one(
    conversation: ConversationView,
) -> None:
    run = _long_answer(canvases=1)
    conversation.toggle_replay()
    conversation.show_turns([question("How?"), run])
    settle()
    heard: list[str] = []
    conversation.replay_shown.connect(lambda r, v: heard.append(f"shown {r is v.run is run}"))
    conversation.replay_closed.connect(lambda r, _v: heard.append(f"closed {r is run}"))
    conversation.scrubber_made.connect(lambda v: heard.append(f"made {v.scrubber is not None}"))
    conversation.toggle_replay()
    conversation.toggle_replay()
    assert heard == ["made True", "shown True", "closed True"]
