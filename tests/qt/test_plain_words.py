"""Other people's words are words: their markup is shown, in tool tips too, and fetches nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.errors import BadInputError
from darkroom.core.preset_file import Preset
from darkroom.ui import app
from darkroom.ui.app import Desk
from darkroom.ui.controls import ElidedLabel
from darkroom.viewmodels.tips import plain_tip
from qt.conftest import Wait

MARKUP = '<b>bold</b><img src="file:///x.png">'


def _tips(root: QWidget) -> list[str]:
    """Every tool tip there is below a widget: of widgets, actions and rows."""
    widgets = [root, *root.findChildren(QWidget)]
    tips = [widget.toolTip() for widget in widgets]
    tips += [action.toolTip() for action in root.findChildren(QAction)]
    for view in (widget for widget in widgets if isinstance(widget, QAbstractItemView)):
        tips += _row_tips(view.model())
    return tips


def _row_tips(model: QAbstractItemModel | None) -> list[str]:
    if model is None:
        return []
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [str(model.data(row, Qt.ItemDataRole.ToolTipRole) or "") for row in rows]


def _taken_for_markup(root: QWidget) -> list[str]:
    """Texts that Qt would not show as they are."""
    labels = [
        label.text()
        for label in root.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    return [text for text in (*_tips(root), *labels) if GuiQt.mightBeRichText(text)]


@pytest.mark.process
def test_titles_files_presets_and_models_are_shown_as_they_are(
    desk: Desk, tmp_path: Path, wait_for: Wait
) -> None:
    file = tmp_path / "<b>x<i>.txt"
    file.write_text("text")
    desk.composer.attach([file])
    wait_for(lambda: desk.composer.attachments)
    desk.settings.presets.save(Preset(MARKUP, MARKUP))
    desk.chat.send(MARKUP)
    wait_for(lambda: not desk.chat.busy)
    desk.composer.attach([file])
    wait_for(lambda: desk.composer.attachments)
    desk.chats.rename(desk.chat.chat.id, MARKUP)
    desk.preferences.remember_file(str(tmp_path / f"{MARKUP.replace('/', ' ')}.gguf"))
    window = desk.window
    window.toggle_panel()
    assert window.panel is not None
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    tips = " ".join(_tips(window))
    assert tips.count("b>bold") >= 3, "the tips are not the ones with the markup"
    assert "b>x<" in tips
    assert not _taken_for_markup(window)


def test_a_label_without_room_has_its_words_in_the_tool_tip_as_they_are(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(MARKUP * 20)
    label.resize(80, 20)
    label.show()
    label.grab()
    assert "bold" in label.toolTip()
    assert not GuiQt.mightBeRichText(label.toolTip())


def test_the_reason_why_there_is_no_window_is_shown_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []

    def note(box: QMessageBox) -> int:
        shown.extend((box.text(), box.informativeText()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", note)
    monkeypatch.setattr(app, "make_app", lambda: QApplication.instance())
    assert app._refuse(BadInputError(f"{MARKUP} is missing.", MARKUP)) == 2
    assert len(shown) == 2
    assert not any(map(GuiQt.mightBeRichText, shown))


@given(st.text(alphabet="<>&lt;!/b \n?xm", max_size=40))
def test_no_text_is_taken_for_markup_and_none_is_changed_to_the_eye(text: str) -> None:
    plain = plain_tip(text)
    assert not GuiQt.mightBeRichText(plain)
    assert plain.replace("\u200b", "") == text
