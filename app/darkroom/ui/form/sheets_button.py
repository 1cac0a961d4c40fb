"""The forms there are, behind one button: to begin with, to keep, and to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from darkroom.core.form_shelf import Sheet
from darkroom.ui.form import words
from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.viewmodels.forms.sheets import SheetsViewModel


class SheetsButton(QPushButton):
    """A button with a menu.

    Args:
        theme: colours.
        sheets: the forms that are kept.
        ready: those that are there from the start.
        parent: Qt parent.
    """

    save_asked = Signal()
    rename_asked = Signal()
    import_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        sheets: SheetsViewModel,
        ready: Sequence[Sheet],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Choose a form …"), parent)
        self._theme = theme
        self._sheets = sheets
        self._ready = tuple(ready)
        self.setAccessibleName(self.tr("Forms there are"))
        self.setAutoDefault(False)
        self.menu_ = QMenu(self)
        self.menu_.aboutToShow.connect(self.fill)
        self.clicked.connect(self.open_menu)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def open_menu(self) -> None:
        """Offer the forms."""
        self.menu_.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def fill(self) -> None:
        """List what there is now."""
        menu, sheets = self.menu_, self._sheets
        menu.clear()
        self._section(self.tr("Ready-made"))
        for sheet in self._ready:
            self._add(words.title(sheet.name), lambda sheet=sheet: sheets.begin(_unnamed(sheet)))
        if sheets.names:
            self._section(self.tr("Your own"))
        group = QActionGroup(menu)
        for name in sheets.names:
            action = self._add(name, lambda name=name: sheets.open(name))
            action.setCheckable(True)
            action.setChecked(name == sheets.name)
            group.addAction(action)
        menu.addSeparator()
        self._add(self.tr("Begin an empty form"), lambda: sheets.begin(Sheet())).setEnabled(
            not sheets.is_empty
        )
        self._add(self.tr("Bring back what stood here before"), sheets.bring_back).setEnabled(
            sheets.can_bring_back
        )
        self._add(self.tr("Open a text file …"), self.import_asked.emit)
        menu.addSeparator()
        self._add(self.tr("Save …"), self.save_asked.emit).setEnabled(not sheets.is_empty)
        self._add_own()

    @Slot()
    def _dress(self) -> None:
        size = self._theme.px(16)
        self.setIcon(icon(self._theme, "form", colour="text"))
        self.setIconSize(QSize(size, size))

    def _add_own(self) -> None:
        name = self._sheets.name
        if name:
            rename = self.tr("Rename “{name}” …").format(name=name)
            self._add(rename, self.rename_asked.emit)
            delete = self.tr("Delete “{name}”").format(name=name)
            self._add(delete, lambda: self._sheets.delete(name))

    def _add(self, text: str, then: Callable[[], object]) -> QAction:
        action = QAction(text.replace("&", "&&"), self.menu_)
        action.triggered.connect(lambda _=False: then())
        self.menu_.addAction(action)
        return action

    def _section(self, text: str) -> None:
        title = QAction(text, self.menu_)
        title.setEnabled(False)
        self.menu_.addAction(title)


def _unnamed(sheet: Sheet) -> Sheet:
    return Sheet(sheet.text, sheet.request)
