"""Kills windows that chat, and checks that the history has all that they had told of."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import psutil

from darkroom.history.opening import open_history
from darkroom.history.records import MessageState, StoredMessage
from darkroom.history.store import History
from darkroom.history.trace import read_trace
from kill_ledger import Ledger, Line, Told

PATIENCE_S = 120.0
LOST_TICKS = 10
"""Of a running answer a second may be lost; a tick is 0.1 s of the window's own clock."""
DRAFT_TICKS = 12
"""What has stood in the prompt box for that long is written down."""
OPERATIONS = ("append_trace", "save_progress", "end_answer", "add_question", "change_chat")
"""Of the history; windows are killed within them."""
_POLL_S = 0.005
_UP_WITHIN_S = 1.5
_LOADED_WITHIN_S = 5.0
_LIFE_S = 4.0
_HERE = Path(__file__).parent
_FOLDERS = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")


@dataclass(frozen=True, slots=True)
class Kill:
    """When a window is killed.

    Attributes:
        seed: of what it does.
        after: what it is to have told of before; nothing if empty.
        wait_s: seconds from then on.
        operation: of the history; it kills itself within that, and soon after.
        number: which call of the operation.
    """

    seed: int
    after: str = ""
    wait_s: float = 0.0
    operation: str = ""
    number: int = 0


def plan(count: int, seed: int) -> Iterator[Kill]:
    """Moments spread over the life of a window: half of them any, half while it writes."""
    draw = random.Random(seed)
    operations = cycle(OPERATIONS)
    for number in range(count):
        of_window = draw.randrange(1 << 30)
        if number % 2:
            operation = next(operations)
            yield Kill(of_window, operation=operation, number=draw.randint(1, 4))
        elif number % 20 == 6:
            yield Kill(of_window, "", draw.uniform(0, _UP_WITHIN_S))
        elif number % 20 == 16:
            yield Kill(of_window, "up", draw.uniform(0, _LOADED_WITHIN_S))
        else:
            yield Kill(of_window, "frame", draw.uniform(0, _LIFE_S))


class Victims:
    """Windows on one profile, each killed and followed by the next.

    Args:
        home: where their files lie.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._ledger = Ledger()
        self._interrupted: dict[int, str] = {}
        self.states: Counter[str] = Counter()
        """How many were killed in which state."""
        self.lost_ticks: list[int] = []
        """Age of the first step that was lost, of each partial answer."""
        self.interrupted = 0
        """Partial answers."""
        self.traces = 0
        """Answers whose steps were read, each time they were."""
        self.drafts = 0
        """Texts in prompt boxes that were found again."""
        self.frames_lost: list[int] = []
        """Steps that no trace has, of each partial answer."""

    @property
    def _database(self) -> Path:
        return self._home / "XDG_DATA_HOME" / "darkroom" / "history.db"

    @property
    def state(self) -> str:
        """What the last one was at when it was killed."""
        return self._ledger.state

    @property
    def questions(self) -> int:
        """How many were asked."""
        return len(self._ledger.questions)

    @property
    def finished(self) -> int:
        """How many answers had come to their end."""
        return sum(answer.end is not None for answer in self._ledger.answers.values())

    def kill(self, kill: Kill) -> None:
        """Start a window, kill it, and check what is left."""
        lines = self._run(kill)
        self._check_what_is_shown(lines)
        self._ledger.take(lines)
        self.states[self._ledger.state] += 1
        self._no_inference_survives()
        if self._database.exists():
            self._check()

    def close(self) -> None:
        """Take away what the last one has left outside of its home."""
        for address in self._home.rglob("window.json"):
            Path(json.loads(address.read_bytes())["socket"]).unlink(missing_ok=True)

    def _run(self, kill: Kill) -> list[Line]:
        folders = {name: str(self._home / name) for name in _FOLDERS}
        told, errors = self._home / "told.jsonl", self._home / "errors.txt"
        with told.open("wb") as out, errors.open("wb") as err:
            process = subprocess.Popen(
                [sys.executable, "-m", "chatting_window", str(kill.seed), kill.operation,
                 str(kill.number)],
                stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=self._home,
                env=os.environ | folders
                | {"HOME": str(self._home), "QT_QPA_PLATFORM": "offscreen",
                   "PYTHONPATH": os.pathsep.join(filter(None, [str(_HERE), _inherited()]))},
            )  # fmt: skip
            try:
                self._let_live(process, kill, told)
            finally:
                process.kill()
                process.wait()
        said = errors.read_text(encoding="utf-8")
        assert "Traceback" not in said, said
        assert process.returncode == -signal.SIGKILL, said
        # The last line may be cut off.
        whole = told.read_bytes().rpartition(b"\n")[0]
        return [json.loads(line) for line in whole.splitlines()]

    def _let_live(self, process: subprocess.Popen[bytes], kill: Kill, told: Path) -> None:
        give_up = time.monotonic() + PATIENCE_S
        if kill.operation:
            # It does that itself; one that never comes to it must not pass for killed there.
            process.wait(PATIENCE_S)
            return
        while kill.after and f'{{"{kill.after}"'.encode() not in told.read_bytes():
            assert process.poll() is None
            assert time.monotonic() < give_up, told.read_text(encoding="utf-8")[-4000:]
            time.sleep(_POLL_S)
        time.sleep(kill.wait_s)

    def _no_inference_survives(self) -> None:
        give_up = time.monotonic() + PATIENCE_S
        while left := [p for p in psutil.process_iter() if self._is_ours(p)]:
            assert time.monotonic() < give_up, [p.cmdline() for p in left]
            time.sleep(_POLL_S * 10)

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            return process.environ().get("HOME") == str(self._home)
        except psutil.Error:
            return False

    # --- checks

    def _check(self) -> None:
        """Open a copy as the next start opens the file, which the next window shall find as is."""
        copies = self._home / "copies"
        shutil.rmtree(copies, ignore_errors=True)
        copies.mkdir()
        for path in self._database.parent.glob("history.db*"):
            shutil.copy(path, copies)
        history, trouble = open_history(copies / "history.db")
        try:
            assert trouble is None
            self._is_sound(history)
            running = history.database.all("SELECT id FROM messages WHERE state = 'running'")
            assert not self._ledger.old.intersection(row["id"] for row in running)
            history.mark_interrupted()
            history.purge()
            self._is_sound(history)
            self._check_messages(history)
            self._check_unsent(history)
        finally:
            history.close()

    def _is_sound(self, history: History) -> None:
        database = history.database
        assert [row[0] for row in database.all("PRAGMA integrity_check")] == ["ok"]
        assert database.all("PRAGMA foreign_key_check") == []
        # These raise where the index and the texts differ.
        database.do("INSERT INTO titles (titles, rank) VALUES ('integrity-check', 1)")
        database.do("INSERT INTO texts (texts, rank) VALUES ('integrity-check', 1)")

    def _check_messages(self, history: History) -> None:
        stored = {number: history.message(number) for number in self._ledger.answers}
        for number, text in self._ledger.questions.items():
            question = history.message(number)
            assert question is not None
            assert question.text == text
        self._interrupted.clear()
        for number, answer in self._ledger.answers.items():
            message = stored[number]
            assert message is not None
            if answer.end is not None:
                assert message.state == answer.end["state"]
                assert [message.text, message.thinking] == answer.end["said"]
            elif message.state is MessageState.INTERRUPTED:
                self._check_draft(history, message, answer)
            else:
                # Killed after the end was written and before it could be told.
                assert message.state in (MessageState.DONE, MessageState.STOPPED)
        self._check_traces(history)

    def _check_draft(self, history: History, message: StoredMessage, answer: Told) -> None:
        """Of the partial answer there is all but the last moment."""
        said = [message.text, message.thinking]
        same = [n for n, (draft, _) in enumerate(answer.drafts, 1) if draft == said]
        saved = same[-1] if same else 0
        assert saved or said == ["", ""]
        self._interrupted[message.id] = message.text
        if answer is self._ledger.last:
            self.interrupted += 1
            lost = answer.drafts[saved:]
            age = self._ledger.tick - lost[0][1] if lost else 0
            assert age <= LOST_TICKS
            self.lost_ticks.append(age)
            trace = read_trace(history.trace(message.id))
            self.frames_lost.append(len(answer.crcs) - len(trace.frames))

    def _check_traces(self, history: History) -> None:
        written = 0
        for number, answer in reversed(self._ledger.answers.items()):
            frames = read_trace(history.trace(number)).frames
            crcs = [zlib.crc32(frame.tokens.tobytes()) for frame in frames]
            assert crcs == answer.crcs[: len(crcs)]
            # A window writes in order: what came before something that is there is complete.
            if answer.window == written and answer.end is not None:
                assert len(crcs) == len(answer.crcs)
            if crcs:
                written = answer.window
                self.traces += 1

    def _check_unsent(self, history: History) -> None:
        for number, text in self._ledger.queued:
            chat = history.chat(number)
            assert chat is not None
            asked = [m.text for m in history.path_to(chat.leaf)] if chat.leaf else []
            assert text in chat.draft or text in asked
            self.drafts += 1
        for number, texts in self._ledger.unsent.items():
            ends = [tick for _, tick in texts[1:]] + [self._ledger.tick]
            stood = [n for n, end in enumerate(ends) if end - texts[n][1] > DRAFT_TICKS]
            if stood and texts[stood[-1]][0]:
                chat = history.chat(number)
                assert chat is not None
                assert any(text in chat.draft for text, _ in texts[stood[-1] :])
                self.drafts += 1

    def _check_what_is_shown(self, lines: list[Line]) -> None:
        """The window that came after a kill shows partial answers as what they are."""
        for line in lines:
            for number, text, state in line.get("up", ()):
                if number in self._interrupted:
                    assert (state, text) == ("interrupted", self._interrupted[number])


def _inherited() -> str:
    return os.environ.get("PYTHONPATH", "")
