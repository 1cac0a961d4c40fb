"""The messages of a history: a tree in each chat."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from darkroom.core.errors import HistoryError
from darkroom.core.types import Failure, GenerateSettings, RunStats
from darkroom.history.database import Database, Row
from darkroom.history.records import Attachment, MessageState, Provenance, StoredMessage
from darkroom.history.rows import dumped, message_of

# A parent is older than its children, so its id is smaller: no damage makes these run for ever.
_PATH: Final = """
WITH RECURSIVE path(id, parent) AS (
    SELECT id, parent FROM messages WHERE id = ?
    UNION ALL
    SELECT m.id, m.parent FROM path CROSS JOIN messages m ON m.id = path.parent AND m.id < path.id
)
SELECT m.* FROM path CROSS JOIN messages m ON m.id = path.id ORDER BY m.id
"""
_DOWN: Final = """
WITH RECURSIVE down(id) AS (
    SELECT ?
    UNION ALL
    SELECT (SELECT MAX(m.id) FROM messages m
            WHERE m.parent = down.id AND m.id > down.id AND m.deleted IS NULL)
    FROM down WHERE down.id IS NOT NULL
)
SELECT MAX(id) AS id FROM down
"""
_BELOW: Final = """
WITH RECURSIVE below(id) AS (
    SELECT ?
    UNION ALL
    SELECT m.id FROM below CROSS JOIN messages m ON m.parent = below.id AND m.id > below.id
)
"""


class Messages:
    """What ``History`` can do with messages.

    Args:
        database: that holds them.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def path_to(self, leaf: int) -> list[StoredMessage]:
        """The messages from the first one to this one; none where it is gone."""
        return [message_of(row) for row in self._path(leaf)]

    def message(self, message: int) -> StoredMessage | None:
        """A message; None where there is none, or it was deleted."""
        row = self.database.one("SELECT * FROM messages WHERE id = ? AND deleted IS NULL", message)
        return None if row is None else message_of(row)

    def siblings(self, message: int) -> list[int]:
        """Ids of the messages with the same parent, oldest first; deleted ones are left out."""
        rows = self.database.all(
            "SELECT s.id FROM messages m CROSS JOIN messages s ON s.chat = m.chat"
            " AND s.parent IS m.parent WHERE m.id = ? AND s.deleted IS NULL ORDER BY s.id",
            message,
        )
        return [row["id"] for row in rows]

    def newest_leaf(self, message: int) -> int:
        """The end of the path that goes on from a message over the newest child each time."""
        row = self.database.one(_DOWN, message)
        return int(row["id"]) if row else message

    def add_question(
        self, chat: int, parent: int | None, text: str, attachments: Sequence[Attachment] = ()
    ) -> StoredMessage:
        """Append a question; it becomes the leaf of its chat."""
        return self._append(
            chat, parent, role="user", text=text, attachments=dumped(tuple(attachments))
        )

    def begin_answer(
        self,
        chat: int,
        parent: int | None,
        *,
        model: str,
        quantization: str,
        settings: GenerateSettings,
        provenance: Provenance | None = None,
    ) -> StoredMessage:
        """Append an answer that is under way; it becomes the leaf of its chat."""
        fields: dict[str, object] = {
            "role": "assistant",
            "state": MessageState.RUNNING,
            "model": model,
            "quantization": quantization,
            "settings": dumped(settings),
        }
        if provenance is not None:
            fields["provenance"] = dumped(provenance)
        return self._append(chat, parent, **fields)

    def add_answer(
        self,
        chat: int,
        parent: int | None,
        text: str,
        *,
        thinking: str,
        model: str,
        quantization: str,
        settings: GenerateSettings,
        provenance: Provenance,
    ) -> StoredMessage:
        """Append an answer that is done already; it becomes the leaf of its chat."""
        return self._append(
            chat,
            parent,
            role="assistant",
            text=text,
            thinking=thinking,
            model=model,
            quantization=quantization,
            reason="end",
            settings=dumped(settings),
            provenance=dumped(provenance),
        )

    def change_provenance(self, message: int, provenance: Provenance) -> StoredMessage:
        """Say otherwise how an answer came about."""
        self.database.update("messages", message, {"provenance": dumped(provenance)})
        return self._message(message)

    def sibling_of_uid(self, message: int, uid: str) -> StoredMessage | None:
        """The message of this name among those with the same parent; None where it is gone."""
        row = self.database.one(
            "SELECT s.* FROM messages m CROSS JOIN messages s ON s.uid = ? AND s.chat = m.chat"
            " AND s.parent IS m.parent WHERE m.id = ? AND s.deleted IS NULL",
            uid,
            message,
        )
        return None if row is None else message_of(row)

    def save_progress(self, message: int, text: str, thinking: str = "") -> None:
        """Keep what an answer says so far; one that has ended stays as it ended."""
        self.database.do(
            "UPDATE messages SET text = ?, thinking = ? WHERE id = ? AND state = 'running'",
            text,
            thinking,
            message,
        )

    def name_model(self, message: int, model: str, quantization: str) -> None:
        """Say which model an answer is of, once that is known."""
        self.database.do(
            "UPDATE messages SET model = ?, quantization = ? WHERE id = ?",
            model,
            quantization,
            message,
        )

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
        provenance: Provenance | None = None,
    ) -> StoredMessage:
        """Keep an answer as it ended; without ``provenance`` that stays as it was."""
        fields: dict[str, object] = {
            "state": state,
            "text": text,
            "thinking": thinking,
            "reason": reason,
            "stats": dumped(stats),
            "failure": dumped(failure),
        }
        if provenance is not None:
            fields["provenance"] = dumped(provenance)
        with self.database.transaction():
            self.database.update("messages", message, fields)
            self.database.do(
                "UPDATE chats SET updated = ? WHERE id = (SELECT chat FROM messages WHERE id = ?)",
                time.time(),
                message,
            )
        return self._message(message)

    def delete_message(self, message: int) -> None:
        """Delete a message and all below it; ``restore_message`` brings them back.

        A chat whose path went through it goes on with the next older sibling, else with the next
        newer one, else it ends with the parent.
        """
        with self.database.transaction():
            row = self.database.one(
                "SELECT chat, parent FROM messages WHERE id = ? AND deleted IS NULL", message
            )
            if row is None:
                return
            others = [other for other in self.siblings(message) if other != message]
            self.database.do(
                f"{_BELOW} UPDATE messages SET deleted = ?"  # noqa: S608
                " WHERE id IN (SELECT id FROM below) AND deleted IS NULL",
                message,
                time.time(),
            )
            older = [other for other in others if other < message]
            near = (older[-1:] or others[:1] or [None])[0]
            leaf = row["parent"] if near is None else self.newest_leaf(near)
            self.database.do(
                f"{_BELOW} UPDATE chats SET leaf = ?"  # noqa: S608
                " WHERE id = ? AND leaf IN (SELECT id FROM below)",
                message,
                leaf,
                row["chat"],
            )

    def restore_message(self, message: int) -> None:
        """Bring back what was deleted together with this message; its chat leads there again."""
        with self.database.transaction():
            row = self.database.one("SELECT chat, deleted FROM messages WHERE id = ?", message)
            if row is None or row["deleted"] is None:
                return
            self.database.do(
                f"{_BELOW} UPDATE messages SET deleted = NULL"  # noqa: S608
                " WHERE id IN (SELECT id FROM below) AND deleted = ?",
                message,
                row["deleted"],
            )
            self.database.update("chats", row["chat"], {"leaf": self.newest_leaf(message)})

    def _path(self, leaf: int) -> list[Row]:
        return self.database.all(_PATH, leaf)

    def _append(self, chat: int, parent: int | None, **fields: object) -> StoredMessage:
        now = time.time()
        place: dict[str, object] = {
            "uid": uuid4().hex,
            "chat": chat,
            "parent": parent,
            "created": now,
        }
        with self.database.transaction():
            message = self.database.insert("messages", place | fields)
            self.database.update("chats", chat, {"leaf": message, "updated": now})
        return self._message(message)

    def _message(self, message: int) -> StoredMessage:
        row = self.database.one("SELECT * FROM messages WHERE id = ?", message)
        if row is None:
            raise HistoryError("The message is gone.", "Ask again.")
        return message_of(row)
