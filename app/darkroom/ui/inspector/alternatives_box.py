"""What else might stand in the selected cell, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from darkroom.ui.chat_panel.wrap_check import WrapCheck
from darkroom.ui.controls import button
from darkroom.ui.figures import number
from darkroom.ui.inspector.alternatives_table import AlternativesTable
from darkroom.ui.inspector.section import Section
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.inspector.inspector import InspectorViewModel


class AlternativesBox(Section):
    """A table of tokens; without one it says where they come from.

    Args:
        theme: colours and sizes.
        inspector: what is shown.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, inspector: InspectorViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._inspector = inspector
        self.set_title(self.tr("The selected cell"))
        self.words = WrapLabel(role="chip")
        self.table = AlternativesTable(theme)
        self.choose = button(self.tr("Choose"))
        self.choose.setToolTip(self.tr("Pin the cell to this token"))
        self.lock = button(self.tr("Lock"))
        self.hint = WrapLabel(role="muted")
        self.record = WrapCheck(theme, self.tr("Record alternatives from now on"))
        row = WrapRow(theme.px(6))
        row.add(self.choose)
        row.add(self.lock)
        for part in (self.words, self.hint, self.table, row, self.record):
            self.column.addWidget(part)
        self.table.chosen.connect(self._on_chosen)
        self.table.itemSelectionChanged.connect(self._show_choose)
        self.choose.clicked.connect(self.table.choose)
        self.lock.clicked.connect(self._on_lock)
        self.record.asked.connect(self._on_record)
        for signal in (
            inspector.changed,
            inspector.selected,
            inspector.pins_changed,
            inspector.recording_changed,
        ):
            signal.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        inspector = self._inspector
        cells, rows = inspector.cells, inspector.alternatives
        self.words.setText(self._words())
        self.words.setVisible(bool(cells))
        self.hint.setText(self._hint())
        self.hint.setVisible(rows is None or len(cells) != 1)
        table_there = rows is not None and len(cells) == 1
        self.table.setVisible(table_there)
        if table_there and rows is not None:
            self.table.show_rows(rows, self.tr("token {id}"))
        self.choose.setVisible(table_there)
        self._show_choose()
        self.lock.setVisible(bool(cells))
        locks = self._locks
        self.lock.setText(self.tr("Lock") if locks else self.tr("Unlock"))
        self.lock.setAccessibleName(self.lock.text())
        self.lock.setToolTip(
            self.tr("Keep what stands there at this step")
            if locks
            else self.tr("Take the pin back")
        )
        self.record.show_state(inspector.record_alternatives)

    @property
    def _locks(self) -> bool:
        """The button locks; it unlocks where all that is selected is pinned."""
        return not all(cell in self._inspector.pins for cell in self._inspector.cells)

    def _words(self) -> str:
        inspector, frame = self._inspector, self._inspector.frame
        cells = inspector.cells
        if frame is None or not cells:
            return ""
        texts = [inspector.text_of(int(frame.tokens[cell])) for cell in cells]
        if len(cells) > 1:
            return self.tr("Cells {first} to {last}: “{text}”").format(
                first=number(cells.start + 1), last=number(cells.stop), text="".join(texts)
            )
        return self.tr("Cell {n} at step {step}: “{text}”, {nats} nats").format(
            n=number(cells.start + 1),
            step=number(frame.step),
            text=texts[0],
            nats=number(frame.entropy[cells.start], 2),
        )

    def _hint(self) -> str:
        inspector = self._inspector
        if not inspector.frames:
            return self.tr("Which other words were likely in each place is seen here.")
        if not inspector.cells:
            return self.tr(
                "Select a cell: a word of the answer while its steps are shown, or a place in "
                "the picture above."
            )
        if len(inspector.cells) > 1:
            return self.tr("Select a single cell to see its alternatives.")
        return self.tr("Alternatives were not recorded for this answer.")

    @Slot()
    def _show_choose(self) -> None:
        self.choose.setEnabled(self.table.token is not None)

    @Slot(int)
    def _on_chosen(self, token: int) -> None:
        cell = self._inspector.cell
        if cell is not None:
            self._inspector.choose(cell, token)

    @Slot()
    def _on_lock(self) -> None:
        cells = self._inspector.cells
        if self._locks:
            self._inspector.lock(cells)
        else:
            self._inspector.unlock(cells)

    @Slot(bool)
    def _on_record(self, record: bool) -> None:
        self._inspector.record_alternatives = record
