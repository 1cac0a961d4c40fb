"""Files that are dropped onto the window: a model is opened, text goes along with the question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from darkroom.ui.drop_hint import DropHint, model_file_of, text_files_of
from darkroom.ui.parts import Parts


class Drops(QObject):
    """Watches what is dragged over a window.

    Args:
        window: that takes drops.
        hint: says what a drop will do.
        parts: what opens models and reads files.
        takes_text: whether a question is being written.
    """

    def __init__(
        self, window: QWidget, hint: DropHint, parts: Parts, takes_text: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._hint = hint
        self._parts = parts
        self._takes_text = takes_text
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take model files, and text files for the question."""
        # A drop is a drag that enters to Qt's classes, so the kind of the event decides.
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            words = self._words(event.mimeData())
            if words:
                self._hint.show_over(words)
                event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._hint.hide()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._hint.hide()
            event.acceptProposedAction()
            self._take(event.mimeData())
            return True
        return super().eventFilter(watched, event)

    def _words(self, data: QMimeData) -> str:
        if model_file_of(data) is not None:
            return self.tr("Drop to open this model")
        if text_files_of(data) and self._takes_text():
            return self.tr("Drop to attach to your question")
        return ""

    def _take(self, data: QMimeData) -> None:
        path = model_file_of(data)
        if path is not None:
            self._parts.models.library.add(Path(path))
            self._parts.fit.open(path)
        else:
            self._parts.composer.attach(text_files_of(data))
