"""What a conversation without turns shows: what this is, and something to ask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.column_scroll import ColumnScroll
from darkroom.ui.controls import ElidedLabel, button, label
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.cells import GRAIN_LEVELS, CanvasContent, CellState
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompts import SuggestedPrompt

_HERO_PX = 27
_TWO_COLUMNS_PX = 520


class PromptCard(QPushButton):
    """A suggestion: its title, and as much of the question as fits.

    Args:
        theme: sizes.
        prompt: the suggestion.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, prompt: SuggestedPrompt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.prompt = prompt
        self.setProperty("role", "card")
        self.setAccessibleName(prompt.prompt)
        self.setAccessibleDescription(self.tr("Suggested question"))
        title, question = ElidedLabel("strong"), ElidedLabel("muted")
        title.setText(prompt.title)
        question.setText(prompt.prompt)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(11), theme.px(16), theme.px(11))
        layout.setSpacing(theme.px(3))
        for part in (title, question):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)

    def sizeHint(self) -> QSize:
        """As tall as its two lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same height, any width."""
        return QSize(40, self.sizeHint().height())


class Welcome(ColumnScroll):
    """The empty state.

    Args:
        theme: colours and fonts.
        prompts: suggestions; may be none.
        preferences: whether the person has a model, or wants none.
        parent: Qt parent.
    """

    prompt_chosen = Signal(str)
    machine_asked = Signal()
    models_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        prompts: Sequence[SuggestedPrompt],
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "welcome", parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hero = CanvasView(theme, _HERO_PX)
        self._hero.set_content(self._phrase())
        self._hero.setAccessibleName(self.tr("Watch an answer develop out of noise"))
        self._lead = WrapLabel(
            self.tr(
                "This model does not write word by word. It starts from a canvas of noise and "
                "sharpens all of it at once, step by step, here on your machine. Grey grain is "
                "still noise, slanted words are a guess, underlined words were just accepted."
            ),
            "lead",
        )
        self._cards = [PromptCard(theme, prompt) for prompt in prompts]
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(10))
        self._columns = 0
        self._preferences = preferences
        self._offer: tuple[QWidget, ...] = ()
        self._build()
        theme.changed.connect(self._on_theme_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of suggestions where two do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        px = self._theme.px
        whole = QVBoxLayout(self._column)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(14))
        whole.addStretch(1)
        whole.addWidget(self._hero)
        column = QVBoxLayout()
        column.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), 0)
        column.setSpacing(px(14))
        column.addWidget(self._lead)
        whole.addLayout(column)
        whole.addStretch(1)
        if self._cards:
            column.addSpacing(px(10))
            column.addWidget(label(self.tr("TRY ONE OF THESE"), "section"))
            column.addLayout(self._grid)
        column.addWidget(
            WrapLabel(
                self.tr(
                    "The bundled demo model is tiny and knows only a few things. For more, get a "
                    "larger model, or drop a DiffusionGemma .gguf file here."
                ),
                "muted",
            )
        )
        machine = button(self.tr("See what fits this machine"))
        machine.clicked.connect(self.machine_asked)
        get = button(self.tr("Get a model that fits this machine"))
        get.clicked.connect(self.models_asked)
        decline = button(self.tr("Not now"), "quiet")
        decline.setAccessibleDescription(get.text())
        decline.clicked.connect(self._on_declined)
        self._offer = (get, decline)
        ways = WrapRow(px(8))
        for part in (get, machine, decline):
            ways.add(part)
        column.addSpacing(px(2))
        column.addWidget(ways)
        for card in self._cards:
            card.clicked.connect(self._on_card_clicked)
        self._on_theme_changed()

    def _phrase(self) -> CanvasContent:
        """The title in all four states, as a canvas is in the middle of its way."""
        words = self.tr("Watch an answer develop out of noise").split(" ")
        tail = [CellState.FRESH, CellState.DRAFT, CellState.DRAFT, CellState.NOISE]
        states = ([CellState.SETTLED] * len(words) + tail)[-len(words) :]
        cells = np.arange(len(words), dtype=np.int32)
        return CanvasContent(
            "",
            tuple(f"{word} " for word in words),
            np.array(states, np.uint8),
            np.full(len(words), GRAIN_LEVELS - 1, np.uint8),
            cells,
        )

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self._theme.px(_TWO_COLUMNS_PX) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Offer a model to those who have none."""
        super().showEvent(event)
        likes = self._preferences
        for part in self._offer:
            part.setVisible(not (likes.recent_files or likes.wants_no_model))

    @Slot()
    def _on_declined(self) -> None:
        self._preferences.wants_no_model = True
        for part in self._offer:
            part.hide()

    @Slot()
    def _on_card_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, PromptCard):
            self.prompt_chosen.emit(card.prompt.prompt)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._columns = 0
        self._arrange()
