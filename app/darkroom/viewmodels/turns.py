"""What a conversation is made of."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from darkroom.core.types import Message


class AnswerState(StrEnum):
    """Where an answer stands."""

    WAITING = "waiting"
    READING = "reading"
    DENOISING = "denoising"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """Darkroom ended while the answer was under way."""

    @property
    def is_final(self) -> bool:
        """Nothing more will come."""
        return self not in (AnswerState.WAITING, AnswerState.READING, AnswerState.DENOISING)


class Action(StrEnum):
    """What a person can do to a turn."""

    COPY = "copy"
    COPY_MARKDOWN = "copy_markdown"
    EDIT = "edit"
    REGENERATE = "regenerate"
    CONTINUE = "continue"
    BRANCH = "branch"
    DELETE = "delete"
    OLDER = "older"
    NEWER = "newer"
    THINK_OFF = "think_off"
    """Answer again, without thinking first."""


def as_messages(turns: Iterable[tuple[str, str]]) -> tuple[Message, ...]:
    """Turn a conversation into what the model reads.

    An answer that stayed empty is left out; questions that then follow each other are joined,
    because chat templates want the roles to alternate.

    Args:
        turns: (role, text) in order; role is ``"user"`` or ``"assistant"``.
    """
    messages: list[Message] = []
    for role, text in turns:
        if not text.strip():
            continue
        if messages and messages[-1].role == role:
            text = f"{messages.pop().text}\n\n{text}"
        messages.append(Message("user" if role == "user" else "assistant", text))
    return tuple(messages)
