"""What is shown while files hover over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.ui.controls import label
from darkroom.ui.theme import Theme


def model_file_of(data: QMimeData) -> str | None:
    """Path of the model file in a drag, if there is exactly one."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    models = [path for path in paths if path.lower().endswith(".gguf")]
    return models[0] if len(models) == 1 else None


def text_files_of(data: QMimeData) -> list[Path]:
    """Paths of the files in a drag, none of them a model; whether they are text is seen later."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [] if any(path.suffix.lower() == ".gguf" for path in paths) else paths


class DropHint(QWidget):
    """Covers the window and says what a drop will do.

    Args:
        theme: colours.
        parent: what is covered.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label("", "brand")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(self._words)
        self.hide()

    def show_over(self, words: str) -> None:
        """Cover the parent."""
        self._words.setText(words)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a veil with a frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self._theme.colour("bg")
        veil.setAlpha(230)
        painter.fillRect(self.rect(), veil)
        inset = self._theme.px(20)
        painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, self._theme.px(14), self._theme.px(14))
        painter.end()
