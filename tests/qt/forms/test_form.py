"""Forms are filled when the engine is free, and nothing that was written is lost."""

from __future__ import annotations

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from darkroom.core.form_shelf import FormShelf, Sheet
from darkroom.core.types import Failure
from darkroom.viewmodels.cells import CellState
from darkroom.viewmodels.forms.sheets import SheetsViewModel
from darkroom.viewmodels.turns import AnswerState
from darkroom.worker.protocol import Cancelled, Failed, Loaded
from qt.chat_room import OTHER, Room
from qt.conftest import Wait
from qt.forms.conftest import FORM, FormRoom
from qt.frames import stats

NOISE, DRAFT, FRESH, SETTLED, HIDDEN = CellState


def test_a_form_is_filled(form_room: FormRoom) -> None:
    filling = form_room.fill(request=" about colours ")
    asked = form_room.engine.runs[-1]
    assert asked.pairs == [("user", "about colours")]
    assert asked.form == "It is {{colour:1}}, {{sure|yes|no}}."
    assert asked.settings.seed == filling.seed == form_room.forms.seed
    assert form_room.forms.busy
    assert filling.values == {}
    form_room.step(filling, 1)
    form_room.finish(filling)
    assert filling.is_done
    assert not form_room.forms.busy
    assert filling.text == "It is red, yes."
    assert filling.values == {"colour": "red", "sure": "yes"}
    assert json.loads(filling.json) == filling.values
    assert [(text, blank.name) for text, blank in filling.pieces if blank] == [
        ("red", "colour"),
        ("yes", "sure"),
    ]


def test_without_a_request_the_form_speaks_for_itself(form_room: FormRoom) -> None:
    form_room.fill(request="  ")
    assert form_room.engine.runs[-1].messages == ()
    form_room.forms.stop()


def test_its_own_words_stand_from_the_beginning(form_room: FormRoom, wait_for: Wait) -> None:
    filling = form_room.fill()
    texts = filling.content.texts
    assert [texts[0], texts[2], texts[4]] == ["It is ", ", ", "."]
    assert filling.content.states.tolist() == [SETTLED, NOISE, SETTLED, NOISE, SETTLED]
    form_room.step(filling, 1)
    wait_for(lambda: filling.run is not None and filling.run.figures)
    assert filling.content.states.tolist() == [SETTLED, NOISE, SETTLED, NOISE, SETTLED]
    form_room.step(filling, 2, accepted=[1, 1, 1, 0, 1])
    wait_for(lambda: filling.content.states[1] == FRESH)
    assert filling.content.states.tolist() == [SETTLED, FRESH, SETTLED, NOISE, SETTLED]
    form_room.forms.stop()


def test_they_stand_when_a_canvas_is_announced(form_room: FormRoom, wait_for: Wait) -> None:
    form_room.preferences.reduce_motion = False
    filling = form_room.fill()
    seen: list[list[int]] = []
    filling.canvas_changed.connect(lambda: seen.append(filling.content.states.tolist()))
    form_room.step(filling, 1, accepted=[1, 1, 1, 1, 1])
    wait_for(lambda: filling.run is not None and filling.run.figures)
    assert len(seen) >= 2
    assert all([states[0], states[2], states[4]] == [SETTLED] * 3 for states in seen)


def test_the_chat_goes_first(form_room: FormRoom, room: Room, wait_for: Wait) -> None:
    room.chat.send("first")
    filling = form_room.fill()
    assert filling.run is None
    assert form_room.forms.busy
    assert [run.form for run in room.engine.runs] == [""]
    room.answer()
    wait_for(lambda: filling.run)
    assert [run.form for run in room.engine.runs] == ["", FORM]
    form_room.finish(filling)
    assert filling.is_done


def test_a_question_that_waits_goes_first_too(form_room: FormRoom, room: Room) -> None:
    room.chat.send("first")
    filling = form_room.fill()
    room.chat.send("second")
    room.answer()
    assert [run.form for run in room.engine.runs] == ["", ""]
    assert filling.run is None
    form_room.forms.stop()
    assert form_room.forms.fillings == []


def test_a_question_interrupts_it_and_it_begins_again(
    form_room: FormRoom, room: Room, wait_for: Wait
) -> None:
    filling = form_room.fill()
    assert filling.run is not None
    first = filling.run
    form_room.step(filling, 1)
    room.chat.send("a question")
    form_room.forms.on_event(Cancelled(first.run_id, "It is"))
    assert filling.run is None
    assert filling.state is AnswerState.WAITING
    assert form_room.forms.busy
    room.answer()
    wait_for(lambda: filling.run)
    assert [run.form for run in room.engine.runs] == [FORM, "", FORM]
    assert room.engine.runs[0].settings == room.engine.runs[2].settings, "the same seed"
    form_room.finish(filling)
    assert filling.text == "It is red, yes."


def test_stopping_leaves_the_draft(form_room: FormRoom) -> None:
    filling = form_room.fill()
    assert filling.run is not None
    form_room.step(filling, 1)
    form_room.forms.stop()
    assert form_room.engine.cancelled == [filling.run.run_id]
    form_room.forms.on_event(Cancelled(filling.run.run_id, "It is red", stats()))
    assert filling.state is AnswerState.STOPPED
    assert filling.text == "It is red"
    assert (filling.values, filling.json) == ({}, "")
    assert not form_room.forms.busy


def test_a_failure_is_told(form_room: FormRoom) -> None:
    filling = form_room.fill()
    assert filling.run is not None
    form_room.forms.on_event(Failed(filling.run.run_id, "bad_input", "No.", "Do this."))
    assert filling.state is AnswerState.FAILED
    assert filling.run.failure == Failure("bad_input", "No.", "Do this.")
    assert not form_room.forms.busy
    assert form_room.forms.can_fill


def test_events_of_others_are_of_no_account(form_room: FormRoom) -> None:
    filling = form_room.fill()
    form_room.forms.on_event(Failed(77, "bad_input", "No."))
    form_room.forms.on_event(Loaded(OTHER, 512))
    assert filling.state is AnswerState.WAITING
    form_room.forms.stop()


def test_results_stay_and_another_try_has_another_seed(form_room: FormRoom) -> None:
    forms = form_room.forms
    first = form_room.fill()
    form_room.finish(first)
    form_room.sheets.write("{{other}}", "")
    forms.try_again()
    second = forms.current
    assert second is not None
    assert second.form == first.form, "of the result that is shown, not of what is written since"
    assert second.seed != first.seed
    form_room.finish(second, colour="blue", sure="no")
    assert forms.place == (2, 2)
    forms.step_by(-1)
    assert forms.current is first
    forms.step_by(-1)
    assert forms.place == (1, 2)
    forms.step_by(9)
    assert second.text == "It is blue, no."
    assert forms.current is second


def test_a_seed_that_is_kept(form_room: FormRoom) -> None:
    forms = form_room.forms
    forms.set_seed(7)
    for _ in range(2):
        form_room.finish(form_room.fill())
    assert [run.settings.seed for run in form_room.engine.runs] == [7, 7]
    forms.draw_seed()
    assert forms.keeps_seed
    drawn = forms.seed
    assert drawn != 7
    form_room.finish(form_room.fill())
    assert form_room.engine.runs[-1].settings.seed == drawn
    forms.keeps_seed = False
    form_room.finish(form_room.fill())
    assert form_room.engine.runs[-1].settings.seed != drawn


def test_only_what_can_be_filled_is(form_room: FormRoom) -> None:
    forms, sheets = form_room.forms, form_room.sheets
    sheets.write("no blank", "")
    forms.fill()
    assert sheets.error is not None
    assert not forms.can_fill
    sheets.write(FORM, "")
    assert forms.can_fill
    form_room.fill()
    forms.fill()
    assert len(form_room.engine.runs) == 1, "one at a time"
    form_room.chat.model.on_event(Failed(0, "model_file", "Broken."))
    forms.stop()


def test_without_a_model_nothing_begins(form_room: FormRoom, room: Room, tmp_path: Path) -> None:
    room.model.load("gone")
    room.model.on_event(Failed(0, "model_file", "Broken."))
    form_room.sheets.write(FORM, "")
    assert not form_room.forms.has_model
    form_room.forms.fill()
    assert form_room.engine.runs == []


def test_what_is_typed_is_kept_soon(form_room: FormRoom, wait_for: Wait) -> None:
    form_room.sheets.write("half a {{form", "about")
    wait_for(lambda: FormShelf(form_room.path).written == Sheet("half a {{form", "about"))


def test_what_is_typed_is_kept_when_the_window_goes(form_room: FormRoom) -> None:
    form_room.sheets.write("half a {{form", "about")
    form_room.forms.close()
    assert FormShelf(form_room.path).written == Sheet("half a {{form", "about")


def test_another_form_takes_its_place_and_leaves_a_way_back(form_room: FormRoom) -> None:
    sheets = form_room.sheets
    sheets.write("mine {{a}}", "r")
    sheets.begin(Sheet("ready {{b}}", "q"))
    assert (sheets.text, sheets.request) == ("ready {{b}}", "q")
    assert sheets.form is not None
    assert sheets.can_bring_back
    sheets.bring_back()
    assert (sheets.text, sheets.request) == ("mine {{a}}", "r")


def test_forms_of_ones_own(form_room: FormRoom) -> None:
    sheets = form_room.sheets
    sheets.write("{{a}}", "")
    sheets.save("one")
    assert (sheets.names, sheets.name, sheets.is_saved) == (("one",), "one", True)
    sheets.write("{{a}} more", "")
    assert not sheets.is_saved
    sheets.rename("one", "two")
    assert sheets.names == ("two",)
    sheets.open("two")
    assert sheets.text == "{{a}}"
    sheets.delete("two")
    assert (sheets.names, sheets.text) == ((), "{{a}}")
    sheets.undo_delete()
    assert sheets.names == ("two",)
    assert sheets.can_bring_back


def test_a_text_file_becomes_the_form(form_room: FormRoom, tmp_path: Path) -> None:
    sheets = form_room.sheets
    failures: list[Failure] = []
    sheets.failed.connect(failures.append)
    (tmp_path / "f.txt").write_bytes(b"\xef\xbb\xbfA {{b}}\r\n")
    sheets.import_file(str(tmp_path / "f.txt"))
    assert sheets.text == "A {{b}}\n"
    sheets.import_file(str(tmp_path / "none.txt"))
    (tmp_path / "long.txt").write_text("x" * 100_001)
    sheets.import_file(str(tmp_path / "long.txt"))
    sheets.rename("nothing", "x")
    assert len(failures) == 3
    assert sheets.text == "A {{b}}\n"


def test_that_nothing_can_be_written_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sheets = SheetsViewModel(FormShelf(tmp_path / "file" / "forms.json"))
    failures: list[Failure] = []
    sheets.failed.connect(failures.append)
    for text in ("{{a}}", "{{b}}"):
        sheets.write(text, "")
        sheets.keep()
    assert len(failures) == 1
    assert "forms.json" in failures[0].text
    sheets.deleteLater()
