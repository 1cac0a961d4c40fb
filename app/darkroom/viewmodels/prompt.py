"""A question before it is in the history."""

from __future__ import annotations

from dataclasses import dataclass

from darkroom.history.records import Attachment, StoredMessage


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question on its way, or one that waits for its turn.

    Attributes:
        chat: where it is asked.
        text: its words.
        attachments: files that go along.
        instead_of: the question that it words otherwise, None for a new one.
    """

    chat: int
    text: str
    attachments: tuple[Attachment, ...] = ()
    instead_of: StoredMessage | None = None
