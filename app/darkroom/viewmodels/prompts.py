"""Questions that a first-time visitor can ask with one click."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class SuggestedPrompt:
    """A short title and the question itself."""

    title: str
    prompt: str


def read_prompts(path: Path) -> tuple[SuggestedPrompt, ...]:
    """Read the suggestions that travel with the demo model.

    Args:
        path: JSON list of ``{"title", "prompt"}``.

    Returns:
        The suggestions; none if the file is missing or unreadable, for the window works without.
    """
    try:
        items = cast("list[dict[str, Any]]", json.loads(path.read_text(encoding="utf-8")))
        return tuple(SuggestedPrompt(str(i["title"]), str(i["prompt"])) for i in items)
    except (OSError, ValueError, KeyError, TypeError):
        return ()
