"""Asks for the name of a preset, in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from darkroom.core.preset_file import MAX_NAME
from darkroom.ui.controls import button
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow


class NameBox(QFrame):
    """A line to type a name in, and what would come of it.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    done = Signal()
    """A name was given, or the person thought better of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._then: Callable[[str], None] = lambda _name: None
        self._warn: Callable[[str], tuple[str, bool]] = lambda _name: ("", True)
        self._question = WrapLabel(role="chip")
        self.field = QLineEdit()
        self.field.setMaxLength(MAX_NAME)
        self.field.setAccessibleName(self.tr("Name"))
        self._note = WrapLabel(role="muted")
        self.agree = button(self.tr("Save"))
        self.cancel = button(self.tr("Cancel"))
        row = WrapRow(theme.px(8))
        row.add(self.agree)
        row.add(self.cancel)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(12))
        column.setSpacing(px(8))
        for part in (self._question, self.field, self._note, row):
            column.addWidget(part)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._on_agreed)
        self.agree.clicked.connect(self._on_agreed)
        self.cancel.clicked.connect(self._on_cancelled)
        self.hide()

    def ask(
        self,
        question: str,
        name: str,
        warn: Callable[[str], tuple[str, bool]],
        then: Callable[[str], None],
    ) -> None:
        """Show the line.

        Args:
            question: what the name is for.
            name: what stands there at first.
            warn: gets what is typed; returns what to know about it, and whether it can be.
            then: gets the name.
        """
        self._warn, self._then = warn, then
        self._question.setText(question)
        self.field.setAccessibleName(question)
        self.field.setText(name)
        self._on_text_changed()
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancelled()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_text_changed(self) -> None:
        note, can_be = self._warn(self._name)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.field.setAccessibleDescription(note)
        self.agree.setEnabled(can_be and bool(self._name))

    @Slot()
    def _on_agreed(self) -> None:
        if self.agree.isEnabled():
            self.hide()
            self.done.emit()
            self._then(self._name)

    @Slot()
    def _on_cancelled(self) -> None:
        self.hide()
        self.done.emit()

    @property
    def _name(self) -> str:
        return " ".join(self.field.text().split())
