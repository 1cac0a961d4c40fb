"""Two answers side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.types import Frame, GenerateSettings
from darkroom.ui.compare import words
from darkroom.ui.compare.page import ComparePage
from darkroom.ui.compare.pane import AnswerPane
from darkroom.viewmodels.replay.pair import Pair, longest
from darkroom.viewmodels.replay.replay import ReplayViewModel
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action
from qt.accessibility import nameless
from qt.frames import frame, lexicon
from qt.instrument.conftest import Bench
from qt.instruments import denoise
from qt.pages import settle

WORDS = lexicon("One", " two", " three")


def _frames(steps: Sequence[int]) -> list[Frame]:
    """So many steps for each canvas."""
    return [
        frame([1, 2], [1, 1], block=block, step=step)
        for block, count in enumerate(steps)
        for step in range(1, count + 1)
    ]


def _other(bench: Bench) -> RunViewModel:
    """A second answer of one canvas and two steps, with another seed."""
    bench.room.settings.turn("steps", 20)
    bench.room.chat.regenerate(bench.answer)
    run = denoise(bench.room, [(0, 1, (1, 3)), (0, 2, (1, 0))], "One")
    settle()
    return run


def _page(bench: Bench) -> ComparePage:
    bench.room.work()
    settle()
    assert bench.door.page is not None
    assert bench.door.is_open
    return bench.door.page


def _shown(pane: AnswerPane) -> str:
    assert pane.canvas.content is not None
    return pane.canvas.content.prefix + "".join(pane.canvas.content.texts)


_CANVASES = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@given(_CANVASES, _CANVASES, st.data())
def test_both_go_together_and_the_shorter_one_stays_at_its_end(
    left: list[int], right: list[int], data: st.DataObject
) -> None:
    pair = Pair(ReplayViewModel(_frames(left), WORDS), ReplayViewModel(_frames(right), WORDS))
    lead = pair.lead
    assert len(lead.blocks) == max(len(left), len(right))
    for index in data.draw(st.lists(st.integers(0, len(lead.frames) - 1), max_size=6)):
        # The end is shown at first.
        lead.go(0)
        lead.go(index)
        for replay, steps in ((pair.left, left), (pair.right, right)):
            if index == 0:
                continue
            if lead.block < len(steps):
                assert replay.block == lead.block
                assert replay.step == min(lead.step, steps[lead.block])
            else:
                assert replay.at_end


def test_the_lead_takes_of_each_canvas_the_longer_way() -> None:
    frames = longest(_frames([2, 5]), _frames([4, 3, 1]))
    assert [(f.block, f.step) for f in frames] == [
        (block, step) for block, count in enumerate([4, 5, 1]) for step in range(1, count + 1)
    ]
    assert np.all(frames[0].tokens == [1, 2])


def test_what_is_different_is_told_in_words() -> None:
    mine = GenerateSettings(seed=1, steps=12, thinking=True)
    other = GenerateSettings(seed=2, entropy_bound=0.2)
    assert "12 steps" in words.differences(mine, other)
    assert "0.2" not in words.differences(mine, other)
    assert "0.2" in words.differences(other, mine)
    assert words.differences(mine, GenerateSettings(seed=9, steps=12, thinking=True)) == (
        "The same settings"
    )
    assert "seed 1" in words.head("Tiny", "Q8_0", mine)


def test_an_answer_is_shown_beside_the_one_before(bench: Bench) -> None:
    run = _other(bench)
    bench.tools.compare_asked.emit(run)
    page = _page(bench)
    left, right = page.panes
    assert (left.picker.currentIndex(), right.picker.currentIndex()) == (0, 1)
    assert _shown(left) == "One two red"
    assert _shown(right) == "One"
    assert page.pair is not None
    page.pair.lead.go(0)
    assert _shown(left) == " two two".lstrip()
    assert _shown(right) == "One red"
    page.pair.lead.go_to(1, 1)
    assert _shown(left).startswith("One two")
    assert _shown(right) == "One"
    assert "20 steps" in right.settings.text()
    assert nameless(page) == []


def test_a_side_takes_another_answer_and_never_the_same_twice(bench: Bench) -> None:
    run = _other(bench)
    bench.tools.compare_asked.emit(run)
    left, right = _page(bench).panes
    left.picker.setCurrentIndex(1)
    _page(bench)
    assert (left.picker.currentIndex(), right.picker.currentIndex()) == (1, 0)
    assert _shown(left) == "One"
    assert _shown(right) == "One two red"


def test_answers_of_earlier_days_are_looked_up(bench: Bench) -> None:
    _other(bench)
    chat = bench.room.chat
    bench.room.work()
    chat.new_chat()
    chat.open(bench.answer.message.chat if bench.answer.message else 0)
    settle()
    shown = bench.view().run
    assert not shown.frames
    bench.tools.compare_asked.emit(shown)
    page = bench.door.page
    assert page is not None
    assert page.pair is None
    assert page.panes[0].text.text() == "One two red"
    bench.room.work()
    settle()
    assert page.pair is not None
    assert _shown(page.panes[0]) == "One two red"


def test_an_answer_leads_back_to_the_chat(bench: Bench) -> None:
    run = _other(bench)
    back: list[bool] = []
    bench.door.back_asked.connect(lambda: back.append(True))
    bench.tools.compare_asked.emit(run)
    page = _page(bench)
    page.panes[0].show_in_chat.click()
    assert back
    turn = bench.room.chat.turns[-1]
    assert isinstance(turn, RunViewModel)
    assert turn.text == "One two red"


def test_nothing_plays_on_when_the_page_is_left(bench: Bench) -> None:
    bench.tools.compare_asked.emit(_other(bench))
    page = _page(bench)
    assert page.pair is not None
    page.pair.lead.play()
    assert page.pair.lead.playing
    bench.stack.setCurrentWidget(bench.conversation)
    settle()
    assert page.pair is None
    assert page.scrubber is None


def test_one_below_the_other_where_it_is_narrow(bench: Bench) -> None:
    bench.tools.compare_asked.emit(_other(bench))
    left, right = _page(bench).panes
    assert left.y() == right.y()
    assert left.geometry().right() < right.x()
    bench.stack.resize(600, 640)
    settle()
    assert left.x() == right.x()
    assert left.geometry().bottom() < right.y()
    for pane in (left, right):
        assert pane.height() == pane.heightForWidth(pane.width())
        assert pane.canvas.geometry().bottom() < pane.show_in_chat.y()


def test_a_single_answer_cannot_be_compared(bench: Bench) -> None:
    bench.tools.compare_asked.emit(bench.answer)
    assert not bench.door.is_open
    assert "no other answer" in bench.failures[-1].text
    assert Action.COMPARE not in bench.view().actions_now()


def test_an_answer_whose_steps_are_gone_is_shown_as_text(bench: Bench) -> None:
    run = _other(bench)
    bench.room.work()
    bench.room.history.drop_oldest_traces(0)
    bench.tools.compare_asked.emit(run)
    page = _page(bench)
    left, right = page.panes
    assert left.text.text() == "One two red"
    assert left.text.isVisible()
    assert "not kept" in left.note.text()
    assert right.canvas.isVisible()
    assert page.pair is None
