"""Tells that a download has ended, wherever the person is looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon, QVBoxLayout, QWidget

from darkroom.hub.downloads.queue import Item
from darkroom.hub.downloads.request import DownloadState
from darkroom.ui.banner import Banner
from darkroom.ui.icons import app_icon
from darkroom.ui.models import words
from darkroom.ui.theme import Theme
from darkroom.viewmodels.models.downloads import main_file

_SHOWN_MS = 10_000


class SystemNotes(Protocol):
    """Shows a message of the system."""

    def show(self, title: str, text: str, on_clicked: Callable[[], None]) -> bool:
        """Whether the system can do that."""
        ...


class TrayNotes(QObject):
    """Messages of the system, by an icon that is only there for them.

    Args:
        parent: Qt parent.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(_SHOWN_MS + 1000)
        self._on_clicked: Callable[[], None] = lambda: None

    def show(self, title: str, text: str, on_clicked: Callable[[], None]) -> bool:
        """Whether there is a place for messages; then it was shown."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(app_icon(), self)
            self._icon.messageClicked.connect(self._on_message_clicked)
            self._hide.timeout.connect(self._icon.hide)
        self._on_clicked = on_clicked
        self._icon.show()
        self._icon.showMessage(title, text, app_icon(), _SHOWN_MS)
        self._hide.start()
        return True

    @Slot()
    def _on_message_clicked(self) -> None:
        self._on_clicked()


class Announcer(QWidget):
    """A notice in the window; one of the system too, for a window that nobody looks at.

    Args:
        theme: sizes.
        notes: of the system.
        parent: Qt parent.
    """

    open_asked = Signal(object)
    """Carries the path of a model that is there now."""
    details_asked = Signal()
    left = Signal()
    """The person has seen it."""

    def __init__(self, theme: Theme, notes: SystemNotes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self._item: Item | None = None
        self._banner = Banner(theme, is_error=False)
        self._banner.allow_dismiss()
        self._banner.dismissed.connect(self.left)
        self.open = self._banner.add_action(self.tr("Open"))
        self.open.clicked.connect(self._on_open)
        self.details = self._banner.add_action(self.tr("Show the downloads"))
        self.details.clicked.connect(self._on_details)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._banner)

    def announce(self, item: Item) -> None:
        """Tell of a download that is done or has failed."""
        self._item = item
        done = item.progress.state is DownloadState.DONE
        name = words.title(item)
        title = self.tr("{name} is on this computer") if done else self.tr("{name} has stopped")
        title = title.format(name=name)
        error = item.progress.error
        if done:
            text = self.tr("Every byte was checked.")
        else:
            text = error.text if error is not None else ""
        self._banner.set_message(title, text, error.hint if error is not None else "")
        self.open.setVisible(done)
        window = self.window()
        if not window.isActiveWindow():
            self._notes.show(title, text, window.activateWindow)

    @Slot()
    def _on_open(self) -> None:
        self.left.emit()
        if self._item is not None:
            self.open_asked.emit(main_file(self._item))

    @Slot()
    def _on_details(self) -> None:
        self.left.emit()
        self.details_asked.emit()
