"""Another wording of a question, written in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from darkroom.ui.controls import button, native_keys
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.ui.wrapping import WrapRow

_MOST_LINES = 12


class QuestionEditor(QFrame):
    """Ctrl+Enter sends, Esc leaves everything as it was.

    Args:
        theme: fonts and sizes.
        text: the wording so far.
        parent: Qt parent.
    """

    sent = Signal(str)
    """Carries the new text, never an empty one."""
    cancelled = Signal()
    height_changed = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prompt")
        self.edit = _Edit(text, self)
        self.edit.setAccessibleName(self.tr("Your question"))
        self.edit.setFont(theme.chat_font(ANSWER_PX - 1))
        self.edit.sent.connect(self._on_sent)
        self.edit.cancelled.connect(self.cancelled)
        self.send = button(self.tr("Save and send"), "primary")
        self.send.setProperty("small", True)
        self.send.setToolTip(native_keys("Ctrl+Return"))
        self.send.clicked.connect(self._on_sent)
        cancel = button(self.tr("Cancel"))
        cancel.setToolTip(native_keys("Esc"))
        cancel.clicked.connect(self.cancelled)
        self._row = WrapRow(theme.px(8))
        self._row.add(self.send)
        self._row.add(cancel)
        self._pad = theme.px(12)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._on_size)
        self.edit.textChanged.connect(self._on_text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self._pad, self._pad, self._pad, self._pad)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.edit)
        layout.addWidget(self._row)
        self._fit()

    def sizeHint(self) -> QSize:
        """Any width, the height that its lines need."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def _fit(self) -> None:
        # QPlainTextEdit measures its document in lines.
        lines = round(self.edit.document().size().height())
        spacing = QFontMetricsF(self.edit.font()).lineSpacing()
        height = round(spacing * min(max(lines, 2), _MOST_LINES)) + 2
        if height != self.edit.height() or self.edit.minimumHeight() != height:
            self.edit.setFixedHeight(height)
            self.height_changed.emit()

    @Slot()
    def _on_size(self) -> None:
        self._fit()

    @Slot()
    def _on_text(self) -> None:
        self.send.setEnabled(bool(self.edit.toPlainText().strip()))
        self._fit()

    @Slot()
    def _on_sent(self) -> None:
        text = self.edit.toPlainText().strip()
        if text:
            self.sent.emit(text)


class _Edit(QPlainTextEdit):
    """Takes two keys for itself that the window has uses for."""

    sent = Signal()
    cancelled = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def event(self, event: QEvent) -> bool:
        """Claim the keys before the window's shortcuts do."""
        is_claim = event.type() == QEvent.Type.ShortcutOverride
        if is_claim and isinstance(event, QKeyEvent) and self._signal_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send, leave, or write."""
        match self._signal_of(event):
            case "send":
                self.sent.emit()
            case "cancel":
                self.cancelled.emit()
            case _:
                super().keyPressEvent(event)

    def _signal_of(self, event: QKeyEvent) -> str | None:
        if event.key() == Qt.Key.Key_Escape:
            return "cancel"
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return "send" if is_enter and held else None
