"""The files that go along with a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from darkroom.history.records import Attachment
from darkroom.ui.controls import IconButton, label
from darkroom.ui.figures import file_length
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapRow
from darkroom.viewmodels.tips import plain_tip

_NAME_PX = 220
_HIGHEST_PX = 124


class AttachmentChips(WrapRow):
    """A chip for each file: name, size in tokens, and a button that leaves it out.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    removed = Signal(int)
    """Carries the index of a file."""
    filled = Signal()
    """There are other files than before."""

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
        self.filled.emit()

    def _chip(self, index: int, file: Attachment) -> QFrame:
        px = self._theme.px
        chip = QFrame()
        chip.setObjectName("chip")
        name = label("", "chip")
        metrics = name.fontMetrics()
        name.setText(metrics.elidedText(file.name, Qt.TextElideMode.ElideMiddle, px(_NAME_PX)))
        name.setToolTip(plain_tip(file.name))
        size = label(file_length(file), "muted")
        leave = IconButton(self._theme, "close", self.tr("Leave {name} out").format(name=file.name))
        leave.clicked.connect(partial(self.removed.emit, index))
        layout = QHBoxLayout(chip)
        layout.setContentsMargins(px(10), px(2), px(2), px(2))
        layout.setSpacing(px(6))
        for part in (name, size, leave):
            layout.addWidget(part)
        chip.setAccessibleName(f"{file.name}, {file_length(file)}")
        return chip


class ChipShelf(QScrollArea):
    """Holds chips; many of them are scrolled, so that the conversation keeps its room.

    Args:
        theme: sizes.
        chips: what it holds.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, chips: AttachmentChips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips = chips
        self.setObjectName("files")
        self.setStyleSheet(
            "#files, #files > QWidget, #files > QWidget > QWidget"
            " { background: transparent; border: none; }"
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Attached files"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(chips)
        chips.setAutoFillBackground(False)
        chips.installEventFilter(self)
        chips.filled.connect(self._fit)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as high as the chips, up to a limit."""
        if watched is self._chips and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the button that has the focus in sight."""
        moved = super().focusNextPrevChild(forward)
        focused = self.window().focusWidget()
        if focused is not None and self._chips.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)
        return moved

    @Slot()
    def _fit(self) -> None:
        self.setVisible(self._chips.has_files)
        self.setFixedHeight(min(self._chips.minimumHeight(), self._theme.px(_HIGHEST_PX)))
