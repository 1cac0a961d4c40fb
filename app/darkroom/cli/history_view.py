"""Chats and what was found in them, as JSON and for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from darkroom.cli.terminal import inert
from darkroom.history.records import ChatHead, Hit

_PINNED = "*"


def chats_json(heads: Sequence[ChatHead]) -> dict[str, Any]:
    """Chats as plain values; ``updated`` in seconds since 1970, UTC."""
    return {"chats": [_head(head) for head in heads]}


def chats_text(heads: Sequence[ChatHead]) -> str:
    """A line for each chat, pinned ones first and marked."""
    if not heads:
        return "No chats yet."
    widest = max(len(str(head.id)) for head in heads)
    return "\n".join(_line(head, widest) for head in heads)


def hits_json(hits: Sequence[Hit]) -> dict[str, Any]:
    """Where words were found; ``marks`` are start and length in ``excerpt``, in characters."""
    return {
        "hits": [
            {
                "chat": _head(hit.chat),
                "message": hit.message,
                "excerpt": hit.excerpt,
                "marks": [list(mark) for mark in hit.marks],
            }
            for hit in hits
        ]
    }


def hits_text(hits: Sequence[Hit]) -> str:
    """A line for each chat, and one below it for each message that was found."""
    if not hits:
        return "Nothing found."
    widest = max(len(str(hit.chat.id)) for hit in hits)
    lines: list[str] = []
    last = None
    for hit in hits:
        if hit.chat.id != last:
            last = hit.chat.id
            lines.append(_line(hit.chat, widest))
        if hit.message is not None:
            lines.append(" " * (widest + 4) + _plain(hit.excerpt))
    return "\n".join(lines)


def _head(head: ChatHead) -> dict[str, Any]:
    return {
        "id": head.id,
        "title": head.title,
        "pinned": head.pinned,
        "updated": head.updated,
    }


def _line(head: ChatHead, widest: int) -> str:
    when = datetime.fromtimestamp(head.updated)
    mark = _PINNED if head.pinned else " "
    return f"{head.id:>{widest}} {mark} {when:%Y-%m-%d %H:%M}  {_plain(head.title)}".rstrip()


def _plain(text: str) -> str:
    return " ".join(inert(text).split())
