"""What the history holds, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from darkroom.core.canvas import Origin
from darkroom.core.types import Failure, GenerateSettings, RunStats

Overflow = Literal["ask", "drop_oldest"]
"""What happens when a chat outgrows the context."""


class MessageState(StrEnum):
    """How a message stands; a question is always ``DONE``."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """Darkroom ended while the answer was under way."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that was sent along with a question, as it was then.

    Attributes:
        name: file name without folder.
        text: its content.
        tokens: its size in the tokens of the model it was sent to; 0 where that is unknown.
    """

    name: str
    text: str
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation; its messages form a tree.

    Attributes:
        id: number in this database.
        uid: name that stays the same through export and import.
        title: empty until the first question.
        pinned: stands above the others.
        created: seconds since 1970, UTC; so is ``updated``, the time of the last message.
        system: system prompt, empty for none.
        settings: how answers of this chat are made.
        preset: name of the preset that system prompt and settings came from, empty for none.
        keep_seed: every answer takes ``settings.seed``; otherwise each draws its own.
        draft: text that waits in the prompt box.
        leaf: id of the message that the path on screen ends with, None in an empty chat.
        overflow: what to do when the chat outgrows the context.
    """

    id: int
    uid: str
    title: str
    pinned: bool
    created: float
    updated: float
    system: str = ""
    settings: GenerateSettings = field(default_factory=GenerateSettings)
    preset: str = ""
    keep_seed: bool = False
    draft: str = ""
    leaf: int | None = None
    overflow: Overflow = "ask"


@dataclass(frozen=True, slots=True)
class ChatHead:
    """What a list of chats shows of one."""

    id: int
    title: str
    pinned: bool
    updated: float


Kind = Literal["", "continue", "fork", "polish", "kept", "pin", "repaint"]
"""What an answer was made of another one by; empty for one that was asked for afresh."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which tokens of an answer were denoised anew.

    Attributes:
        start: the first of them, counted over all canvases; ``stop`` is the one behind the last.
        n_tokens: how many there were to be in their place.
    """

    start: int
    stop: int
    n_tokens: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an answer came about, as far as its frames and settings do not say.

    Attributes:
        kind: what was done to another answer.
        source: uid of that answer; empty for none.
        prefix: text that the answer goes on from.
        prefix_thinking: likewise what was thought before it.
        origins: how its canvases began, where not in fresh noise.
        system: the system prompt of then.
        wish: what was added to the question, for this answer only.
        span: of a repaint.
        accepted: nobody has to look it through any more.
    """

    kind: Kind = ""
    source: str = ""
    prefix: str = ""
    prefix_thinking: str = ""
    origins: tuple[Origin, ...] = ()
    system: str = ""
    wish: str = ""
    span: Span | None = None
    accepted: bool = True

    def origin(self, block: int) -> Origin:
        """How a canvas began."""
        return next((each for each in self.origins if each.block == block), Origin(block))


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A question or an answer.

    Attributes:
        id: number in this database; ``uid`` stays the same through export and import.
        parent: id of the message before it, None at the root. Messages with the same parent are
            siblings: other wordings of a question, other answers to it.
        text: of an answer without its thinking.
        thinking: what the model thought before it answered, empty for none.
        attachments: of a question.
        model: title of the model that answered; so is ``quantization``.
        settings: with the seed that was used; None for a question.
        reason: why the answer ended, a ``FinishReason``; empty for a question.
        stats: None where there are none.
        failure: why the answer failed.
        provenance: None for a question, and for an answer of a Darkroom that did not keep it.
    """

    id: int
    uid: str
    chat: int
    parent: int | None
    role: Literal["user", "assistant"]
    text: str
    created: float
    state: MessageState = MessageState.DONE
    thinking: str = ""
    attachments: tuple[Attachment, ...] = ()
    model: str = ""
    quantization: str = ""
    settings: GenerateSettings | None = None
    reason: str = ""
    stats: RunStats | None = None
    failure: Failure | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a search found something.

    Attributes:
        chat: the conversation.
        message: id of the message, None when the title matched.
        excerpt: a few words around the first match; the title for a title.
        marks: (start, length) of each match in ``excerpt``, in characters.
    """

    chat: ChatHead
    message: int | None
    excerpt: str
    marks: tuple[tuple[int, int], ...]
