"""What is written when something goes wrong, and that it stays small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from darkroom.core.window_log import MOST_BYTES, MOST_OF_A_KIND, WindowLog

_FAULTS = """
import gc, sys
from pathlib import Path
from threading import Thread
from darkroom.core.window_log import WindowLog

class Falls:
    def __del__(self):
        raise OSError("deleting")

def work():
    raise RuntimeError("working")

log = WindowLog(Path(sys.argv[1]))
log.on_fault = lambda stack: print(stack.partition("\\n")[0])
with log:
    Falls()
    thread = Thread(target=work, name="helper")
    thread.start()
    thread.join()
    raise TypeError("main")
"""


def _raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def _process(code: str, log: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(log)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, log.read_text(encoding="utf-8")


def test_exceptions_that_nobody_caught_are_written_and_told(tmp_path: Path) -> None:
    _, told, log = _process(_FAULTS, tmp_path / "window.log")
    assert told.splitlines() == [
        "An exception that could not be passed on",
        "An exception that nobody caught, in thread helper",
    ]
    assert "OSError: deleting" in log
    assert "in work\nRuntimeError: working" in log
    assert log.index("Darkroom 0.") < log.index("Python 3.") < log.index("OSError")
    # What leaves the log's own block is for whoever opened it.
    assert "TypeError" not in log


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_fault_in_native_code_leaves_the_stacks_of_all_threads(tmp_path: Path) -> None:
    code = _FAULTS.replace('raise TypeError("main")', "import os; os.kill(os.getpid(), 11)")
    status, _, log = _process(code, tmp_path / "window.log")
    assert status == -11
    assert "Fatal Python error: Segmentation fault" in log
    assert "most recent call first" in log


def test_the_hooks_are_given_back(tmp_path: Path) -> None:
    before = (sys.excepthook, sys.unraisablehook)
    with WindowLog(tmp_path / "window.log"):
        assert sys.excepthook != before[0]
    assert (sys.excepthook, sys.unraisablehook) == before


def test_a_fault_that_comes_again_and_again_is_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    log = WindowLog(tmp_path / "window.log")
    log.on_fault = told.append
    with log:
        for _ in range(100):
            log.fault("Painting", _raised(RuntimeError("again")))
        log.fault("Painting", _raised(RuntimeError("another")))
    text = log.path.read_text(encoding="utf-8")
    assert text.count("RuntimeError: again") == MOST_OF_A_KIND
    assert "more are not told" in text
    assert len(told) == 2


def test_a_log_that_is_full_takes_no_more(tmp_path: Path) -> None:
    lines = "\n".join(["x" * 300] * 100)
    with WindowLog(tmp_path / "window.log") as log:
        threads = [
            Thread(target=lambda: [log.note(lines) for _ in range(MOST_BYTES // len(lines))])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    text = log.path.read_text(encoding="utf-8")
    assert MOST_BYTES / 2 < len(text) < MOST_BYTES + 1000
    assert text.count("The log is full.") == 1
    assert all(len(line) < 400 for line in text.splitlines())  # none is torn


def test_notes_after_the_end_are_harmless(tmp_path: Path) -> None:
    with WindowLog(tmp_path / "window.log") as log:
        pass
    log.note("late")
    log.fault("late", RuntimeError())


def test_ctrl_c_is_no_fault(tmp_path: Path) -> None:
    with WindowLog(tmp_path / "window.log") as log:
        log.fault("x", KeyboardInterrupt())
    assert "KeyboardInterrupt" not in log.path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of files")
def test_nobody_else_reads_the_log(tmp_path: Path) -> None:
    with WindowLog(tmp_path / "window.log") as log:
        assert log.path.stat().st_mode & 0o077 == 0
