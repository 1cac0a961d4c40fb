"""Tells how far an export is, and what came of it."""

from __future__ import annotations

import re
from typing import Final, cast

from PySide6.QtCore import QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.ui.banner import Banner
from darkroom.ui.controls import Meter, announce
from darkroom.ui.figures import number, size
from darkroom.ui.replay.export_words import under_way
from darkroom.ui.theme import Theme
from darkroom.viewmodels.exports import ReplayExports

_TELL_AFTER_MS: Final = 400
"""What is done by then is told as done, without a flicker before."""
_SEPARATORS: Final = re.compile(r"[/\\_.]")


class ExportNotice(QWidget):
    """Shows itself while there is something to tell.

    Args:
        theme: colours.
        exports: what is observed.
        parent: Qt parent.
    """

    shown_changed = Signal(bool)

    def __init__(self, theme: Theme, exports: ReplayExports, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exports = exports
        self._told = ""
        self.trouble = Banner(theme)
        self.progress = Banner(theme, is_error=False)
        self._meter = Meter(theme, 0, 3, "accent")
        self._meter.setAccessibleName(self.tr("Progress"))
        # Between the words and the button.
        cast("QVBoxLayout", self.progress.layout()).insertWidget(2, self._meter)
        self.end = Banner(theme, is_error=False)
        for banner in (self.trouble, self.end):
            banner.allow_dismiss()
            banner.dismissed.connect(exports.dismiss)
        self.stop = self.progress.add_action(self.tr("Stop"))
        self.stop.clicked.connect(exports.cancel)
        self.reveal = self.end.add_action(self.tr("Show in folder"))
        self.reveal.clicked.connect(self._on_reveal)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_TELL_AFTER_MS)
        self._patience.timeout.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for banner in self._banners:
            layout.addWidget(banner)
        exports.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def _banners(self) -> tuple[Banner, ...]:
        return (self.trouble, self.progress, self.end)

    @Slot()
    def _on_changed(self) -> None:
        if not self._exports.busy:
            self._patience.stop()
        elif not self._patience.isActive() and self.progress.isHidden():
            self._patience.start()
            self._show_banner(None)
            return
        if not self._patience.isActive():
            self._show()

    @Slot()
    def _show(self) -> None:
        exports = self._exports
        if exports.busy:
            done, total = exports.done
            kind = exports.order.kind if exports.order is not None else None
            self.progress.set_message(under_way(kind), self._how_far(done, total))
            self._meter.set_share(done / total if total else 0.0)
            self._meter.setVisible(total > 0)
            self._show_banner(self.progress)
        elif exports.failure is not None:
            failure = exports.failure
            self.trouble.set_failure(failure)
            title = self.tr("The replay cannot be exported")
            self.trouble.set_message(title, failure.text, failure.hint)
            self._show_banner(self.trouble)
        elif exports.outcome is not None:
            outcome = exports.outcome
            where = _breakable(str(outcome.path))
            title = self.tr("The replay is exported ({size})").format(size=size(outcome.size_bytes))
            self.end.set_message(title, where)
            self._show_banner(self.end)
        else:
            self._show_banner(None)

    def _how_far(self, done: int, total: int) -> str:
        if not total:
            return self.tr("You can go on with what you do meanwhile.")
        words = self.tr("{done} of {total} steps")
        return words.format(done=number(done), total=number(total))

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
        outcome = self._exports.outcome
        if outcome is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(outcome.path.parent)))


def _breakable(path: str) -> str:
    """A path that a paragraph can break behind its separators."""
    return _SEPARATORS.sub(lambda found: f"{found[0]}\u200b", path)
