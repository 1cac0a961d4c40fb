"""The panel beside a chat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from darkroom.core.types import Failure
from darkroom.ui.chat_panel import words
from darkroom.ui.chat_panel.notice import Notice
from darkroom.ui.chat_panel.preset_box import PresetBox
from darkroom.ui.chat_panel.sampler_box import SamplerBox
from darkroom.ui.chat_panel.sheet import sheet
from darkroom.ui.chat_panel.system_box import SystemBox
from darkroom.ui.chat_panel.think_box import ThinkBox
from darkroom.ui.controls import IconButton, label
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel

PANEL_PX = 300


class ChatPanel(QFrame):
    """How answers of the chat on screen are made; every change takes effect at once.

    Args:
        theme: colours and sizes.
        settings: what is shown and changed.
        parent: Qt parent.
    """

    close_asked = Signal()

    def __init__(
        self, theme: Theme, settings: ChatSettingsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chatPanel")
        self.setAccessibleName(self.tr("Chat settings"))
        self._theme = theme
        self._settings = settings
        self.close_ = IconButton(theme, "close", self.tr("Close the chat settings"), "Esc")
        self.notice = Notice(theme)
        self._gave_way = False
        self.preset = PresetBox(theme, settings)
        self.system = SystemBox(theme, settings)
        self.think = ThinkBox(theme, settings)
        self.sampler = SamplerBox(theme, settings)
        self._build()
        self.close_.clicked.connect(self.close_asked)
        settings.replaced.connect(self._on_replaced)
        settings.changed.connect(self._on_changed)
        settings.presets.deleted.connect(self._on_deleted)
        settings.presets.imported.connect(self._on_imported)
        settings.presets.exported.connect(self._on_exported)
        settings.presets.failed.connect(self._on_failed)
        theme.changed.connect(self._dress)
        self._dress()

    def focus(self) -> None:
        """Put the keyboard here."""
        self.preset.picker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(self._theme.px(PANEL_PX), self._theme.px(600))

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(18), px(14), px(12), px(6))
        head.addWidget(label(self.tr("Chat settings"), "strong"), 1)
        head.addWidget(self.close_)
        notice = QVBoxLayout()
        notice.setContentsMargins(px(18), 0, px(18), px(8))
        notice.addWidget(self.notice)
        inside = QWidget()
        inside.setObjectName("chatPanelInside")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(px(18), px(6), px(18), px(18))
        inner.setSpacing(px(22))
        for part in (self.preset, self.system, self.think, self.sampler):
            inner.addWidget(part)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(notice)
        column.addWidget(area, 1)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))

    @Slot()
    def _on_changed(self) -> None:
        # A way back that leads nowhere any more goes.
        if self.notice.can_undo and self._gave_way and not self._settings.can_undo:
            self.notice.hide()

    @Slot(str)
    def _on_replaced(self, name: str) -> None:
        said = self.tr("“{name}” has taken the place of your changes.")
        if not name:
            said = self.tr("The sampler is as the model recommends.")
        self._gave_way = True
        self.notice.tell(said.format(name=words.short(name)), self._settings.undo)

    @Slot(str)
    def _on_deleted(self, name: str) -> None:
        said = self.tr("The preset “{name}” was deleted.").format(name=words.short(name))
        self._gave_way = False
        self.notice.tell(said, self._settings.presets.undo_delete)

    @Slot(object)
    def _on_imported(self, names: tuple[str, ...]) -> None:
        one = self.tr("A preset was added: {names}.")
        said = one if len(names) == 1 else self.tr("{n} presets were added: {names}.")
        if not names:
            said = self.tr("The file holds no presets.")
        self.notice.tell(said.format(n=len(names), names=", ".join(names)))

    @Slot(str)
    def _on_exported(self, path: str) -> None:
        self.notice.tell(self.tr("Exported to {path}.").format(path=path))

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.notice.tell(" ".join(filter(None, (failure.text, failure.hint))), bad=True)
