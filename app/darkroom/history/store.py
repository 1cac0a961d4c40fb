"""Conversations on disk: chats, the trees of their messages, and how answers came about."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import uuid4

from darkroom.core.errors import HistoryError
from darkroom.history import merging
from darkroom.history.chats import Chats
from darkroom.history.database import Database, Row
from darkroom.history.messages import Messages
from darkroom.history.records import Chat, Hit, MessageState
from darkroom.history.search import search

_COPIED: Final = (
    "role", "text", "created", "thinking", "attachments", "model", "quantization", "settings",
    "reason", "stats", "failure", "provenance",
)  # fmt: skip
_DELETE_MESSAGES: Final = """
WITH RECURSIVE gone(id) AS (
    SELECT id FROM messages WHERE deleted IS NOT NULL
    UNION
    SELECT m.id FROM gone CROSS JOIN messages m ON m.parent = gone.id
)
DELETE FROM messages WHERE id IN (SELECT id FROM gone)
"""


class History(Chats, Messages):
    """All conversations of one profile.

    One object is one connection: it is used by one thread at a time, and several may be open on
    the same file. Every method may raise ``HistoryError``. At a start ``opening.open_history``
    opens it, and copes with a file that cannot be opened.

    Args:
        path: of the database; it and its folder are made if need be.

    Raises:
        HistoryError: the file is damaged, made by a newer Darkroom, or cannot be had.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(Database(path))
        self.path = path

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def checkpoint(self) -> None:
        """Bring what was written onto the disk, and what was purged out of the index.

        Takes as long as the disk does, so it is called in the background, every few seconds.
        """
        merging.go_on(self.database)
        self.database.checkpoint()

    def problems(self) -> list[str]:
        """What is damaged inside the file; looks at all of it, which takes its time."""
        return self.database.problems()

    # --- at a start

    def mark_interrupted(self) -> int:
        """Whatever is still under way will not be finished. Returns how many that were."""
        return self.database.do("UPDATE messages SET state = 'interrupted' WHERE state = 'running'")

    def purge(self) -> None:
        """Forget what was deleted before, and empty chats without a draft.

        The rows are gone and overwritten at once; their words leave the index by and by, with the
        next calls of ``checkpoint``.
        """
        database = self.database
        before = database.changes()
        with database.transaction():
            database.do(_DELETE_MESSAGES)
            database.do("DELETE FROM chats WHERE deleted IS NOT NULL")
            database.do(
                "DELETE FROM chats WHERE leaf IS NULL AND draft = ''"
                " AND NOT EXISTS (SELECT 1 FROM messages WHERE chat = chats.id)"
            )
        # Afterwards: within, what was deleted has not reached the index yet.
        if database.changes() > before:
            merging.begin(database)

    # --- over several tables

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Find all words of a text in titles and messages; the last word may be unfinished.

        Args:
            text: as typed.
            limit: most hits of each kind, ≥ 1.

        Returns:
            Titles first, then messages; the best first, of equals and of very many the newest.
        """
        return search(self.database, text, limit)

    def branch(self, message: int, title: str) -> Chat:
        """Begin a chat with copies of the path up to and with a message, and of its traces."""
        with self.database.transaction():
            path = self._path(message)
            if not path:
                raise HistoryError("The message to branch from is gone.", "Choose another one.")
            old = self._chat(path[0]["chat"])
            chat = self.add_chat(
                title=title,
                system=old.system,
                settings=old.settings,
                preset=old.preset,
                keep_seed=old.keep_seed,
            )
            leaf: int | None = None
            for row in path:
                leaf = self._copy(row, chat.id, leaf)
            self.change_chat(chat.id, leaf=leaf, overflow=old.overflow)
        return self._chat(chat.id)

    def _copy(self, row: Row, chat: int, parent: int | None) -> int:
        # Nobody will finish the copy of an answer that is under way.
        running = row["state"] == MessageState.RUNNING
        own: dict[str, object] = {
            "uid": uuid4().hex,
            "chat": chat,
            "parent": parent,
            "state": MessageState.INTERRUPTED if running else row["state"],
        }
        message = self.database.insert("messages", own | {name: row[name] for name in _COPIED})
        self.database.do(
            "INSERT INTO traces (message, number, size, chunk)"
            " SELECT ?, number, size, chunk FROM traces WHERE message = ?",
            message,
            row["id"],
        )
        return message

    # --- traces

    def append_trace(self, message: int, chunk: bytes) -> None:
        """Keep some more frames of an answer; see ``trace.TraceWriter``."""
        self.database.do(
            "INSERT INTO traces (message, number, size, chunk)"
            " SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2, ?3 FROM traces WHERE message = ?1",
            message,
            len(chunk),
            chunk,
        )

    def trace(self, message: int) -> list[bytes]:
        """The frames of an answer, in chunks; see ``trace.read_trace``."""
        rows = self.database.all(
            "SELECT chunk FROM traces WHERE message = ? ORDER BY number", message
        )
        return [row["chunk"] for row in rows]

    def trace_bytes(self) -> int:
        """How much room all traces take."""
        row = self.database.one("SELECT COALESCE(SUM(size), 0) AS size FROM traces")
        return int(row["size"]) if row else 0

    def drop_oldest_traces(self, cap_bytes: int) -> int:
        """Forget frames of the oldest answers until the rest takes no more than this.

        Returns:
            How many answers lost theirs.
        """
        kept, dropped = 0, 0
        for row in self.database.all(
            "SELECT message, SUM(size) AS size FROM traces GROUP BY message ORDER BY message DESC"
        ):
            kept += row["size"]
            if kept > cap_bytes:
                dropped += 1
                # One by one: in between others may write.
                self.database.do("DELETE FROM traces WHERE message = ?", row["message"])
        return dropped
