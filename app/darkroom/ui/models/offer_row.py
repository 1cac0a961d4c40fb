"""A model that can be downloaded: how large, how it fits, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.hardware.plan import Plan
from darkroom.hub.downloads.queue import Item
from darkroom.hub.downloads.request import DownloadState
from darkroom.hub.library.model import LocalModel
from darkroom.ui import fit_words
from darkroom.ui.controls import Meter, button, label
from darkroom.ui.models import words
from darkroom.ui.plan_list import VerdictChip
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.models.offers import Offer
from darkroom.viewmodels.tips import plain_tip

_QUANT_PX, _SIZE_PX, _ACTION_PX = 84, 104, 112


class OfferRow(QWidget):
    """One quantization of the catalogue.

    Args:
        theme: sizes.
        offer: what is shown.
        parent: Qt parent.
    """

    download_asked = Signal(object)
    """Carries the ``Offer``."""
    open_asked = Signal(object)
    """Carries the path to open."""
    progress_asked = Signal()
    """The person wants to see the download."""

    def __init__(self, theme: Theme, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        self._here: LocalModel | None = None
        self._item: Item | None = None
        self._heard = ""
        self._recommended = False
        self._plan: Plan | None = None
        px = theme.px
        quant = label(offer.quant, "strong")
        quant.setMinimumWidth(px(_QUANT_PX))
        size = label(words.offer_size(offer), "muted")
        size.setMinimumWidth(px(_SIZE_PX))
        self._chip = VerdictChip(theme)
        self._chip.hide()
        self._mark = label(role="muted")
        self._reason = WrapLabel(role="muted")
        self._meter = Meter(theme, 0, 4, "accent")
        self._line = WrapLabel(role="muted")
        self.action = button("")
        self.action.setProperty("small", True)
        self.action.setMinimumWidth(px(_ACTION_PX))
        self.action.clicked.connect(self._on_action)
        self._head = WrapRow(px(10), px(4))
        for part in (quant, size, self._chip, self._mark):
            self._head.add(part)
        text = QVBoxLayout()
        text.setSpacing(px(5))
        text.addStretch(1)
        for part in (self._head, self._meter, self._line, self._reason):
            text.addWidget(part)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(7), px(12), px(7))
        row.setSpacing(px(14))
        row.addLayout(text, 1)
        row.addWidget(self.action)
        self._reason.setText(offer.why_not)
        self._reason.setVisible(bool(offer.why_not))
        self.show_state(None, None)

    def show_plan(self, plan: Plan | None, *, recommended: bool) -> None:
        """Show how it fits; None while nobody has looked at the machine."""
        self._plan, self._heard = plan, ""
        self._chip.setVisible(plan is not None)
        if plan is not None:
            self._chip.setToolTip(plain_tip(plan.reason))
            best = self.tr("recommended") if recommended else ""
            self._heard = ", ".join(filter(None, (fit_words.verdict(plan), best)))
        self._recommended = recommended
        self._fit_chip()
        self._name()

    def show_state(self, here: LocalModel | None, item: Item | None) -> None:
        """Show where it is.

        Args:
            here: the same model on this computer.
            item: its download.
        """
        self._here, self._item = here, item
        progress = item.progress if item is not None else None
        over = (None, DownloadState.DONE, DownloadState.CANCELLED)
        going = here is None and progress is not None and progress.state not in over
        if self._meter.isHidden() == going:
            self._meter.setVisible(going)
            self._line.setVisible(going)
        self._mark.setText(self.tr("on this computer") if here else "")
        self._mark.setVisible(here is not None)
        if going and progress is not None:
            share = progress.done_bytes / progress.total_bytes if progress.total_bytes else 0.0
            alive = progress.state in (DownloadState.RUNNING, DownloadState.VERIFYING)
            self._meter.set_share(share, "accent" if alive else "outline")
            self._line.setText(words.progress_line(progress))
        downloadable = bool(self.offer.files) and self.offer.candidate is not None
        self.action.setVisible(downloadable or (here is not None and here.runs))
        if here is not None:
            text = self.tr("Open")
        elif going:
            text = self.tr("Show")
        else:
            text = self.tr("Download")
        self.action.setText(text)
        self._name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find words that there is room for."""
        super().resizeEvent(event)
        self._fit_chip()

    def _fit_chip(self) -> None:
        if self._plan is None:
            return
        for short in (False, True):
            self._chip.show_plan(self._plan, recommended=self._recommended, short=short)
            if self._chip.sizeHint().width() <= self._head.width():
                return
        self._chip.shorten(True)

    def _name(self) -> None:
        wanted = self._recommended and self._here is None and self._meter.isHidden()
        role = "primary" if wanted else ""
        if self.action.property("role") != role:
            self.action.setProperty("role", role)
            self.action.style().polish(self.action)
        words_ = self.tr("{action} {quant}, {size}").format(
            action=self.action.text(), quant=self.offer.quant, size=words.offer_size(self.offer)
        )
        self.action.setAccessibleName(", ".join(filter(None, (words_, self._heard))))
        self.action.setAccessibleDescription(
            self._line.text() if not self._line.isHidden() else self._mark.text()
        )

    @Slot()
    def _on_action(self) -> None:
        if self._here is not None:
            self.open_asked.emit(self._here.path)
        elif not self._meter.isHidden():
            self.progress_asked.emit()
        else:
            self.download_asked.emit(self.offer)
