"""Chats as text for people: Markdown, and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from darkroom.history.records import Attachment, Chat, MessageState, StoredMessage

_UNDERLINE = "="


@dataclass(frozen=True, slots=True)
class Labels:
    """The words between the texts, to be translated by the caller.

    Attributes:
        you: who asked.
        model: who answered, where the model has no title.
        system: heading of the system prompt.
        thinking: heading of what was thought before an answer.
        stopped, failed, interrupted: of an answer that is not complete.
    """

    you: str = "You"
    model: str = "Model"
    system: str = "System prompt"
    thinking: str = "Thinking"
    stopped: str = "This answer was stopped."
    failed: str = "This answer failed."
    interrupted: str = "This answer was interrupted."

    def note(self, message: StoredMessage) -> str:
        """What to know of an answer that is not complete; else empty."""
        if message.state is MessageState.FAILED and message.failure is not None:
            return f"{self.failed} {' '.join(message.failure.text.split())}".rstrip()
        return {
            MessageState.STOPPED: self.stopped,
            MessageState.FAILED: self.failed,
            MessageState.INTERRUPTED: self.interrupted,
            MessageState.RUNNING: self.interrupted,
        }.get(message.state, "")

    def author(self, message: StoredMessage) -> str:
        """Who wrote a message."""
        if message.role == "user":
            return self.you
        name = message.model or self.model
        return f"{name} · {message.quantization}" if message.quantization else name


_ENGLISH = Labels()


def to_markdown(chat: Chat, messages: Sequence[StoredMessage], labels: Labels = _ENGLISH) -> str:
    """A path of a chat as Markdown; texts stand in it as they are.

    Args:
        chat: gives title, time and system prompt.
        messages: the path, e.g. ``history.path_to(chat.leaf)``.
        labels: the words in between.
    """
    parts = [f"# {_one_line(chat.title) or _day(chat)}", f"*{_day(chat)}*"]
    if chat.system.strip():
        parts += [f"## {labels.system}", chat.system.strip("\n")]
    for message in messages:
        parts.append(f"## {_one_line(labels.author(message))}")
        parts += [_fenced(file) for file in message.attachments]
        if message.thinking.strip():
            parts.append(f"> **{labels.thinking}**\n>\n{_quoted(message.thinking)}")
        parts.append(message.text.strip("\n"))
        note = labels.note(message)
        parts.append(f"*{note}*" if note else "")
    return _joined(parts)


def to_text(chat: Chat, messages: Sequence[StoredMessage], labels: Labels = _ENGLISH) -> str:
    """A path of a chat as plain text; like ``to_markdown``."""
    title = _one_line(chat.title) or _day(chat)
    parts = [f"{title}\n{_UNDERLINE * len(title)}", _day(chat)]
    if chat.system.strip():
        parts += [f"{labels.system}:", chat.system.strip("\n")]
    for message in messages:
        parts.append(f"{_one_line(labels.author(message))}:")
        parts += [f"[{file.name}]\n{file.text.strip()}" for file in message.attachments]
        if message.thinking.strip():
            parts.append(f"({labels.thinking}: {message.thinking.strip()})")
        parts.append(message.text.strip("\n"))
        note = labels.note(message)
        parts.append(f"({note})" if note else "")
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"


def _day(chat: Chat) -> str:
    return f"{datetime.fromtimestamp(chat.created):%Y-%m-%d %H:%M}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _fenced(file: Attachment) -> str:
    """A file between marks that are longer than any row of them in it."""
    longest = max(map(len, re.findall(r"`+", file.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"**{_one_line(file.name)}**\n\n{fence}\n{file.text.strip(chr(10))}\n{fence}"
