"""The way to the page "Models" from the rest of the window, which needs it rarely."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from darkroom.hardware.plan import Candidate
from darkroom.ui.dialogs import ask_for_folder
from darkroom.ui.theme import Theme
from darkroom.viewmodels.models.manager import ModelsViewModel

if TYPE_CHECKING:
    from darkroom.hub.downloads.queue import Item
    from darkroom.ui.models.announcer import Announcer, SystemNotes
    from darkroom.ui.models.page import ModelsPage, Tab


class ModelsDoor(QObject):
    """Makes the page when it is first wanted, and tells of downloads that end.

    Args:
        theme: colours and sizes.
        models: what is shown.
        stack: where the page goes.
        parent: Qt parent.
    """

    entered = Signal()
    """The page is in front now."""
    back_asked = Signal()
    open_asked = Signal(str)
    """Carries the path of a model to load."""

    def __init__(
        self,
        theme: Theme,
        models: ModelsViewModel,
        stack: QStackedWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._models = models
        self._stack = stack
        self.page: ModelsPage | None = None
        self.notes: SystemNotes | None = None
        self.announcer: Announcer | None = None
        self.place = QWidget()
        """Where the window shows notices."""
        QVBoxLayout(self.place).setContentsMargins(0, 0, 0, 0)
        self.place.hide()
        models.finished.connect(self._on_finished)

    @property
    def is_open(self) -> bool:
        """The page is in front."""
        return self.page is not None and self._stack.currentWidget() is self.page

    @Slot()
    def show_catalogue(self) -> None:
        """Show what there is to get."""
        from darkroom.ui.models.page import Tab

        self._enter(Tab.CATALOGUE)

    @Slot()
    def show_here(self) -> None:
        """Show what is on this computer."""
        from darkroom.ui.models.page import Tab

        self._enter(Tab.HERE)

    @Slot()
    def show_downloads(self) -> None:
        """Show what is under way."""
        from darkroom.ui.models.page import Tab

        self._enter(Tab.DOWNLOADS)

    @Slot()
    def show_last(self) -> None:
        """Show the tab that was shown last."""
        from darkroom.ui.models.page import Tab

        self._enter(self.page.tab if self.page is not None else Tab.CATALOGUE)

    @Slot(object)
    def download(self, candidate: Candidate) -> None:
        """Download a file of the catalogue's, and show how that goes."""
        offer = self._models.catalogue.offer_of(candidate.file)
        if offer is None:
            self.show_catalogue()
            return
        self._models.download(offer)
        self.show_downloads()

    @Slot()
    def choose_folder(self) -> None:
        """Ask where downloads shall go."""
        ask_for_folder(
            self._stack.window(),
            self.tr("Folder for downloaded models"),
            self._models.preferences.models_folder,
            self._on_folder_chosen,
        )

    def _enter(self, tab: Tab) -> None:
        page = self.page
        if page is None:
            from darkroom.ui.models.page import ModelsPage  # not for the first paint

            page = self.page = ModelsPage(self._theme, self._models)
            page.back_asked.connect(self.back_asked)
            page.open_asked.connect(self._on_open)
            page.folder_asked.connect(self.choose_folder)
            self._stack.addWidget(page)
        self._models.fit.look_if_needed()
        self._models.library.scan()
        self._stack.setCurrentWidget(page)
        self.place.hide()
        self.entered.emit()
        page.show_tab(tab)

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        self._models.preferences.models_folder = Path(folder)

    @Slot(object)
    def _on_open(self, path: Path) -> None:
        self.open_asked.emit(str(path))

    @Slot(object)
    def _on_finished(self, item: Item) -> None:
        if self.announcer is None:
            from darkroom.ui.models.announcer import Announcer, TrayNotes

            announcer = Announcer(self._theme, self.notes or TrayNotes(self))
            announcer.open_asked.connect(self._on_open)
            announcer.left.connect(self.place.hide)
            announcer.details_asked.connect(self.show_downloads)
            layout = self.place.layout()
            if layout is not None:
                layout.addWidget(announcer)
            self.announcer = announcer
        self.announcer.announce(item)
        # The page tells it by itself.
        self.place.setVisible(not self.is_open)
