"""Replays leave Darkroom: from the menu of an answer to a file, in a process of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from threading import Event

import psutil
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from darkroom.core.errors import BadInputError, CancelledError, DarkroomError
from darkroom.core.types import Frame, Message
from darkroom.history.records import Provenance, StoredMessage
from darkroom.history.trace_file import TraceFile
from darkroom.history.trace_npz import read_npz
from darkroom.ui.app import Desk
from darkroom.ui.replay.export_dialog import ExportDialog
from darkroom.ui.replay.export_process import export_in_child
from darkroom.ui.replay.export_words import about, name_of, page_words
from darkroom.ui.replay.writers import write
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.exports import ReplayExports, asked_of, traced
from darkroom.viewmodels.replay.export import ExportKind, ExportLook, ExportOrder, trace_file_of
from darkroom.viewmodels.replay.words import PageWords
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import Action, AnswerState, Question
from qt.conftest import Wait
from reels import prose
from reels import traced as made_up

ANSWER = StoredMessage(2, "a", 1, 1, "assistant", "One", 5.0, model="Tiny", reason="end")
QUESTION = StoredMessage(1, "q", 1, None, "user", "Why?", 4.0)


class Writer:
    """Writes two bytes when it may."""

    def __init__(self) -> None:
        self.files: list[TraceFile] = []
        self.error: DarkroomError | None = None
        self.goes_on = Event()
        self.goes_on.set()

    def __call__(
        self,
        file: TraceFile,
        order: ExportOrder,
        on_progress: Callable[[int, int], None],
        should_stop: Callable[[], bool],
    ) -> None:
        self.files.append(file)
        on_progress(1, 2)
        while not self.goes_on.wait(0.01):
            if should_stop():
                raise CancelledError("Stopped.")
        if self.error is not None:
            raise self.error
        order.path.write_bytes(b"ok")


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def exports(writer: Writer, qapp: QApplication) -> Iterator[ReplayExports]:
    exports = ReplayExports(writer)
    yield exports
    exports.shutdown()
    assert exports.wait(10_000)


@pytest.fixture
def answer(run: RunViewModel) -> RunViewModel:
    run.message = ANSWER
    return run


@pytest.fixture
def order(tmp_path: Path) -> ExportOrder:
    return ExportOrder(ExportKind.JSON, tmp_path / "replay.json")


def test_what_is_written_is_the_answer_as_it_stands(
    exports: ReplayExports,
    writer: Writer,
    answer: RunViewModel,
    order: ExportOrder,
    wait_for: Wait,
) -> None:
    exports.begin(answer, order, (Message("user", "Why?"),))
    assert exports.busy
    wait_for(lambda: not exports.busy)
    assert exports.outcome is not None
    assert (exports.outcome.path, exports.outcome.size_bytes) == (order.path, 2)
    (file,) = writer.files
    assert file.frames == answer.frames
    assert (file.text, file.model.name, file.created) == (answer.text, "Tiny", 5.0)
    assert file.trace.pieces == {0: b"", 1: b"One", 2: b" two", 3: b" three", 4: b" four"}
    exports.dismiss()
    assert exports.outcome is None


def test_one_at_a_time(
    exports: ReplayExports,
    writer: Writer,
    answer: RunViewModel,
    order: ExportOrder,
    wait_for: Wait,
) -> None:
    writer.goes_on.clear()
    exports.begin(answer, order)
    wait_for(lambda: exports.done == (1, 2))
    exports.begin(answer, replace(order, kind=ExportKind.HTML))
    assert exports.order == order
    writer.goes_on.set()
    wait_for(lambda: not exports.busy)
    assert len(writer.files) == 1


def test_what_is_stopped_says_nothing_and_what_fails_says_why(
    exports: ReplayExports,
    writer: Writer,
    answer: RunViewModel,
    order: ExportOrder,
    wait_for: Wait,
) -> None:
    writer.goes_on.clear()
    exports.begin(answer, order)
    exports.cancel()
    wait_for(lambda: not exports.busy)
    assert (exports.outcome, exports.failure) == (None, None)
    writer.goes_on.set()
    writer.error = BadInputError("No.", "Do this.")
    exports.begin(answer, order)
    wait_for(lambda: not exports.busy)
    assert exports.failure is not None
    assert (exports.failure.text, exports.failure.hint) == ("No.", "Do this.")


def test_steps_of_an_old_answer_are_looked_for_first(
    exports: ReplayExports,
    writer: Writer,
    steps: list[Frame],
    words: Lexicon,
    order: ExportOrder,
    wait_for: Wait,
) -> None:
    answers: list[Callable[[], None]] = []
    run = RunViewModel.stored(ANSWER)
    run.find_frames = lambda then, otherwise: answers.append(lambda: then(steps, words))
    exports.begin(run, order)
    assert exports.busy
    assert not writer.files
    answers.pop()()
    wait_for(lambda: exports.outcome is not None)
    assert writer.files[0].frames == steps
    run.deleteLater()


def test_lost_steps_and_lost_answers_leave_nothing_waiting(
    exports: ReplayExports, order: ExportOrder, qapp: QApplication, wait_for: Wait
) -> None:
    run = RunViewModel.stored(ANSWER)
    run.find_frames = lambda then, otherwise: otherwise(BadInputError("Damaged."))
    exports.begin(run, order)
    assert not exports.busy
    assert exports.failure is not None
    assert exports.failure.text == "Damaged."
    run.find_frames = lambda then, otherwise: None
    exports.begin(run, order)
    assert exports.busy
    run.deleteLater()
    wait_for(lambda: not exports.busy)
    other = RunViewModel.stored(ANSWER)
    other.find_frames = lambda then, otherwise: None
    exports.begin(other, order)
    exports.cancel()
    assert not exports.busy
    other.deleteLater()


def test_an_answer_whose_steps_are_nowhere_is_refused_in_words(
    exports: ReplayExports, order: ExportOrder
) -> None:
    run = RunViewModel.stored(ANSWER)
    exports.begin(run, order)
    assert not exports.busy
    assert exports.failure is not None
    assert "No steps" in exports.failure.text
    run.deleteLater()


def test_questions_go_along_as_people_wrote_them_and_as_the_model_read_them(
    answer: RunViewModel,
) -> None:
    answer.message = replace(ANSWER, provenance=Provenance(wish="Be short."))
    later = Question(replace(QUESTION, id=3, text="And then?"))
    asked = asked_of([Question(QUESTION), answer, later], answer)
    assert asked.question == "Why?"
    assert asked.messages == (Message("user", "Why?\n\nBe short."),)


def test_an_answer_that_nobody_wrote_down_is_not_traced(run: RunViewModel) -> None:
    assert traced(run) is None


# --- the other process


def _file() -> TraceFile:
    return made_up(prose(200), cells=128, steps=24)


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_kind_is_written(kind: ExportKind, tmp_path: Path, qapp: QApplication) -> None:
    file = made_up(prose(20), cells=24, steps=4)
    path = tmp_path / f"replay{kind.suffix}"
    told: list[tuple[int, int]] = []
    order = ExportOrder(kind, path, ExportLook(dark=False), question="Why?")
    write(file, order, lambda done, total: told.append((done, total)), lambda: False)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    match kind:
        case ExportKind.NPZ:
            assert read_npz(path).text == file.text
        case ExportKind.JSON:
            assert len(json.loads(path.read_text("utf-8"))["frames"]) == 4
        case ExportKind.HTML:
            assert "Why?" in path.read_text("utf-8")
        case ExportKind.PNG:
            assert path.read_bytes().startswith(b"\x89PNG")
        case _:
            assert told[-1] == (4, 4)


@pytest.mark.process
def test_a_film_is_made_in_another_process(tmp_path: Path) -> None:
    path, told = tmp_path / "replay.webp", list[tuple[int, int]]()
    order = ExportOrder(ExportKind.WEBP, path)
    file = made_up(prose(20), cells=24, steps=4)
    export_in_child(file, order, lambda done, total: told.append((done, total)), lambda: False)
    assert told[-1] == (4, 4)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.process
def test_whoever_stops_gets_no_file_and_no_process_is_left(tmp_path: Path) -> None:
    told: list[int] = []
    order = ExportOrder(ExportKind.WEBP, tmp_path / "replay.webp")
    with pytest.raises(CancelledError):
        export_in_child(_file(), order, lambda done, _: told.append(done), lambda: bool(told))
    assert not list(tmp_path.iterdir())
    assert not [child for child in active_children() if child.name == "export"]


@pytest.mark.process
def test_a_process_that_dies_is_told_of(tmp_path: Path) -> None:
    def kill(_done: int, _total: int) -> None:
        for child in psutil.Process(os.getpid()).children():
            if any("spawn_main" in word for word in child.cmdline()):
                child.kill()

    order = ExportOrder(ExportKind.WEBP, tmp_path / "replay.webp")
    with pytest.raises(DarkroomError, match="died"):
        export_in_child(_file(), order, kill, lambda: False)
    assert not list(tmp_path.iterdir())


@pytest.mark.process
def test_trouble_of_the_other_process_comes_back_as_it_was(tmp_path: Path) -> None:
    order = ExportOrder(ExportKind.GIF, tmp_path / "nowhere" / "replay.gif")
    with pytest.raises(BadInputError, match="cannot be written"):
        export_in_child(_file(), order, lambda _done, _total: None, lambda: False)


# --- the window


def test_the_dialog_knows_all_kinds_and_asks_for_colours_where_there_are_some(
    theme: Theme, qtbot: object
) -> None:
    dialog = ExportDialog(theme, ExportKind.GIF)
    chosen: list[tuple[ExportKind, bool]] = []
    dialog.chosen.connect(lambda kind, dark: chosen.append((ExportKind(kind), dark)))
    assert dialog.kind.count() == len(ExportKind)
    assert dialog.colours.currentData() is True  # as the window is
    for index, kind in enumerate(ExportKind):
        dialog.kind.setCurrentIndex(index)
        assert dialog.kind.currentText() == name_of(kind)
        assert dialog.about.text() == about(kind)
        assert dialog.colours.isEnabled() == kind.has_colours
    dialog.kind.setCurrentIndex(list(ExportKind).index(ExportKind.PNG))
    dialog.colours.setCurrentIndex(1)
    dialog.save_button.click()
    assert chosen == [(ExportKind.PNG, False)]


def test_the_page_of_an_english_window_says_what_the_command_line_says() -> None:
    assert replace(page_words(), lang="en") == PageWords()


@pytest.mark.process
def test_from_the_menu_of_an_answer_to_a_file(
    desk: Desk, tmp_path: Path, wait_for: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    desk.chat.send("hello")
    view = desk.window.conversation.last_answer
    assert view is not None
    wait_for(lambda: view.run.state is AnswerState.DONE)
    assert Action.EXPORT_REPLAY in view.actions_now()
    view.act(Action.EXPORT_REPLAY)
    dialog = desk.window.exports.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.save_button.click()
    files = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    assert files.selectedFiles()[0].endswith("/hello.html")
    path = tmp_path / "mine.html"
    files.setDirectory(str(tmp_path))
    files.selectFile(str(path))
    files.accept()
    wait_for(lambda: not desk.exports.busy)
    assert desk.exports.failure is None
    assert view.run.text in path.read_text("utf-8")
    notice = desk.window.exports.notice
    assert notice is not None
    assert notice.end.isVisible()
    assert str(path) in notice.end.accessibleDescription().replace("\u200b", "")
    notice.reveal.click()
    assert opened == [str(tmp_path)]
    desk.exports.dismiss()
    assert not desk.window.exports.place.isVisible()


@pytest.mark.process
def test_a_window_that_closes_while_a_film_is_made_waits_for_its_end(
    desk: Desk, tmp_path: Path, wait_for: Wait
) -> None:
    file = _file()
    run = RunViewModel("Tiny", Lexicon(dict(file.trace.pieces), (0,)), 0, earlier=file.frames)
    run.message = ANSWER
    path = tmp_path / "replay.webp"
    desk.exports.begin(run, ExportOrder(ExportKind.WEBP, path))
    wait_for(lambda: desk.exports.done[1] > 0)
    notice = desk.window.exports.notice
    assert notice is not None
    wait_for(notice.progress.isVisible)
    desk.window.close()
    assert desk.exports.wait(10_000)
    assert not list(tmp_path.glob("replay*"))
    run.deleteLater()


def test_pieces_of_tokens_that_do_not_occur_stay_here(steps: list[Frame]) -> None:
    lexicon = Lexicon({token: b"x" for token in range(100)}, (0,), 100)
    file = trace_file_of(steps, lexicon, ANSWER)
    assert set(file.trace.pieces) == {0, 1, 2, 3, 4}
