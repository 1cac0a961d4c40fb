"""The way out for replays: asks how and where to, and has a place for what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance, Slot
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from darkroom.history.writing import file_name
from darkroom.ui.dialogs import ask_where_to_save
from darkroom.ui.theme import Theme
from darkroom.viewmodels.exports import Asked, ReplayExports
from darkroom.viewmodels.replay.export import ExportKind, ExportLook, ExportOrder
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Action, title_of

if TYPE_CHECKING:
    from darkroom.ui.replay.export_dialog import ExportDialog
    from darkroom.ui.replay.export_notice import ExportNotice

FindAsked = Callable[[RunViewModel], Asked]
"""Finds what an answer answers."""


class ExportDoor(QObject):
    """What the menu of an answer asks for.

    Args:
        theme: colours and fonts.
        exports: does it.
        find_asked: see ``FindAsked``.
        parent: the window.
    """

    def __init__(
        self, theme: Theme, exports: ReplayExports, find_asked: FindAsked, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._exports = exports
        self._find_asked = find_asked
        self._window = parent
        self._last = ExportKind.HTML
        self.notice: ExportNotice | None = None
        self.dialog: ExportDialog | None = None
        self.place = QWidget()
        """Where the window shows the notice."""
        QVBoxLayout(self.place).setContentsMargins(0, 0, 0, 0)
        self.place.hide()
        exports.changed.connect(self._on_changed)
        if exports.busy:  # a window that takes another's place
            self._on_changed()

    def listen_to(self, acted: SignalInstance) -> None:
        """Do what people ask for: the signal carries an ``Action`` and the turn."""
        acted.connect(self._on_acted)

    @Slot(object, object)
    def _on_acted(self, action: Action, turn: Turn) -> None:
        if action is Action.EXPORT_REPLAY and isinstance(turn, RunViewModel):
            self.open(turn)

    def open(self, run: RunViewModel) -> None:
        """Ask how the replay of an answer is to be exported."""
        from darkroom.ui.replay.export_dialog import ExportDialog  # not for the first paint

        asked = self._find_asked(run)
        self.dialog = ExportDialog(self._theme, self._last, self._window)
        self.dialog.chosen.connect(
            lambda kind, dark: self._ask_where(run, asked, ExportKind(kind), dark)
        )
        # The answer may leave while somebody thinks.
        run.destroyed.connect(self.dialog.close)
        self.dialog.open()

    def _ask_where(self, run: RunViewModel, asked: Asked, kind: ExportKind, dark: bool) -> None:
        from darkroom.ui.replay.export_words import name_of

        self._last = kind

        def begin(path: str) -> None:
            self.begin(run, asked, kind, dark, Path(path))

        name = file_name(title_of(asked.question), self.tr("Replay")) + kind.suffix
        ask_where_to_save(self._window, name_of(kind), name, begin)

    def begin(
        self, run: RunViewModel, asked: Asked, kind: ExportKind, dark: bool, path: Path
    ) -> None:
        """Write it.

        Args:
            run: the answer.
            asked: what it answers.
            kind: of file.
            dark: rather than light.
            path: of the file; one that is there is replaced.
        """
        from darkroom.ui.replay.export_words import page_words

        if not isValid(run):
            return
        theme = self._theme
        family, code = QFontInfo(theme.font()).family(), QFontInfo(theme.code_font()).family()
        look = ExportLook(dark, family, code, theme.accent)
        order = ExportOrder(kind, path, look, page_words(), asked.question)
        self._exports.begin(run, order, asked.messages)

    @Slot()
    def _on_changed(self) -> None:
        if self.notice is None:
            from darkroom.ui.replay.export_notice import ExportNotice  # not for the first paint

            self.notice = ExportNotice(self._theme, self._exports)
            layout = self.place.layout()
            if layout is not None:
                layout.addWidget(self.notice)
            self.notice.shown_changed.connect(self.place.setVisible)
            self.place.setVisible(not self.notice.isHidden())
