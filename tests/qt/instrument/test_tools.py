"""What is done to answers on the page, from button to result."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor

from darkroom.core.canvas import NOISE
from darkroom.ui.answer_view import AnswerView
from darkroom.ui.instrument.below import Below
from darkroom.ui.instrument.fork_form import ForkForm
from darkroom.ui.instrument.origin_note import OriginNote
from darkroom.ui.instrument.polish_form import PolishForm
from darkroom.ui.instrument.repaint_form import RepaintForm
from darkroom.ui.instrument.review_bar import ReviewBar
from darkroom.ui.instrument.select_card import SelectCard
from darkroom.ui.instrument.step_actions import StepActions
from darkroom.viewmodels.obstacles import Operation
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action
from darkroom.worker.protocol import RewindProgress
from qt.chat_room import INFO
from qt.instrument.conftest import Bench
from qt.instruments import denoise, load, provenance_of
from qt.pages import settle


def _actions(view: AnswerView) -> StepActions:
    view.replay.open()
    settle()
    assert view.scrubber is not None
    actions = view.scrubber.findChild(StepActions)
    assert actions is not None
    return actions


def _select(view: AnswerView, words: str) -> None:
    assert view.body.markdown is not None
    text = view.body.markdown.texts[0]
    cursor = text.textCursor()
    start = text.toPlainText().index(words)
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


def _repainted(bench: Bench) -> RunViewModel:
    """Repaint the second word by hand."""
    view = bench.view()
    _select(view, "two")
    bench.tools.repaint(view.run)
    form = bench.tools.form
    assert isinstance(form, RepaintForm)
    form.repaint_button.click()
    bench.room.work()
    run = denoise(bench.room, [(0, 1, (1, 4)), (1, 1, (3, 0))], "One fox red")
    settle()
    return run


def _part(view: AnswerView, kind: type[ReviewBar] | type[OriginNote]) -> object:
    settle()
    found = [part for part in view.findChildren(kind) if part.isVisible()]
    return found[0] if found else None


def test_good_enough_keeps_the_draft_of_the_shown_step(bench: Bench) -> None:
    view = bench.view()
    actions = _actions(view)
    assert view.run.replay is not None
    view.run.replay.go_to(0, 2)
    actions.actions[Operation.KEEP].trigger()
    bench.room.work()
    kept = bench.view()
    assert kept.run.text == "One fox"
    note = _part(kept, OriginNote)
    assert isinstance(note, OriginNote)
    assert note.compare.isVisible()


def test_a_fork_goes_on_from_the_shown_step(bench: Bench) -> None:
    view = bench.view()
    actions = _actions(view)
    assert view.run.replay is not None
    view.run.replay.go_to(0, 2)
    actions.actions[Operation.FORK].trigger()
    form = bench.tools.form
    assert isinstance(form, ForkForm)
    form.fields["seed"].choose(77)
    form.fork.click()
    assert bench.tools.form is None
    asked = bench.room.engine.runs[-1]
    assert asked.settings.seed == 77
    assert asked.start is not None
    assert asked.start.origin.stages[-1].until == 2
    run = bench.room.chat.run
    assert run is not None
    bench.room.chat.on_event(RewindProgress(run.run_id, 1, 2))
    settle()
    assert "1–2" in bench.view()._position.text()
    denoise(bench.room, [(0, 3, (1, 4)), (1, 1, (3, 0))], "One fox red")
    note = _part(bench.view(), OriginNote)
    assert isinstance(note, OriginNote)
    assert "step 2" in note.words
    assert not bench.failures


def test_a_polish_takes_further_steps(bench: Bench) -> None:
    view = bench.view()
    _actions(view).actions[Operation.POLISH].trigger()
    form = bench.tools.form
    assert isinstance(form, PolishForm)
    form.steps.setValue(5)
    form.polish.click()
    # The last step of the second canvas is shown, which is its second.
    assert bench.room.engine.runs[-1].settings.steps == 7


def test_only_one_form_is_open(bench: Bench) -> None:
    actions = _actions(bench.view()).actions
    actions[Operation.POLISH].trigger()
    actions[Operation.FORK].trigger()
    settle()
    assert isinstance(bench.tools.form, ForkForm)
    assert not [f for f in bench.view().findChildren(PolishForm) if f.isVisible()]
    bench.tools.form.cancel.click()
    assert bench.tools.form is None


def test_what_cannot_be_done_says_why(bench: Bench) -> None:
    actions = _actions(bench.view()).actions
    assert actions[Operation.FORK].isEnabled()
    load(bench.room, replace(INFO, name="Another"))
    assert not actions[Operation.FORK].isEnabled()
    assert "gave this answer" in actions[Operation.FORK].toolTip()
    assert actions[Operation.KEEP].isEnabled()
    bench.tools.repaint(bench.answer)
    assert "gave this answer" in bench.failures[-1].text
    assert bench.tools.form is None


def test_selected_words_are_repainted_and_nothing_else(bench: Bench) -> None:
    run = _repainted(bench)
    infill = bench.room.engine.runs[-1].infill
    assert infill is not None
    assert infill.tokens.tolist() == [1, NOISE, 3, 0]
    review = _part(bench.view(), ReviewBar)
    assert isinstance(review, ReviewBar)
    assert review.diff.toPlainText() == "One two fox red"
    assert bench.view().run is run


def test_a_repaint_is_accepted(bench: Bench) -> None:
    run = _repainted(bench)
    review = _part(bench.view(), ReviewBar)
    assert isinstance(review, ReviewBar)
    review.accept.click()
    assert provenance_of(run).accepted
    assert _part(bench.view(), ReviewBar) is None
    assert _part(bench.view(), OriginNote) is not None


def test_a_repaint_is_rejected(bench: Bench) -> None:
    _repainted(bench)
    review = _part(bench.view(), ReviewBar)
    assert isinstance(review, ReviewBar)
    review.reject.click()
    assert bench.view().run.text == "One two red"
    assert bench.view().run.siblings == (1, 1)


def test_a_repaint_is_tried_again(bench: Bench) -> None:
    _repainted(bench)
    before = bench.room.engine.runs[-1]
    review = _part(bench.view(), ReviewBar)
    assert isinstance(review, ReviewBar)
    review.again.click()
    bench.room.work()
    again = bench.room.engine.runs[-1]
    assert again is not before
    assert again.settings.seed != before.settings.seed
    denoise(bench.room, [(0, 1, (1, 3)), (1, 1, (3, 0))], "One red red")
    assert bench.view().run.siblings == (2, 2)
    assert bench.view().findChild(Below) is not None


def test_cells_of_the_canvas_are_repainted(bench: Bench) -> None:
    view = bench.view()
    _actions(view)
    assert view.run.replay is not None
    view.run.replay.go_to(1, 2)
    assert view.canvas is not None
    view.canvas.select(0, 1)
    view.act(Action.REPAINT)
    bench.tools.repaint(view.run)
    form = bench.tools.form
    assert isinstance(form, RepaintForm)
    form.repaint_button.click()
    infill = bench.room.engine.runs[-1].infill
    assert infill is not None
    assert infill.tokens.tolist() == [1, 2, NOISE, 0]


def test_without_words_the_canvas_asks_for_them(bench: Bench) -> None:
    bench.tools.repaint_selected()
    settle()
    view = bench.view()
    card = bench.tools.form
    assert isinstance(card, SelectCard)
    assert view.replay.is_open
    assert not card.go.isEnabled()
    assert view.run.replay is not None
    view.run.replay.go_to(0, 3)
    assert view.canvas is not None
    view.canvas.select(1, 2)
    assert card.go.isEnabled()
    card.go.click()
    form = bench.tools.form
    assert isinstance(form, RepaintForm)
    assert "two" in form.title.text()
    form.repaint_button.click()
    infill = bench.room.engine.runs[-1].infill
    assert infill is not None
    assert infill.tokens.tolist() == [1, NOISE, 3, 0]


@pytest.mark.parametrize("words", ["wo", "One t"])
def test_parts_of_words_lead_to_the_canvas(bench: Bench, words: str) -> None:
    _select(bench.view(), words)
    bench.tools.repaint(bench.answer)
    assert isinstance(bench.tools.form, SelectCard | RepaintForm)
    if isinstance(bench.tools.form, RepaintForm):
        # Tokens are whole, so what they read as is what is repainted.
        assert words in bench.tools.form.title.text()


def test_the_form_goes_with_its_answer(bench: Bench) -> None:
    _actions(bench.view()).actions[Operation.FORK].trigger()
    assert bench.tools.form is not None
    bench.room.chat.remove(bench.answer)
    settle()
    bench.room.chat.send("Again?")
    denoise(bench.room)
    _actions(bench.view()).actions[Operation.FORK].trigger()
    assert isinstance(bench.tools.form, ForkForm)
