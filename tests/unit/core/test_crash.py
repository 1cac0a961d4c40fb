"""The marker of a window that runs, and what is told of one that ended out of order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.crash import Marker, last_end, mark_ended, mark_running
from darkroom.core.crash_report import (
    ESCAPED,
    Ending,
    report_on,
    report_on_faults,
)

NATIVE = """Fatal Python error: Segmentation fault

Current thread 0x00007f (most recent call first):
  File "/home/ann/darkroom/ui/canvas.py", line 12 in paintEvent

Extension modules: numpy, PySide6.QtCore (total: 2)
"""
HEAD = """10:00:00.000 Darkroom 0.1.0, process 7
10:00:00.001 Python 3.11.9 on Linux
10:00:00.002 Qt 6.11.3
"""

_RUN = """
import sys
from pathlib import Path
from darkroom.core.crash import mark_running
mark_running(Path(sys.argv[1]), Path("window.log"))
print("marked", flush=True)
input()
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("USERPROFILE", "/home/ann")


def _log(folder: Path, text: str, name: str = "window-1.log", age_s: float = 0.0) -> Path:
    log = folder / name
    log.write_text(text, encoding="utf-8")
    written = time.time() - age_s
    os.utime(log, (written, written))
    return log


def _marker(log: Path, age_s: float = 100.0) -> Marker:
    return Marker(2**30, str(log), time.time() - age_s)


def test_a_good_end_leaves_nothing(tmp_path: Path) -> None:
    assert last_end(tmp_path) is None
    mark_running(tmp_path, tmp_path / "window.log")
    assert last_end(tmp_path) is None  # it is this process, and that runs
    mark_ended(tmp_path)
    mark_ended(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_window_counts_as_gone_as_soon_as_it_is_dead(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, str(tmp_path)], stdin=pipe, stdout=pipe, text=True
    ) as window:
        assert window.stdout is not None
        window.stdout.readline()
        assert last_end(tmp_path) is None
        window.send_signal(signal.SIGKILL)
        os.waitid(os.P_PID, window.pid, os.WEXITED | os.WNOWAIT)
        zombie = last_end(tmp_path)
        window.wait()
        gone = last_end(tmp_path)
    assert zombie == gone is not None
    assert (gone.pid, gone.log) == (window.pid, "window.log")


def test_another_process_with_the_same_number_is_not_that_window(tmp_path: Path) -> None:
    mark_running(tmp_path, tmp_path / "window.log")
    file = next(tmp_path.iterdir())
    raw = json.loads(file.read_bytes())
    # As after a power cut: this process is younger than the marker.
    file.write_text(json.dumps(raw | {"started": 1000.0}), encoding="utf-8")
    marker = last_end(tmp_path)
    assert marker is not None
    assert marker.pid == os.getpid()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"pid": "x"}', b'{"pid": 1, "log": "a"}'])
def test_a_damaged_marker_is_no_marker(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "window-running.json").write_bytes(damage)
    assert last_end(tmp_path) is None


def test_a_fault_has_its_stack(tmp_path: Path) -> None:
    log = _log(tmp_path, HEAD + "10:00:01.000 Qt warns: hm\n" + NATIVE)
    report = report_on(_marker(log))
    assert (report.ending, report.cause) == (Ending.FAULT, "Segmentation fault")
    summary, stack, rest = report.text.split("\n--- ")
    assert "The system ended it: Segmentation fault." in summary
    assert "Darkroom 0.1.0" in summary
    assert "PySide6-Essentials 6." in summary
    assert "~/darkroom/ui/canvas.py" in stack
    assert "Qt warns: hm" in rest
    assert "/home/ann" not in report.text


def test_only_the_last_fault_counts(tmp_path: Path) -> None:
    # Windows tells of faults, too, that a library dealt with.
    dealt_with = "Windows fatal exception: access violation\n\nCurrent thread\n"
    log = _log(tmp_path, HEAD + dealt_with + NATIVE)
    report = report_on(_marker(log))
    assert report.cause == "Segmentation fault"


def test_who_was_killed_left_no_word(tmp_path: Path) -> None:
    report = report_on(_marker(_log(tmp_path, HEAD)))
    assert (report.ending, report.cause) == (Ending.KILLED, "")
    assert "ended from outside, or the computer went off" in report.text
    assert "Stacks" not in report.text


def test_who_met_an_exception_says_so(tmp_path: Path) -> None:
    report = report_on(_marker(_log(tmp_path, f"{HEAD}10:00:02.000 {ESCAPED}\n")))
    assert report.ending is Ending.EXCEPTION


def test_a_log_that_is_gone_still_gives_a_report(tmp_path: Path) -> None:
    report = report_on(_marker(tmp_path / "gone" / "window-1.log"))
    assert report.ending is Ending.KILLED
    assert "The log is gone." in report.text


def test_the_log_of_the_last_inference_process_is_that_of_the_last_window(tmp_path: Path) -> None:
    log = _log(tmp_path, HEAD, age_s=50)
    _log(tmp_path, "of a window before", "worker-1.log", age_s=300)
    _log(tmp_path, "its first", "worker-2.log", age_s=90)
    _log(tmp_path, "its last, token hf_abc\nValueError: dear diary", "worker-3.log", age_s=50)
    _log(tmp_path, "of this window", "worker-4.log", age_s=-50)
    text = report_on(_marker(log)).text
    assert text.endswith("worker-3.log\nits last, token hf_…\nValueError\n")
    for other in ("before", "first", "this window"):
        assert other not in text


def test_long_logs_are_cut_and_never_read_whole(tmp_path: Path) -> None:
    lines = "".join(f"10:00:03.000 line {i}\n" for i in range(200_000))
    log = _log(tmp_path, HEAD + lines + NATIVE)
    text = report_on(_marker(log)).text
    assert "line 199999\n" in text
    assert "line 199940\n" in text
    assert "line 199939\n" not in text
    assert "paintEvent" in text
    assert "Darkroom 0.1.0" in text
    assert len(text) < 10_000


@given(st.binary(max_size=2000))
def test_whatever_stands_in_a_log_makes_a_report(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    log = tmp_path_factory.getbasetemp() / "window-any.log"
    log.write_bytes(raw)
    report_on(_marker(log)).text.encode("utf-8")


def test_faults_that_the_window_survived(tmp_path: Path) -> None:
    text = report_on_faults(_log(tmp_path, HEAD), ["In a slot\nTypeError: a", "In a thread"])
    assert "stumbled and went on" in text
    assert "Darkroom 0.1.0" in text
    assert text.endswith("--- Stack\nIn a slot\nTypeError: a\n\n--- Stack\nIn a thread\n")
