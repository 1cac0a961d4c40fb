"""One holder at a time, whatever becomes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from darkroom.core.hold import Hold

_KEEP = """
import subprocess, sys
from pathlib import Path
from darkroom.core.hold import Hold
hold = Hold.take(Path(sys.argv[1]))
child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"])
print("holding" if hold else "refused", child.pid, flush=True)
child.wait()
"""


def _keeper(path: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", _KEEP, str(path)], stdin=pipe, stdout=pipe, text=True
    )


def test_a_hold_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "window.lock"
    first = Hold.take(path)
    assert first is not None
    assert Hold.take(path) is None
    first.release()
    first.release()
    second = Hold.take(path)
    assert second is not None
    second.release()


def test_a_killed_holder_holds_no_longer_though_its_child_lives(tmp_path: Path) -> None:
    path = tmp_path / "window.lock"
    with _keeper(path) as keeper:
        assert keeper.stdout is not None
        assert keeper.stdout.readline().startswith("holding")
        assert Hold.take(path) is None
        keeper.kill()
        keeper.wait()
        hold = Hold.take(path)
        assert hold is not None
        hold.release()


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(OSError, match="data"):
        Hold.take(tmp_path / "data" / "window.lock")
