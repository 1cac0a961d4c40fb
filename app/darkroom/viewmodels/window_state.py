"""How the window was left, beside its geometry; no setting, so nobody is asked about it."""

from __future__ import annotations

from PySide6.QtCore import QSettings


class WindowState:
    """Typed access to what is kept about the window.

    Args:
        store: where values lie.
    """

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @property
    def sidebar_open(self) -> bool:
        """The sidebar stands beside the page, where there is room."""
        return str(self._store.value("sidebar_open", "true")) != "false"

    @sidebar_open.setter
    def sidebar_open(self, is_open: bool) -> None:
        self._store.setValue("sidebar_open", "true" if is_open else "false")

    @property
    def panel(self) -> str:
        """Name of the panel at the right; empty for none."""
        return str(self._store.value("panel", ""))

    @panel.setter
    def panel(self, name: str) -> None:
        self._store.setValue("panel", name)
