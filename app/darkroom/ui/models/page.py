"""The page "Models": what there is to get, what is here, and what is on its way."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from darkroom.ui import figures
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.column_scroll import ColumnScroll
from darkroom.ui.controls import IconButton, label
from darkroom.ui.models.catalogue_tab import CatalogueTab
from darkroom.ui.models.downloads_tab import DownloadsTab
from darkroom.ui.models.library_tab import LibraryTab
from darkroom.ui.theme import Theme
from darkroom.viewmodels.models.manager import ModelsViewModel


class Tab(IntEnum):
    """The three tabs, from left to right."""

    CATALOGUE = 0
    HERE = 1
    DOWNLOADS = 2


class ModelsPage(ColumnScroll):
    """One tab at a time, below a common head.

    Args:
        theme: colours and sizes.
        models: what is observed.
        parent: Qt parent.
    """

    back_asked = Signal()
    open_asked = Signal(object)
    """Carries the path of a model to load."""
    folder_asked = Signal()

    def __init__(
        self, theme: Theme, models: ModelsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "models", parent)
        self.setAccessibleName(self.tr("Models"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._models = models
        self.back = IconButton(theme, "back", self.tr("Back to the chat"), "Esc")
        self.back.clicked.connect(self.back_asked)
        self.tabs = QTabBar()
        self.catalogue = CatalogueTab(theme, models)
        self.library = LibraryTab(theme, models)
        self.downloads = DownloadsTab(theme, models)
        self._bodies = (self.catalogue, self.library, self.downloads)
        self._build()
        for body in self._bodies:
            body.open_asked.connect(self.open_asked)
        self.catalogue.progress_asked.connect(lambda: self.show_tab(Tab.DOWNLOADS))
        self.library.catalogue_asked.connect(lambda: self.show_tab(Tab.CATALOGUE))
        self.downloads.catalogue_asked.connect(lambda: self.show_tab(Tab.CATALOGUE))
        self.downloads.folder_asked.connect(self.folder_asked)
        self.tabs.currentChanged.connect(self._on_tab)
        models.progressed.connect(self._on_progressed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find)
        self._on_tab(0)
        self._on_progressed()

    @property
    def tab(self) -> Tab:
        """The one that is shown."""
        return Tab(self.tabs.currentIndex())

    def show_tab(self, tab: Tab) -> None:
        """Show a tab and put the focus into it."""
        self.tabs.setCurrentIndex(tab)
        self._bodies[tab].focus()

    def _build(self) -> None:
        px = self._theme.px
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tabs.setAccessibleName(self.tr("Parts of this page"))
        for words in (self.tr("Catalogue"), self.tr("On this computer"), self.tr("Downloads")):
            self.tabs.addTab(words)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addWidget(label(self.tr("Models"), "title"), 1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), px(16))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addSpacing(px(4))
        for body in self._bodies:
            column.addWidget(body)
        column.addStretch(1)

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        for number, body in enumerate(self._bodies):
            body.setVisible(number == index)
        self.verticalScrollBar().setValue(0)

    @Slot()
    def _on_progressed(self) -> None:
        under_way = len(self._models.downloads.under_way)
        many = self.tr("Downloads ({n})").format(n=figures.number(under_way))
        text = many if under_way else self.tr("Downloads")
        if self.tabs.tabText(Tab.DOWNLOADS) != text:
            self.tabs.setTabText(Tab.DOWNLOADS, text)

    @Slot()
    def _on_find(self) -> None:
        self._bodies[self.tab].search.setFocus()
