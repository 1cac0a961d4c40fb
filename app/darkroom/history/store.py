"""Conversations on disk: chats, the trees of their messages, and how answers came about."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal
from uuid import uuid4

from darkroom.core.errors import BadInputError, HistoryError
from darkroom.core.types import Failure, GenerateSettings, RunStats
from darkroom.history.database import Database, Row
from darkroom.history.records import (
    Attachment,
    Chat,
    ChatHead,
    Hit,
    MessageState,
    StoredMessage,
)
from darkroom.history.rows import chat_of, dumped, head_of, message_of
from darkroom.history.search import search

_CHANGEABLE: Final = frozenset(
    ("title", "pinned", "system", "settings", "preset", "keep_seed", "draft", "leaf", "overflow")
)
_PATH: Final = """
WITH RECURSIVE path(id, parent, depth) AS (
    SELECT id, parent, 0 FROM messages WHERE id = ?
    UNION ALL
    SELECT m.id, m.parent, path.depth + 1 FROM messages m JOIN path ON m.id = path.parent
)
SELECT m.* FROM path JOIN messages m ON m.id = path.id ORDER BY path.depth DESC
"""
_BELOW: Final = """
WITH RECURSIVE below(id) AS (
    SELECT ?
    UNION ALL
    SELECT m.id FROM messages m JOIN below ON m.parent = below.id
)
"""
_IN_ORDER: Final = "ORDER BY pinned DESC, updated DESC, id DESC"
_SHOWN: Final = "deleted IS NULL AND (title != '' OR leaf IS NOT NULL)"
_ANSWER: Final = ("text", "thinking", "state", "reason", "stats", "failure")
_COPIED: Final = (
    "role", "text", "created", "state", "thinking", "attachments", "model", "quantization",
    "settings", "reason", "stats", "failure",
)  # fmt: skip


class History:
    """All conversations of one profile.

    One object is one connection: it is used by one thread at a time, and several may be open on
    the same file. Every method may raise ``HistoryError``.

    Args:
        path: of the database; it and its folder are made if need be.

    Raises:
        HistoryError: the file is damaged, made by a newer Darkroom, or cannot be had.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = Database(path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def checkpoint(self) -> None:
        """Bring what was written onto the disk; takes as long as the disk does."""
        self._db.checkpoint()

    # --- chats

    def heads(self) -> list[ChatHead]:
        """All chats with something in them: pinned ones first, then the newest."""
        columns = "id, title, pinned, updated"
        return [
            head_of(row)
            for row in self._db.all(f"SELECT {columns} FROM chats WHERE {_SHOWN} {_IN_ORDER}")  # noqa: S608
        ]

    def head(self, chat: int) -> ChatHead | None:
        """What a list shows of a chat; None where there is none, or nothing in it."""
        row = self._db.one(f"SELECT * FROM chats WHERE id = ? AND {_SHOWN}", chat)  # noqa: S608
        return None if row is None else head_of(row)

    def chat(self, chat: int) -> Chat | None:
        """A chat; None where there is none, or it was deleted."""
        row = self._db.one("SELECT * FROM chats WHERE id = ? AND deleted IS NULL", chat)
        return None if row is None else chat_of(row)

    def add_chat(
        self,
        *,
        title: str = "",
        system: str = "",
        settings: GenerateSettings | None = None,
        preset: str = "",
        keep_seed: bool = False,
    ) -> Chat:
        """Begin a chat."""
        now = time.time()
        chat = self._db.do(
            "INSERT INTO chats (uid, title, created, updated, system, settings, preset, keep_seed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            uuid4().hex, title, now, now, system, dumped(settings or GenerateSettings()), preset,
            keep_seed,
        )  # fmt: skip
        return self._chat(chat)

    def change_chat(self, chat: int, **fields: Any) -> None:
        """Change some fields of a chat.

        Raises:
            BadInputError: there is no such field, or it never changes.
        """
        unknown = fields.keys() - _CHANGEABLE
        if unknown:
            raise BadInputError(f"A chat has no field to change called {', '.join(unknown)}.")
        if isinstance(fields.get("settings"), GenerateSettings):
            fields["settings"] = dumped(fields["settings"])
        if fields:
            names = ", ".join(f"{name} = ?" for name in fields)
            self._db.do(f"UPDATE chats SET {names} WHERE id = ?", *fields.values(), chat)  # noqa: S608

    def delete_chat(self, chat: int) -> None:
        """Delete a chat; ``restore_chat`` brings it back until the next start."""
        self._db.do("UPDATE chats SET deleted = ? WHERE id = ?", time.time(), chat)

    def restore_chat(self, chat: int) -> None:
        """Bring a deleted chat back."""
        self._db.do("UPDATE chats SET deleted = NULL WHERE id = ?", chat)

    # --- messages

    def path_to(self, leaf: int) -> list[StoredMessage]:
        """The messages from the first one to this one."""
        return [message_of(row) for row in self._db.all(_PATH, leaf)]

    def message(self, message: int) -> StoredMessage | None:
        """A message; None where there is none, or it was deleted."""
        row = self._db.one("SELECT * FROM messages WHERE id = ? AND deleted IS NULL", message)
        return None if row is None else message_of(row)

    def siblings(self, message: int) -> list[int]:
        """Ids of the messages with the same parent, oldest first; deleted ones are left out."""
        rows = self._db.all(
            "SELECT s.id FROM messages m JOIN messages s ON s.chat = m.chat"
            " AND s.parent IS m.parent WHERE m.id = ? AND s.deleted IS NULL ORDER BY s.id",
            message,
        )
        return [row["id"] for row in rows]

    def newest_leaf(self, message: int) -> int:
        """The end of the path that goes on from a message over the newest child each time."""
        leaf = message
        while row := self._db.one(
            "SELECT MAX(id) AS id FROM messages WHERE parent = ? AND deleted IS NULL", leaf
        ):
            if row["id"] is None:
                break
            leaf = int(row["id"])
        return leaf

    def add_question(
        self, chat: int, parent: int | None, text: str, attachments: Sequence[Attachment] = ()
    ) -> StoredMessage:
        """Append a question; it becomes the leaf of its chat."""
        return self._append(
            chat, parent, role="user", text=text, attachments=dumped(tuple(attachments))
        )

    def begin_answer(
        self, chat: int, parent: int | None, *, model: str, quantization: str,
        settings: GenerateSettings,
    ) -> StoredMessage:  # fmt: skip
        """Append an answer that is under way; it becomes the leaf of its chat."""
        return self._append(
            chat,
            parent,
            role="assistant",
            state=MessageState.RUNNING,
            model=model,
            quantization=quantization,
            settings=dumped(settings),
        )

    def save_progress(self, message: int, text: str, thinking: str = "") -> None:
        """Keep what an answer says so far."""
        self._db.do(
            "UPDATE messages SET text = ?, thinking = ? WHERE id = ? AND state = 'running'",
            text, thinking, message,
        )  # fmt: skip

    def end_answer(
        self,
        message: int,
        state: MessageState,
        text: str,
        *,
        thinking: str = "",
        reason: str = "",
        stats: RunStats | None = None,
        failure: Failure | None = None,
    ) -> StoredMessage:
        """Keep an answer as it ended."""
        values = (text, thinking, state, reason, dumped(stats), dumped(failure))
        names = ", ".join(f"{name} = ?" for name in _ANSWER)
        with self._db.transaction():
            self._db.do(f"UPDATE messages SET {names} WHERE id = ?", *values, message)  # noqa: S608
            self._db.do(
                "UPDATE chats SET updated = ? WHERE id = (SELECT chat FROM messages WHERE id = ?)",
                time.time(), message,
            )  # fmt: skip
        return self._message(message)

    def mark_interrupted(self) -> int:
        """At a start: whatever is still under way will not be finished. Returns how many."""
        return self._db.do("UPDATE messages SET state = 'interrupted' WHERE state = 'running'")

    def delete_message(self, message: int) -> None:
        """Delete a message and all below it; ``restore_message`` brings them back."""
        with self._db.transaction():
            row = self._db.one("SELECT chat, parent FROM messages WHERE id = ?", message)
            if row is None:
                return
            now = time.time()
            self._db.do(
                f"{_BELOW} UPDATE messages SET deleted = ?"  # noqa: S608
                " WHERE id IN (SELECT id FROM below) AND deleted IS NULL",
                message, now,
            )  # fmt: skip
            others = self.siblings(message)
            older = [other for other in others if other < message]
            near = (older[-1:] or others[:1] or [None])[0]
            leaf = row["parent"] if near is None else self.newest_leaf(near)
            self._db.do("UPDATE chats SET leaf = ? WHERE id = ?", leaf, row["chat"])

    def restore_message(self, message: int) -> None:
        """Bring back what was deleted together with this message."""
        row = self._db.one("SELECT deleted FROM messages WHERE id = ?", message)
        if row is not None:
            self._db.do(
                f"{_BELOW} UPDATE messages SET deleted = NULL"  # noqa: S608
                " WHERE id IN (SELECT id FROM below) AND deleted = ?",
                message, row["deleted"],
            )  # fmt: skip

    def purge(self) -> None:
        """At a start: forget what was deleted before it, and empty chats without a draft."""
        with self._db.transaction():
            self._db.do("DELETE FROM messages WHERE deleted IS NOT NULL")
            self._db.do(
                "DELETE FROM chats WHERE deleted IS NOT NULL OR (draft = '' AND"
                " NOT EXISTS (SELECT 1 FROM messages WHERE chat = chats.id))"
            )

    def branch(self, message: int, title: str) -> Chat:
        """Begin a chat with copies of the path up to and with a message."""
        with self._db.transaction():
            path = self._db.all(_PATH, message)
            if not path:
                raise HistoryError("The message to branch from is gone.", "Choose another one.")
            old = self._chat(path[0]["chat"])
            chat = self.add_chat(
                title=title, system=old.system, settings=old.settings, preset=old.preset,
                keep_seed=old.keep_seed,
            )  # fmt: skip
            parent: int | None = None
            for row in path:
                parent = self._copy(row, chat.id, parent)
            self.change_chat(chat.id, leaf=parent, overflow=old.overflow)
        return self._chat(chat.id)

    # --- traces

    def append_trace(self, message: int, chunk: bytes) -> None:
        """Keep some more frames of an answer; see ``trace.TraceWriter``."""
        self._db.do(
            "INSERT INTO traces (message, number, chunk)"
            " SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2 FROM traces WHERE message = ?1",
            message, chunk,
        )  # fmt: skip

    def trace(self, message: int) -> list[bytes]:
        """The frames of an answer, in chunks."""
        rows = self._db.all("SELECT chunk FROM traces WHERE message = ? ORDER BY number", message)
        return [row["chunk"] for row in rows]

    def trace_bytes(self) -> int:
        """How much room all traces take."""
        row = self._db.one("SELECT COALESCE(SUM(LENGTH(chunk)), 0) AS size FROM traces")
        return int(row["size"]) if row else 0

    def drop_oldest_traces(self, cap_bytes: int) -> int:
        """Forget frames of the oldest answers until the rest takes no more than this.

        Returns:
            How many answers lost theirs.
        """
        kept, dropped = 0, 0
        for row in self._db.all(
            "SELECT message, SUM(LENGTH(chunk)) AS size FROM traces"
            " GROUP BY message ORDER BY message DESC"
        ):
            kept += row["size"]
            if kept > cap_bytes:
                dropped += 1
                self._db.do("DELETE FROM traces WHERE message = ?", row["message"])
        return dropped

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Find chats whose title or messages have all of the words; the last may be unfinished."""
        return search(self._db, text, limit)

    # --- inside

    def _append(
        self, chat: int, parent: int | None, *, role: Literal["user", "assistant"], **fields: Any
    ) -> StoredMessage:
        now = time.time()
        names = ", ".join(("uid", "chat", "parent", "role", "created", *fields))
        marks = ", ".join("?" * (5 + len(fields)))
        with self._db.transaction():
            message = self._db.do(
                f"INSERT INTO messages ({names}) VALUES ({marks})",  # noqa: S608
                uuid4().hex, chat, parent, role, now, *fields.values(),
            )  # fmt: skip
            self._db.do("UPDATE chats SET leaf = ?, updated = ? WHERE id = ?", message, now, chat)
        return self._message(message)

    def _copy(self, row: Row, chat: int, parent: int | None) -> int:
        names = ", ".join(("uid", "chat", "parent", *_COPIED))
        marks = ", ".join("?" * (3 + len(_COPIED)))
        values = (row[name] for name in _COPIED)
        message = self._db.do(
            f"INSERT INTO messages ({names}) VALUES ({marks})",  # noqa: S608
            uuid4().hex, chat, parent, *values,
        )  # fmt: skip
        self._db.do(
            "INSERT INTO traces SELECT ?, number, chunk FROM traces WHERE message = ?",
            message, row["id"],
        )  # fmt: skip
        return message

    def _chat(self, chat: int) -> Chat:
        found = self.chat(chat)
        if found is None:
            raise HistoryError("The chat is gone.", "Begin a new one.")
        return found

    def _message(self, message: int) -> StoredMessage:
        row = self._db.one("SELECT * FROM messages WHERE id = ?", message)
        if row is None:
            raise HistoryError("The message is gone.", "Ask again.")
        return message_of(row)
