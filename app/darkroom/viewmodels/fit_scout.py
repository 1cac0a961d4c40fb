"""What takes time before anything can be planned: looking at the machine, reading headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from darkroom.hardware.machine import Machine

Look = Callable[[Path, tuple[str, ...]], Machine]
"""Takes the folder of models and the addresses of lent devices; bounded in time, never raises."""


def look_here(folder: Path, servers: tuple[str, ...]) -> Machine:
    """Look at the machine this runs on."""
    from darkroom.hardware.snapshot import take_snapshot  # brings psutil; after the first paint

    return take_snapshot(folder, servers=servers)


class _Worker(QObject):
    """Lives in the scout's thread; imports there what the first paint need not wait for."""

    looked = Signal(object, object)
    considered = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @Slot(object, object)
    def on_look_asked(self, folder: Path, servers: tuple[str, ...]) -> None:
        """Look at the machine."""
        # Planning comes next, in the window's thread, which need not wait for its import.
        import_module("darkroom.viewmodels.learning_planner")

        self.looked.emit(servers, self._look(folder, servers))

    @Slot(str, object, object)
    def on_file_asked(self, path: str, others: Sequence[str], folder: Path) -> None:
        """Read a header, and those of the files beside it."""
        from darkroom.viewmodels.model_files import add_neighbours, downloaded, read_file

        considered = read_file(path)
        self.considered.emit(considered)
        if considered.own is not None:
            self.considered.emit(add_neighbours(considered, (*others, *downloaded(folder))))

    @Slot(object, object)
    def on_catalogue_asked(self, others: Sequence[str], folder: Path) -> None:
        """Read the headers of files that may be there already."""
        from darkroom.viewmodels.model_files import downloaded, read_catalogue

        self.considered.emit(read_catalogue((*others, *downloaded(folder))))


class FitScout(QObject):
    """Asks in a thread of its own; answers come as signals to the thread that owns this.

    Args:
        look: looks at the machine.
        parent: Qt parent.
    """

    looked = Signal(object, object)
    """Carries the servers that were asked too, and the ``Machine``."""
    considered = Signal(object)
    """Carries a ``Considered``: first the file alone, then with its neighbours."""
    _look_asked = Signal(object, object)
    _file_asked = Signal(str, object, object)
    _catalogue_asked = Signal(object, object)

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._worker = _Worker(look)
        self._worker.moveToThread(self._thread)
        self._look_asked.connect(self._worker.on_look_asked)
        self._file_asked.connect(self._worker.on_file_asked)
        self._catalogue_asked.connect(self._worker.on_catalogue_asked)
        self._worker.looked.connect(self.looked)
        self._worker.considered.connect(self.considered)

    def start(self) -> None:
        """Begin; what was asked before is answered now."""
        self._thread.start()

    def shutdown(self) -> None:
        """Ask the thread to end; follow with ``wait`` at exit."""
        self._thread.quit()

    def wait(self, limit_ms: int) -> bool:
        """Whether the thread ended in time."""
        return self._thread.wait(limit_ms)

    def look(self, folder: Path, servers: tuple[str, ...]) -> None:
        """Ask for a snapshot of the machine."""
        self._look_asked.emit(folder, servers)

    def read(self, path: str, others: Sequence[str], folder: Path) -> None:
        """Ask what a file, its neighbours, the others and those of a folder are."""
        self._file_asked.emit(path, list(others), folder)

    def read_catalogue(self, others: Sequence[str], folder: Path) -> None:
        """Ask for the catalogue's model, and which of its files are on this computer."""
        self._catalogue_asked.emit(list(others), folder)
