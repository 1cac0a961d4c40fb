"""Which quantization: the button at the top that says how it fits."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from darkroom.ui import figures, fit_words
from darkroom.ui.controls import ElidedLabel, label
from darkroom.ui.icons import icon
from darkroom.ui.plan_list import VerdictChip
from darkroom.ui.quant_panel import QuantPanel
from darkroom.ui.theme import Theme
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.tips import plain_tip

_WIDE_PX = 570


class QuantPicker(QPushButton):
    """Shows the file that is looked at, and opens the list of all.

    Args:
        theme: colours and sizes.
        fit: what is observed.
        parent: Qt parent.
    """

    open_asked = Signal()
    """The person wants to choose a file on disk."""
    machine_asked = Signal()
    """The person wants to see where the bytes go."""
    download_asked = Signal(object)
    """Carries the ``Candidate`` to download."""

    def __init__(self, theme: Theme, fit: FitViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fit = fit
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._quant = ElidedLabel("strong")
        self._size = label(role="muted")
        self._chip = VerdictChip(theme)
        self._chevron = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), 0, theme.px(10), 0)
        layout.setSpacing(theme.px(10))
        layout.addWidget(self._quant, 1)
        for part in (self._size, self._chip, self._chevron):
            layout.addWidget(part)
        for part in (self._quant, self._size, self._chip, self._chevron):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.panel = QuantPanel(theme, fit, self)
        self.panel.open_asked.connect(self.open_asked)
        self.panel.machine_asked.connect(self.machine_asked)
        self.panel.download_asked.connect(self.download_asked)
        self.clicked.connect(self.open_panel)
        fit.changed.connect(self._on_changed)
        theme.changed.connect(self._dress)
        self._dress()
        self._on_changed()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return QSize(self._need(self._quant, self._size, self._chip), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """The name of the quantization fits at least; the verdict too, but in a narrow bar."""
        px = self._theme.px
        width = min(self._need(self._quant), px(110))
        bar = self.parentWidget()
        wide = bar is not None and bar.width() >= px(_WIDE_PX)
        if wide and self._fit.current is not None:
            self._chip.shorten(True)
            width = self._need(self._quant, self._chip)
            self._make_room()
        return QSize(width, px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The verdict counts more than the size where there is no room for both."""
        super().resizeEvent(event)
        self._make_room()

    @Slot()
    def open_panel(self) -> None:
        """Show all files."""
        self.panel.open_below(self)

    def _need(self, *parts: QWidget) -> int:
        px = self._theme.px
        return sum(part.sizeHint().width() + px(10) for part in parts) + px(42)

    def _make_room(self) -> None:
        known, room = self._fit.current is not None, self.width()
        self._chip.shorten(False)
        if self._need(self._quant, self._chip) > room:
            self._chip.shorten(True)
        with_chip = known and self._need(self._quant, self._chip) <= room
        self._chip.setVisible(with_chip)
        whole = self._need(self._quant, self._chip, self._size)
        self._size.setVisible(with_chip and whole <= room)

    @Slot()
    def _on_changed(self) -> None:
        plan = self._fit.current
        if plan is None:
            words = self._waiting()
            self._quant.setText(words)
            self.setAccessibleName(self.tr("Quantization: {words}").format(words=words))
            self.setToolTip("")
        else:
            recommended = plan is self._fit.best
            size = figures.size(plan.candidate.size_bytes)
            self._quant.setText(plan.candidate.quant)
            self._size.setText(size)
            self._chip.show_plan(plan, recommended=recommended, short=True)
            words = fit_words.in_words(
                plan, recommended=recommended, loaded=self._fit.is_loaded(plan)
            )
            self.setAccessibleName(self.tr("Quantization: {words}").format(words=words))
            self.setToolTip(plain_tip(plan.reason))
        self.setVisible(bool(words))
        self.updateGeometry()
        self._make_room()

    def _waiting(self) -> str:
        if self._fit.failure is not None:
            return self.tr("Cannot be planned")
        return self.tr("Looking …")

    @Slot()
    def _dress(self) -> None:
        size = self._theme.px(16)
        self._chevron.setPixmap(icon(self._theme, "chevron").pixmap(size, size))
