"""Window processes as tests hold them: each with what it tells, all with one home."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

PATIENCE_S = 60.0
_HERE = Path(__file__).parent

See = dict[str, Any]


class Window:
    """One start of Darkroom.

    Args:
        home: where its files lie.
        arguments: of the command line.
        cwd: working folder; the home if None.
    """

    def __init__(self, home: Path, *arguments: str, cwd: Path | None = None) -> None:
        folders = {
            name: str(home / name)
            for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "watched_window", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd or home,
            env=os.environ | folders | {"HOME": str(home), "PYTHONPATH": str(_HERE)},
        )  # fmt: skip
        self._home = home
        self.seen: See = {}
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._said: list[bytes] = []
        self._readers = [Thread(target=self._read, daemon=True), Thread(target=self._hear)]
        for reader in self._readers:
            reader.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def errors(self) -> str:
        """What it said on stderr until it ended."""
        self.process.wait(PATIENCE_S)
        self._readers[1].join(PATIENCE_S)
        return b"".join(self._said).decode()

    def until(self, wanted: Callable[[See], object]) -> See:
        """Wait until a person would see something; returns all of it."""
        while not (self.seen and wanted(self.seen)):
            line = self._lines.get(timeout=PATIENCE_S)
            assert line, f"it ended: {self.errors}"
            self.seen = json.loads(line)
        return self.seen

    def up(self) -> See:
        """Wait until the window is there."""
        return self.until(lambda seen: seen.get("painted"))

    def do(self, deed: str) -> None:
        """Do something in it, see ``watched_window``."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{deed}\n".encode())
        self.process.stdin.flush()

    def ended(self) -> int:
        """Wait for the end; the exit status."""
        return self.process.wait(PATIENCE_S)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; the exit status."""
        self.process.send_signal(number)
        return self.ended()

    def close(self) -> None:
        """Leave nothing behind, whatever has happened."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        # Of a killed window the next one would take it away, and there is none.
        for address in self._home.rglob("window.json"):
            Path(json.loads(address.read_bytes())["socket"]).unlink(missing_ok=True)
        for reader in self._readers:
            reader.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            try:
                stream.close()
            except BrokenPipeError:
                continue

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def _hear(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._said.append(line)
