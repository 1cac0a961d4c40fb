"""Counting tokens beside a run: neither the run nor a cancel waits for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from queue import SimpleQueue
from typing import Final

from darkroom.core.types import Message
from darkroom.worker.engine_side import LoadedModel
from darkroom.worker.protocol import Count, CountChat, Counted

PIECE_CHARS: Final = 1 << 14
"""Cutting a text into tokens holds the interpreter: 5 ms for so many characters."""

PATIENT_CHARS: Final = 1 << 20
"""Beyond so many characters a request gives way to a newer one of its kind."""


class Counter:
    """Answers ``Count`` and ``CountChat`` one after the other, each with one ``Counted``.

    Texts are cut where tokens hardly ever reach across, so that a count of more than
    ``PIECE_CHARS`` may be off by a token per piece.

    Args:
        model: gives the model that is loaded at the moment, or None.
        tell: takes the answers, on the thread that calls ``serve``.
    """

    def __init__(
        self, model: Callable[[], LoadedModel | None], tell: Callable[[Counted], None]
    ) -> None:
        self._model = model
        self._tell = tell
        self._inbox: SimpleQueue[Count | CountChat] = SimpleQueue()
        self._newest: dict[type, int] = {}

    def take(self, command: Count | CountChat) -> None:
        """Line a request up; any thread may call it."""
        self._newest[type(command)] = command.request_id
        self._inbox.put(command)

    def serve(self) -> None:
        """Answer requests for ever; made for a daemon thread."""
        while True:
            command = self._inbox.get()
            try:
                tokens = self._count(command)
            except Exception as error:  # noqa: BLE001 - a template may fail in any way
                sys.stderr.write(f"Tokens were not counted: {type(error).__name__}: {error}\n")
                tokens = ()
            self._tell(Counted(command.request_id, tokens))

    def _count(self, command: Count | CountChat) -> tuple[int, ...]:
        model = self._model()
        if model is None:
            return ()
        task = _Task(model, lambda: self._newest[type(command)] != command.request_id)
        try:
            if isinstance(command, Count):
                return tuple(task.text(text) for text in command.texts)
            return (task.chat(command),)
        except _OvertakenError:
            return ()


class _OvertakenError(Exception):
    """A newer request is more urgent."""


class _Task:
    """One request under way."""

    def __init__(self, model: LoadedModel, is_overtaken: Callable[[], bool]) -> None:
        self._model = model
        self._is_overtaken = is_overtaken
        self._chars = 0

    def text(self, text: str) -> int:
        """Tokens of a text."""
        return sum(self._piece(piece) for piece in pieces(text))

    def chat(self, command: CountChat) -> int:
        """Tokens of a prompt; what is long of a message is counted apart from the template."""
        rest = 0
        messages: list[Message] = []
        for message in command.messages:
            text, more = self._shorten(message.text)
            messages.append(replace(message, text=text))
            rest += more
        system, more = self._shorten(command.system or "")
        prompt = self._model.count_chat(messages, system=system, thinking=command.thinking)
        return prompt + more + rest

    def _shorten(self, text: str) -> tuple[str, int]:
        """The beginning of a text, and how many tokens the rest of it is."""
        if len(text) <= 4 * PIECE_CHARS:
            return text, 0
        first, *others = pieces(text)
        return first, sum(map(self._piece, others))

    def _piece(self, text: str) -> int:
        self._chars += len(text)
        if self._chars > PATIENT_CHARS and self._is_overtaken():
            raise _OvertakenError
        return len(self._model.tokenize(text))


def pieces(text: str, size: int = PIECE_CHARS) -> Iterator[str]:
    """Cut a text before a line break, else before a space, else anywhere.

    Args:
        text: any text.
        size: most characters of a piece, ≥ 1.
    """
    start = 0
    while start < len(text):
        end = _end_of_piece(text, start, start + size)
        yield text[start:end]
        start = end


def _end_of_piece(text: str, start: int, end: int) -> int:
    if end >= len(text):
        return len(text)
    for gap in ("\n", " "):
        at = text.rfind(gap, start + 1, end)
        # Runs of either are tokens of their own.
        while at > start and text[at - 1] == gap:
            at -= 1
        if at > start:
            return at
    return end
