"""Another computer that lends its memory, and what is dangerous about it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel

_ADDRESS = re.compile(r"[^\s:/]+:\d{1,5}")


class NetworkBox(QWidget):
    """Another computer that lends its memory and processor; off unless asked for.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    changed = Signal(tuple)
    """Carries the addresses in use."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = QCheckBox(self.tr("Use another computer on my network"))
        self.address = QLineEdit()
        self.address.setAccessibleName(self.tr("Address of the other computer"))
        self.address.setPlaceholderText(self.tr("address:port, such as 192.168.1.20:50052"))
        self._warning = WrapLabel(
            self.tr(
                "Careful: the link to the other computer is neither encrypted nor authenticated. "
                "Whoever shares the network can read what passes, and use the lent device. Only "
                "do this in a network that you trust. On the other computer run: darkroom lend"
            ),
            "muted",
        )
        self._note = WrapLabel(role="bad")
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        for part in (self.switch, self.address, self._note, self._warning):
            layout.addWidget(part)
        self.switch.toggled.connect(self._on_switched)
        self.address.editingFinished.connect(self._on_entered)
        self._on_switched(False)

    def show_servers(
        self, servers: tuple[str, ...], trouble: Mapping[str, str], *, looking: bool
    ) -> None:
        """Tell how the other computer answers.

        Args:
            servers: addresses in use.
            trouble: by address, why it lends nothing.
            looking: it is being asked.
        """
        if not servers:
            return
        address = servers[0]
        if looking:
            self._say(self.tr("Asking {address} …").format(address=address), "muted")
        elif address in trouble:
            self._say(trouble[address], "bad")
        else:
            self._say(self.tr("{address} lends its memory.").format(address=address), "muted")

    @Slot(bool)
    def _on_switched(self, wanted: bool) -> None:
        for part in (self.address, self._warning):
            part.setVisible(wanted)
        if wanted:
            QTimer.singleShot(0, self.address, self.address.setFocus)
            self._on_entered()
        else:
            self._say("", "muted")
            self.changed.emit(())

    @Slot()
    def _on_entered(self) -> None:
        text = self.address.text().strip()
        if not self.switch.isChecked():
            return
        if not text or _ADDRESS.fullmatch(text):
            self._say("", "muted")
            self.changed.emit((text,) if text else ())
        else:
            self._say(self.tr("Write it as address:port, such as 192.168.1.20:50052."), "bad")
            self.changed.emit(())

    def _say(self, words: str, role: str) -> None:
        self._note.set_role(role)
        self._note.setText(words)
        self._note.setVisible(bool(words))
