"""How full the context is, on a real chat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from darkroom.core.types import Message
from darkroom.hardware.machine import Machine
from darkroom.history.records import Attachment
from darkroom.viewmodels.composer import Composer
from darkroom.viewmodels.context_meter import ContextMeter
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.worker.protocol import Counted, Failed, Loaded
from qt.chat_room import INFO, OTHER, Room
from qt.conftest import Wait

pytestmark = pytest.mark.usefixtures("qapp")


class Counter:
    """Notes what is to be counted."""

    def __init__(self) -> None:
        self.files: list[tuple[str, ...]] = []
        self.chats: list[tuple[tuple[Message, ...], str | None, bool]] = []

    def count(self, texts: tuple[str, ...]) -> int:
        self.files.append(tuple(texts))
        return 1000 + len(self.files)

    def count_chat(
        self, messages: tuple[Message, ...], system: str | None = None, *, thinking: bool = False
    ) -> int:
        self.chats.append((tuple(messages), system, thinking))
        return len(self.chats)


class Meter:
    """A meter and all that it looks at."""

    def __init__(self, room: Room, fit: FitViewModel) -> None:
        self.room, self.counter = room, Counter()
        self.composer = Composer(self.counter)
        self.meter = ContextMeter(
            self.counter, room.model, room.chat, self.composer, room.settings, fit
        )

    def counted(self, tokens: int) -> None:
        """Count now, and answer."""
        self.meter._timer.stop()
        self.meter._count()
        self.meter.on_event(Counted(len(self.counter.chats), (tokens,)))


@pytest.fixture
def bench(preferences: Preferences, machine: Machine, tmp_path: Path) -> Iterator[Meter]:
    room = Room(preferences, tmp_path)
    fit = FitViewModel(room.model, preferences, lambda *_: machine, tmp_path / "runs.json")
    bench = Meter(room, fit)
    yield bench
    bench.meter._timer.stop()
    for part in (bench.meter, bench.composer, fit):
        part.deleteLater()
    room.close()


def test_nothing_is_counted_without_a_model(bench: Meter) -> None:
    bench.meter._count()
    assert (bench.meter.used, bench.meter.total, bench.meter.share) == (None, 0, 0.0)
    assert not bench.counter.chats


def test_all_that_the_model_would_read_is_counted(bench: Meter) -> None:
    room = bench.room
    room.model.on_event(Loaded(INFO, 64))
    room.settings.system = "Be brief."
    room.settings.turn("thinking", True)
    room.ask("a", "b")
    bench.composer.put([Attachment("f.txt", "x")])
    room.chat.keep_draft("c")
    bench.counted(30)
    messages, system, thinking = bench.counter.chats[-1]
    pairs = [(message.role, message.text) for message in messages]
    assert pairs == [("user", "a"), ("assistant", "b"), ("user", "f.txt:\n```\nx\n```\n\nc")]
    assert (system, thinking) == ("Be brief.", True)
    assert (bench.meter.used, bench.meter.total, bench.meter.reserved) == (30, 64, 2)
    assert bench.meter.share == 0.5
    assert not bench.meter.overflows


def test_it_is_counted_by_itself_after_a_change(bench: Meter, wait_for: Wait) -> None:
    bench.room.model.on_event(Loaded(INFO, 64))
    wait_for(lambda: bench.counter.chats)
    bench.room.chat.keep_draft("c")
    wait_for(lambda: bench.counter.chats[-1][0] == (Message("user", "c"),))


def test_a_chat_that_does_not_fit_asks_what_to_do(bench: Meter) -> None:
    bench.room.model.on_event(Loaded(INFO, 64))
    bench.room.ask("a")
    bench.counted(63)
    assert bench.meter.overflows
    assert not bench.meter.is_all_written
    bench.room.chat.drop_oldest()
    assert not bench.meter.overflows


def test_a_first_question_that_does_not_fit_has_nothing_to_leave_out(bench: Meter) -> None:
    bench.room.model.on_event(Loaded(INFO, 64))
    bench.room.chat.keep_draft("long")
    bench.counted(100)
    assert bench.meter.overflows
    assert bench.meter.is_all_written


def test_an_answer_without_room_says_so_itself(bench: Meter) -> None:
    bench.room.model.on_event(Loaded(INFO, 64))
    bench.room.chat.send("a")
    bench.room.chat.on_event(Failed(1, "context_overflow", "Too long."))
    bench.counted(100)
    assert not bench.meter.overflows
    bench.room.chat.keep_draft("and now?")
    assert bench.meter.overflows


def test_figures_of_a_model_that_is_gone_go_at_once(bench: Meter) -> None:
    room, told = bench.room, []
    room.model.on_event(Loaded(INFO, 64))
    bench.counted(30)
    bench.meter.changed.connect(lambda: told.append(bench.meter.used))
    room.model.load("other")
    assert told == [None]
    bench.meter.on_event(Counted(len(bench.counter.chats), (30,)))
    assert bench.meter.used is None


def test_files_are_counted_anew_by_another_model(bench: Meter) -> None:
    bench.room.model.on_event(Loaded(INFO, 64))
    bench.composer.put([Attachment("f.txt", "x")])
    assert bench.counter.files == [("x",)]
    bench.room.model.on_event(Loaded(OTHER, 64))
    assert bench.counter.files == [("x",)] * 2


def test_an_answer_that_came_too_late_is_not_taken(bench: Meter) -> None:
    bench.room.model.on_event(Loaded(INFO, 64))
    bench.counted(10)
    bench.counted(20)
    bench.meter.on_event(Counted(1, (10,)))
    assert bench.meter.used == 20
    bench.meter._count()
    bench.meter.on_event(Counted(len(bench.counter.chats), ()))
    assert bench.meter.used is None
