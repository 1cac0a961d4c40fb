"""Asks how a replay is to be exported."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from darkroom.ui.controls import button, label
from darkroom.ui.picker import Picker
from darkroom.ui.replay.export_words import about, name_of
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.replay.export import ExportKind

_WIDTH_PX = 460


class ExportDialog(QDialog):
    """A kind of file, and dark or light where that is to be chosen.

    Args:
        theme: colours and sizes.
        kind: that is chosen at first.
        parent: the window.
    """

    chosen = Signal(ExportKind, bool)
    """The kind, and whether it is to be dark."""

    def __init__(
        self, theme: Theme, kind: ExportKind = ExportKind.HTML, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the replay"))
        px = theme.px
        self.kind = Picker(theme, self.tr("Kind of file"))
        for each in ExportKind:
            self.kind.addItem(name_of(each), each)
        self.colours = Picker(theme, self.tr("Colours"))
        self.colours.addItem(self.tr("Dark"), True)
        self.colours.addItem(self.tr("Light"), False)
        self.colours.setCurrentIndex(0 if theme.is_dark else 1)
        self.about = WrapLabel(role="lead")
        fields = QGridLayout()
        fields.setHorizontalSpacing(px(12))
        fields.setVerticalSpacing(px(8))
        fields.setColumnStretch(1, 1)
        for row, (words, field) in enumerate(
            ((self.tr("Kind of file"), self.kind), (self.tr("Colours"), self.colours))
        ):
            name = label(words)
            name.setBuddy(field)
            fields.addWidget(name, 2 * row, 0)
            fields.addWidget(field, 2 * row, 1)
        fields.addWidget(self.about, 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(16))
        layout.addWidget(WrapLabel(self.tr("Export the replay"), "title"))
        layout.addLayout(fields)
        layout.addStretch(1)
        layout.addWidget(self._actions(theme))
        self.setMinimumWidth(px(_WIDTH_PX))
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.kind.setCurrentIndex(list(ExportKind).index(kind))
        self._on_kind()
        self.kind.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, or goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            focus = self.focusWidget()
            (focus if isinstance(focus, QPushButton) else self.save_button).click()
            return
        super().keyPressEvent(event)

    def _actions(self, theme: Theme) -> WrapRow:
        self.save_button = button(self.tr("Save as …"), "primary")
        self.save_button.setProperty("small", True)
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.close)
        row = WrapRow(theme.px(8))
        row.add(self.save_button)
        row.add(self.cancel_button)
        return row

    @property
    def _kind(self) -> ExportKind:
        return ExportKind(self.kind.currentData())

    @Slot()
    def _on_kind(self) -> None:
        self.about.setText(about(self._kind))
        self.kind.setAccessibleDescription(about(self._kind))
        self.colours.setEnabled(self._kind.has_colours)

    @Slot()
    def _on_save(self) -> None:
        kind, dark = self._kind, bool(self.colours.currentData())
        self.close()
        self.chosen.emit(kind, dark)
