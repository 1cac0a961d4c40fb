"""One line below an answer that was made of another one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from darkroom.history.records import Provenance
from darkroom.ui.controls import button, label
from darkroom.ui.figures import number
from darkroom.ui.instrument.rows import FlowRow
from darkroom.ui.theme import Theme


class OriginNote(FlowRow):
    """Says what was done, and leads to both answers side by side.

    Args:
        theme: sizes.
        words: what was done.
        parent: Qt parent.
    """

    compare_asked = Signal()
    height_changed = Signal()

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(theme.px(4), parent)
        self._words = label(words, "muted")
        self.compare = button(self.tr("Compare"), "quiet")
        self.compare.setAccessibleDescription(words)
        self.compare.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.compare.clicked.connect(self.compare_asked)
        self.add(self._words, self.compare)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def offer(self, there: bool) -> None:
        """Show the way to the page that compares, or not yet."""
        self.compare.setVisible(there)
        self.height_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Tell of another height."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return done


def origin_words(provenance: Provenance) -> str:
    """What an answer was made by; empty where it was asked for afresh, or goes on from another."""
    translate = QCoreApplication.translate
    step = _last_step(provenance)
    match provenance.kind:
        case "fork":
            words = translate("Origin", "Forked from step {n} of another answer")
        case "polish":
            words = translate("Origin", "Polished from step {n} of another answer")
        case "pin":
            words = translate("Origin", "Denoised again around pins from step {n}")
        case "kept":
            return translate("Origin", "The draft of an earlier step, kept")
        case "repaint":
            return translate("Origin", "Some words of another answer, repainted")
        case _:
            return ""
    return words.format(n=number(step))


def _last_step(provenance: Provenance) -> int:
    """The last step that was done as it was before."""
    last = max(provenance.origins, key=lambda origin: origin.block, default=None)
    return last.stages[-1].until if last is not None and last.stages else 0
