"""How windows end, and what the next one says about it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from windows import See, Window

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
]

Start = Callable[..., Window]
LAST = "Darkroom did not end in good order last time"
NOW = "Something went wrong inside Darkroom"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start Darkroom; what still runs at the end is killed."""
    windows: list[Window] = []

    def start_one(*arguments: str) -> Window:
        windows.append(Window(tmp_path, *arguments))
        return windows[-1]

    yield start_one
    for window in windows:
        window.close()


def _report(window: Window) -> See:
    window.until(lambda seen: seen.get("painted") and seen["banners"])
    window.do("show")
    return window.until(lambda seen: seen["report"])


def _log(home: Path) -> str:
    logs = sorted((home / "XDG_STATE_HOME" / "darkroom" / "log").glob("window-*.log"))
    return logs[-1].read_text(encoding="utf-8")


def test_after_a_fault_the_stack_is_offered(start: Start, tmp_path: Path) -> None:
    first = start("demo", "-p", "dear diary")
    first.up()
    first.do("fault")
    assert first.ended() == -signal.SIGSEGV
    second = start("demo")
    seen = _report(second)
    assert seen["banners"] == [LAST]
    assert "fault: Segmentation fault" in seen["words"][0]
    report = seen["report"]
    assert f"process {first.pid}" in report
    assert "Fatal Python error: Segmentation fault" in report
    assert "darkroom/ui/app.py" in report  # of the stack
    assert str(tmp_path) not in report
    assert "~/XDG_STATE_HOME" in report
    assert "dear diary" not in report
    second.do("dismiss")
    second.until(lambda seen: not seen["banners"])


def test_who_was_killed_has_no_stack(start: Start) -> None:
    first = start("demo")
    first.up()
    first.end(signal.SIGKILL)
    seen = _report(start("demo"))
    assert seen["banners"] == [LAST]
    assert "ended from outside, or the computer went off" in seen["words"][0]
    assert "Stack" not in seen["report"]


def test_a_report_is_offered_once(start: Start) -> None:
    first = start("demo")
    first.up()
    first.end(signal.SIGKILL)
    second = start("demo")
    second.until(lambda seen: seen.get("banners") == [LAST])
    second.do("close")
    assert second.ended() == 0
    _is_quiet(start("demo"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_logging_out_and_ctrl_c_are_good_ends(start: Start, number: int) -> None:
    first = start("demo", "-p", "kept")
    first.up()
    assert first.end(number) == -number
    assert _is_quiet(start("demo"))["prompt"] == "kept"


def test_a_signal_before_the_window_is_there_is_heeded(start: Start, tmp_path: Path) -> None:
    first = start("demo")
    while not (tmp_path / "XDG_DATA_HOME" / "darkroom" / "window.json").exists():
        assert first.process.poll() is None
    assert first.end() == -signal.SIGTERM
    _is_quiet(start("demo"))


def test_exceptions_in_slots_and_threads_are_survived(start: Start, tmp_path: Path) -> None:
    window = start("demo")
    window.up()
    window.do("stumble")
    window.until(lambda seen: seen["banners"] == [NOW])
    window.do("stumble in a thread")
    window.do("warn")
    report = _report(window)["report"]
    assert "KeyError" in report
    assert "watched_window.py" in report
    assert "dear diary" not in report
    assert "dear diary" in _stderr_after_a_good_end(window)
    log = _log(tmp_path)
    assert "KeyError" in log
    assert "FileNotFoundError" in log
    assert "Qt warns: Qt is not amused" in log
    assert "dear diary" not in log
    _is_quiet(start("demo"))


def _stderr_after_a_good_end(window: Window) -> str:
    window.do("close")
    assert window.ended() == 0
    return window.errors


def test_an_exception_that_ends_the_window_is_told(start: Start) -> None:
    first = start("demo", "--fail")
    assert first.ended() == 1
    assert "ZeroDivisionError" in first.errors
    seen = _report(start("demo"))
    assert "error that it could not go on from" in seen["words"][0]
    assert "ZeroDivisionError" in seen["report"]


def _is_quiet(window: Window) -> See:
    """See that nothing is said about the last window, after all that would have been."""
    seen = window.up()
    # The look back follows the first paint, and a stumble comes behind it and hides it.
    window.do("stumble")
    window.until(lambda later: later["banners"] == [NOW])
    window.do("dismiss")
    window.until(lambda later: later["banners"] != [NOW])
    assert window.seen["banners"] == []
    window.do("close")
    assert window.ended() == 0
    return seen
