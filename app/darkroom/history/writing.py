"""Chats into files, in the form that somebody wants them in, and back."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, cast

from darkroom.core.errors import HistoryError
from darkroom.history.exchange import from_json, write_json
from darkroom.history.given import chats_of
from darkroom.history.readable import Labels, to_markdown, to_text
from darkroom.history.store import History
from darkroom.history.troubles import explained

OnChat = Callable[[int, int], None]
"""Gets how many chats are written, and of how many; what it raises ends the export."""

_ENGLISH: Final = Labels()
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
# Windows takes none of these for a file, whatever the suffix.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_AT_A_TIME: Final = 2
_GAP_S: Final = 0.01
_LONGEST: Final = 80
_MOST_BYTES: Final = 180
_MARKS: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


class Form(StrEnum):
    """How chats stand in a file."""

    MARKDOWN = "markdown"
    JSON = "json"
    TEXT = "text"

    @property
    def suffix(self) -> str:
        """Of its files, with the dot."""
        return {Form.MARKDOWN: ".md", Form.JSON: ".json", Form.TEXT: ".txt"}[self]


def file_name(title: str, usual: str = "Chat") -> str:
    """Make a name without suffix that every file system takes, of a title.

    Args:
        title: any text.
        usual: stands in where nothing of the title can be used.

    Returns:
        At most 80 characters and 180 bytes in UTF-8.
    """
    composed = unicodedata.normalize("NFC", title)
    spaced = "".join(" " if char.isspace() else char for char in composed)
    plain = "".join(char for char in spaced if unicodedata.category(char) not in _MARKS)
    words = " ".join(_FORBIDDEN.sub(" ", plain).split())
    # A dot in front hides a file; one at the end is lost on Windows; a dash looks like an option.
    name = words.lstrip(".-~ ")[:_LONGEST].encode()[:_MOST_BYTES].decode(errors="ignore")
    name = name.rstrip(". ") or usual
    return f"{usual} {name}" if _DEVICES.fullmatch(name.partition(".")[0].rstrip()) else name


def write_chats(
    history: History,
    path: Path,
    form: Form,
    chats: Iterable[int] | None = None,
    *,
    labels: Labels = _ENGLISH,
    traces: bool = True,
    on_chat: OnChat | None = None,
) -> int:
    """Write chats to one file: JSON holds all of them, the others what is on screen.

    Args:
        history: that holds them.
        path: of the file; one that is there is replaced once the new one is complete.
        form: how.
        chats: their ids; all but empty ones if None, which JSON has too.
        labels: the words between the texts, where people read them.
        traces: with the frames of the answers, in JSON.
        on_chat: is told how far it is.

    Returns:
        How many chats the file holds, but for empty ones.

    Raises:
        HistoryError: a chat is gone, the file cannot be written, or is the history itself.
    """
    _spare(history, path)
    ids = None if chats is None else list(chats)
    seen = [head.id for head in history.heads()] if ids is None else ids
    if form is Form.JSON:
        write_json(history, path, ids, traces=traces, on_chat=on_chat)
    else:
        _write(path, _texts(history, seen, form, labels, on_chat))
    return len(seen)


def read_chats(
    history: History,
    data: object,
    *,
    on_chat: OnChat | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Take in what a JSON file holds, a few chats at a time; others write in between.

    Args:
        history: to add to.
        data: as read from JSON; all of it is checked before any chat is taken in.
        on_chat: is told how far it is.
        should_stop: leaves it at what has come so far; the rest comes with another import.

    Returns:
        How many chats came, but for empty ones.

    Raises:
        HistoryError: it holds no chats; then none came.
    """
    total = len(chats_of(data))
    whole = cast("dict[str, Any]", data)
    came: list[int] = []
    for first in range(0, total, _AT_A_TIME):
        if should_stop():
            break
        if first:
            # Whoever waits to write tries again and again; without a gap never in time.
            time.sleep(_GAP_S)
        if on_chat is not None:
            on_chat(first, total)
        came += from_json(history, whole | {"chats": whole["chats"][first : first + _AT_A_TIME]})
    return sum(history.head(chat) is not None for chat in came)


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """A path in a folder that no file has; the name gets a number if need be."""
    path, number = folder / f"{name}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{name} ({number}){suffix}"
    return path


def _texts(
    history: History, ids: list[int], form: Form, labels: Labels, on_chat: OnChat | None
) -> Iterator[str]:
    text_of = to_markdown if form is Form.MARKDOWN else to_text
    between = "\n---\n\n" if form is Form.MARKDOWN else "\n\n"
    for number, id_ in enumerate(ids):
        if on_chat is not None:
            on_chat(number, len(ids))
        chat = history.chat(id_)
        if chat is None:
            raise HistoryError("A chat to export is gone.", "Choose the chats anew.")
        path = [] if chat.leaf is None else history.path_to(chat.leaf)
        yield (between if number else "") + text_of(chat, path, labels)


def _write(path: Path, texts: Iterable[str]) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        with explained(path), part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(texts)
        with explained(path):
            part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _spare(history: History, path: Path) -> None:
    with explained(path):
        if path.exists() and history.path.exists() and path.samefile(history.path):
            raise HistoryError(f"{path} is the history itself.", "Choose another file.")
