"""The steps in which a form was filled, gone through by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from darkroom.ui.replay.scrubber import Scrubber
from darkroom.ui.theme import Theme
from darkroom.viewmodels.forms.filling import Filling


class Steps(QWidget):
    """A bar for one filling at a time; hidden without one.

    Args:
        theme: colours and sizes.
        parent: Qt parent.
    """

    moved = Signal()
    """Another step is to be shown."""
    closed = Signal()
    """The text is wanted again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar: Scrubber | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Steps are to be seen in the place of the text."""
        return self.bar is not None

    def open(self, filling: Filling) -> None:
        """Show the steps of a filling that is done."""
        self.close_bar()
        run = filling.run
        if run is None:
            return
        run.find_replay()
        if run.replay is None:
            return
        # Within the page from the start: its parts take their sizes from the style sheet there.
        bar = self.bar = Scrubber(self._theme, run.replay, self)
        run.replay.moved.connect(self.moved)
        bar.closed.connect(self.closed)
        bar.height_changed.connect(self._fit)
        bar.show()
        self.show()
        self._fit()
        bar.slider.setFocus()

    def close_bar(self) -> None:
        """Forget the steps."""
        bar, self.bar = self.bar, None
        if bar is not None:
            bar.replay.pause()
            bar.replay.moved.disconnect(self.moved)
            bar.hide()
            bar.deleteLater()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the bar as many rows as it needs."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        if self.bar is not None:
            height = self.bar.heightForWidth(self.width())
            self.bar.setGeometry(0, 0, self.width(), height)
            if height != self.minimumHeight():
                self.setFixedHeight(height)
