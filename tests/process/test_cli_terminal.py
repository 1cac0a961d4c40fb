"""The command line on a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

import fakes
from darkroom.cli.main import main
from paper_terminal import PaperTerminal

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals"),
]

_MAIN = (
    "import sys; from darkroom.cli.main import main; sys.exit(main(sys.argv[1:], engine='fakes'))"
)
_HERE = str(Path(__file__).parents[1])
_COLUMNS = 60
_Session = tuple[subprocess.Popen[bytes], int]


@contextmanager
def _on_terminal(*arguments: str, command: str = "run", **environment: str) -> Generator[_Session]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, _COLUMNS, 0, 0))
    base = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, command, *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env=base | {"PYTHONPATH": _HERE, "TERM": "xterm-256color"} | environment,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield process, ours
    finally:
        os.close(ours)
        process.wait(60)


def _read(terminal: int) -> bytes:
    """Return what is written next; empty at the end."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end has closed
        return b""


def _rest(terminal: int) -> str:
    return b"".join(iter(lambda: _read(terminal), b"")).decode()


def _on_paper(text: str) -> PaperTerminal:
    paper = PaperTerminal(_COLUMNS)
    paper.write(text)
    return paper


def test_the_canvas_resolves_in_place_and_the_answer_stays() -> None:
    with _on_terminal("fake", "-p", "hello") as (process, terminal):
        text = _rest(terminal)
    paper = _on_paper(text)
    assert process.returncode == 0
    assert paper.shown.splitlines()[0] == fakes.ANSWER
    assert paper.shown.splitlines()[1].startswith("5 steps · 1 canvas")
    assert "▒" in text
    assert "step 1/5" in text
    assert {"90", "1;33", "2"} <= paper.styles
    assert paper.modes["25"]


def test_a_fault_in_native_code_has_last_words_behind_the_picture() -> None:
    with _on_terminal("fake", "-p", "abort") as (process, terminal):
        text = _rest(terminal)
    assert process.returncode == -signal.SIGABRT
    assert "Fatal Python error: Aborted" in text


def test_no_color_keeps_the_picture_and_drops_the_styles() -> None:
    with _on_terminal("fake", "-p", "hello", NO_COLOR="1") as (_, terminal):
        text = _rest(terminal)
    assert "▒" in text
    assert _on_paper(text).styles == set()


@pytest.mark.parametrize(
    ("arguments", "term"), [(["--no-visual"], "xterm"), ([], "dumb")], ids=["no-visual", "dumb"]
)
def test_without_a_picture_no_escape_is_written(arguments: list[str], term: str) -> None:
    with _on_terminal("fake", "-p", "hello", *arguments, TERM=term) as (_, terminal):
        text = _rest(terminal)
    assert "\x1b" not in text
    assert fakes.ANSWER in text


def test_ctrl_c_leaves_the_draft_and_a_sound_terminal() -> None:
    with _on_terminal("fake", "-p", "slowly", "--steps", "500") as (process, terminal):
        text = ""
        while "step 2/" not in text:
            text += _read(terminal).decode()
        process.send_signal(signal.SIGINT)
        text += _rest(terminal)
    paper = _on_paper(text)
    assert process.returncode == 130
    assert paper.shown.splitlines()[0] == "Noise"
    assert "cancelled · " in paper.shown
    assert "step 2" not in paper.shown
    assert paper.modes["25"]


def test_a_failure_leaves_only_its_words() -> None:
    with _on_terminal("fake", "-p", "overflow") as (process, terminal):
        text = _rest(terminal)
    paper = _on_paper(text)
    assert process.returncode == 2
    assert "darkroom: The prompt is too long.\nShorten it." in paper.shown
    assert "▒" not in paper.shown
    assert paper.modes["25"]


def test_escapes_in_the_answer_reach_no_terminal() -> None:
    with _on_terminal("fake", "-p", "say escapes", "--no-visual") as (_, terminal):
        assert "\x1b" not in _rest(terminal)


def _trace(folder: Path, prompt: str) -> str:
    path = str(folder / "answer.npz")
    assert main(["run", "fake", "-p", prompt, "--trace", path], engine="fakes") == 0
    return path


def test_what_goes_on_catches_up_first(tmp_path: Path) -> None:
    words = (_trace(tmp_path, "two canvases"), "--block", "1", "--step", "3")
    with _on_terminal(*words, command="resume") as (process, terminal):
        text = _rest(terminal)
    paper = _on_paper(text)
    assert process.returncode == 0
    assert "Catching up 1/3" in text
    assert text.index("step 3/5") < text.index("Catching up 3/3") < text.index("step 4/5")
    assert "step 1/5" not in text.partition("canvas 2")[2]
    assert fakes.ANSWER in paper.shown
    assert "Catching" not in paper.shown
    assert paper.modes["25"]


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["colour", "no colour"])
def test_what_was_repainted_is_marked(tmp_path: Path, environment: dict[str, str]) -> None:
    words = (_trace(tmp_path, "hello"), "--span", "settles into")
    with _on_terminal(*words, command="repaint", **environment) as (process, terminal):
        text = _rest(terminal)
    paper = _on_paper(text)
    assert process.returncode == 0
    assert "[-" in paper.shown
    assert "{+" in paper.shown
    assert ({"31", "32"} <= paper.styles) is not bool(environment)
    assert ", step by step." in paper.shown
