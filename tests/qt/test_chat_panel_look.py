"""The panel beside a chat read aloud, by the keyboard alone, in large type and long languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.chat_panel.knob_edit import KnobEdit
from darkroom.ui.chat_panel.sheet import sheet
from darkroom.ui.theme import Theme
from qt.chat_panel_room import Room
from qt.test_look import CONTROLS, _clipped, _name, _settle, _unnamed, _visible


class Longer(QTranslator):
    """Makes every text two fifths longer, with the long words of German."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"{text} {('Entropiegrenze ' * 9)[: max(2, len(text) * 2 // 5)].strip()}"


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[None]:
    translator = Longer(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def _open(qtbot: QtBot, theme: Theme, folder: Path) -> Room:
    room = Room(theme, folder)
    qtbot.addWidget(room)
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    return room


def test_every_control_has_a_name_of_its_own_and_can_be_reached(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    room = _open(qtbot, theme, tmp_path)
    room.fill()
    controls = _visible(room, *CONTROLS)
    assert len(controls) > 35
    assert not _unnamed(room)
    names = [_name(w) for w in controls]
    # Heard one after the other, no two may be confused.
    assert len(set(names)) == len(names), sorted(names)
    room.panel.focus()
    reached: set[QWidget] = set()
    while (focus := QApplication.focusWidget()) not in reached:
        assert focus is not None
        reached.add(focus)
        room.focusNextPrevChild(True)
    assert not [_name(w) for w in controls if w.isEnabled() and w not in reached]


def _cut(root: QWidget) -> list[str]:
    """What stands in fields and cannot be read to its end."""
    found = []
    for edit in root.findChildren(KnobEdit):
        line = edit.lineEdit()
        text, margins = line.text() or line.placeholderText(), line.textMargins()
        room = line.width() - margins.left() - margins.right()
        if edit.isVisible() and line.fontMetrics().horizontalAdvance(text) > room:
            found.append(f"{text!r} in {room} px")
    return found


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("width", [300, 280])
def test_nothing_clips(
    qtbot: QtBot, theme: Theme, tmp_path: Path, scale: float, full: bool, width: int
) -> None:
    theme.scale = scale
    room = _open(qtbot, theme, tmp_path)
    if full:
        room.fill()
    room.resize(theme.px(width), theme.px(700))
    _settle(lambda: _clipped(room))
    assert room.width() == theme.px(width)
    assert not _cut(room)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("full", [False, True])
def test_nothing_clips_in_a_longer_language(
    longer: None, qtbot: QtBot, theme: Theme, tmp_path: Path, scale: float, full: bool
) -> None:
    theme.scale = scale
    room = _open(qtbot, theme, tmp_path)
    if full:
        room.settings.turn("steps", 9)
        room.settings.system = "Long\n" * 30
        room.settings.last_seed = 2**31 - 1
        room.settings.can_think = False
        room.panel.sampler.fold.setChecked(True)
        room.panel.preset._on_rename()
        room.presets.delete("Writer")
    _settle(lambda: _clipped(room))
    assert room.width() == theme.px(300)
    assert not _cut(room)


def test_a_long_path_breaks(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    room = _open(qtbot, theme, tmp_path)
    room.presets.import_file("/" + "x" * 200)
    _settle(lambda: _clipped(room))
    text = room.panel.notice._text
    assert text.heightForWidth(text.width()) >= 7 * text.fontMetrics().height()
    assert "x" * 200 in room.panel.notice.accessibleName()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_theme(qtbot: QtBot, theme: Theme, tmp_path: Path, scheme: str) -> None:
    room = _open(qtbot, theme, tmp_path)
    theme.choose(scheme)
    assert room.panel.styleSheet() == sheet(theme)
    image = room.panel.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() - 4) == theme.colour("side")
