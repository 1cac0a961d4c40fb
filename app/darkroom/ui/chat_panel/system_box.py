"""Where the system prompt is written."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from darkroom.ui.controls import label
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel

_LEAST_LINES, _MOST_LINES = 3, 12


class _Edit(QPlainTextEdit):
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class SystemBox(QWidget):
    """A text field that grows.

    Args:
        theme: sizes.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, settings: ChatSettingsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._shown = ""
        self.edit = _Edit()
        self.edit.setAccessibleName(self.tr("System prompt"))
        self.edit.setPlaceholderText(
            self.tr("What the model should know and how it should answer, in every turn")
        )
        self.edit.setTabChangesFocus(True)
        self.edit.document().setDocumentMargin(theme.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("SYSTEM PROMPT"), "section"))
        column.addWidget(self.edit)
        self.edit.installEventFilter(self)
        self.edit.resized.connect(self._fit)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        settings.changed.connect(self._show)
        self._show()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the font."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot()
    def _show(self) -> None:
        # Not compared with the field, which writes some spaces in its own way.
        if self._settings.system != self._shown:
            self._shown = self._settings.system
            with QSignalBlocker(self.edit):
                self.edit.setPlainText(self._shown)

    @Slot()
    def _on_text_changed(self) -> None:
        self._shown = self.edit.toPlainText()
        self._settings.system = self._shown

    @Slot()
    def _fit(self) -> None:
        # A QPlainTextEdit measures its document in lines.
        lines = math.ceil(self.edit.document().size().height())
        shown = min(max(lines, _LEAST_LINES), _MOST_LINES)
        policy = Qt.ScrollBarPolicy
        self.edit.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > _MOST_LINES else policy.ScrollBarAlwaysOff
        )
        text = shown * self.edit.fontMetrics().lineSpacing()
        around = 2 * self.edit.document().documentMargin() + self._theme.px(14)
        self.edit.setFixedHeight(math.ceil(text + around))
