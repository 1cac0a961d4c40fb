"""Trouble in place: what happened, why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from darkroom.core.types import Failure
from darkroom.ui.controls import IconButton, button
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow


def headline(kind: str) -> str:
    """What happened, in a few words for each ``DarkroomError.kind``."""
    translate = QCoreApplication.translate
    known = {
        "bad_input": translate("Banner", "That cannot be done"),
        "model_file": translate("Banner", "The model file cannot be read"),
        "unsupported_model": translate("Banner", "This model is not supported yet"),
        "hub": translate("Banner", "The Hugging Face Hub did not answer as hoped"),
        "no_trash": translate("Banner", "There is no trash to put it in"),
        "damaged": translate("Banner", "The file came damaged"),
        "disk_full": translate("Banner", "The disk is full"),
        "chat_template": translate("Banner", "The model has no usable chat template"),
        "context_overflow": translate("Banner", "The conversation is too long for the model"),
        "out_of_memory": translate("Banner", "Not enough memory"),
        "engine": translate("Banner", "The engine failed"),
        "not_answering": translate("Banner", "Darkroom is running already"),
        "history": translate("Banner", "The history of your chats has trouble"),
        "worker_died": translate("Banner", "The engine stopped unexpectedly"),
    }
    return known.get(kind, translate("Banner", "Something went wrong"))


class Banner(QFrame):
    """A message with the actions that make sense now.

    Args:
        theme: colours.
        is_error: red, with details to copy; else a plain notice.
        parent: Qt parent.
    """

    dismissed = Signal()

    def __init__(
        self, theme: Theme, *, is_error: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner" if is_error else "notice")
        self._report = ""
        self._title = WrapLabel(role="strong")
        self._text = WrapLabel()
        self._hint = WrapLabel(role="lead")
        self._close = IconButton(theme, "close", self.tr("Dismiss"))
        self._close.clicked.connect(self.dismissed)
        self._close.hide()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._actions = WrapRow(theme.px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(12))
        layout.setSpacing(theme.px(6))
        layout.addLayout(top)
        layout.addWidget(self._text)
        layout.addWidget(self._hint)
        layout.addSpacing(theme.px(4))
        layout.addWidget(self._actions)
        self._copy: QPushButton | None = None

    def set_failure(self, failure: Failure) -> None:
        """Explain a failure and offer its details."""
        self.set_message(headline(failure.kind), failure.text, failure.hint)
        self._report = failure.report
        if self._copy is None:
            self._copy = self.add_action(self.tr("Copy details"))
            self._copy.clicked.connect(self._on_copy)
        self._copy.setText(self.tr("Copy details"))

    def set_message(self, title: str, text: str, hint: str = "") -> None:
        """Say something."""
        self._title.setText(title)
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(filter(None, (text, hint))))

    def add_action(self, text: str) -> QPushButton:
        """Add a button; the caller connects it."""
        action = button(text)
        self._actions.add(action)
        return action

    def allow_dismiss(self) -> None:
        """Show the button that closes the banner."""
        self._close.show()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        if self._copy is not None:
            self._copy.setText(self.tr("Copied"))
