"""Rows as records, and records as JSON that older and newer versions can read too."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any, TypeVar, cast

from darkroom.history.database import Row
from darkroom.history.parts import (
    Part,
    attachment_of,
    failure_of,
    settings_of,
    stats_of,
)
from darkroom.history.provenance import as_plain, provenance_of
from darkroom.history.records import Chat, ChatHead, MessageState, Provenance, StoredMessage

T = TypeVar("T")


def dumped(value: Part | Provenance | tuple[Part, ...] | None) -> str | None:
    """A record, or several, as JSON; None stays None."""
    if value is None:
        return None
    if isinstance(value, Provenance):
        return json.dumps(as_plain(value), ensure_ascii=False, separators=(",", ":"))
    raw = [_plain(item) for item in value] if isinstance(value, tuple) else _plain(value)
    return json.dumps(raw, ensure_ascii=False)


def chat_of(row: Row) -> Chat:
    """A row of ``chats``."""
    return Chat(
        row["id"],
        row["uid"],
        row["title"],
        bool(row["pinned"]),
        row["created"],
        row["updated"],
        row["system"],
        settings_of(_loaded(row["settings"])),
        row["preset"],
        bool(row["keep_seed"]),
        row["draft"],
        row["leaf"],
        "drop_oldest" if row["overflow"] == "drop_oldest" else "ask",
    )


def head_of(row: Row) -> ChatHead:
    """The part of a row of ``chats`` that lists show."""
    return ChatHead(row["id"], row["title"], bool(row["pinned"]), row["updated"])


def message_of(row: Row) -> StoredMessage:
    """A row of ``messages``."""
    settings, stats, failure = (_loaded(row[name]) for name in ("settings", "stats", "failure"))
    files = _loaded(row["attachments"])
    # A file that another process has open may be read just before it gets the newest column.
    provenance = _loaded(row["provenance"]) if "provenance" in row.keys() else None  # noqa: SIM118
    return StoredMessage(
        row["id"],
        row["uid"],
        row["chat"],
        row["parent"],
        row["role"],
        row["text"],
        row["created"],
        _state(row["state"]),
        row["thinking"],
        tuple(map(attachment_of, cast("list[Any]", files))) if isinstance(files, list) else (),
        row["model"],
        row["quantization"],
        None if settings is None else settings_of(settings),
        row["reason"],
        None if stats is None else stats_of(stats),
        None if failure is None else failure_of(failure),
        None if provenance is None else provenance_of(provenance),
    )


def _plain(value: Part) -> dict[str, Any]:
    """Its fields; JSON has no infinity and no NaN, and no figure of ours means either."""
    return {
        name: 0.0 if isinstance(field, float) and not math.isfinite(field) else field
        for name, field in asdict(value).items()
    }


def _state(text: str) -> MessageState:
    try:
        return MessageState(text)
    except ValueError:
        return MessageState.INTERRUPTED


def _loaded(text: str | None) -> Any:
    """What a column holds; None where that is nothing or damaged."""
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
