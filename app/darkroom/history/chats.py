"""The chats of a history."""

from __future__ import annotations

import time
from typing import Any, Final
from uuid import uuid4

from darkroom.core.errors import BadInputError, HistoryError
from darkroom.core.types import GenerateSettings
from darkroom.history.database import Database
from darkroom.history.records import Chat, ChatHead
from darkroom.history.rows import chat_of, dumped, head_of

_CHANGEABLE: Final = frozenset(
    ("title", "pinned", "system", "settings", "preset", "keep_seed", "draft", "leaf", "overflow")
)
_HEADS: Final = """
SELECT id, title, pinned, updated FROM chats
WHERE deleted IS NULL AND (title != '' OR leaf IS NOT NULL)
"""


class Chats:
    """What ``History`` can do with chats.

    Args:
        database: that holds them.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def heads(self) -> list[ChatHead]:
        """All chats with a title or messages: pinned ones first, then the newest."""
        rows = self.database.all(f"{_HEADS} ORDER BY pinned DESC, updated DESC, id DESC")
        return [head_of(row) for row in rows]

    def head(self, chat: int) -> ChatHead | None:
        """What ``heads`` has of a chat; None where it has nothing."""
        row = self.database.one(f"{_HEADS} AND id = ?", chat)
        return None if row is None else head_of(row)

    def chat(self, chat: int) -> Chat | None:
        """A chat; None where there is none, or it was deleted."""
        row = self.database.one("SELECT * FROM chats WHERE id = ? AND deleted IS NULL", chat)
        return None if row is None else chat_of(row)

    def unsent_chat(self) -> Chat | None:
        """The newest chat that has a draft and nothing else, so that ``heads`` leaves it out."""
        row = self.database.one(
            "SELECT * FROM chats WHERE leaf IS NULL AND title = '' AND draft != ''"
            " AND deleted IS NULL ORDER BY id DESC LIMIT 1"
        )
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
        """Begin a chat; settings are the usual ones if None."""
        now = time.time()
        chat = self.database.insert(
            "chats",
            {
                "uid": uuid4().hex,
                "title": title,
                "created": now,
                "updated": now,
                "system": system,
                "settings": dumped(settings or GenerateSettings()),
                "preset": preset,
                "keep_seed": keep_seed,
            },
        )
        return self._chat(chat)

    def change_chat(self, chat: int, **fields: Any) -> None:
        """Change some of title, pinned, system, settings, preset, keep_seed, draft, leaf, overflow.

        Raises:
            BadInputError: there is no such field, or it never changes.
        """
        unknown = fields.keys() - _CHANGEABLE
        if unknown:
            raise BadInputError(
                f"A chat has no field to change called {', '.join(sorted(unknown))}.",
                f"Use {', '.join(sorted(_CHANGEABLE))}.",
            )
        if isinstance(fields.get("settings"), GenerateSettings):
            fields["settings"] = dumped(fields["settings"])
        if fields:
            self.database.update("chats", chat, fields)

    def delete_chat(self, chat: int) -> None:
        """Delete a chat; ``restore_chat`` brings it back until the next start."""
        self.database.update("chats", chat, {"deleted": time.time()})

    def restore_chat(self, chat: int) -> None:
        """Bring a deleted chat back."""
        self.database.update("chats", chat, {"deleted": None})

    def _chat(self, chat: int) -> Chat:
        found = self.chat(chat)
        if found is None:
            raise HistoryError("The chat is gone.", "Begin a new one.")
        return found
