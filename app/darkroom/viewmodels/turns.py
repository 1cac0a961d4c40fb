"""What a conversation is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from darkroom.core.types import Message, Role
from darkroom.history.records import Attachment, MessageState, StoredMessage

TITLE_LENGTH: Final = 60
ONLY_ONE: Final = (1, 1)
_SHORTEST_FENCE: Final = 3


@dataclass(slots=True, eq=False)
class Question:
    """What the person wrote.

    Attributes:
        message: as the history has it.
        find_siblings: tells where it stands among its siblings.
    """

    message: StoredMessage
    find_siblings: Callable[[], tuple[int, int]] = lambda: ONLY_ONE

    @property
    def text(self) -> str:
        """The words, without what is attached."""
        return self.message.text

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Files that were sent along."""
        return self.message.attachments

    @property
    def siblings(self) -> tuple[int, int]:
        """Its place among the wordings of this question, from 1, and how many there are."""
        return self.find_siblings()


class AnswerState(StrEnum):
    """Where an answer stands."""

    WAITING = "waiting"
    READING = "reading"
    REWINDING = "rewinding"
    """Steps of an earlier answer are done once more."""
    DENOISING = "denoising"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """Darkroom ended while the answer was under way."""

    @property
    def is_final(self) -> bool:
        """Nothing more will come."""
        return self not in _UNDER_WAY

    @property
    def as_stored(self) -> MessageState:
        """How the history calls it."""
        return MessageState(self) if self.is_final else MessageState.RUNNING


_UNDER_WAY: Final = (
    AnswerState.WAITING,
    AnswerState.READING,
    AnswerState.REWINDING,
    AnswerState.DENOISING,
)


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
    REPLAY = "replay"
    """Show how it came about, or its text again."""
    REPAINT = "repaint"
    """Denoise selected words anew."""
    COMPARE = "compare"
    """Show it beside another answer to the same question."""
    EXPORT_REPLAY = "export_replay"


def title_of(text: str) -> str:
    """First words of a text, on one line of at most ``TITLE_LENGTH`` characters."""
    words = " ".join(text.split())
    return words if len(words) <= TITLE_LENGTH else f"{words[: TITLE_LENGTH - 1].rstrip()}…"


def with_attachments(text: str, attachments: Iterable[Attachment]) -> str:
    """A question as the model reads it: its files first, each in a fence of its own."""
    parts = [f"{file.name}:\n{_fenced(file.text)}" for file in attachments]
    return "\n\n".join(filter(None, [*parts, text]))


def _fenced(text: str) -> str:
    # Longer than any fence inside, so that a file cannot end its own.
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return f"{fence}\n{text}{'' if text.endswith(chr(10)) else chr(10)}{fence}"


def as_pairs(path: Iterable[StoredMessage]) -> list[tuple[Role, str]]:
    """(role, text) of each message, with what is attached."""
    return [(m.role, with_attachments(m.text, m.attachments)) for m in path]


def as_messages(pairs: Iterable[tuple[Role, str]]) -> tuple[Message, ...]:
    """Turn a conversation into what the model reads.

    An answer that stayed empty is left out; questions that then follow each other are joined,
    because chat templates want the roles to alternate.

    Args:
        pairs: (role, text), oldest first.
    """
    messages: list[Message] = []
    for role, text in pairs:
        if not text.strip():
            continue
        if messages and messages[-1].role == role:
            text = f"{messages.pop().text}\n\n{text}"
        messages.append(Message(role, text))
    return tuple(messages)
