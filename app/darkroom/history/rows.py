"""Rows as records, and records as JSON that older and newer versions can read too."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, TypeVar, cast

from darkroom.core.errors import BadInputError
from darkroom.core.knobs import validated
from darkroom.core.types import Failure, GenerateSettings, RunStats
from darkroom.history.database import Row
from darkroom.history.records import Attachment, Chat, ChatHead, MessageState, StoredMessage

T = TypeVar("T")


def dumped(value: object) -> str | None:
    """A record as JSON, without what is as usual; None stays None."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return json.dumps([asdict(item) for item in cast("tuple[Any, ...]", value)])
    return json.dumps(asdict(cast("Any", value)))


def settings_of(text: str | None) -> GenerateSettings:
    """Settings from JSON; what does not hold is left to the model."""
    known = _known(GenerateSettings, _loaded(text, {}))
    try:
        return validated(GenerateSettings(**known))
    except (BadInputError, TypeError):
        return GenerateSettings()


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
        settings_of(row["settings"]),
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
    files = _loaded(row["attachments"], [])
    settings, stats, failure = row["settings"], row["stats"], row["failure"]
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
        tuple(file for raw in files if (file := _made(Attachment, raw)) is not None),
        row["model"],
        row["quantization"],
        None if settings is None else settings_of(settings),
        row["reason"],
        None if stats is None else _made(RunStats, _loaded(stats, {})),
        None if failure is None else _made(Failure, _loaded(failure, {})),
    )


def _state(text: str) -> MessageState:
    try:
        return MessageState(text)
    except ValueError:
        return MessageState.INTERRUPTED


def _loaded(text: str | None, otherwise: Any) -> Any:
    try:
        value = json.loads(text) if text else otherwise
    except (ValueError, RecursionError):
        return otherwise
    return value if isinstance(value, type(otherwise)) else otherwise


def _known(kind: type, raw: Any) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    given = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    return {name: value for name, value in given.items() if name in names}


def _made(kind: type[T], raw: Any) -> T | None:
    try:
        return kind(**_known(kind, raw))
    except TypeError:
        return None
