"""All keys of the window, to be read."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from darkroom.core.settings import SEND_KEY
from darkroom.ui.controls import label
from darkroom.ui.settings.row import Row
from darkroom.ui.settings.sections import SectionBox
from darkroom.ui.shortcuts import SHORTCUTS, Shortcut, keys_of
from darkroom.ui.theme import Theme
from darkroom.viewmodels.settings import SettingsViewModel


class KeyRow(Row):
    """What keys do, and which they are.

    Args:
        theme: sizes.
        shortcut: which one.
        send_key: a value of ``SEND_KEY``.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, shortcut: Shortcut, send_key: str, parent: QWidget | None = None
    ) -> None:
        keys = keys_of(shortcut, send_key)
        sought = (shortcut.group_words, *keys)
        super().__init__(theme, shortcut.words, shortcut.where_words, sought, parent)
        self.shortcut = shortcut
        self.help.setVisible(bool(shortcut.where))
        self._all.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._caps = [_cap(theme) for _ in keys]
        self.put_beside(*self._caps)
        self.show_keys(send_key)

    def show_keys(self, send_key: str) -> None:
        """Show the keys as they are with a way to send."""
        keys = keys_of(self.shortcut, send_key)
        for cap, text in zip(self._caps, keys, strict=True):
            cap.setText(text)
        self.setAccessibleName(f"{self.shortcut.words}: {', '.join(keys)}")


class KeySection(SectionBox):
    """The table, one group after the other.

    Args:
        theme: sizes.
        settings: what is looked for, and the key that sends.
    """

    def __init__(self, theme: Theme, settings: SettingsViewModel) -> None:
        super().__init__(theme, "", settings)
        self.title = self.tr("Shortcuts")
        self.setAccessibleName(self.title)
        self.heading.setText(self.title.upper())
        self._groups: list[tuple[QLabel, list[KeyRow]]] = []
        send_key = settings.preferences.get(SEND_KEY)
        for _, members in groupby(SHORTCUTS, key=lambda shortcut: shortcut.group):
            rows = [KeyRow(theme, shortcut, send_key) for shortcut in members]
            head = label(rows[0].shortcut.group_words, "strong")
            head.setContentsMargins(0, theme.px(18 if self._groups else 6), 0, theme.px(8))
            self._column.addWidget(head)
            self._groups.append((head, rows))
            for row in rows:
                self.add(row)
        settings.preferences.changed.connect(self._on_changed)

    def filter(self) -> bool:
        """Leave out the headings of empty groups too."""
        found = super().filter()
        for head, rows in self._groups:
            head.setVisible(any(not row.isHidden() for row in rows))
        return found

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        if key == SEND_KEY.key:
            for row in self.rows:
                if isinstance(row, KeyRow):
                    row.show_keys(self._settings.preferences.get(SEND_KEY))


def _cap(theme: Theme) -> QLabel:
    cap = label()
    cap.setObjectName("key")
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setMinimumWidth(theme.px(30))
    return cap
