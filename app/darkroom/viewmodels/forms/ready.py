"""Forms that are there from the start."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from darkroom.core.form_shelf import Sheet


def read_ready(path: Path) -> tuple[Sheet, ...]:
    """Read the forms that travel with Darkroom; ``Sheet.name`` is their id.

    Args:
        path: JSON list of ``{"id", "request", "text"}``.

    Returns:
        The forms; none if the file is missing or unreadable, for the page works without.
    """
    try:
        items = cast("list[dict[str, Any]]", json.loads(path.read_text(encoding="utf-8")))
        return tuple(Sheet(str(i["text"]), str(i["request"]), str(i["id"])) for i in items)
    except (OSError, ValueError, KeyError, TypeError):
        return ()
