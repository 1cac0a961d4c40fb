"""A window that is killed while an answer is made of another one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from darkroom.history.opening import open_history
from darkroom.history.records import MessageState
from darkroom.history.trace import read_trace

pytestmark = pytest.mark.process

WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QSettings
from darkroom.viewmodels.preferences import Preferences
from qt.chat_room import Room
from qt.frames import frame
from qt.instruments import answered

app = QCoreApplication([])
folder = Path(sys.argv[1])
store = QSettings(str(folder / "darkroom.ini"), QSettings.Format.IniFormat)
room = Room(Preferences(store), folder)
room.settings.system = "Be brief."
run = answered(room)
if sys.argv[2] == "fork":
    room.instrument.fork(run, 1, 1, run.settings)
else:
    room.instrument.repaint(run, 1, 2, 1, "an animal")
room.chat.on_event(frame((4, 4), (1, 1), block=1, step=2, run_id=room.chat.run.run_id))
message = room.chat.run.message.id
while not room.history.trace(message):
    app.processEvents()
    room.work()
    time.sleep(0.01)
print(message, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize(("what", "frames"), [("fork", 5), ("repaint", 1)])
def test_what_it_was_made_of_is_still_known(tmp_path: Path, what: str, frames: int) -> None:
    tests = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(tmp_path), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tests)},
    ) as window:
        assert window.stdout is not None
        message = int(window.stdout.readline())
        window.send_signal(signal.SIGKILL)
    history, trouble = open_history(tmp_path / "history.db")
    with closing(history):
        assert trouble is None
        history.mark_interrupted()
        stored = history.message(message)
        assert stored is not None and stored.provenance is not None
        assert stored.state is MessageState.INTERRUPTED
        provenance = stored.provenance
        assert (provenance.kind, provenance.system) == (what, "Be brief.")
        assert [origin.block for origin in provenance.origins] == ([1] if what == "fork" else [])
        source = history.sibling_of_uid(message, provenance.source)
        assert source is not None and source.text == "One two red"
        assert len(read_trace(history.trace(message)).frames) == frames
        assert stored.text == ("One two fox fox" if what == "fork" else "fox fox")
