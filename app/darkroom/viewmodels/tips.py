"""Tool tips that show a text as it is. No Qt in here."""

from __future__ import annotations

import re
from typing import Final

_TELLING: Final = re.compile(r"<|&(?=lt;)")
_NOTHING: Final = "\u200b"


def plain_tip(text: str) -> str:
    """Text that Qt shows as it is where it would take markup for more: tool tips, message boxes.

    Titles, names of files and of models are other people's words; as markup they could show a
    picture from anywhere. A sign of no width behind each ``<`` keeps Qt from seeing a tag.

    Args:
        text: any text.
    """
    return _TELLING.sub(rf"\g<0>{_NOTHING}", text)
