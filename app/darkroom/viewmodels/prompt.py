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

    def with_draft(self, draft: str) -> str:
        """What is written down while it waits, so that a crash loses neither it nor the draft.

        Args:
            draft: what stands in the prompt box of its chat.
        """
        return "\n".join(filter(None, (self.text, draft)))

    def without(self, written: str) -> str:
        """The draft that ``with_draft`` was given."""
        return written.removeprefix(self.text).removeprefix("\n") if self.text else written
