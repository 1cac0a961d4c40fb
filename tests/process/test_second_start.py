"""Several starts of Darkroom, as real processes."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from gguf_files import write_model
from windows import Window

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
]

Start = Callable[..., Window]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start Darkroom; what still runs at the end is killed."""
    windows: list[Window] = []

    def start_one(*arguments: str, cwd: Path | None = None) -> Window:
        windows.append(Window(tmp_path, *arguments, cwd=cwd))
        return windows[-1]

    yield start_one
    for window in windows:
        window.close()


def _socket(home: Path, profile: str = "darkroom") -> Path:
    address = home / "XDG_DATA_HOME" / profile / "window.json"
    return Path(json.loads(address.read_bytes())["socket"])


def test_a_second_start_hands_over_its_prompt_and_ends(start: Start) -> None:
    first = start("demo", "-p", "eins")
    assert first.until(lambda seen: seen.get("painted"))["prompt"] == "eins"
    second = start("-p", "zwei\nüber 🙂")
    assert second.ended() == 0
    assert second.errors == ""
    seen = first.until(lambda seen: "zwei" in seen["prompt"])
    # Behind what stood there; nothing is sent unasked.
    assert seen["prompt"] == "eins\n\nzwei\nüber 🙂"
    assert (seen["turns"], seen["model"]) == (0, "demo")


def test_a_second_start_brings_the_window_to_the_front(start: Start) -> None:
    first = start("demo")
    first.up()
    first.do("minimise")
    first.until(lambda seen: seen["minimised"])
    assert start().ended() == 0
    first.until(lambda seen: not seen["minimised"] and seen["active"])


def test_a_second_start_hands_over_a_model_of_its_own_folder(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "models ü"
    folder.mkdir()
    write_model(folder / "a b.gguf")
    first = start("demo")
    first.up()
    assert start("./a b.gguf", cwd=folder).ended() == 0
    first.until(lambda seen: seen["model"] == str(folder / "a b.gguf"))


def test_a_hundred_kilobytes_come_whole(start: Start) -> None:
    first = start("demo")
    first.up()
    prompt = "aé€🙂\n" * 9_000 + "end"
    assert len(prompt.encode()) > 99_000
    assert start("-p", prompt).ended() == 0
    assert first.until(lambda seen: seen["prompt"])["prompt"] == prompt


def test_of_ten_starts_at_once_one_window_comes_of(start: Start) -> None:
    starts = [start("demo", "-p", f"prompt {i}.") for i in range(10)]
    _, alive = psutil.wait_procs([psutil.Process(s.pid) for s in starts], timeout=0)
    while len(alive) > 1:
        _, alive = psutil.wait_procs(alive, timeout=0.1)
    first = next(s for s in starts if s.process.poll() is None)
    assert [s.ended() for s in starts if s is not first] == [0] * 9
    # Each start is heard, and once.
    prompts = sorted(f"prompt {i}." for i in range(10))
    first.until(lambda seen: sorted(seen["prompt"].split("\n\n")) == prompts)
    assert first.end() == -signal.SIGTERM


def test_the_seat_of_a_killed_window_is_free(start: Start, tmp_path: Path) -> None:
    first = start("demo")
    first.up()
    stale = _socket(tmp_path)
    assert stale.exists()
    first.end(signal.SIGKILL)
    second = start("demo", "-p", "still here")
    assert second.up()["prompt"] == "still here"
    assert not stale.exists()
    assert start("-p", "and heard").ended() == 0
    second.until(lambda seen: seen["prompt"].endswith("and heard"))


def test_ten_starts_on_the_seat_of_a_killed_window(start: Start) -> None:
    first = start("demo")
    first.up()
    first.end(signal.SIGKILL)
    starts = [start("demo") for _ in range(10)]
    alive = [psutil.Process(s.pid) for s in starts]
    while len(alive) > 1:
        _, alive = psutil.wait_procs(alive, timeout=0.1)
    successor = next(s for s in starts if s.process.poll() is None)
    successor.up()
    assert [s.ended() for s in starts if s is not successor] == [0] * 9


def test_a_window_that_hangs_is_told_about(start: Start) -> None:
    first = start("demo")
    first.up()
    os.kill(first.pid, signal.SIGSTOP)
    second = start("-p", "hello?")
    box = second.until(lambda seen: seen.get("box"))
    assert f"process {first.pid}" in box["box"]
    second.do("ok")
    assert second.ended() == 1
    assert box["box"] in second.errors
    os.kill(first.pid, signal.SIGCONT)
    # What it finds when it wakes up was never granted, so it may come; a new start is heard.
    assert start("-p", "again").ended() == 0
    first.until(lambda seen: seen["prompt"].endswith("again"))


def test_who_starts_while_the_window_ends_gets_one_of_its_own(start: Start) -> None:
    first = start("demo")
    first.up()
    first.process.send_signal(signal.SIGTERM)
    second = start("demo", "-p", "next")
    assert second.up()["prompt"] == "next"
    assert first.ended() == -signal.SIGTERM


def test_profiles_have_windows_settings_and_logs_of_their_own(start: Start, tmp_path: Path) -> None:
    usual, work = start("demo"), start("demo", "--profile", "work", "-p", "at work")
    usual.up()
    assert work.up()["prompt"] == "at work"
    assert _socket(tmp_path) != _socket(tmp_path, "darkroom-work")
    children = psutil.Process(work.pid).children()
    assert all(c.environ().get("DARKROOM_PROFILE") == "work" for c in children)
    assert start("--profile", "work", "-p", "more").ended() == 0
    work.until(lambda seen: seen["prompt"] == "at work\n\nmore")
    assert usual.seen["prompt"] == ""
    for window in (usual, work):
        assert window.end() == -signal.SIGTERM
    settings = sorted(path.name for path in (tmp_path / "XDG_CONFIG_HOME").rglob("*.ini"))
    assert settings == ["darkroom-work.ini", "darkroom.ini"]
    logs = {path.relative_to(tmp_path / "XDG_STATE_HOME").parts[0]
            for path in (tmp_path / "XDG_STATE_HOME").rglob("window-*.log")}  # fmt: skip
    assert logs == {"darkroom", "darkroom-work"}


def test_the_window_comes_back_as_it_was_left(start: Start) -> None:
    first = start("demo")
    assert first.up()["sidebar"]
    first.do("sidebar")
    first.do("maximise")
    first.until(lambda seen: seen["maximised"] and not seen["sidebar"])
    assert first.end() == -signal.SIGTERM
    second = start("demo")
    second.until(lambda seen: seen["painted"] and seen["maximised"] and not seen["sidebar"])
    second.do("sidebar")
    second.until(lambda seen: seen["sidebar"])
    second.do("close")
    assert second.ended() == 0
    third = start("demo")
    assert third.up()["sidebar"]
