"""A conversation as turns, and which of them fit into the context."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from darkroom.core.errors import BadInputError
from darkroom.core.types import IntArray, Message

Encode = Callable[[Sequence[Message]], IntArray]
"""Turns → the whole prompt, up to where the answer begins."""


def conversation(
    messages: str | Sequence[Message | Mapping[str, str]], system: str | None
) -> list[Message]:
    """The turns as Messages, the system prompt first.

    Raises:
        BadInputError: no message, or one without a known role and a text.
    """
    if isinstance(messages, str):
        messages = [Message("user", messages)]
    turns = [Message("system", system)] if system else []
    turns += [_message(message) for message in messages]
    if not any(turn.role == "user" and turn.text.strip() for turn in turns):
        raise BadInputError("There is no message to answer.", "Write a message first.")
    return turns


def _message(message: object) -> Message:
    role: Any = None
    text: Any = None
    if isinstance(message, Message):
        role, text = message.role, message.text
    elif isinstance(message, Mapping):
        named = cast("Mapping[str, Any]", message)
        role, text = named.get("role"), named.get("content")
    if role not in ("system", "user", "assistant") or not isinstance(text, str):
        raise BadInputError(
            "A message needs a role (system, user or assistant) and its text as content.",
            'Write it as {"role": "user", "content": "…"}.',
        )
    return Message(role, text)


def room_for(max_new_tokens: int, canvas_length: int, context: int) -> int:
    """Tokens to keep free for an answer.

    Whole canvases for ``max_new_tokens``, but no more than half of the context, and one at least.
    """
    wanted = -(-max_new_tokens // canvas_length)
    most = context // 2 // canvas_length
    return canvas_length * max(1, min(wanted, most))


def newest_that_fit(
    turns: Sequence[Message], encode: Encode, *, room: int, context: int
) -> tuple[IntArray, int]:
    """The prompt without the oldest turns that leave too little room for an answer.

    What stays begins with a message of the user; system messages and the last message of the user
    always stay. More is left out than must be, up to the next quarter of the context, so that the
    next turns begin with the same message and find theirs in the cache.

    Args:
        turns: oldest first, with at least one of the user.
        encode: writes turns as a prompt.
        room: tokens to keep free behind the prompt.
        context: tokens of prompt and answer together.

    Returns:
        The prompt, int32[n], and how many turns are left out. It does not fit where the last
        message of the user alone is too long.
    """
    whole = encode(turns)
    excess = len(whole) + room - context
    starts = [index for index, turn in enumerate(turns) if turn.role == "user"]
    if excess <= 0 or len(starts) < 2:
        return whole, 0
    step = max(1, context // 4)
    enough = -(-excess // step) * step
    # The first start in starts[low:high] behind which enough is left out; the last one if none.
    low, high = 1, len(starts) - 1
    best = _from(turns, starts[high])
    while low < high:
        middle = (low + high) // 2
        kept = _from(turns, starts[middle])
        if len(whole) - len(encode(kept)) >= enough:
            high, best = middle, kept
        else:
            low = middle + 1
    return encode(best), len(turns) - len(best)


def _from(turns: Sequence[Message], start: int) -> list[Message]:
    return [turn for i, turn in enumerate(turns) if i >= start or turn.role == "system"]
