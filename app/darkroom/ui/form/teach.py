"""What a page without a form says: what forms are, and some to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from darkroom.core.form_shelf import Sheet
from darkroom.ui.controls import button
from darkroom.ui.form import words
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow


class Teach(QFrame):
    """A few sentences and the ready-made forms.

    Args:
        theme: sizes.
        ready: the forms to begin with.
        parent: Qt parent.
    """

    chosen = Signal(object)
    """Carries the ``Sheet`` to begin with."""

    def __init__(self, theme: Theme, ready: Sequence[Sheet], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        for text, role in (
            (self.tr("Your words stand still, the model fills the gaps."), "strong"),
            (
                self.tr(
                    "A form is text with blanks in it. All blanks are denoised together, each "
                    "with the words before and behind it in view, and nothing else changes."
                ),
                "lead",
            ),
            (
                self.tr(
                    "{{name}} is a blank of at most 8 tokens, {{name:12}} one of at most 12, "
                    "and {{name|yes|no}} becomes one of its choices."
                ),
                "lead",
            ),
        ):
            column.addWidget(WrapLabel(text, role))
        self.buttons: list[QPushButton] = []
        row = WrapRow(px(8))
        for sheet in ready:
            one = button(words.title(sheet.name))
            one.clicked.connect(partial(self.chosen.emit, sheet))
            self.buttons.append(one)
            row.add(one)
        if self.buttons:
            column.addSpacing(px(4))
            column.addWidget(WrapLabel(self.tr("Begin with one of these:"), "lead"))
            column.addWidget(row)
