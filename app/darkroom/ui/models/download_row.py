"""A download: how far it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from darkroom.hub.downloads.queue import Item
from darkroom.hub.downloads.request import DownloadState
from darkroom.ui import figures
from darkroom.ui.controls import ElidedLabel, IconButton, Meter, button
from darkroom.ui.models import words
from darkroom.ui.models.confirm import Confirm
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.models.downloads import UNDER_WAY, DownloadsViewModel, main_file

_ACTION_PX = 92


class DownloadRow(QFrame):
    """One download of the queue.

    Args:
        theme: sizes.
        downloads: what is asked.
        item: what is shown first.
        parent: Qt parent.
    """

    open_asked = Signal(object)
    """Carries the path."""

    def __init__(
        self,
        theme: Theme,
        downloads: DownloadsViewModel,
        item: Item,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._downloads = downloads
        self.item = item
        # Beginnings are alike; what tells them apart stands at the end.
        self._title = ElidedLabel("strong", Qt.TextElideMode.ElideMiddle)
        self._repo = ElidedLabel("muted", Qt.TextElideMode.ElideMiddle)
        self._meter = Meter(theme, 0, 6, "accent")
        self._line = WrapLabel(role="muted")
        self._note = WrapLabel(role="muted")
        self._error = WrapLabel(role="bad")
        self.action = button("")
        self.action.setMinimumWidth(theme.px(_ACTION_PX))
        self.action.clicked.connect(self._on_action)
        self.show_folder = button(self.tr("Show in folder"), "quiet")
        self.show_folder.clicked.connect(self._on_show_folder)
        self.drop = IconButton(theme, "close", self.tr("Cancel"))
        self.drop.clicked.connect(self._on_drop)
        self.confirm = Confirm(theme)
        self.confirm.agreed.connect(self._on_drop_agreed)
        self.confirm.declined.connect(self.drop.setFocus)
        self._build(theme)
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """Show how far it is."""
        self.item = item
        progress = item.progress
        state, done = progress.state, progress.state is DownloadState.DONE
        title = words.title(item)
        self._title.setText(title)
        self._repo.setText(item.request.repo)
        share = progress.done_bytes / progress.total_bytes if progress.total_bytes else 0.0
        alive = state in (DownloadState.RUNNING, DownloadState.VERIFYING)
        self._meter.set_share(share, "accent" if alive else "outline")
        self._meter.setVisible(not done)
        self._line.setText(words.progress_line(progress))
        self._note.setText(progress.note)
        self._note.setVisible(bool(progress.note))
        error = progress.error
        text = " ".join(filter(None, (error.text, error.hint))) if error is not None else ""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.action.setText(self._words())
        self.action.setAccessibleName(f"{self.action.text()}: {title}")
        self.action.setAccessibleDescription(self._line.text().replace("\u00a0", " "))
        self.show_folder.setVisible(done)
        self.show_folder.setAccessibleName(f"{self.show_folder.text()}: {title}")
        drop = self.tr("Take off the list") if done else self.tr("Cancel")
        self.drop.setAccessibleName(f"{drop}: {title}")
        self.drop.setToolTip(drop)
        self.setAccessibleName(f"{title}, {self._line.text()}".replace("\u00a0", " "))
        if done:
            self.confirm.hide()

    def _build(self, theme: Theme) -> None:
        px = theme.px
        text = QVBoxLayout()
        text.setSpacing(px(2))
        text.addWidget(self._title)
        text.addWidget(self._repo)
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addLayout(text, 1)
        for part in (self.action, self.drop):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(10), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, px(6), 0)
        inner.setSpacing(px(6))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._line, 1)
        line.addWidget(self.show_folder)
        inner.addWidget(self._meter)
        inner.addLayout(line)
        for part in (self._note, self._error, self.confirm):
            inner.addWidget(part)
        column.addLayout(inner)

    def _words(self) -> str:
        match self.item.progress.state:
            case DownloadState.DONE:
                return self.tr("Open")
            case DownloadState.FAILED:
                return self.tr("Retry")
            case DownloadState.PAUSED | DownloadState.CANCELLED:
                return self.tr("Resume")
            case _:
                return self.tr("Pause")

    @Slot()
    def _on_action(self) -> None:
        state = self.item.progress.state
        if state is DownloadState.DONE:
            self.open_asked.emit(main_file(self.item))
        elif state in UNDER_WAY:
            self._downloads.pause(self.item.id)
        else:
            self._downloads.resume(self.item.id)

    @Slot()
    def _on_show_folder(self) -> None:
        folder = main_file(self.item).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def _on_drop(self) -> None:
        progress = self.item.progress
        if progress.state is DownloadState.DONE or not progress.done_bytes:
            self._on_drop_agreed()
            return
        question = self.tr("What came so far, {size}, would be deleted.")
        self.confirm.ask(
            question.format(size=figures.size(progress.done_bytes)), self.tr("Cancel the download")
        )

    @Slot()
    def _on_drop_agreed(self) -> None:
        self._downloads.remove(self.item.id)
