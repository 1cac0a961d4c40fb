"""Questions as widgets: the bubble, the files that were sent along, another wording."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from darkroom.history.records import Attachment
from darkroom.ui.attachment_dialog import AttachmentDialog
from darkroom.ui.question_editor import QuestionEditor
from darkroom.ui.question_view import QuestionView
from darkroom.ui.theme import Theme
from darkroom.ui.turn_actions import QuietButton
from darkroom.viewmodels.turns import Action
from qt.pages import settle, show_page
from qt.turns import question

WIDTH = 600
FILES = (
    Attachment(
        "measurements-of-the-first-run-with-the-new-sampler & more.csv", "a,b\n1,\x002", 1234
    ),
    Attachment("notes.md", "# Notes"),
)
Show = Callable[..., QuestionView]


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "page", WIDTH, 700)


@pytest.fixture
def show(theme: Theme, page: QWidget) -> Show:
    """Show a question, as tall as it wants to be."""

    def make(
        text: str,
        files: tuple[Attachment, ...] = (),
        siblings: tuple[int, int] = (1, 1),
        width: int = WIDTH,
    ) -> QuestionView:
        view = QuestionView(theme, question(text, files, siblings), page)
        view.resize(width, view.heightForWidth(width))
        view.show()
        settle()
        return view

    return make


def _row(view: QuestionView) -> QRect:
    """Where the buttons are."""
    place = QRect()
    for part in view._row:
        place = place.united(part.geometry())
    return place


@pytest.mark.parametrize("width", [760, 420, 220])
@pytest.mark.parametrize("text", ["Why?", "Many things. " * 60, "x" * 3000, ""])
def test_the_bubble_holds_its_text(theme: Theme, page: QWidget, text: str, width: int) -> None:
    view = QuestionView(theme, question(text, FILES, (2, 3)), page)
    height = view.heightForWidth(width)
    view.resize(width, height)
    view.show()
    settle()
    assert view.heightForWidth(width) == height
    bubble = view.findChild(QFrame, "bubble")
    assert view.rect().contains(bubble.geometry())
    assert view._text.isVisible() == bool(text)
    assert view._text.verticalScrollBar().maximum() == 0 or not text
    for chip in view.chips:
        assert bubble.rect().contains(chip.geometry())
    assert view.rect().contains(_row(view))
    assert not _row(view).intersects(bubble.geometry())


def test_a_short_question_has_a_narrow_bubble(show: Show) -> None:
    short, long = show("Why?"), show("A long question about many things. " * 20)
    assert short._bubble.width() < 120
    assert long._bubble.width() > 0.8 * WIDTH - 40
    assert long._bubble.geometry().right() == short._bubble.geometry().right()


def test_files_are_named_with_their_size_and_can_be_read(
    show: Show, page: QWidget, qtbot: QtBot
) -> None:
    view = show("Look.", FILES)
    long, short = view.chips
    assert short.text() == "notes.md · 7 characters"
    assert "…" in long.text()
    assert "1234 tokens" in long.toolTip().replace(",", "")
    assert long.accessibleName().startswith("Attached file: measurements-of")
    qtbot.mouseClick(long, Qt.MouseButton.LeftButton)
    dialog = page.findChild(AttachmentDialog)
    text = dialog.findChild(QPlainTextEdit)
    assert text.isReadOnly()
    # Controls do nothing here either; the copy is the file itself.
    assert text.toPlainText() == "a,b\n1,·2"
    dialog.findChild(QPushButton).click()
    assert QGuiApplication.clipboard().text() == "a,b\n1,\x002"
    dialog.close()


def test_actions_of_a_question(show: Show, qtbot: QtBot) -> None:
    view = show("**Why**?", siblings=(2, 2))
    acts: list[tuple[Action, object]] = []
    view.acted.connect(lambda *act: acts.append(act))
    assert view.actions_now() == [Action.COPY, Action.EDIT, Action.BRANCH, Action.DELETE]
    assert view._actions is not None
    qtbot.mouseClick(view._actions.buttons[Action.COPY], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "**Why**?"
    view.act(Action.BRANCH)
    view.act(Action.DELETE)
    older = view._row[-3]
    assert isinstance(older, QuietButton)
    older.click()
    asked = [Action.BRANCH, Action.DELETE, Action.OLDER]
    assert acts == [(action, view.question) for action in asked]
    assert not view._row[-1].isEnabled()


@pytest.fixture
def editor(show: Show, page: QWidget) -> QuestionEditor:
    view = show("Why is\nthe sky blue?")
    page.activateWindow()
    view.act(Action.EDIT)
    view.resize(WIDTH, view.heightForWidth(WIDTH))
    settle()
    editor = view.findChild(QuestionEditor)
    assert editor is not None
    return editor


def _view(editor: QuestionEditor) -> QuestionView:
    view = editor.parentWidget()
    assert isinstance(view, QuestionView)
    return view


def test_another_wording_is_sent(editor: QuestionEditor, qtbot: QtBot) -> None:
    view = _view(editor)
    assert view.is_editing
    assert not view.actions_now()
    assert editor.edit.hasFocus()
    assert editor.edit.toPlainText() == "Why is\nthe sky blue?"
    assert not view._bubble.isVisible()
    assert view.rect().contains(editor.geometry())
    qtbot.keyClicks(editor.edit, " At noon")
    qtbot.keyClick(editor.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.edit, "or so?")
    with qtbot.waitSignal(view.edited) as edited:
        qtbot.keyClick(editor.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited.args == [view.question, "Why is\nthe sky blue? At noon\nor so?"]
    assert not view.is_editing
    assert view._bubble.isVisible()


def test_escape_leaves_everything_as_it_was(
    editor: QuestionEditor, page: QWidget, qtbot: QtBot
) -> None:
    view = _view(editor)
    # The window stops answers with this key; not while something is being written here.
    stop = QShortcut(QKeySequence("Esc"), page)
    qtbot.keyClicks(editor.edit, "nonsense")
    with qtbot.assertNotEmitted(view.edited), qtbot.assertNotEmitted(stop.activated):
        qtbot.keyClick(editor.edit, Qt.Key.Key_Escape)
    assert not view.is_editing
    assert view._text.toPlainText() == "Why is\nthe sky blue?"
    assert QApplication.focusWidget().accessibleName() == "Edit question"


def test_nothing_is_not_sent(editor: QuestionEditor, qtbot: QtBot) -> None:
    editor.edit.setPlainText("  \n ")
    assert not editor.send.isEnabled()
    with qtbot.assertNotEmitted(_view(editor).edited):
        qtbot.keyClick(editor.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _view(editor).is_editing


def test_the_editor_grows_with_its_text_up_to_a_point(editor: QuestionEditor, qtbot: QtBot) -> None:
    view = _view(editor)
    low = view.heightForWidth(WIDTH)
    with qtbot.waitSignal(view.height_changed):
        editor.edit.setPlainText("line\n" * 6)
    middle = view.heightForWidth(WIDTH)
    editor.edit.setPlainText("line\n" * 100)
    high = view.heightForWidth(WIDTH)
    assert low < middle < high < 5 * low
    editor.edit.setPlainText("line\n" * 200)
    assert view.heightForWidth(WIDTH) == high
