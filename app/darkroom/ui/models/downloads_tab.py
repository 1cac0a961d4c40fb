"""The tab of the downloads."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from darkroom.hub.downloads.queue import Item
from darkroom.ui import figures
from darkroom.ui.controls import ElidedLabel, button, label
from darkroom.ui.models import words
from darkroom.ui.models.download_row import DownloadRow
from darkroom.ui.models.limit_box import LimitBox
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.models.downloads import AT_AN_END
from darkroom.viewmodels.models.manager import ModelsViewModel


class DownloadsTab(QWidget):
    """What is under way, the newest first, and where it goes.

    Args:
        theme: sizes.
        models: what is observed.
        parent: Qt parent.
    """

    open_asked = Signal(object)
    catalogue_asked = Signal()
    folder_asked = Signal()

    def __init__(
        self, theme: Theme, models: ModelsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._downloads = models.downloads
        self._preferences = models.preferences
        self.rows: dict[str, DownloadRow] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the downloads"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.clear = button(self.tr("Clear finished"))
        self.clear.setToolTip(self.tr("Takes them off this list; the files stay"))
        self._total = WrapLabel(role="muted")
        self._empty = WrapLabel(
            self.tr(
                "Nothing is being downloaded. What you get from the catalogue shows up here, can "
                "be paused, and goes on where it was after a lost connection, a closed window or "
                "a restart. Every byte is checked before a file gets its name."
            ),
            "lead",
        )
        self._to_catalogue = button(self.tr("See what there is to get"), "primary")
        self._folder = ElidedLabel("muted", Qt.TextElideMode.ElideMiddle)
        self.change = button(self.tr("Change …"))
        self.change.setAccessibleName(self.tr("Change the folder of downloads"))
        self.limit = LimitBox(theme, models.preferences)
        self._list = QVBoxLayout()
        self._build()
        self.search.textChanged.connect(self._on_changed)
        self.clear.clicked.connect(self._downloads.clear)
        self.change.clicked.connect(self.folder_asked)
        self._to_catalogue.clicked.connect(self.catalogue_asked)
        self._downloads.changed.connect(self._on_changed)
        models.preferences.models_folder_changed.connect(self._on_folder)
        self._on_folder()

    def focus(self) -> None:
        """Put the focus on the first download."""
        first = next(iter(self.rows.values()), None)
        (first.action if first is not None else self._to_catalogue).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what went on meanwhile."""
        super().showEvent(event)
        self._on_changed()

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.search, 1)
        head.addWidget(self.clear)
        self._list.setSpacing(px(10))
        foot = QGridLayout()
        foot.setSpacing(px(8))
        foot.setColumnStretch(0, 1)
        foot.addWidget(label(self.tr("Limit of all together"), "muted"), 0, 0)
        foot.addWidget(self.limit, 0, 1)
        foot.addWidget(self._folder, 1, 0)
        foot.addWidget(self.change, 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._total)
        column.addWidget(self._empty)
        column.addSpacing(px(2))
        column.addWidget(self._to_catalogue, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(px(4))
        column.addLayout(self._list)
        column.addSpacing(px(14))
        column.addLayout(foot)

    @Slot()
    def _on_changed(self) -> None:
        if not self.isVisible():
            return
        downloads = self._downloads
        wanted = self.search.text().casefold().split()
        newest_first = reversed(downloads.items)
        shown = {i.id: i for i in newest_first if all(w in _searched(i) for w in wanted)}
        if list(shown) != list(self.rows):
            self._fill(shown)
        for id_, row in self.rows.items():
            row.show_item(shown[id_])
        none = not downloads.items
        self._empty.setVisible(none)
        self._to_catalogue.setVisible(none)
        self.search.setVisible(not none)
        ended = any(item.progress.state in AT_AN_END for item in downloads.items)
        self.clear.setVisible(not none)
        self.clear.setEnabled(ended)
        self._show_total()

    def _fill(self, shown: dict[str, Item]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {
            id_: DownloadRow(self._theme, self._downloads, item) for id_, item in shown.items()
        }
        for row in self.rows.values():
            row.open_asked.connect(self.open_asked)
            self._list.addWidget(row)

    def _show_total(self) -> None:
        downloads = self._downloads
        under_way = downloads.under_way
        self._total.setVisible(bool(downloads.items))
        if not under_way:
            self._total.setText(self.tr("Nothing is under way."))
            return
        one = self.tr("1 under way")
        many = self.tr("{n} under way").format(n=figures.number(len(under_way)))
        parts = [one if len(under_way) == 1 else many]
        if downloads.bytes_per_s:
            parts.append(words.rate(downloads.bytes_per_s))
        if (left := downloads.seconds_left) is not None:
            parts.append(words.time_left(left))
        self._total.setText(figures.side_by_side(parts, " · "))

    @Slot()
    def _on_folder(self) -> None:
        folder = self._preferences.models_folder
        self._folder.setText(self.tr("New downloads go to {folder}").format(folder=folder))


def _searched(item: Item) -> str:
    return f"{words.title(item)} {item.request.repo}".casefold()
