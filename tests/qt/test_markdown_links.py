"""Links: seen first, followed afterwards, by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.flow_text import FlowText
from darkroom.ui.markdown.link_dialog import LinkDialog
from darkroom.ui.markdown.look import markdown_look
from darkroom.ui.markdown.view import MarkdownView
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from qt.pages import settle, show_page

Ask = Callable[[str], LinkDialog]
LONG = "https://example.com/" + "a" * 300


class Browser(QObject):
    """Takes the addresses that the desktop is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def visit(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("http", "https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, browser, "visit")
    yield browser
    for scheme in ("http", "https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "answer", 600, 400)


@pytest.fixture
def text(theme: Theme, page: QWidget) -> FlowText:
    view = MarkdownView(theme, "Answer", page)
    view.set_text("[first](https://a.b/c) and [second](http://d.e)", markdown_look(theme))
    view.resize(600, view.heightForWidth(600))
    view.show()
    settle()
    return view.texts[0]


def _view(text: FlowText) -> MarkdownView:
    view = text.parentWidget()
    assert isinstance(view, MarkdownView)
    return view


def test_a_click_asks_and_opens_nothing(text: FlowText, browser: Browser, qtbot: QtBot) -> None:
    place = text.cursorRect().center() + QPoint(8, 0)
    with qtbot.waitSignal(_view(text).link_asked) as asked:
        qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["https://a.b/c"]
    assert not browser.opened
    assert text.toPlainText() == "first and second"


def test_the_keyboard_asks_too(
    text: FlowText, page: QWidget, browser: Browser, qtbot: QtBot
) -> None:
    page.activateWindow()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    asked: list[str] = []
    _view(text).link_asked.connect(asked.append)
    for _ in range(2):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert asked == ["https://a.b/c", "http://d.e"]
    assert not browser.opened


@pytest.fixture
def ask(theme: Theme, page: QWidget) -> Iterator[Ask]:
    dialogs: list[LinkDialog] = []

    def open_one(address: str) -> LinkDialog:
        dialog = LinkDialog(theme, address, page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialogs.append(dialog)
        dialog.open()
        settle()
        return dialog

    yield open_one
    for dialog in dialogs:
        dialog.close()
        dialog.deleteLater()


def _said(dialog: LinkDialog) -> str:
    labels = [label.text() for label in dialog.findChildren(WrapLabel) if label.isVisible()]
    texts = [text.toPlainText() for text in dialog.findChildren(FlowText)]
    return "\n".join(labels + texts)


@pytest.mark.parametrize("address", ["https://a.b/c?d=%20e#f", "mailto:a@b.c", LONG])
def test_the_whole_address_is_shown_and_opened(ask: Ask, browser: Browser, address: str) -> None:
    dialog = ask(address)
    assert address in _said(dialog)
    (text,) = dialog.findChildren(FlowText)
    assert text.verticalScrollBar().maximum() == 0
    assert dialog.focusWidget() is dialog.open_button
    dialog.open_button.click()
    assert [QUrl(found) for found in browser.opened] == [QUrl(address)]
    assert not dialog.isVisible()


def test_letters_that_only_look_alike_are_spelled_out(ask: Ask) -> None:
    said = _said(ask("https://\u0430pple.com/login"))
    assert "xn--pple-43d.com" in said
    assert "letters beyond a to z" in said
    assert "letters beyond" not in _said(ask("https://apple.com"))


def test_what_stands_before_the_at_sign_is_not_the_site(ask: Ask) -> None:
    dialog = ask("https://google.com@evil.example/x")
    assert dialog._site.text() == "evil.example"
    assert "“google.com” in front of the @" in _said(dialog)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "https://", "x"])
def test_other_addresses_are_never_opened(ask: Ask, browser: Browser, address: str) -> None:
    dialog = ask(address)
    assert not dialog.open_button.isVisible()
    assert dialog.focusWidget() is dialog.cancel_button
    assert "nothing else" in _said(dialog)
    assert not browser.opened


def test_copy_and_cancel(ask: Ask, browser: Browser) -> None:
    dialog = ask("https://bücher.example/ä")
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "https://xn--bcher-kva.example/%C3%A4"
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert not browser.opened


def test_a_key_that_is_held_down_does_not_open(ask: Ask, browser: Browser, qtbot: QtBot) -> None:
    dialog = ask("https://a.b")
    kinds, key, none = QEvent.Type, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(kinds.KeyPress, key, none, "\r", True)
    QApplication.sendEvent(dialog.open_button, held)
    assert not browser.opened
    qtbot.keyClick(dialog.open_button, key)
    assert browser.opened == ["https://a.b"]


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openUrl", extend=True)
def test_a_desktop_without_a_browser_is_told_of(ask: Ask) -> None:
    # The offscreen platform opens nothing.
    dialog = ask("https://a.b")
    dialog.open_button.click()
    assert dialog.isVisible()
    assert "No program here" in _said(dialog)
