"""Every knob of the sampler."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.core.knobs import KNOBS
from darkroom.ui.chat_panel.knob_row import KnobRow
from darkroom.ui.chat_panel.seed_row import SeedRow
from darkroom.ui.controls import button, label
from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel


class SamplerBox(QWidget):
    """The usual knobs, the seed, and the advanced ones folded away.

    Args:
        theme: sizes.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, settings: ChatSettingsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.rows = {
            knob.name: KnobRow(theme, knob, settings)
            for knob in KNOBS
            if knob.kind != "bool" and knob.name != "seed"
        }
        self.seed = SeedRow(theme, settings)
        self.reset = button(self.tr("Reset all"), "quiet")
        self.reset.setAccessibleDescription(
            self.tr("Sets every knob of the sampler back and unlocks the seed")
        )
        self.fold = button("", "fold")
        self.fold.setCheckable(True)
        self._advanced = QWidget()
        self._build()
        self.fold.toggled.connect(self._on_fold)
        self.reset.clicked.connect(self._on_reset)
        for row in self.rows.values():
            row.edit.font_changed.connect(self._align)
        settings.changed.connect(self.show_values)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_values()

    @Slot()
    def show_values(self) -> None:
        """Show where the knobs stand now."""
        for row in self.rows.values():
            row.show_value()
        self.seed.show_value()
        self.reset.setVisible(self._settings.is_sampler_turned)
        self._align()
        self._show_fold()

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(label(self.tr("SAMPLER"), "section"), 1)
        head.addWidget(self.reset)
        inside = QVBoxLayout(self._advanced)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(14))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addLayout(head)
        for row in self.rows.values():
            (inside if row.knob.advanced else column).addWidget(row)
        column.addWidget(self.seed)
        column.addWidget(self.fold)
        column.addWidget(self._advanced)
        self._advanced.hide()

    @Slot()
    def _align(self) -> None:
        """All fields are as wide as the widest one."""
        edits = [row.edit for row in self.rows.values()]
        width = max(edit.sizeHint().width() for edit in edits)
        for edit in edits:
            edit.setFixedWidth(width)

    def _show_fold(self) -> None:
        turned = sum(
            row.knob.advanced and self._settings.is_turned(name) for name, row in self.rows.items()
        )
        if self.fold.isChecked():
            text = self.tr("Fewer knobs")
        elif turned:
            text = self.tr("More knobs ({n} changed)").format(n=turned)
        else:
            text = self.tr("More knobs")
        self.fold.setText(text)
        self.fold.setAccessibleName(text)

    @Slot()
    def _dress(self) -> None:
        turn = 0 if self.fold.isChecked() else -90
        size = self._theme.px(16)
        picture = icon(self._theme, "chevron").pixmap(size, size)
        self.fold.setIconSize(QSize(size, size))
        self.fold.setIcon(picture.transformed(QTransform().rotate(turn)))

    @Slot(bool)
    def _on_fold(self, opened: bool) -> None:
        self._advanced.setVisible(opened)
        self._dress()
        self._show_fold()

    @Slot()
    def _on_reset(self) -> None:
        # The button goes with the change; the keyboard must not go with it.
        if self.reset.hasFocus():
            next(iter(self.rows.values())).edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settings.reset_all()
