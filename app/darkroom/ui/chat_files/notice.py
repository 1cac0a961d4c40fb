"""Tells how far an export or a backup is, and what came of it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from darkroom.ui.banner import Banner
from darkroom.ui.chat_files import words
from darkroom.ui.controls import Meter, announce
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_files import ChatFilesViewModel, Work

_TELL_AFTER_MS = 400
"""What is done by then is told as done, without a flicker before."""


class FilesNotice(QWidget):
    """Shows itself while there is something to tell: trouble, work, its end, a choice.

    Args:
        theme: colours.
        files: what is observed.
        parent: Qt parent.
    """

    shown_changed = Signal(bool)

    def __init__(
        self, theme: Theme, files: ChatFilesViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._told = ""
        self.trouble = Banner(theme)
        self.trouble.allow_dismiss()
        self.trouble.dismissed.connect(files.dismiss)
        self.progress = Banner(theme, is_error=False)
        self._meter = Meter(theme, 0, 3, "accent")
        self._meter.setAccessibleName(self.tr("Progress"))
        # Between the words and the button.
        cast("QVBoxLayout", self.progress.layout()).insertWidget(2, self._meter)
        self.end = Banner(theme, is_error=False)
        self.end.allow_dismiss()
        self.end.dismissed.connect(files.dismiss)
        self.choice = Banner(theme, is_error=False)
        self._add_actions()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_TELL_AFTER_MS)
        self._patience.timeout.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for banner in self._banners:
            layout.addWidget(banner)
        files.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def _banners(self) -> tuple[Banner, ...]:
        return (self.trouble, self.progress, self.end, self.choice)

    def _add_actions(self) -> None:
        files = self._files
        self.stop = self._add(self.progress, self.tr("Stop"), files.cancel)
        self.reveal = self._add(self.end, self.tr("Show in folder"), self._on_reveal)
        self.restart = self._add(self.choice, self.tr("Restart now"), files.restart)
        self.later = self._add(self.choice, self.tr("At the next start"), files.put_off)
        self.withdraw = self._add(self.choice, self.tr("Do not restore"), files.withdraw)

    def _add(self, banner: Banner, text: str, then: object) -> QPushButton:
        action = banner.add_action(text)
        action.clicked.connect(then)
        return action

    @Slot()
    def _on_changed(self) -> None:
        if self._files.work is None:
            self._patience.stop()
        elif not self._patience.isActive() and self.progress.isHidden():
            self._patience.start()
            self._show_banner(None)
            return
        if not self._patience.isActive():
            self._show()

    @Slot()
    def _show(self) -> None:
        files = self._files
        if files.work is not None:
            done, total = files.done
            self.progress.set_message(words.under_way(files.work), words.how_far(done, total))
            self._meter.set_share(done / total if total else 0.0)
            self._meter.setVisible(total > 0)
            self.stop.setVisible(files.work in (Work.EXPORT, Work.IMPORT))
            self._show_banner(self.progress)
        elif files.failure is not None:
            self.trouble.set_failure(files.failure)
            self.trouble.set_message(*words.failed(files.failed_work, files.failure))
            self._show_banner(self.trouble)
        elif files.outcome is not None:
            self.end.set_message(*words.ended(files.outcome))
            self.reveal.setVisible(files.outcome.work in (Work.EXPORT, Work.BACK_UP))
            self._show_banner(self.end)
        elif files.restored is not None:
            self.end.set_message(*words.restored(files.restored))
            self.reveal.setVisible(files.restored.kept is not None)
            self._show_banner(self.end)
        elif files.is_waiting:
            self.choice.set_message(*words.waiting())
            self._show_banner(self.choice)
        else:
            self._show_banner(None)

    def _show_banner(self, shown: Banner | None) -> None:
        for banner in self._banners:
            banner.setVisible(banner is shown)
        self.setVisible(shown is not None)
        self.shown_changed.emit(shown is not None)
        # Of what goes on, its beginning is told, and not every step of it.
        told = shown.accessibleName() if shown else ""
        if told != self._told:
            self._told = told
            if shown is not None:
                announce(shown, told)

    @Slot()
    def _on_reveal(self) -> None:
        outcome, restored = self._files.outcome, self._files.restored
        path = outcome.path if outcome else restored.kept if restored else None
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
