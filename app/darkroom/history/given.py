"""Chats that come from a file, checked to the last field before any is taken in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from darkroom.core.errors import BadInputError, HistoryError
from darkroom.core.knobs import short
from darkroom.core.types import GenerateSettings
from darkroom.history.fields import Fields
from darkroom.history.parts import attachment_of, failure_of, settings_of, stats_of
from darkroom.history.provenance import provenance_of
from darkroom.history.records import MessageState
from darkroom.history.rows import dumped

FORMAT: Final = "darkroom-chats"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class GivenMessage:
    """A message as its columns; ``parent`` is the uid of one that came before it."""

    uid: str
    parent: str | None
    columns: dict[str, object]
    trace: list[bytes] = field(compare=False)


@dataclass(frozen=True, slots=True)
class GivenChat:
    """A chat as its columns; ``leaf`` is the uid of one of its messages."""

    uid: str
    leaf: str | None
    columns: dict[str, object]
    messages: list[GivenMessage]


def chats_of(data: object) -> list[GivenChat]:
    """All chats of an export.

    Raises:
        HistoryError: names what is wrong and where.
    """
    try:
        return _chats(Fields(data, ""))
    except BadInputError as error:
        raise HistoryError(
            f"This is not an export of Darkroom, or somebody has changed it. {error}",
            error.hint or "Choose a file that Darkroom has exported as JSON.",
        ) from error


def _chats(fields: Fields) -> list[GivenChat]:
    if fields.get("format") != FORMAT:
        raise BadInputError(f"Its format is not {FORMAT!r}.")
    version = fields.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadInputError(f"Its version is {short(version)}.")
    if version > VERSION:
        raise HistoryError(
            "A newer Darkroom has exported these chats.", "Update Darkroom, then try again."
        )
    return [_chat(chat) for chat in fields.objects("chats")]


def _chat(fields: Fields) -> GivenChat:
    messages: list[GivenMessage] = []
    known: set[str | None] = {None}
    for message in fields.objects("messages"):
        messages.append(_message(message, known))
        known.add(messages[-1].uid)
    columns: dict[str, object] = {
        "title": fields.text("title", ""),
        "pinned": fields.truth("pinned"),
        "created": fields.time("created"),
        "updated": fields.time("updated"),
        "system": fields.text("system", ""),
        "settings": dumped(fields.part("settings", settings_of) or GenerateSettings()),
        "preset": fields.text("preset", ""),
        "keep_seed": fields.truth("keep_seed"),
        "overflow": fields.one_of("overflow", ("ask", "drop_oldest"), "ask"),
        "draft": fields.text("draft", ""),
    }
    return GivenChat(fields.uid("uid"), fields.known("leaf", known), columns, messages)


def _message(fields: Fields, known: set[str | None]) -> GivenMessage:
    uid = fields.uid("uid")
    if uid in known:
        raise BadInputError(f"{fields.where}: another message has the same uid.")
    state = fields.one_of("state", tuple(MessageState), "done")
    columns: dict[str, object] = {
        "role": fields.one_of("role", ("user", "assistant")),
        "created": fields.time("created"),
        "state": MessageState.INTERRUPTED if state == MessageState.RUNNING else state,
        "text": fields.text("text"),
        "thinking": fields.text("thinking", ""),
        "attachments": dumped(fields.parts("attachments", attachment_of)),
        "model": fields.text("model", ""),
        "quantization": fields.text("quantization", ""),
        "settings": dumped(fields.part("settings", settings_of)),
        "reason": fields.text("reason", ""),
        "stats": dumped(fields.part("stats", stats_of)),
        "failure": dumped(fields.part("failure", failure_of)),
        "provenance": dumped(fields.part("provenance", provenance_of)),
    }
    return GivenMessage(uid, fields.known("parent", known), columns, fields.chunks("trace"))
