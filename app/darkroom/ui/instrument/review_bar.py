"""The word diff of a repainted answer, to be accepted, rejected or tried again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from darkroom.ui.controls import button
from darkroom.ui.instrument.card import Card
from darkroom.ui.instrument.diff_text import DiffText, said
from darkroom.ui.instrument.rows import FlowRow
from darkroom.ui.theme import Theme
from darkroom.viewmodels.word_diff import Change


class ReviewBar(Card):
    """Stands below the new answer until somebody decides.

    Args:
        theme: colours and sizes.
        changes: of the answer it came from and the new one.
        parent: Qt parent.
    """

    accepted = Signal()
    rejected = Signal()
    again_asked = Signal()

    def __init__(
        self, theme: Theme, changes: Sequence[Change], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", parent)
        same = all(kind == "same" for kind, _ in changes)
        title = self.tr("The same words again") if same else self.tr("Repainted")
        self.title.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(said(changes))
        self.diff = DiffText(theme, changes)
        self.accept = button(self.tr("Accept"), "primary")
        self.accept.setProperty("small", True)
        self.accept.setToolTip(self.tr("Keep the new words"))
        self.reject = button(self.tr("Reject"))
        self.reject.setToolTip(self.tr("Delete this answer and go back to the one before"))
        self.again = button(self.tr("Try again"))
        self.again.setToolTip(self.tr("Delete this answer and repaint with another seed"))
        self.accept.clicked.connect(self.accepted)
        self.reject.clicked.connect(self.rejected)
        self.again.clicked.connect(self.again_asked)
        if same:
            self.diff.hide()
        self.put(self.diff)
        row = FlowRow(theme.px(8))
        row.add(self.accept, self.reject, self.again)
        self.put(row)
