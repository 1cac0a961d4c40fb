"""A chat as plain data, for JSON."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from typing import Any

from darkroom.core.errors import HistoryError
from darkroom.history.provenance import as_plain
from darkroom.history.records import Chat, MessageState, StoredMessage
from darkroom.history.rows import message_of
from darkroom.history.store import History


def exported(history: History, chat_id: int, traces: bool) -> dict[str, Any]:
    """A chat with all of its messages as plain data.

    Args:
        history: that holds it.
        chat_id: of the chat.
        traces: with the frames of the answers.

    Raises:
        HistoryError: the chat is gone.
    """
    chat = history.chat(chat_id)
    if chat is None:
        raise HistoryError("A chat to export is gone.", "Choose the chats anew.")
    uids: dict[int | None, str | None] = {None: None}
    messages: list[dict[str, Any]] = []
    for row in history.database.all(
        "SELECT * FROM messages WHERE chat = ? AND deleted IS NULL ORDER BY id", chat_id
    ):
        message = message_of(row)
        if message.parent in uids:
            uids[message.id] = message.uid
            chunks = history.trace(message.id) if traces else []
            messages.append(_message(message, uids[message.parent], chunks))
    return _chat(chat, uids.get(chat.leaf), messages)


def _chat(chat: Chat, leaf: str | None, messages: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "uid": chat.uid,
        "title": chat.title,
        "pinned": chat.pinned,
        "created": chat.created,
        "updated": chat.updated,
        "system": chat.system,
        "settings": asdict(chat.settings),
        "preset": chat.preset,
        "keep_seed": chat.keep_seed,
        "overflow": chat.overflow,
        "draft": chat.draft,
        "leaf": leaf,
        "messages": messages,
    }


def _message(message: StoredMessage, parent: str | None, chunks: list[bytes]) -> dict[str, Any]:
    # Nobody will finish the copy of an answer that is under way.
    running = message.state is MessageState.RUNNING
    return {
        "uid": message.uid,
        "parent": parent,
        "role": message.role,
        "created": message.created,
        "state": str(MessageState.INTERRUPTED if running else message.state),
        "text": message.text,
        "thinking": message.thinking,
        "attachments": [asdict(file) for file in message.attachments],
        "model": message.model,
        "quantization": message.quantization,
        "settings": None if message.settings is None else asdict(message.settings),
        "reason": message.reason,
        "stats": None if message.stats is None else asdict(message.stats),
        "failure": None if message.failure is None else asdict(message.failure),
        "provenance": None if message.provenance is None else as_plain(message.provenance),
        "trace": [b64encode(chunk).decode() for chunk in chunks],
    }
