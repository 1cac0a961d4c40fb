"""``darkroom models`` on a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fake_hub import running
from gguf_files import write_model
from models_cli import environment
from paper_terminal import PaperTerminal

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals"),
]

REPO = "owner/model-GGUF"
COLUMNS = 90
_Session = tuple[subprocess.Popen[bytes], int]


@contextmanager
def on_terminal(env: dict[str, str], *words: str) -> Generator[_Session]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    env = {k: v for k, v in env.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "darkroom", "models", *words],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env=env | {"TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    try:
        yield process, ours
    finally:
        os.close(ours)
        process.wait(60)


def read(terminal: int) -> str:
    """What is written next; empty at the end."""
    try:
        return os.read(terminal, 65536).decode()
    except OSError:  # Linux says so when the other end has closed
        return ""


def test_the_bar_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    paper = PaperTerminal(COLUMNS)
    shown: set[str] = set()
    with running() as hub:
        hub.files[REPO, "a-Q8_0.gguf"] = random.Random(1).randbytes(30_000_000)
        words = ("pull", REPO, "--limit", "6M", "--dir", str(tmp_path / "out"))
        with on_terminal(environment(tmp_path, hub.url), *words) as (process, terminal):
            asked = False
            while text := read(terminal):
                paper.write(text)
                shown |= set(paper.shown.splitlines())
                if not asked and len([line for line in shown if " MB/s  " in line]) > 2:
                    process.send_signal(signal.SIGINT)
                    asked = True
    bars = [line for line in shown if line.startswith("Downloading")]
    assert any("█" in line and "░" in line and line.endswith(" left") for line in bars)
    assert all(len(line) <= COLUMNS for line in shown)
    assert process.returncode == 130
    assert "Downloading" not in paper.shown
    lines = paper.shown.splitlines()
    assert lines[0] == f"a-Q8_0.gguf of {REPO}, 30.0 MB, to {tmp_path / 'out'}"[:COLUMNS]
    assert "of 30.0 MB are here.\nThe same command goes on from there." in paper.shown
    assert paper.modes["25"]
    assert (tmp_path / "out" / "a-Q8_0.gguf.part").exists()


@pytest.mark.parametrize(("answer", "there"), [(b"n\n", True), (b"\n", True), (b"y\n", False)])
def test_rm_asks_first(tmp_path: Path, answer: bytes, there: bool) -> None:
    path = write_model(tmp_path / "mine.gguf")
    with on_terminal(environment(tmp_path), "rm", str(path), "--permanently") as (
        process,
        terminal,
    ):
        text = ""
        while "[y/N]" not in text:
            text += read(terminal)
        assert path.exists()
        os.write(terminal, answer)
        text += "".join(iter(lambda: read(terminal), ""))
    assert "Delete for good? [y/N]" in text
    assert ("Nothing was deleted." in text) == there
    assert path.exists() == there
    assert process.returncode == (130 if there else 0)
