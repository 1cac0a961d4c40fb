"""What is to stand in the place of selected words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from darkroom.ui.controls import button, label
from darkroom.ui.figures import number
from darkroom.ui.instrument.card import Card, paragraph
from darkroom.ui.instrument.rows import FlowRow
from darkroom.ui.theme import Theme

_LONGEST_WISH = 400
_LONGEST_SHOWN = 120


class RepaintForm(Card):
    """The words, a wish, and how many tokens there may be.

    Args:
        theme: colours and sizes.
        words: what is selected.
        tokens: how many it is now, ≥ 1.
        most: how many there may be.
        parent: Qt parent.
    """

    asked = Signal(int, str)
    """Carries how many tokens there are to be, and the wish."""

    def __init__(
        self, theme: Theme, words: str, tokens: int, most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Repaint “{words}”").format(words=_short(words)), parent)
        self.wish = QLineEdit()
        self.wish.setMaxLength(_LONGEST_WISH)
        self.wish.setPlaceholderText(self.tr("What do you want there? (optional)"))
        self.wish.setAccessibleName(self.tr("What do you want there?"))
        self.wish.returnPressed.connect(self._on_repaint)
        self.tokens = QSpinBox()
        # The style sheet's padding does not reach the text of a spin box.
        self.tokens.lineEdit().setTextMargins(theme.px(6), 0, theme.px(6), 0)
        self.tokens.setRange(1, max(most, 1))
        self.tokens.setValue(tokens)
        self.tokens.setFixedWidth(theme.px(72))
        self.tokens.setAccessibleName(self.tr("Tokens"))
        range_words = self.tr("1 … {most}, now {n}").format(most=number(most), n=number(tokens))
        self.tokens.setAccessibleDescription(range_words)
        self.repaint_button = button(self.tr("Repaint"), "primary")
        self.repaint_button.setProperty("small", True)
        self.repaint_button.clicked.connect(self._on_repaint)
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.closed)
        note = self.tr("Only these words are denoised anew; all others stay as they are.")
        self.put(paragraph(note, "muted"))
        self.put(self.wish)
        row = FlowRow(theme.px(8))
        name = label(self.tr("Tokens"))
        name.setBuddy(self.tokens)
        row.add(name, self.tokens, label(range_words, "unit"), self.repaint_button, self.cancel)
        self.put(row)

    def focus(self) -> None:
        """Begin with the wish."""
        self.wish.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_repaint(self) -> None:
        self.tokens.interpretText()
        self.asked.emit(self.tokens.value(), self.wish.text().strip())


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1]}…"
