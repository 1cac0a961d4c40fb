"""What every test gets: an invisible screen, folders of its own, and a watch for leaks."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator

import pytest

import leaks

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A shell starts background jobs with Ctrl+C ignored, and nohup does so with the end of the session;
# the programs that tests send these signals to would inherit it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
# Logs and settings of a test run must not push out those of the person who runs it.
_HOME = tempfile.TemporaryDirectory(prefix="darkroom-tests-", ignore_cleanup_errors=True)
for _name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
    os.environ[_name] = _HOME.name


@pytest.fixture(autouse=True)
def no_leaks() -> Iterator[None]:
    """Fail the test that leaves a QThread, a QTimer or a child process running."""
    before = leaks.running()
    yield
    left = leaks.wait_for_end(before)
    if left:
        names = "\n  ".join(left)
        leaks.end_children(before)
        pytest.fail(f"the test left running:\n  {names}", pytrace=False)
