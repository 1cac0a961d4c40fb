"""Text files that people attach: read whole, or refused in words."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from darkroom.core.errors import BadInputError

MOST_BYTES: Final = 4 << 20
"""Some million tokens: more than any context holds."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def read_text(path: Path) -> str:
    """What a text file says, with line breaks as line feeds.

    Args:
        path: of a file in UTF-8, or in UTF-16 or UTF-32 with its mark, or in Windows' Western one.

    Raises:
        BadInputError: it cannot be read, is no text, is empty, or has over ``MOST_BYTES``.
    """
    name = path.name
    try:
        if not path.is_file():
            raise BadInputError(f"{name} is no file.", "Attach text files one by one.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInputError(f"{name} cannot be read: {reason}.", "Check the file.") from error
    if len(data) > MOST_BYTES:
        raise BadInputError(
            f"{name} is larger than {MOST_BYTES >> 20} MB, more than a model can read at once.",
            "Attach the part of it that matters.",
        )
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadInputError(f"{name} is empty.", "Attach a file with text in it.")
    return text


def _decoded(data: bytes, name: str) -> str:
    no_text = BadInputError(
        f"{name} is not a text file.", "Attach text, code or tables as text (CSV), not documents."
    )
    coding = next((coding for mark, coding in _MARKS if data.startswith(mark)), "utf-8")
    wide = coding.startswith(("utf-16", "utf-32"))
    if not wide and len(data.translate(None, _CONTROLS)) < len(data):
        raise no_text
    for attempt in (coding, "cp1252") if coding == "utf-8" else (coding,):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise no_text
