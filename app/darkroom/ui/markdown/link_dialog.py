"""Where a link leads, before it is followed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from darkroom.ui.controls import button
from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.markdown.inline import is_safe
from darkroom.ui.theme import BODY_PX, Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow

_WIDTH_PX = 520
_LINE_HEIGHT = 1.5
_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded


class LinkDialog(QDialog):
    """Shows the whole address; opens it, copies it, or does nothing.

    Args:
        theme: colours and sizes.
        address: what the answer links to.
        parent: the window.
    """

    def __init__(self, theme: Theme, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Follow a link"))
        self._url = QUrl(address)
        self._address = self._url.toString(_ENCODED) if self._url.isValid() else address
        self._safe = self._url.isValid() and is_safe(self._address)
        is_mail = self._url.scheme() == "mailto"
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(12))
        title = self.tr("Write to this address?") if is_mail else self.tr("Open this page?")
        layout.addWidget(WrapLabel(title if self._safe else self.tr("A link"), "title"))
        site = self._url.path() if is_mail else self._url.host(_ENCODED)
        self._site = WrapLabel(site, "strong")
        layout.addWidget(self._site)
        text = FlowText()
        text.setAccessibleName(self.tr("Whole address"))
        line = theme.line_height(BODY_PX, _LINE_HEIGHT)
        text.set_text(self._address, TextLook(theme.code_font(BODY_PX), line))
        text.setFixedSize(px(_WIDTH_PX), text.heightForWidth(px(_WIDTH_PX)))
        layout.addWidget(text)
        for words in self._warnings():
            layout.addWidget(WrapLabel(words, "lead"))
        self._trouble = WrapLabel(role="bad")
        self._trouble.hide()
        layout.addWidget(self._trouble)
        layout.addSpacing(px(4))
        layout.addWidget(self._make_actions(theme, is_mail=is_mail))
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.setAccessibleDescription(self._address)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the button that most will press."""
        super().showEvent(event)
        (self.open_button if self._safe else self.cancel_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus; not for as long as the key that led here is down."""
        focus = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(focus, QPushButton):
            if not event.isAutoRepeat():
                focus.click()
            return
        super().keyPressEvent(event)

    def _make_actions(self, theme: Theme, *, is_mail: bool) -> WrapRow:
        words = self.tr("Open in the mail program") if is_mail else self.tr("Open in the browser")
        self.open_button = button(words, "primary")
        self.open_button.setProperty("small", True)
        self.open_button.setVisible(self._safe)
        self.copy_button = button(self.tr("Copy address"))
        self.cancel_button = button(self.tr("Cancel"))
        self.open_button.clicked.connect(self._on_open)
        self.copy_button.clicked.connect(self._on_copy)
        self.cancel_button.clicked.connect(self.close)
        row = WrapRow(theme.px(8))
        for action in (self.open_button, self.copy_button, self.cancel_button):
            row.add(action)
        return row

    def _warnings(self) -> list[str]:
        """What an address that means to deceive would rather leave unsaid."""
        if not self._safe:
            return [self.tr("Darkroom opens web pages and mail addresses, and nothing else.")]
        found: list[str] = []
        spoken = self._url.host(QUrl.ComponentFormattingOption.FullyDecoded)
        if "xn--" in self._url.host(_ENCODED):
            found.append(
                self.tr(
                    "The name of this site is written with letters beyond a to z, as “{name}”. "
                    "Make sure that it is the one you mean."
                ).format(name=spoken)
            )
        if self._url.userInfo():
            found.append(
                self.tr(
                    "“{name}” in front of the @ is not the site: that is the one named above."
                ).format(name=self._url.userInfo())
            )
        return found

    @Slot()
    def _on_open(self) -> None:
        if QDesktopServices.openUrl(self._url):
            self.close()
            return
        self._trouble.setText(
            self.tr("No program here takes this address. Copy it and open it by hand.")
        )
        self._trouble.show()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.copy_button.setText(self.tr("Copied"))
