"""Which turns stay when the conversation outgrows the context."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.types import IntArray, Message, Role
from darkroom.gguf.conversation import newest_that_fit, room_for

OPENING = 2  # tokens of the model's turn


def encode(turns: Sequence[Message]) -> IntArray:
    """A token for each character, two around each turn, and the opening of the model's."""
    return np.arange(sum(len(turn.text) + 2 for turn in turns) + OPENING, dtype=np.int32)


def say(roles: str, length: int = 8) -> list[Message]:
    names: dict[str, Role] = {"s": "system", "u": "user", "a": "assistant"}
    return [Message(names[role], f"{i}".ljust(length)) for i, role in enumerate(roles)]


@pytest.mark.parametrize(
    ("wanted", "canvas", "context", "room"),
    [
        (1, 16, 512, 16),
        (16, 16, 512, 16),
        (17, 16, 512, 32),
        (4096, 256, 4096, 2048),  # no more than half
        (4096, 256, 400, 256),  # but one canvas
        (4096, 100, 1000, 500),
        (4096, 300, 1000, 300),  # whole canvases
    ],
)
def test_room_for_an_answer(wanted: int, canvas: int, context: int, room: int) -> None:
    assert room_for(wanted, canvas, context) == room


def test_nothing_is_left_out_of_what_fits() -> None:
    turns = say("suaua" + "u")
    prompt, dropped = newest_that_fit(turns, encode, room=16, context=len(encode(turns)) + 16)
    assert (len(prompt), dropped) == (len(encode(turns)), 0)


def test_the_oldest_go_in_pairs_and_the_system_prompt_stays() -> None:
    turns = say("suauau")
    kept: list[Sequence[Message]] = []

    def keep(turns: Sequence[Message]) -> IntArray:
        kept.append(turns)
        return encode(turns)

    prompt, dropped = newest_that_fit(turns, keep, room=16, context=len(encode(turns)) + 15)
    assert dropped == 2
    assert [turn.text.strip() for turn in kept[-1]] == ["0", "3", "4", "5"]
    assert len(prompt) == len(encode(kept[-1]))


_LENGTHS = st.lists(st.integers(1, 40), min_size=1, max_size=30)


@given(_LENGTHS, st.booleans(), st.integers(1, 200), st.integers(40, 400), st.booleans())
def test_what_stays(
    lengths: list[int], system: bool, room: int, context: int, in_pairs: bool
) -> None:
    roles = "".join("ua"[i % 2] if in_pairs else "u" for i in range(len(lengths)))
    roles = roles if roles.endswith("u") else roles[:-1]
    turns = [
        Message(turn.role, turn.text[:1].ljust(length))
        for turn, length in zip(say("s" * system + roles), [3] * system + lengths, strict=False)
    ]
    seen: list[Sequence[Message]] = []

    def keep(turns: Sequence[Message]) -> IntArray:
        seen.append(list(turns))
        return encode(turns)

    prompt, dropped = newest_that_fit(turns, keep, room=room, context=context)
    kept = list(seen[-1])
    assert len(prompt) == len(encode(kept))
    assert dropped == len(turns) - len(kept)
    # System messages, then the newest without a gap, from a user to the last user.
    assert kept == turns[:system] + turns[system + dropped :]
    assert kept[system].role == "user"
    assert kept[-1] is turns[-1]
    fits = len(prompt) + room <= context
    only_the_last = len(kept) == system + 1
    assert fits or only_the_last
    assert dropped == 0 or len(encode(turns)) + room > context


@given(st.lists(st.integers(1, 30), min_size=4, max_size=60))
def test_the_first_message_that_stays_is_the_same_for_many_turns(lengths: list[int]) -> None:
    context, room = 200, 40
    starts: list[int] = []
    for count in range(1, len(lengths) + 1, 2):
        turns = [
            Message(turn.role, "x" * length)
            for turn, length in zip(say("ua" * len(lengths)), lengths[:count], strict=False)
        ]
        starts.append(newest_that_fit(turns, encode, room=room, context=context)[1])
    assert starts == sorted(starts)
    # At most once per quarter of the context in new tokens.
    tokens = sum(length + 2 for length in lengths)
    assert len(set(starts)) <= 2 + tokens / (context // 4)


def test_long_conversations_are_cut_in_few_looks() -> None:
    turns = say("ua" * 1000 + "u")
    looks: list[int] = []

    def look(turns: Sequence[Message]) -> IntArray:
        looks.append(len(turns))
        return encode(turns)

    newest_that_fit(turns, look, room=64, context=512)
    assert len(looks) <= 13
