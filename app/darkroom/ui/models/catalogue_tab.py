"""The tab of what can be downloaded."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from darkroom.hub.downloads.queue import Item
from darkroom.ui.banner import headline
from darkroom.ui.controls import button, label
from darkroom.ui.models.family_card import FamilyCard, UnsupportedCard
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.models.manager import ModelsViewModel
from darkroom.viewmodels.models.offers import Offer, Shelf


class CatalogueTab(QWidget):
    """A search, a way to look into any repository, and a card for each.

    Args:
        theme: sizes.
        models: what is observed.
        parent: Qt parent.
    """

    open_asked = Signal(object)
    progress_asked = Signal()

    def __init__(
        self, theme: Theme, models: ModelsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._models = models
        self._shown: tuple[Shelf, ...] | None = None
        self.cards: list[FamilyCard] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by name or quantization"))
        self.search.setAccessibleName(self.tr("Search the catalogue"))
        self.refresh = button(self.tr("Refresh"))
        self.refresh.setToolTip(
            self.tr("Ask the Hugging Face Hub about these models; nothing is asked before")
        )
        self.address = QLineEdit()
        self.address.setPlaceholderText(self.tr("Add from Hugging Face: owner/name, or an address"))
        self.address.setAccessibleName(self.tr("Repository on Hugging Face"))
        self.look = button(self.tr("Look inside"))
        self.look.setToolTip(self.tr("Lists its GGUF models and reads their headers, no more"))
        self._state = WrapLabel(role="muted")
        self._trouble = WrapLabel(role="bad")
        self._empty = WrapLabel(role="lead")
        self._list = QVBoxLayout()
        self._build()
        self.search.textChanged.connect(self._on_changed)
        self.refresh.clicked.connect(models.catalogue.refresh)
        self.look.clicked.connect(self._on_look)
        self.address.returnPressed.connect(self._on_look)
        models.catalogue.changed.connect(self._on_changed)
        models.library.changed.connect(self._show_states)
        models.progressed.connect(self._show_states)
        self._on_changed()

    def focus(self) -> None:
        """Put the focus on the search."""
        self.search.setFocus()

    def _build(self) -> None:
        px = self._theme.px
        head = QGridLayout()
        head.setSpacing(px(8))
        for row, (field, action) in enumerate(
            ((self.search, self.refresh), (self.address, self.look))
        ):
            head.addWidget(field, row, 0)
            head.addWidget(action, row, 1)
        head.setColumnStretch(0, 1)
        self._list.setSpacing(px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        for part in (self._state, self._trouble, self._empty):
            column.addWidget(part)
        column.addSpacing(px(4))
        column.addLayout(self._list)

    @Slot()
    def _on_changed(self) -> None:
        catalogue = self._models.catalogue
        self._show_head()
        shelves = catalogue.matching(self.search.text())
        if shelves != self._shown:
            self._shown = shelves
            self._fill(shelves)
        for card in self.cards:
            card.show_fit(catalogue.fit_of(card.shelf))
        self._show_states()

    def _show_head(self) -> None:
        catalogue = self._models.catalogue
        self.refresh.setEnabled(not catalogue.refreshing)
        self.look.setText(self.tr("Stop") if catalogue.looking else self.tr("Look inside"))
        self.look.setAccessibleName(self.look.text())
        if catalogue.refreshing:
            state = self.tr("Asking the Hugging Face Hub …")
        elif catalogue.looking:
            words = self.tr("Reading the headers of the models in {repo} …")
            state = words.format(repo=catalogue.looked_up)
        else:
            day = QDate(catalogue.date.year, catalogue.date.month, catalogue.date.day)
            when = QLocale().toString(day, QLocale.FormatType.LongFormat)
            state = self.tr("As of {date}. Nobody is asked until you press Refresh.")
            state = state.format(date=when)
        self._state.setText(state)
        trouble = list(catalogue.notes)
        if catalogue.failure is not None:
            failure = catalogue.failure
            trouble = [f"{headline(failure.kind)}.", failure.text, failure.hint]
        self._trouble.setText(" ".join(filter(None, trouble)))
        self._trouble.setVisible(bool(trouble))

    def _fill(self, shelves: tuple[Shelf, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        # A repository that was looked up tells why, row by row; families do so together.
        self.cards = [FamilyCard(self._theme, s) for s in shelves if s.runs or s.found]
        for card in self.cards:
            card.download_asked.connect(self._on_download)
            card.open_asked.connect(self.open_asked)
            card.progress_asked.connect(self.progress_asked)
            self._list.addWidget(card)
        others = [s for s in shelves if not (s.runs or s.found)]
        if others:
            title = label(self.tr("NOT SUPPORTED YET"), "section")
            title.setContentsMargins(0, self._theme.px(12), 0, 0)
            self._list.addWidget(title)
            self._list.addWidget(UnsupportedCard(self._theme, others))
        self._empty.setText(
            self.tr(
                "Nothing here is called that. Paste the name of a repository on Hugging Face "
                "above to look inside it."
            )
        )
        self._empty.setVisible(not shelves)

    @Slot()
    def _show_states(self) -> None:
        downloads, library = self._models.downloads, self._models.library

        def item_of(offer: Offer) -> Item | None:
            return downloads.find(offer.repo, offer.files)

        if self.isVisible():
            for card in self.cards:
                card.show_states(library.models, item_of)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what went on meanwhile."""
        super().showEvent(event)
        self._show_states()

    @Slot()
    def _on_look(self) -> None:
        catalogue = self._models.catalogue
        if catalogue.looking:
            catalogue.stop_looking()
        elif self.address.text().strip():
            self.search.clear()
            catalogue.look_up(self.address.text())
        else:
            self.address.setFocus()

    @Slot(object)
    def _on_download(self, offer: Offer) -> None:
        self._models.download(offer)
