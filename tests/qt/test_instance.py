"""The first window of a profile, and those who knock at it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from darkroom.core.errors import BadInputError
from darkroom.viewmodels import instance
from darkroom.viewmodels.instance import NotAnsweringError, Seat, take_seat
from darkroom.viewmodels.wish import LONGEST_LINE, Wish, read_wish, write_wish
from qt.conftest import Wait

WISH = Wish("/models/a b.gguf", "Grüße\nan 2 Zeilen 🙂", "token-1")
SILENCE = {"answer_s": 0.2, "start_s": 0.2}


_KNOCK = """
import json, sys
from pathlib import Path
from darkroom.core.errors import DarkroomError
from darkroom.viewmodels.instance import take_seat
from darkroom.viewmodels.wish import Wish

folder, wish, patience = map(json.loads, sys.argv[1:])
try:
    seat = take_seat(Path(folder), Wish(*wish), **patience)
    print(json.dumps(["handed over" if seat is None else "seated"]))
except DarkroomError as error:
    print(json.dumps([error.kind, error.text, error.hint]))
"""


class Knock:
    """Another start: a process of its own."""

    def __init__(self, folder: Path, wish: Wish, **patience: float) -> None:
        words = (str(folder), [wish.model, wish.prompt, wish.activation], patience)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _KNOCK, *map(json.dumps, words)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def outcome(self) -> list[str]:
        """Wait for the end, and look at no event meanwhile; what became of the start."""
        out, _ = self._process.communicate(timeout=60)
        return json.loads(out)  # nothing else is said, no warning either


@pytest.fixture
def seat(tmp_path: Path, qapp: object) -> Iterator[Seat]:
    """The seat of a window that is up."""
    seat = take_seat(tmp_path, Wish())
    assert seat is not None
    seat.listen()
    seat.say_up()
    yield seat
    seat.close()
    seat.deleteLater()


@pytest.fixture
def wishes(seat: Seat) -> list[Wish]:
    granted: list[Wish] = []
    seat.wished.connect(granted.append)
    return granted


@pytest.fixture
def address(seat: Seat, tmp_path: Path) -> str:
    return json.loads((tmp_path / "window.json").read_bytes())["socket"]


@pytest.fixture
def call(address: str) -> Iterator[Callable[[bytes], QLocalSocket]]:
    """Connect to the seat and say something."""
    sockets: list[QLocalSocket] = []

    def call_once(words: bytes) -> QLocalSocket:
        socket = QLocalSocket()
        sockets.append(socket)
        socket.connectToServer(address)
        assert socket.waitForConnected(5000)
        socket.write(words)
        return socket

    yield call_once
    for socket in sockets:
        socket.abort()


def _gone(socket: QLocalSocket) -> bool:
    return socket.state() is QLocalSocket.LocalSocketState.UnconnectedState


def test_a_later_start_hands_over_what_it_wants(
    tmp_path: Path, wishes: list[Wish], wait_for: Wait
) -> None:
    knock = Knock(tmp_path, WISH)
    wait_for(knock.has_ended)
    assert knock.outcome() == ["handed over"]
    assert wishes == [WISH]


def test_profiles_do_not_meet(tmp_path: Path, seat: Seat) -> None:
    other = take_seat(tmp_path / "other", Wish())
    assert other is not None
    other.close()


def test_a_window_that_hangs_is_reported(tmp_path: Path, seat: Seat) -> None:
    knock = Knock(tmp_path, WISH, **SILENCE)
    kind, text, hint = knock.outcome()
    assert kind == NotAnsweringError.kind
    assert f"process {os.getpid()}" in text
    assert hint


def test_a_window_that_neither_starts_nor_ends_is_reported(tmp_path: Path, seat: Seat) -> None:
    seat.stop_listening()
    assert Knock(tmp_path, WISH, **SILENCE).outcome()[0] == NotAnsweringError.kind


def test_who_starts_while_a_window_ends_takes_its_seat(tmp_path: Path, seat: Seat) -> None:
    seat.stop_listening()
    knock = Knock(tmp_path, WISH)
    seat.close()
    assert knock.outcome() == ["seated"]


def test_the_address_of_a_killed_window_is_no_obstacle(tmp_path: Path, seat: Seat) -> None:
    stale = tmp_path / "window.json"
    stale.write_text(json.dumps({"socket": "darkroom-gone", "pid": 1, "up": True}))
    # It is asked, and nobody is there.
    assert Knock(tmp_path, WISH, **SILENCE).outcome()[0] == NotAnsweringError.kind
    seat.close()
    successor = take_seat(tmp_path, Wish())
    assert successor is not None
    successor.listen()
    assert json.loads(stale.read_bytes())["socket"] != "darkroom-gone"
    successor.close()
    assert not stale.exists()


def test_a_folder_that_takes_no_lock_still_gets_its_window(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    for _ in range(2):
        seat = take_seat(tmp_path / "data", Wish())
        assert seat is not None
        seat.listen()
        seat.say_up()
        seat.close()


def test_a_wish_that_is_refused_says_why(
    tmp_path: Path, wishes: list[Wish], wait_for: Wait
) -> None:
    knock = Knock(tmp_path, Wish("/etc/passwd"))
    wait_for(knock.has_ended)
    kind, text, _ = knock.outcome()
    assert kind == BadInputError.kind
    assert "no .gguf file" in text
    assert not wishes


@pytest.mark.skipif(sys.platform == "win32", reason="sockets that are files")
def test_nobody_else_may_knock(address: str) -> None:
    mode = Path(address).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert not mode & (stat.S_IRWXG | stat.S_IRWXO)


_RAW = {"model": None, "prompt": None, "activation": ""}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"{}",
        b"[" * 100_000,
        json.dumps(_RAW | {"model": "/etc/passwd"}).encode(),
        json.dumps(_RAW | {"model": "relative.gguf"}).encode(),
        json.dumps(_RAW | {"model": "/a\0b.gguf"}).encode(),
        json.dumps(_RAW | {"model": f"/{'a' * 5000}.gguf"}).encode(),
        json.dumps(_RAW | {"model": ["demo"]}).encode(),
        json.dumps(_RAW | {"prompt": 3}).encode(),
        json.dumps(_RAW | {"activation": None}).encode(),
    ],
)
def test_what_is_no_wish_is_refused_and_the_next_one_heard(
    line: bytes,
    call: Callable[[bytes], QLocalSocket],
    wishes: list[Wish],
    wait_for: Wait,
) -> None:
    socket = call(line + b"\n")
    wait_for(lambda: _gone(socket))
    assert json.loads(socket.readAll().data())["taken"] is False
    good = call(write_wish(WISH))
    wait_for(lambda: _gone(good))
    assert json.loads(good.readAll().data()) == {"taken": True}
    assert wishes == [WISH]


def test_a_line_without_an_end_is_cut_off(
    call: Callable[[bytes], QLocalSocket], wishes: list[Wish], wait_for: Wait
) -> None:
    socket = call(b"x" * (LONGEST_LINE + 1))
    wait_for(lambda: _gone(socket))
    assert "too long" in json.loads(socket.readAll().data())["why"]
    assert not wishes


def test_a_wish_may_come_in_pieces(
    call: Callable[[bytes], QLocalSocket], wishes: list[Wish], wait_for: Wait, qtbot: QtBot
) -> None:
    line = write_wish(WISH)
    socket = call(line[:10])
    qtbot.wait(50)
    socket.write(line[10:])
    wait_for(lambda: wishes == [WISH])


def test_who_says_nothing_has_to_go(
    call: Callable[[bytes], QLocalSocket], monkeypatch: pytest.MonkeyPatch, wait_for: Wait
) -> None:
    monkeypatch.setattr(instance, "_SILENT_MS", 50)
    socket = call(b"")
    wait_for(lambda: _gone(socket))


def test_a_crowd_cannot_fill_the_memory(
    call: Callable[[bytes], QLocalSocket], wishes: list[Wish], wait_for: Wait
) -> None:
    crowd = [call(b"x") for _ in range(40)]
    wait_for(lambda: sum(map(_gone, crowd)) >= 8)
    assert sum(not _gone(socket) for socket in crowd) == 32
    for socket in crowd:
        socket.abort()
    late = call(write_wish(WISH))
    wait_for(lambda: _gone(late) or bool(wishes))
    if not wishes:  # it came before the crowd had left
        again = call(write_wish(WISH))
        wait_for(lambda: _gone(again))
    assert wishes == [WISH]


@given(st.binary())
def test_bytes_are_a_wish_or_bad_input(line: bytes) -> None:
    try:
        read_wish(line)
    except BadInputError as refusal:
        assert refusal.text


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*_RAW, "more"]), _JSON | st.just("/a.gguf")))
def test_only_safe_wishes_are_let_in(raw: dict[str, object]) -> None:
    try:
        wish = read_wish(json.dumps(raw).encode())
    except BadInputError:
        return
    if wish.model is not None:
        assert wish.model == "demo" or wish.model.lower().endswith(".gguf")
    if wish.prompt is not None:
        wish.prompt.encode("utf-8")
        assert not {"\0", "\r"} & set(wish.prompt)
    assert wish.activation.isascii()


@given(st.text(), st.binary())
def test_prompts_and_names_of_files_survive(prompt: str, name: bytes) -> None:
    stem = os.fsdecode(name).replace("\0", "")
    path = f"/{stem}.gguf"
    wish = read_wish(write_wish(Wish(path, prompt)))
    assert wish.model == path
    plain = prompt.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert wish.prompt == plain


def test_a_prompt_of_half_characters_becomes_one_that_can_be_shown() -> None:
    assert read_wish(write_wish(Wish(None, "a\udc80b"))).prompt == "a?b"


def test_what_is_too_long_to_hand_over_is_bad_input() -> None:
    with pytest.raises(BadInputError, match="too long"):
        write_wish(Wish(None, "x" * LONGEST_LINE))


def test_the_wish_of_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "t")
    assert Wish.here("x/../a.gguf", "p") == Wish(str(tmp_path / "a.gguf"), "p", "t")
    assert Wish.here("demo", None).model == "demo"
    assert Wish.here(None, None).model is None
