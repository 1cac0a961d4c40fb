"""The panel: what it shows, and that mouse and keys choose the same."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.inspector.panel import InspectorPanel
from darkroom.ui.inspector.ramp import colours, paint
from darkroom.ui.theme import Theme
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.worker.protocol import Finished
from qt.accessibility import nameless
from qt.chat_room import OTHER, Room
from qt.frames import frame, stats
from qt.inspector.conftest import IDS, with_alternatives
from qt.instruments import load
from qt.pages import pixels, settle

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


def _record(inspector: InspectorViewModel) -> None:
    """Let alternatives be there, as if they had been recorded."""
    replay = inspector.replay
    assert replay is not None
    replay.frames[:] = [with_alternatives(frame) for frame in replay.frames]
    inspector.changed.emit()


def test_every_control_has_a_name(panel: InspectorPanel, inspector: InspectorViewModel) -> None:
    _record(inspector)
    inspector.lock([0, 1])
    inspector.select(0)
    settle()
    assert nameless(panel) == [], nameless(panel)


def test_without_an_answer_it_says_what_is_seen_here(
    panel: InspectorPanel, room: Room, inspector: InspectorViewModel
) -> None:
    room.chat.new_chat()
    settle()
    assert "There is no answer yet" in panel.where.text()
    for part in (panel.chart, panel.settling, panel.heat, panel.pins):
        assert not part.isVisible()
    assert panel.alternatives.record.isVisible()


def test_it_tells_how_far_a_live_answer_is(
    panel: InspectorPanel, inspector: InspectorViewModel, room: Room
) -> None:
    room.chat.send("And then?")
    live = room.chat.run
    assert live is not None
    assert panel.where.text() == "The first step is on its way …"
    room.chat.on_event(frame([1, 2], [1, 0], step=1, run_id=live.run_id))
    live.hurry()
    assert (inspector.run, panel.where.text()) == (live, "Step 1 of 8")
    room.chat.on_event(frame([1, 3], [1, 1], step=2, run_id=live.run_id))
    room.chat.on_event(Finished(live.run_id, "end", "One red", stats()))
    live.hurry()
    assert panel.where.text() == "Step 2 of 2"
    assert panel.chart.accepted.curve.getData()[1].tolist() == [50.0, 100.0]


def test_a_step_is_chosen_by_click_drag_and_keys(
    panel: InspectorPanel, inspector: InspectorViewModel, qtbot: QtBot
) -> None:
    plot, replay = panel.chart.accepted, inspector.replay
    assert replay is not None
    asked: list[int] = []
    panel.steps_asked.connect(lambda: asked.append(replay.step))
    view = plot.item.vb.sceneBoundingRect()
    left = plot.view.mapTo(plot, plot.view.mapFromScene(view.topLeft()))
    right = plot.view.mapTo(plot, plot.view.mapFromScene(view.topRight()))
    qtbot.mouseClick(plot, LEFT, pos=QPoint(right.x() - 3, plot.height() // 2))
    assert replay.step == 3
    QTest.mousePress(plot, LEFT, pos=QPoint(right.x() - 3, 40))
    QTest.mouseMove(plot, QPoint(left.x() + 3, 40))
    QTest.mouseRelease(plot, LEFT, pos=QPoint(left.x() + 3, 40))
    assert replay.step == 1
    plot.setFocus()
    for key, step in ((KEY.Key_Right, 2), (KEY.Key_End, 3), (KEY.Key_Right, 3), (KEY.Key_Home, 1)):
        qtbot.keyClick(plot, key)
        assert (replay.step, plot.line.value()) == (step, step)
    assert asked[0] == 3
    assert panel.where.text() == "Step 1 of 3 · canvas 1 of 2"
    assert plot.accessibleDescription().endswith(": 100")


def test_curves_are_told_apart_without_colour(panel: InspectorPanel) -> None:
    styles = {
        plot.curve.opts["pen"].style() for plot in (panel.chart.entropy, panel.chart.accepted)
    }
    assert styles == {Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine}


def test_the_heat_map_chooses_cell_and_step(
    panel: InspectorPanel, inspector: InspectorViewModel, qtbot: QtBot
) -> None:
    heat, replay = panel.heat.map, inspector.replay
    assert replay is not None
    qtbot.mouseClick(heat, LEFT, pos=QPoint(heat.width() - 8, heat.height() - 8))
    assert (inspector.cell, replay.step) == (1, 3)
    heat.setFocus()
    for key, place in (
        (KEY.Key_Left, (0, 3)), (KEY.Key_Left, (0, 3)), (KEY.Key_Up, (0, 2)),
        (KEY.Key_End, (1, 2)), (KEY.Key_Down, (1, 3)), (KEY.Key_Down, (1, 3)),
    ):  # fmt: skip
        qtbot.keyClick(heat, key)
        assert (inspector.cell, replay.step) == place
    assert heat.accessibleDescription() == "cell 2, step 3: 0.00 nats"


def test_heat_is_painted_by_entropy() -> None:
    entropy = np.array([[0.0, 1.0], [2.0, 9.0]], np.float16)
    picture, ramp = paint(entropy, 2.0), colours()
    assert picture[0, 0].tolist() == ramp[0].tolist()
    assert picture[1].tolist() == [ramp[-1].tolist()] * 2
    # Those who see no colours see it all the same.
    light = ramp.astype(float) @ (0.2126, 0.7152, 0.0722)
    assert (np.diff(light) > 0).all()


def test_a_chosen_alternative_is_pinned(
    panel: InspectorPanel, inspector: InspectorViewModel, qtbot: QtBot
) -> None:
    _record(inspector)
    inspector.select(0)
    box = panel.alternatives
    settle()
    said = [[box.table.item(row, column).text() for column in (0, 1)] for row in range(3)]
    assert said == [["One", "50.0 %"], ["␣fox", "25.0 %"], ["␣red", "< 0.1 %"]]
    box.table.setFocus()
    qtbot.keyClick(box.table, KEY.Key_Down)
    qtbot.keyClick(box.table, KEY.Key_Return)
    assert inspector.pins == {0: (IDS[0][1],)}
    assert [panel.pins.list.item(0).text()] == ["Cell 1: “␣fox”"]
    # The row stays where the person left it while steps go by.
    inspector.changed.emit()
    assert box.table.token == IDS[0][1]
    qtbot.keyClick(box.table, KEY.Key_Down)
    box.choose.click()
    assert inspector.pins == {0: (IDS[0][2],)}


def test_a_token_without_words_has_a_number(
    panel: InspectorPanel, inspector: InspectorViewModel
) -> None:
    _record(inspector)
    inspector.select(1)
    assert panel.alternatives.table.item(2, 0).text() == "token 0"


def test_cells_are_locked_and_unlocked(
    panel: InspectorPanel, inspector: InspectorViewModel, qtbot: QtBot
) -> None:
    box = panel.alternatives
    assert not box.lock.isVisible()
    inspector.select(0, 2)
    settle()
    assert box.words.text().startswith("Cells 1 to 2: ")
    assert (box.lock.text(), box.table.isVisible()) == ("Lock", False)
    box.lock.click()
    assert set(inspector.pins) == {0, 1}
    assert box.lock.text() == "Unlock"
    pins = panel.pins
    settle()
    pins.list.setFocus()
    qtbot.keyClick(pins.list, KEY.Key_Delete)
    assert set(inspector.pins) == {1}
    assert box.lock.text() == "Lock"
    pins.clear.click()
    assert inspector.pins == {}
    assert not pins.denoise.isVisible()


def test_what_was_not_recorded_is_said_and_offered(
    panel: InspectorPanel, inspector: InspectorViewModel
) -> None:
    box = panel.alternatives
    assert "Select a cell" in box.hint.text()
    inspector.select(0)
    assert box.hint.text() == "Alternatives were not recorded for this answer."
    assert not box.table.isVisible()
    box.record.box.click()
    assert inspector.record_alternatives
    assert box.record.box.isChecked()


def test_what_stands_in_the_way_of_denoising_is_said(
    panel: InspectorPanel, inspector: InspectorViewModel, room: Room
) -> None:
    asked: list[object] = []
    inspector.denoise_asked.connect(lambda *what: asked.append(what[1:]))
    inspector.lock([0])
    settle()
    pins = panel.pins
    assert (pins.denoise.isEnabled(), pins.why.text()) == (
        True, "Goes on from step 1, around the pins.",
    )  # fmt: skip
    pins.denoise.click()
    assert asked == [(0, 1, {0: (2,)})]
    load(room, OTHER)
    assert not pins.denoise.isEnabled()
    assert pins.why.text() not in ("", "Goes on from step 1, around the pins.")


def test_the_map_of_settling_says_what_it_is_not(
    panel: InspectorPanel, inspector: InspectorViewModel
) -> None:
    box = panel.settling
    assert not box.legend.isVisible()
    box.check.box.click()
    settle()
    assert inspector.shows_settling
    assert box.legend.isVisible()
    assert box.note.text() == "This is when words settled, not whether they are true."


def test_nothing_is_wider_than_the_panel_and_all_of_it_follows_the_theme(
    panel: InspectorPanel, inspector: InspectorViewModel, theme: Theme
) -> None:
    _record(inspector)
    inspector.select(0)
    inspector.lock([0, 1])
    inspector.shows_settling = True
    settle()
    for part in (panel.chart, panel.settling, panel.heat, panel.alternatives, panel.pins):
        assert part.minimumSizeHint().width() <= part.width()
        for inner in part.findChildren(QWidget):
            if inner.isVisible() and isinstance(inner.parent(), type(part)):
                assert inner.geometry().right() < part.width()
    dark = pixels(panel)
    theme.choose("light")
    settle()
    assert (abs(pixels(panel).astype(int) - dark) > 60).mean() > 0.5


def test_escape_closes(panel: InspectorPanel, qtbot: QtBot) -> None:
    closed: list[bool] = []
    panel.close_asked.connect(lambda: closed.append(True))
    panel.focus()
    assert panel.chart.entropy.hasFocus()
    qtbot.keyClick(panel.chart.entropy, KEY.Key_Escape)
    panel.close_.click()
    assert closed == [True, True]
