"""Puts blanks into a form without knowing how they are written."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from darkroom.core.form import DEFAULT_TOKENS, MAX_TOKENS, Blank
from darkroom.core.form_problems import MAX_NAME, FormError
from darkroom.ui.controls import button, label
from darkroom.ui.form import words
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow

_CHOICES = 1


class _Field(QLineEdit):
    """A line of a width of its own.

    Args:
        width: in pixels.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self._wide = width
        self.setFixedWidth(width)

    def sizeHint(self) -> QSize:
        """As wide as it is said to be: rows leave no gap behind it."""
        return QSize(self._wide, super().sizeHint().height())


class InsertBar(QFrame):
    """Name of a blank, how much it may take or what it may become, and a button.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    insert_asked = Signal(str)
    """Carries a blank as it is written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = _Field(theme.px(130))
        self.name.setMaxLength(MAX_NAME)
        self.name.setPlaceholderText(self.tr("name"))
        self.name.setAccessibleName(self.tr("Name of the blank"))
        self.kind = QComboBox()
        self.kind.addItems((self.tr("tokens, at most"), self.tr("one of")))
        self.kind.setAccessibleName(self.tr("What may stand in the blank"))
        self.tokens = QSpinBox()
        self.tokens.setRange(1, MAX_TOKENS)
        self.tokens.setValue(DEFAULT_TOKENS)
        # The style sheet's padding does not reach the text of a spin box.
        self.tokens.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        self.tokens.setAccessibleName(self.tr("Most tokens of the blank"))
        self.choices = _Field(theme.px(170))
        self.choices.setPlaceholderText(self.tr("yes | no"))
        self.choices.setAccessibleName(self.tr("Choices of the blank, with | between them"))
        self.insert = button(self.tr("Insert blank"))
        self._note = WrapLabel(role="bad")
        self._note.hide()
        row = WrapRow(theme.px(6))
        for part in (self.name, self.kind, self.tokens, self.choices, self.insert):
            row.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(self.tr("INSERT A BLANK"), "section"))
        column.addWidget(row)
        column.addWidget(self._note)
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.insert.clicked.connect(self._on_insert)
        for field in (self.name, self.choices):
            field.returnPressed.connect(self._on_insert)
            field.textChanged.connect(self._note.hide)
        self._show_kind()

    @property
    def trouble(self) -> str:
        """Why the blank that was asked for cannot be; empty if it can."""
        return "" if self._note.isHidden() else self._note.text()

    @Slot()
    def _show_kind(self) -> None:
        has_choices = self.kind.currentIndex() == _CHOICES
        self.tokens.setVisible(not has_choices)
        self.choices.setVisible(has_choices)
        self._note.hide()

    @Slot()
    def _on_insert(self) -> None:
        name = " ".join(self.name.text().split())
        try:
            if self.kind.currentIndex() == _CHOICES:
                choices = [choice.strip() for choice in self.choices.text().split("|")]
                blank = Blank(name, choices=tuple(choices))
            else:
                blank = Blank(name, self.tokens.value())
        except FormError as error:
            said = " ".join(words.trouble_alone(error))
            self._note.setText(said)
            self._note.show()
            wrong = self.choices if name and ":" not in name else self.name
            wrong = wrong if wrong.isVisible() else self.name
            wrong.setAccessibleDescription(said)
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.name.clear()
        self.insert_asked.emit(str(blank))
