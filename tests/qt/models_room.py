"""A window on a made-up hub, for the tests of the page "Models"."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from darkroom.hub.library.model import LocalModel
from darkroom.ui.app import Desk
from darkroom.ui.models.library_row import LibraryRow
from darkroom.ui.models.offer_row import OfferRow
from darkroom.ui.models.page import ModelsPage, Tab
from darkroom.viewmodels.models.offers import Offer
from gguf_files import write_model
from qt.conftest import Wait

REPO = "owner/fake-GGUF"
FILE = "fake-Q8_0.gguf"


def model_bytes(tmp_path: Path, **how: object) -> bytes:
    """A model that the made-up engine would load under a name of its own."""
    path = write_model(tmp_path / "made-for-the-hub.gguf", **how)  # type: ignore[arg-type]
    content = path.read_bytes()
    path.unlink()
    return content


def open_page(desk: Desk, tab: Tab = Tab.CATALOGUE) -> ModelsPage:
    """Show the page as people do, by one of its doors."""
    door = desk.window.models
    (door.show_catalogue, door.show_here, door.show_downloads)[tab]()
    assert door.page is not None
    return door.page


def look_inside(desk: Desk, page: ModelsPage, wait_for: Wait, repo: str = REPO) -> Offer:
    """Look into a repository; returns its first offer."""
    page.catalogue.address.setText(repo)
    page.catalogue.look.click()
    wait_for(lambda: not desk.models.catalogue.looking)
    assert desk.models.catalogue.failure is None
    # Rows just put into a layout are shown once events are handled.
    QApplication.processEvents()
    return desk.models.catalogue.found[0].offers[0]


def offer_row(page: ModelsPage, quant: str, card: int = 0) -> OfferRow:
    return next(row for row in page.catalogue.cards[card].rows if row.offer.quant == quant)


def library_row(page: ModelsPage, path: Path) -> LibraryRow:
    return page.library.rows[path]


def menu_of(row: LibraryRow) -> dict[str, bool]:
    """What the menu of a row offers, and whether that can be done now."""
    row.menu.aboutToShow.emit()
    return {a.text(): a.isEnabled() for a in row.menu.actions() if a.text()}


def choose(row: LibraryRow, text: str) -> None:
    menu: QMenu = row.menu
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def scanned(desk: Desk, wait_for: Wait) -> tuple[LocalModel, ...]:
    wait_for(lambda: desk.models.library.scanned and not desk.models.library.scanning)
    return desk.models.library.models


def words(parent: QWidget) -> str:
    """All that can be read, without the spaces that keep figures together."""
    # What was just put into a layout is shown once events are handled.
    QApplication.processEvents()
    labels = [w for w in parent.findChildren(QLabel) if w.isVisible()]
    return "\n".join(label.text() for label in labels).replace("\u00a0", " ")
