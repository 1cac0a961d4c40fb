"""Colours that can be told apart, names that can be read aloud, room for large type."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from darkroom.core.errors import DarkroomError
from darkroom.hardware.plan import Part
from darkroom.ui.app import Desk
from darkroom.ui.banner import headline
from darkroom.ui.colours import DARK, LIGHT, Tokens
from darkroom.ui.controls import ElidedLabel
from darkroom.ui.machine_page import MachinePage
from darkroom.ui.theme import Theme
from darkroom.viewmodels.considered import CATALOGUE
from darkroom.viewmodels.model import ModelState
from darkroom.viewmodels.preferences import Preferences
from qt.conftest import Wait

CONTROLS = (
    QAbstractButton, QAbstractSpinBox, QLineEdit, QListWidget, QPlainTextEdit,
    QSlider, QTextEdit,
)  # fmt: skip


def _luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("text", "bg side raised hover bubble accent_wash bad_wash"),
        ("muted", "bg side raised hover bad_wash"),
        ("draft", "bg"),
        ("on_accent", "accent accent_hover"),
        ("bad", "bad_wash bg raised"),
        ("bg", " ".join(part.value for part in Part)),
        ("text", "noise grain"),
    ],
)
def test_text_contrast(tokens: Tokens, ink: str, grounds: str) -> None:
    for ground in grounds.split():
        ratio = _contrast(getattr(tokens, ink), getattr(tokens, ground))
        assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(
    "mark",
    ["accent", "ok", "warn", "bad", "outline", *(part.value for part in Part)],
)
def test_mark_contrast(tokens: Tokens, mark: str) -> None:
    for ground in (tokens.bg, tokens.side, tokens.raised):
        assert _contrast(getattr(tokens, mark), ground) >= 3


def _kinds(root: type[DarkroomError]) -> Iterator[str]:
    for child in root.__subclasses__():
        yield child.kind
        yield from _kinds(child)


def test_every_kind_of_error_has_a_headline(theme: Theme) -> None:
    silent = {"cancelled", "wire"}
    for kind in set(_kinds(DarkroomError)) - silent:
        assert headline(kind) != headline("unheard of"), kind


def _visible(root: QWidget, *kinds: type) -> list[QWidget]:
    found = [w for w in root.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    # A spin box's line edit speaks through the spin box, and lends it its focus.
    return [w for w in found if not isinstance(w.parent(), QAbstractSpinBox)]


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _unnamed(root: QWidget) -> list[str]:
    return [repr(w) for w in _visible(root, *CONTROLS) if not _name(w).strip()]


@pytest.fixture
def talk(desk: Desk, wait_for: Wait) -> Desk:
    """A window with an answer, a failed one, and a failure to load."""
    desk.chat.send("hello")
    wait_for(lambda: not desk.chat.busy)
    desk.chat.send("overflow")
    wait_for(lambda: not desk.chat.busy)
    desk.model.load("a file that is not there, with quite a long name.gguf")
    wait_for(lambda: desk.model.state is ModelState.FAILED)
    return desk


@pytest.mark.process
def test_every_control_has_a_name(talk: Desk) -> None:
    assert len(_visible(talk.window, *CONTROLS)) > 12
    assert not _unnamed(talk.window)
    talk.chat.new_chat()
    assert not _unnamed(talk.window)
    talk.window.settings.show_last()
    page = talk.window.settings.page
    for section in page.sections:
        page.show_section(section)
        assert not _unnamed(talk.window)


@pytest.fixture
def fits(desk: Desk, wait_for: Wait) -> MachinePage:
    """The page of what fits, with everything on it that can be."""
    desk.fit.consider(CATALOGUE)
    wait_for(lambda: desk.fit.fit)
    desk.window.show_machine()
    page = desk.window._machine_page
    assert page is not None
    page.advanced.network.switch.setChecked(True)
    page.advanced.network.address.setText("wrong")
    page.advanced.network.address.editingFinished.emit()
    page.load.click()
    return page


@pytest.mark.process
def test_every_control_of_what_fits_has_a_name(desk: Desk, fits: MachinePage) -> None:
    assert len(_visible(fits, *CONTROLS)) > 15
    assert not _unnamed(desk.window)
    desk.window.top_bar.quants.open_panel()
    panel = desk.window.top_bar.quants.panel
    panel.list.rows[0].click()
    assert not _unnamed(panel)
    panel.close()


@pytest.mark.process
def test_every_control_can_be_reached_with_the_tab_key(talk: Desk, qtbot: QtBot) -> None:
    window = talk.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.prompt.focus()
    reached: set[QWidget] = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in reached:
            break
        reached.add(focus)
        window.focusNextPrevChild(True)
    missed = [w for w in _visible(window, *CONTROLS) if w.isEnabled() and w not in reached]
    assert not [_name(w) for w in missed]


@pytest.mark.process
def test_every_control_of_what_fits_can_be_reached(
    desk: Desk, fits: MachinePage, qtbot: QtBot
) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    fits.focus()
    reached: set[QWidget] = set()
    while (focus := QApplication.focusWidget()) not in reached:
        assert focus is not None
        reached.add(focus)
        desk.window.focusNextPrevChild(True)
    # Of buttons that exclude one another the checked one is reached; arrows lead to the others.
    choices = fits.advanced.kv_types.buttons()
    missed = [w for w in _visible(fits, *CONTROLS) if w.isEnabled() and w not in reached]
    assert not [_name(w) for w in missed if w not in choices]
    assert any(choice in reached for choice in choices)


@pytest.fixture
def large_type(qapp: QApplication) -> Iterator[None]:
    usual = qapp.font()
    large = QFont(usual)
    large.setPixelSize(23)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)


def _clipped(root: QWidget) -> list[str]:
    """Widgets whose text does not fit, or that reach out of their parent."""
    found = []
    for widget in [*root.findChildren(QLabel), *root.findChildren(QPushButton)]:
        if not widget.isVisible() or isinstance(widget, ElidedLabel) or not widget.text():
            continue
        tall = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else -1
        need = widget.minimumSizeHint().expandedTo(widget.sizeHint())
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        if widget.height() < (tall if wraps else need.height()) or (
            not wraps and widget.width() < need.width()
        ):
            found.append(f"{widget.text()!r} needs {need}, has {widget.size()}")
    for widget in _visible(root, QWidget):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or _scrolls(widget, root):
            continue
        if not parent.rect().contains(widget.geometry()):
            found.append(f"{widget!r} {widget.geometry()} leaves {parent!r} {parent.rect()}")
    return found


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    """Inside a scroll area only the width must fit."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QAbstractScrollArea):
            place = QRect(widget.mapTo(parent, QPoint()), widget.size())
            return place.left() >= 0 and place.right() <= parent.width()
        parent = parent.parentWidget()
    return False


def _settle(trouble: Callable[[], list[str]]) -> None:
    """Layouts that depend on their own height need a few rounds."""
    for _ in range(10):
        QApplication.processEvents()
        if not trouble():
            return
    assert not trouble()


@pytest.mark.process
@pytest.mark.parametrize("width", [1180, 900, 640])
def test_nothing_clips_in_large_type(large_type: None, talk: Desk, width: int) -> None:
    assert talk.theme.scale > 1.5
    window = talk.window
    window.resize(width, 800)
    _settle(lambda: _clipped(window))
    assert window.width() <= max(width, window.minimumWidth())
    talk.chat.new_chat()
    _settle(lambda: _clipped(window))
    window.settings.show_last()
    page = window.settings.page
    for section in page.sections:
        page.show_section(section)
        _settle(lambda: _clipped(window))
    page.search.setText("e")
    _settle(lambda: _clipped(window))


@pytest.mark.process
@pytest.mark.parametrize("width", [1180, 640])
def test_what_fits_does_not_clip_in_large_type(
    large_type: None, desk: Desk, fits: MachinePage, width: int
) -> None:
    window = desk.window
    window.resize(width, 800)
    _settle(lambda: _clipped(window))
    assert window.width() <= max(width, window.minimumWidth())
    window.top_bar.quants.open_panel()
    panel = window.top_bar.quants.panel
    panel.list.rows[0].click()
    _settle(lambda: _clipped(panel))
    assert panel.width() <= window.width()
    panel.close()


@pytest.mark.process
def test_narrow_window_has_its_sidebar_on_top(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.resize(640, 600)
    assert not window.sidebar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.sidebar.isVisible()
    assert window.prompt.window().width() == window.shell._page.width()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.sidebar.isVisible()
    window.shell.toggle_sidebar()
    qtbot.mouseClick(window.shell._scrim, Qt.MouseButton.LeftButton, pos=QPoint(600, 300))
    assert not window.sidebar.isVisible()
    window.resize(1000, 600)
    assert window.sidebar.isVisible()
    assert window.shell._page.x() == window.sidebar.width()


@pytest.mark.process
def test_the_question_stays_in_sight_while_its_answer_grows(
    desk: Desk, qtbot: QtBot, wait_for: Wait
) -> None:
    desk.window.resize(700, 460)
    for _ in range(4):
        desk.chat.send("hello")
        wait_for(lambda: not desk.chat.busy)
    view = desk.window.conversation
    bar = view.verticalScrollBar()
    assert bar.maximum() > 0
    wait_for(lambda: bar.value() == bar.maximum())
    qtbot.keyClick(desk.window.prompt._edit, Qt.Key.Key_PageUp)
    above = bar.value()
    assert above < bar.maximum()
    # From now on the person decides what is in sight.
    view._align()
    assert bar.value() == above
    qtbot.keyClick(desk.window.prompt._edit, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()


@pytest.mark.process
def test_zoom_changes_the_chat_and_nothing_else(talk: Desk) -> None:
    answer = talk.window.conversation.views[1]
    foot = talk.window.status_bar.height()
    before = answer.height()
    talk.preferences.zoom_by(3)
    QApplication.processEvents()
    assert answer.height() > before
    assert talk.window.status_bar.height() == foot


def test_suggestions_are_optional(theme: Theme, preferences: Preferences, qtbot: QtBot) -> None:
    from darkroom.ui.welcome import PromptCard, Welcome

    welcome = Welcome(theme, (), preferences)
    qtbot.addWidget(welcome)
    welcome.show()
    assert not welcome.findChildren(PromptCard)
