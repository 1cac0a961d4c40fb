"""One window per profile: the first start takes the seat, later ones hand over what they want.

A lock in the profile's folder says who is first; the system lets go of it even after ``kill -9``.
Beside it lies the address of the first window's local socket. Each window makes up a new one, so
a socket that a killed window left stands in nobody's way, and nobody can lie in wait at it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from darkroom.core.errors import BadInputError, DarkroomError
from darkroom.core.hold import Hold
from darkroom.core.json_file import read_json, write_json
from darkroom.viewmodels.wish import LONGEST_LINE, Wish, read_wish, write_wish

ANSWER_S: Final = 2.0
"""How long a window that is up may take to answer."""
START_S: Final = 30.0
"""How long one may take that is still starting, or ending; a cold disk is slow."""

_LOCK: Final = "window.lock"
_ADDRESS: Final = "window.json"
_RETRY_S: Final = 0.05
_CONNECT_MS: Final = 500
_SILENT_MS: Final = 5000
_MOST_GUESTS: Final = 32
_LONGEST_REPLY: Final = 4096


class NotAnsweringError(DarkroomError):
    """A window of this profile is there, but does not react."""

    kind: ClassVar[str] = "not_answering"


@dataclass(frozen=True, slots=True)
class _Address:
    """Where the first window listens.

    Args:
        socket: full name of its local socket.
        pid: its process.
        up: it is painted, so it can be expected to answer soon.
    """

    socket: str
    pid: int
    up: bool = False


class Seat(QObject):
    """What the first window of a profile holds; others talk to it from ``listen`` to ``close``.

    Args:
        folder: of the profile.
        hold: the lock; None where the folder takes none, and others cannot be told apart.
        parent: Qt parent.
    """

    wished = Signal(object)
    """Carries the ``Wish`` of a later start, who has been told that it is granted."""

    def __init__(self, folder: Path, hold: Hold | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / _ADDRESS
        self._hold = hold
        self._address = _Address(_new_name(folder), os.getpid())
        self._guests = 0
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> None:
        """Let later starts reach this one; needs a ``QCoreApplication``."""
        if self._hold is None:
            return
        if left := read_json(self._path, _read_address):
            # The lock is ours, so whoever listened there is gone.
            QLocalServer.removeServer(left.socket)
        if self._server.listen(self._address.socket):
            self._address = replace(self._address, socket=self._server.fullServerName())
            write_json(self._path, asdict(self._address))

    @Slot()
    def say_up(self) -> None:
        """Tell later starts that the window is there and answers soon."""
        if self._server.isListening():
            self._address = replace(self._address, up=True)
            write_json(self._path, asdict(self._address))

    @Slot()
    def stop_listening(self) -> None:
        """Take no more wishes; who starts now waits until the seat is free."""
        if self._server.isListening():
            self._server.close()
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the seat to the next one."""
        self.stop_listening()
        if self._hold is not None:
            self._hold.release()

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if self._guests >= _MOST_GUESTS:
                socket.abort()
                socket.deleteLater()
                continue
            self._guests += 1
            guest = _Guest(socket, self)
            guest.wished.connect(self.wished)
            guest.left.connect(self._on_left)
            guest.hear()

    @Slot()
    def _on_left(self) -> None:
        self._guests -= 1


class _Guest(QObject):
    """A later start: says one line, hears one, and goes."""

    wished = Signal(object)
    left = Signal()

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._heard = False
        socket.setParent(self)
        # A longer line never becomes whole, and takes no more memory than this.
        socket.setReadBufferSize(LONGEST_LINE + 1)
        socket.readyRead.connect(self.hear)
        socket.disconnected.connect(self._on_gone)
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(self._on_silence)
        patience.start(_SILENT_MS)

    @Slot()
    def hear(self) -> None:
        """Answer as soon as the line is whole, or too long."""
        socket = self._socket
        if self._heard or not (socket.canReadLine() or socket.bytesAvailable() > LONGEST_LINE):
            return
        self._heard = True
        try:
            wish = read_wish(bytes(socket.readLine(LONGEST_LINE + 2).data()))
        except BadInputError as error:
            self._reply({"taken": False, "why": error.text})
            return
        self._reply({"taken": True})
        self.wished.emit(wish)

    def _reply(self, reply: dict[str, object]) -> None:
        self._socket.write(json.dumps(reply).encode("ascii") + b"\n")
        self._socket.flush()
        self._socket.disconnectFromServer()

    @Slot()
    def _on_silence(self) -> None:
        self._socket.abort()

    @Slot()
    def _on_gone(self) -> None:
        self.left.emit()
        self.deleteLater()


def take_seat(
    folder: Path, wish: Wish, *, answer_s: float = ANSWER_S, start_s: float = START_S
) -> Seat | None:
    """Become the first window of a profile, or hand the wish to the one that is.

    Any number of starts may do this at the same time; one of them gets the seat.

    Args:
        folder: of the profile, made if need be.
        wish: what this start is to show.
        answer_s: patience with a window that is up.
        start_s: patience with one that starts or ends.

    Returns:
        The seat; None where another window has taken the wish.

    Raises:
        NotAnsweringError: the first window does not react.
        BadInputError: it does not take the wish, or that is too long.
    """
    give_up, known = time.monotonic() + start_s, ""
    while True:
        try:
            hold = Hold.take(folder / _LOCK)
        except OSError:
            # Better a second window than none.
            return Seat(folder, None)
        if hold is not None:
            return Seat(folder, hold)
        address = read_json(folder / _ADDRESS, _read_address)
        if address is not None:
            if address.socket != known:
                # Another window than before has begun to start.
                give_up, known = time.monotonic() + start_s, address.socket
            patience_s = answer_s if address.up else max(give_up - time.monotonic(), answer_s)
            if _hand_over(address, write_wish(wish), patience_s):
                return None
        if time.monotonic() > give_up:
            raise NotAnsweringError(
                "Darkroom is running already, but has neither finished starting nor ending.",
                "Wait a moment and start it again, or end that process.",
            )
        time.sleep(_RETRY_S)


def _hand_over(address: _Address, line: bytes, patience_s: float) -> bool:
    """Give a wish to the first window; False where nobody is there (any more)."""
    socket = QLocalSocket()
    deadline = QDeadlineTimer(round(1000 * patience_s))
    socket.connectToServer(address.socket)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    _let_come_forward(address.pid)
    socket.write(line)
    while socket.bytesToWrite() and socket.waitForBytesWritten(deadline.remainingTime()):
        pass
    while not socket.canReadLine() and socket.waitForReadyRead(deadline.remainingTime()):
        pass
    if socket.canReadLine():
        return _taken(bytes(socket.readLine(_LONGEST_REPLY).data()))
    if socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
        raise NotAnsweringError(
            f"Darkroom is running already (process {address.pid}), but does not answer.",
            "Wait until its window reacts, or end that process, then start Darkroom again.",
        )
    return False


def _taken(reply: bytes) -> bool:
    try:
        raw: Any = json.loads(reply)
        if raw["taken"] is True:
            return True
        why = str(raw["why"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return False
    raise BadInputError(why, "Start Darkroom of the same version as the one that is running.")


def _read_address(raw: Any) -> _Address:
    return _Address(str(raw["socket"]), int(raw["pid"]), bool(raw["up"]))


def _new_name(folder: Path) -> str:
    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    profile = hashlib.sha256(f"{user}\0{folder}".encode("utf-8", "surrogateescape"))
    return f"darkroom-{profile.hexdigest()[:16]}-{secrets.token_hex(8)}"


def _let_come_forward(pid: int) -> None:
    """Windows lets only the program that the person used last pass the foreground on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(pid)
