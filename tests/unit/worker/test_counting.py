"""Counting beside a run: in pieces, and never twice or not at all."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fakes
from darkroom.core.errors import ChatTemplateError
from darkroom.core.types import Message
from darkroom.worker.counting import PATIENT_CHARS, PIECE_CHARS, Counter, pieces
from darkroom.worker.protocol import Count, CountChat, Counted

LONG = "word " * (PIECE_CHARS + 7)
_PATIENCE_S = 30


def fake(tokenize: Callable[[str], Any] | None = None) -> Any:
    model = fakes.load("fake")
    if tokenize is not None:
        model.tokenize = tokenize  # type: ignore[method-assign]
    return model


class Desk:
    """A counter on a thread of its own, and what it answered."""

    def __init__(self, model: Any) -> None:
        self.answers: SimpleQueue[Counted] = SimpleQueue()
        self.counter = Counter(lambda: model, self.answers.put)

    def start(self) -> Desk:
        Thread(target=self.counter.serve, daemon=True).start()
        return self

    def next(self) -> Counted:
        return self.answers.get(timeout=_PATIENCE_S)

    def ask(self, command: Count | CountChat) -> Counted:
        self.counter.take(command)
        return self.next()


@given(st.text("a \n\t字", max_size=200), st.integers(1, 30))
def test_pieces_are_the_text(text: str, size: int) -> None:
    found = list(pieces(text, size))
    assert "".join(found) == text
    assert all(0 < len(piece) <= size for piece in found)


@given(st.lists(st.text("ab", min_size=1, max_size=6)), st.integers(8, 30), st.sampled_from(" \n"))
def test_no_word_is_cut(words: list[str], size: int, gap: str) -> None:
    found = list(pieces(gap.join(words), size))
    assert [word for piece in found for word in piece.split()] == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one\n\ntwo three", ["one", "\n\ntwo three"]),
        ("one two\nthree", ["one two", "\nthree"]),
        ("one two  three", ["one two", "  three"]),
        ("oneandtwoandthree", ["oneandtwoan", "dthree"]),
        ("", []),
    ],
)
def test_where_a_text_is_cut(text: str, found: list[str]) -> None:
    assert list(pieces(text, 11)) == found


def test_each_text_has_its_number() -> None:
    desk = Desk(fake()).start()
    assert desk.ask(Count(7, ("one two", "", LONG))) == Counted(7, (2, 0, PIECE_CHARS + 7))
    assert desk.ask(Count(8, ())) == Counted(8, ())


def test_a_chat_is_one_number_however_long_its_texts() -> None:
    desk = Desk(fake()).start()
    turns = (Message("user", LONG), Message("assistant", "two words"), Message("user", "one"))
    assert desk.ask(CountChat(1, turns, "Be brief.")) == Counted(1, (PIECE_CHARS + 12,))
    assert desk.ask(CountChat(2, turns[:1], LONG)) == Counted(2, (2 * PIECE_CHARS + 14,))


def test_without_a_model_there_is_nothing_to_count_with() -> None:
    desk = Desk(None).start()
    assert desk.ask(Count(1, ("one",))) == Counted(1, ())
    assert desk.ask(CountChat(2, (Message("user", "x"),))) == Counted(2, ())


def test_a_template_that_fails_is_no_number_and_the_next_request_is_answered() -> None:
    model = fake()

    def refuse(*_: Any, **__: Any) -> int:
        raise ChatTemplateError("no", "no")

    model.count_chat = refuse
    desk = Desk(model).start()
    assert desk.ask(CountChat(1, (Message("user", "x"),))) == Counted(1, ())
    assert desk.ask(Count(2, ("one",))) == Counted(2, (1,))


def test_a_very_long_count_gives_way_to_a_newer_one_of_its_kind() -> None:
    begun, go_on = Event(), Event()

    def tokenize(piece: str) -> list[int]:
        begun.set()
        assert go_on.wait(_PATIENCE_S)
        return piece.split()  # type: ignore[return-value]

    desk = Desk(fake(tokenize)).start()
    desk.counter.take(Count(1, ("x " * PATIENT_CHARS,)))
    assert begun.wait(_PATIENCE_S)
    desk.counter.take(Count(2, ("one two",)))
    go_on.set()
    assert [desk.next(), desk.next()] == [Counted(1, ()), Counted(2, (2,))]


def test_what_is_not_that_long_is_counted_to_its_end() -> None:
    desk = Desk(fake())
    for request in (Count(1, (LONG, LONG)), Count(2, ("one",)), CountChat(3, ())):
        desk.counter.take(request)
    desk.start()
    answers = [desk.next() for _ in range(3)]
    assert answers == [Counted(1, (PIECE_CHARS + 7,) * 2), Counted(2, (1,)), Counted(3, (0,))]


def test_requests_of_the_other_kind_are_no_reason_to_stop() -> None:
    desk = Desk(fake())
    desk.counter.take(Count(1, ("x " * PATIENT_CHARS,)))
    desk.counter.take(CountChat(2, (Message("user", "one"),)))
    desk.start()
    assert [desk.next(), desk.next()] == [Counted(1, (PATIENT_CHARS,)), Counted(2, (1,))]
