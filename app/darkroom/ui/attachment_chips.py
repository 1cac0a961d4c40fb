"""The files that go along with a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from darkroom.history.records import Attachment
from darkroom.ui.controls import IconButton, label
from darkroom.ui.figures import number
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapRow

_NAME_PX = 220


class AttachmentChips(WrapRow):
    """A chip for each file: name, size in tokens, and a button that leaves it out.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    removed = Signal(int)
    """Carries the index of a file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme.px(6), parent=parent)
        self._theme = theme
        self._files: tuple[Attachment, ...] = ()
        self.hide()

    @property
    def has_files(self) -> bool:
        """Something goes along."""
        return bool(self._files)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show these."""
        if tuple(files) == self._files:
            return
        self._files = tuple(files)
        self.clear()
        for index, file in enumerate(files):
            chip = self._chip(index, file)
            self.add(chip)
            chip.show()
        self.setVisible(bool(files))

    def _chip(self, index: int, file: Attachment) -> QFrame:
        px = self._theme.px
        chip = QFrame()
        chip.setProperty("role", "file")
        name = label("", "chip")
        metrics = name.fontMetrics()
        name.setText(metrics.elidedText(file.name, Qt.TextElideMode.ElideMiddle, px(_NAME_PX)))
        name.setToolTip(file.name)
        size = label(self._size(file), "muted")
        leave = IconButton(self._theme, "close", self.tr("Leave {name} out").format(name=file.name))
        leave.clicked.connect(partial(self.removed.emit, index))
        layout = QHBoxLayout(chip)
        layout.setContentsMargins(px(10), px(2), px(2), px(2))
        layout.setSpacing(px(6))
        for part in (name, size, leave):
            layout.addWidget(part)
        chip.setAccessibleName(f"{file.name}, {self._size(file)}")
        return chip

    def _size(self, file: Attachment) -> str:
        if file.tokens:
            return self.tr("{n} tokens").format(n=number(file.tokens))
        return self.tr("{n} characters").format(n=number(len(file.text)))
