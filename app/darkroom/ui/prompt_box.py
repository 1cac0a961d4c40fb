"""Where questions are written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from darkroom.history.records import Attachment
from darkroom.ui.attachment_chips import AttachmentChips, ChipShelf
from darkroom.ui.controls import IconButton, button, native_keys
from darkroom.ui.theme import Theme

MOST_LINES = 6


class _Edit(QPlainTextEdit):
    files_pasted = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave dropped files to the window, which knows what to do with them."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text; files that were copied go along as files."""
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if paths:
            self.files_pasted.emit(paths)
        else:
            super().insertFromMimeData(source)


class PromptBox(QFrame):
    """A text field that grows, the files that go along, and the button that sends or stops.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    send_asked = Signal(str)
    stop_asked = Signal()
    text_changed = Signal(str)
    attach_asked = Signal()
    files_dropped = Signal(object)
    """Carries paths that were pasted."""
    removed = Signal(int)
    """Carries the index of a file that shall stay behind."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prompt")
        self._busy = False
        self._sends_with_ctrl = False
        self._edit = _Edit()
        self._edit.setAccessibleName(self.tr("Your question"))
        self._edit.setTabChangesFocus(True)
        self._edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._edit.document().setDocumentMargin(0)
        self._edit.installEventFilter(self)
        self._edit.files_pasted.connect(self.files_dropped)
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.chips = AttachmentChips(theme)
        self.chips.removed.connect(self.removed)
        self._attach = IconButton(theme, "clip", self.tr("Attach text files"), "Ctrl+Shift+A")
        self._attach.clicked.connect(self.attach_asked)
        self._button = button(self.tr("Send"), "primary")
        self._button.clicked.connect(self._on_clicked)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._edit, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(12), theme.px(12), theme.px(12))
        layout.setSpacing(theme.px(10))
        layout.addWidget(ChipShelf(theme, self.chips))
        layout.addLayout(row)
        theme.changed.connect(self._fit)
        self._show_state()
        self._fit()

    @property
    def text(self) -> str:
        """What is written."""
        return self._edit.toPlainText()

    @text.setter
    def text(self, text: str) -> None:
        if text != self.text:
            self._edit.setPlainText(text)
            self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)

    def set_attachments(self, files: Sequence[Attachment]) -> None:
        """Show which files go along."""
        self.chips.show_files(files)
        self._show_state()

    def set_busy(self, busy: bool) -> None:
        """While an answer is under way the button stops it, and Enter lets the question wait."""
        self._busy = busy
        self._show_state()

    def set_send_key(self, key: str) -> None:
        """``"enter"`` or ``"ctrl_enter"`` sends; the other one begins a new line."""
        self._sends_with_ctrl = key == "ctrl_enter"
        self._show_state()

    def focus(self) -> None:
        """Put the cursor here."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The send key sends; the other one is a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._enters(event):
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def _enters(self, event: QKeyEvent) -> bool:
        """Whether Enter was dealt with."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ctrl = held == Qt.KeyboardModifier.ControlModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if self._edit.textCursor().block().layout().preeditAreaText():
            return False  # Enter chooses among what an input method offers
        if ctrl or (plain and not self._sends_with_ctrl):
            self.send_asked.emit(self.text)
            return True
        return False

    def _show_state(self) -> None:
        words = self.tr("Stop") if self._busy else self.tr("Send")
        enter = native_keys("Ctrl+Return") if self._sends_with_ctrl else self.tr("Enter")
        line = self.tr("Enter") if self._sends_with_ctrl else native_keys("Shift+Return")
        self._button.setText(words)
        self._button.setAccessibleName(words)
        self._button.setToolTip(native_keys("Esc") if self._busy else enter)
        self._edit.setToolTip(
            self.tr("{send} sends, {line} begins a new line").format(send=enter, line=line)
        )
        self._edit.setPlaceholderText(
            self.tr("Ask the next question; it waits for its turn …")
            if self._busy
            else self.tr("Ask anything …")
        )
        self._button.setEnabled(self._busy or bool(self.text.strip()) or self.chips.has_files)

    @Slot()
    def _on_text_changed(self) -> None:
        self._show_state()
        self.text_changed.emit(self.text)

    @Slot()
    def _on_clicked(self) -> None:
        if self._busy:
            self.stop_asked.emit()
        else:
            self.send_asked.emit(self.text)

    @Slot()
    def _fit(self) -> None:
        # A QPlainTextEdit measures its document in lines.
        lines = max(1, math.ceil(self._edit.document().size().height()))
        shown = min(lines, MOST_LINES)
        policy = Qt.ScrollBarPolicy
        self._edit.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > MOST_LINES else policy.ScrollBarAlwaysOff
        )
        self._edit.setFixedHeight(math.ceil(shown * self._edit.fontMetrics().lineSpacing()) + 4)
