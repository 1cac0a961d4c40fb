"""A history as somebody has it after years: 10,000 chats, one of them with 2,000 messages.

    PYTHONPATH=packaging python -m bench.chat_profile FILE [--chats N] [--messages M]

The tables are filled at version 1 of the schema; opening the file then makes the index of all texts
at once, the way an old file is brought up to date.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from bench.chat_texts import Texts
from darkroom.core.types import GenerateSettings, RunStats
from darkroom.history.schema import MIGRATIONS
from darkroom.history.store import History

CHATS: Final = 10_000
MESSAGES: Final = 200_000
LONG_CHAT: Final = 2_000
"""Messages of the first chat."""

_YEARS_S: Final = 2 * 365 * 86_400
_QUESTION_WORDS: Final = 14
_ANSWER_WORDS: Final = 90
_AGAIN: Final = 0.08
"""Share of the answers that were asked for once more."""
_SETTINGS: Final = json.dumps(asdict(GenerateSettings(seed=7)))
_STATS: Final = json.dumps(
    asdict(RunStats(96, 2, 310, 81.5, 420, 120, 210.0, 38.2, 8.1, 3_200_000_000))
)
_CHAT: Final = ("id", "uid", "title", "pinned", "created", "updated", "settings", "leaf")
_MESSAGE: Final = (
    "id", "uid", "chat", "parent", "role", "state", "created", "model", "quantization", "reason",
    "settings", "stats", "text",
)  # fmt: skip


def make_profile(path: Path, chats: int = CHATS, messages: int = MESSAGES, seed: int = 1) -> None:
    """Write a history; the same seed writes the same one.

    Args:
        path: of the database; there must be none yet.
        chats: how many, ≥ 2; the first has ``LONG_CHAT`` messages.
        messages: of all chats together, ≥ ``LONG_CHAT`` + 2 · ``chats``.
        seed: any whole number.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
        _fill(connection, _Writer(seed), _sizes(chats, messages, Random(seed)))  # noqa: S311 - texts, not secrets
    History(path).close()


def _sizes(chats: int, messages: int, random: Random) -> list[int]:
    """Messages of each chat: many short chats, few long ones."""
    weights = [random.lognormvariate(0, 0.8) for _ in range(chats - 1)]
    free = messages - LONG_CHAT - 2 * len(weights)
    sizes = [2 + int(free * weight / sum(weights)) for weight in weights]
    for at in range(messages - LONG_CHAT - sum(sizes)):
        sizes[at] += 1
    return [LONG_CHAT, *sizes]


def _fill(connection: sqlite3.Connection, writer: _Writer, sizes: list[int]) -> None:
    began = time.time() - _YEARS_S
    for number, size in enumerate(sizes, 1):
        created = began + _YEARS_S * number / len(sizes)
        chat, messages = writer.chat(number, size, created)
        connection.execute(_insert("chats", _CHAT), chat)
        connection.executemany(_insert("messages", _MESSAGE), messages)
    connection.commit()


def _insert(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608


@dataclass
class _Turn:
    """Where the next message of a chat goes."""

    parent: int | None = None
    role: str = "user"


class _Writer:
    """Writes chats with messages that are numbered from one on."""

    def __init__(self, seed: int) -> None:
        self._texts = Texts(seed)
        self._random = Random(seed)  # noqa: S311 - texts, not secrets
        self._next = 1

    def chat(self, number: int, size: int, created: float) -> tuple[tuple[Any, ...], list[Any]]:
        """The row of a chat and those of its messages."""
        language = self._texts.language()
        messages = list(self._messages(number, size, created, language))
        title = " ".join(messages[0][-1].split())[:48]
        pinned = number % 1000 == 0
        leaf, updated = messages[-1][0], messages[-1][6]
        uid = f"{number:032x}"
        return (number, uid, title, pinned, created, updated, _SETTINGS, leaf), messages

    def _messages(
        self, chat: int, size: int, created: float, language: str
    ) -> Iterator[tuple[Any, ...]]:
        turn = _Turn()
        for at in range(size):
            number, self._next = self._next, self._next + 1
            asks = turn.role == "user"
            text = self._texts.text(language, _QUESTION_WORDS if asks else _ANSWER_WORDS)
            answer = ("", "", "", None, None)
            if not asks:
                stats = _STATS if self._random.random() < 0.5 else None
                answer = ("DiffusionGemma 26B-A4B", "Q4_K_M", "end", _SETTINGS, stats)
            place = (number, f"{number:032x}", chat, turn.parent, turn.role, "done")
            yield (*place, created + at * 40.0, *answer, text)
            # Now and then the same is answered once more.
            if asks or self._random.random() >= _AGAIN:
                turn = _Turn(number, "assistant" if asks else "user")


def main() -> None:
    """Write a profile to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, metavar="FILE")
    parser.add_argument("--chats", type=int, default=CHATS)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    options = parser.parse_args()
    if options.path.exists():
        sys.exit(f"{options.path} is there already.")
    make_profile(options.path, options.chats, options.messages)


if __name__ == "__main__":
    main()
