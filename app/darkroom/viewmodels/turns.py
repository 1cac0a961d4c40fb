"""What a conversation is made of. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from darkroom.core.types import Message


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something did not work, in words for a person; ``details`` is for a bug report."""

    kind: str
    text: str
    hint: str = ""
    details: str = ""

    @property
    def report(self) -> str:
        """All of it as text, to be copied."""
        return "\n".join(filter(None, [f"[{self.kind}] {self.text}", self.hint, self.details]))


class AnswerState(StrEnum):
    """Where an answer stands."""

    WAITING = "waiting"
    READING = "reading"
    DENOISING = "denoising"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        """Nothing more will come."""
        return self in (AnswerState.DONE, AnswerState.STOPPED, AnswerState.FAILED)


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
