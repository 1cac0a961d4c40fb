"""Where questions are written."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from darkroom.ui.controls import button
from darkroom.ui.theme import Theme

MOST_LINES = 6


class _Edit(QPlainTextEdit):
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave dropped files to the window, which may open them."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)


class PromptBox(QFrame):
    """A text field that grows, with the button that sends or stops.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    send_asked = Signal(str)
    stop_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prompt")
        self._theme = theme
        self._busy = False
        self._edit = _Edit()
        self._edit.setAccessibleName(self.tr("Your question"))
        self._edit.setToolTip(self.tr("Enter sends, Shift+Enter begins a new line"))
        self._edit.setPlaceholderText(self.tr("Ask anything …"))
        self._edit.setTabChangesFocus(True)
        self._edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._edit.document().setDocumentMargin(0)
        self._edit.installEventFilter(self)
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._button = button(self.tr("Send"), "primary")
        self._button.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(12))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self._edit, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        theme.changed.connect(self._fit)
        self._on_text_changed()
        self._fit()

    @property
    def text(self) -> str:
        """What is written."""
        return self._edit.toPlainText()

    @text.setter
    def text(self, text: str) -> None:
        self._edit.setPlainText(text)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)

    def set_busy(self, busy: bool) -> None:
        """While an answer is under way the button stops it."""
        self._busy = busy
        words = self.tr("Stop") if busy else self.tr("Send")
        self._button.setText(words)
        self._button.setAccessibleName(words)
        self._button.setToolTip(self.tr("Esc") if busy else self.tr("Enter"))
        self._on_text_changed()

    def focus(self) -> None:
        """Put the cursor here."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter sends; Shift+Enter is a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.send_asked.emit(self.text)
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_text_changed(self) -> None:
        self._button.setEnabled(self._busy or bool(self.text.strip()))

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
