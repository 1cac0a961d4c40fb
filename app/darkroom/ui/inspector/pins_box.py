"""What is pinned in the shown canvas, and the way to denoise around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from darkroom.ui.controls import button
from darkroom.ui.figures import number
from darkroom.ui.inspector.section import Section
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.instrument import Instrument
from darkroom.viewmodels.obstacles import Operation

_CELL: Final = Qt.ItemDataRole.UserRole
_ROWS = 5
_ROW_PX = 28


class PinsBox(Section):
    """A list of pinned cells.

    Args:
        theme: colours and sizes.
        inspector: what is shown.
        instrument: knows what stands in the way.
        parent: Qt parent.
    """

    def __init__(
        self,
        theme: Theme,
        inspector: InspectorViewModel,
        instrument: Instrument,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._inspector = inspector
        self._instrument = instrument
        self.set_title(self.tr("Pins"))
        self._help = WrapLabel(
            self.tr(
                "Lock cells, or choose other words for them. Then let the model denoise the rest "
                "again around them; the answer that you have stays."
            ),
            "muted",
        )
        self.list = _PinList(self._remove)
        self.list.setAccessibleName(self.tr("Pinned cells"))
        self.remove = button(self.tr("Remove"))
        self.clear = button(self.tr("Remove all"))
        self.denoise = button(self.tr("Denoise again"), "primary")
        self.denoise.setProperty("small", True)
        self.denoise.setAccessibleName(self.tr("Denoise again around the pins"))
        self.why = WrapLabel(role="muted")
        row = WrapRow(theme.px(6))
        for item in (self.remove, self.clear):
            row.add(item)
        self._row = row
        for part in (self._help, self.list, row, self.denoise, self.why):
            self.column.addWidget(part)
        self.remove.clicked.connect(self._remove)
        self.clear.clicked.connect(inspector.clear)
        self.denoise.clicked.connect(inspector.denoise)
        inspector.pins_changed.connect(self._show)
        inspector.changed.connect(self._show_why)
        instrument.changed.connect(self._show_why)
        self._show()

    @Slot()
    def _show(self) -> None:
        pins, row = self._inspector.pins, self.list.currentRow()
        self.list.clear()
        for cell, (token, *_) in sorted(pins.items()):
            text = self._inspector.text_of(token) or self.tr("token {id}").format(id=token)
            words = self.tr("Cell {n}: “{text}”").format(n=number(cell + 1), text=text)
            item = QListWidgetItem(words)
            item.setData(_CELL, cell)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        rows = min(max(len(pins), 1), _ROWS)
        self.list.setFixedHeight(self._theme.px(_ROW_PX) * rows + 2 * self.list.frameWidth())
        for part in (self.list, self._row, self.denoise):
            part.setVisible(bool(pins))
        self._help.setVisible(not pins)
        self._show_why()

    @Slot()
    def _show_why(self) -> None:
        run, pins = self._inspector.run, self._inspector.pins
        why = self._instrument.why_not(run, Operation.PIN) if run is not None and pins else ""
        frame = self._inspector.frame
        self.denoise.setEnabled(not why)
        if frame is not None and pins and not why:
            why = self.tr("Goes on from step {n}, around the pins.").format(n=number(frame.step))
        self.why.setText(why)
        self.why.setVisible(bool(why))

    @Slot()
    def _remove(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._inspector.unlock([item.data(_CELL)])


class _PinList(QListWidget):
    """Delete takes a pin back."""

    def __init__(self, remove: Callable[[], None]) -> None:
        super().__init__()
        self._remove = remove
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, the rest is as in any list."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)
