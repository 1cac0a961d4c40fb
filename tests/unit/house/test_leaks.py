"""The watch for leaks catches each kind of leak, and only those."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]

LEAKY = """
import subprocess, sys
import leaks
from PySide6.QtCore import QObject, QThread, QTimer

leaks.GRACE_S = 0.3
kept = []

class Sleeper(QThread):
    def run(self):
        while not self.isInterruptionRequested():
            self.msleep(10)

def test_leaks_thread(qapp):
    kept.append(Sleeper())
    kept[0].start()

def test_is_not_blamed_for_the_thread_before(qapp):
    assert kept[0].isRunning()
    kept[0].requestInterruption()
    kept[0].wait()

def test_leaks_timer(qapp):
    kept.append(QTimer(interval=1000))
    kept[1].start()

def test_leaks_process():
    kept.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))

def test_starts_clean_after_a_leaked_process():
    assert kept[2].wait(1) is not None

def test_ends_what_it_starts(qapp):
    thread, timer = Sleeper(), QTimer(interval=1000)
    thread.start()
    timer.start()
    timer.stop()
    thread.requestInterruption()
    thread.wait()
    subprocess.run([sys.executable, "-c", ""], check=True)

def test_leaves_the_rest_to_deletelater(qapp):
    parent = QObject()
    QTimer(parent, interval=1000).start()
    parent.deleteLater()
    kept.append(parent)

def test_warns_through_qt(qapp):
    timer = QTimer()
    timer.setInterval(-5)
"""


def outcomes(folder: Path) -> dict[str, str]:
    settings = ["-c", str(TESTS.parent / "pyproject.toml"), "--rootdir", str(folder)]
    quiet = ["-q", "-rA", "--no-header", "-p", "no:cacheprovider"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *quiet, *settings, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    found: dict[str, str] = {}
    for line in result.stdout.splitlines():
        outcome, _, rest = line.partition(" ")
        if outcome in {"PASSED", "ERROR", "FAILED"} and "::" in rest:
            # The word that is reported last counts: a test passes before its teardown errs.
            found[rest.split("::")[1].split(" ")[0]] = outcome
    assert found, result.stdout + result.stderr
    return found


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("leaky")
    (folder / "conftest.py").write_text((TESTS / "conftest.py").read_text())
    (folder / "test_leaky.py").write_text(LEAKY)
    return outcomes(folder)


@pytest.mark.parametrize("kind", ["thread", "timer", "process"])
def test_leak_fails_the_test_that_made_it(leaky: dict[str, str], kind: str) -> None:
    assert leaky[f"test_leaks_{kind}"] == "ERROR"


@pytest.mark.parametrize(
    "name",
    [
        "is_not_blamed_for_the_thread_before",
        "starts_clean_after_a_leaked_process",
        "ends_what_it_starts",
        "leaves_the_rest_to_deletelater",
    ],
)
def test_nothing_else_fails(leaky: dict[str, str], name: str) -> None:
    assert leaky[f"test_{name}"] == "PASSED"


def test_qt_warning_fails_the_test(leaky: dict[str, str]) -> None:
    assert leaky["test_warns_through_qt"] == "FAILED"
