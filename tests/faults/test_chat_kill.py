"""kill -9 of the window while it chats. ``packaging/dev.py bench kills`` does it 100 times."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from kills import Victims, plan

KILLS = 7
"""The last one while the window starts."""

pytestmark = [
    pytest.mark.faults,
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL"),
    # Each kill takes a window and an inference process that were started for it.
    pytest.mark.timeout(400),
]


def test_whenever_the_window_is_killed_what_was_said_is_there(tmp_path: Path) -> None:
    with closing(Victims(tmp_path)) as victims:
        for kill in plan(KILLS, seed=1):
            victims.kill(kill)
    assert victims.states.total() == KILLS
    # Else nothing was checked that matters.
    assert victims.finished
    assert victims.traces
    assert victims.interrupted
