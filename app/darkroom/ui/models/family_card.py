"""A repository of the catalogue and the models in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from darkroom.hardware.plan import Fit
from darkroom.hub.downloads.queue import Item
from darkroom.hub.library.model import LocalModel
from darkroom.ui import figures
from darkroom.ui.controls import ElidedLabel, button
from darkroom.ui.models import words
from darkroom.ui.models.offer_row import OfferRow
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.models.offers import Offer, Shelf
from darkroom.viewmodels.tips import plain_tip


class FamilyCard(QFrame):
    """Name, terms, and a row for each quantization.

    Args:
        theme: sizes.
        shelf: what is shown.
        parent: Qt parent.
    """

    download_asked = Signal(object)
    open_asked = Signal(object)
    progress_asked = Signal()

    def __init__(self, theme: Theme, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(shelf.name)
        self.shelf = shelf
        self.rows = [OfferRow(theme, offer) for offer in shelf.offers]
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, px(12), 1, px(8))
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), 0, px(12), px(4))
        head.setSpacing(px(3))
        head.addLayout(_titled(theme, shelf))
        if shelf.gated:
            text = self.tr(
                "Its owner wants terms accepted first: do that on the page of the model, "
                "then sign in here with `hf auth login`."
            )
            head.addWidget(WrapLabel(text, "muted"))
        layout.addLayout(head)
        for row in self.rows:
            row.download_asked.connect(self.download_asked)
            row.open_asked.connect(self.open_asked)
            row.progress_asked.connect(self.progress_asked)
            layout.addWidget(row)

    def show_fit(self, fit: Fit | None) -> None:
        """Show how each model fits."""
        by_file = {plan.candidate.file: plan for plan in fit.plans} if fit else {}
        for row in self.rows:
            candidate = row.offer.candidate
            plan = by_file.get(candidate.file) if candidate else None
            best = fit is not None and plan is not None and plan is fit.recommended
            row.show_plan(plan, recommended=best)

    def show_states(
        self,
        models: Iterable[LocalModel],
        item_of: Callable[[Offer], Item | None],
    ) -> None:
        """Show which are here, and which are on their way."""
        local = tuple(models)
        for row in self.rows:
            row.show_state(row.offer.find(local), item_of(row.offer))


class UnsupportedCard(QFrame):
    """Families that Darkroom knows of and does not run.

    Args:
        theme: sizes.
        shelves: what is shown.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, shelves: Iterable[Shelf], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Models that this version cannot run"))
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(12), px(10))
        layout.setSpacing(px(10))
        text = self.tr(
            "Darkroom recognises these models, but this version has no engine for them yet, "
            "so it does not offer to download them."
        )
        layout.addWidget(WrapLabel(text, "muted"))
        for shelf in shelves:
            line = QVBoxLayout()
            line.setSpacing(px(2))
            line.addLayout(_titled(theme, shelf, off=True))
            layout.addLayout(line)


def _titled(theme: Theme, shelf: Shelf, *, off: bool = False) -> QHBoxLayout:
    """Name and facts at the left, the way to its page at the right."""
    px = theme.px
    name, facts = ElidedLabel("strong"), ElidedLabel("muted")
    name.setProperty("off", off)
    name.setText(shelf.name)
    parts = [shelf.licence, shelf.repo]
    if off:
        offers = (f"{offer.quant} {words.offer_size(offer)}" for offer in shelf.offers)
        parts = [shelf.repo, *offers]
    facts.setText(figures.side_by_side([part for part in parts if part], " · "))
    text = QVBoxLayout()
    text.setSpacing(px(2))
    text.addWidget(name)
    text.addWidget(facts)
    row = QHBoxLayout()
    row.setSpacing(px(10))
    row.addLayout(text, 1)
    row.addWidget(_page_button(shelf))
    return row


def _page_button(shelf: Shelf) -> QPushButton:
    """Opens the page of a repository in the browser."""
    page = button(QCoreApplication.translate("Models", "Model page"), "quiet")
    words_ = QCoreApplication.translate("Models", "Page of {name} in the browser")
    page.setAccessibleName(words_.format(name=shelf.name))
    page.setToolTip(plain_tip(shelf.page))
    page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(shelf.page)))
    return page
