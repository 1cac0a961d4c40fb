"""Small JSON files that Darkroom keeps: trouble with one loses what it holds, and nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import Any, TypeVar

T = TypeVar("T")


def read_json(path: Path, parse: Callable[[Any], T]) -> T | None:
    """What a file holds; None where it is missing or damaged.

    A damaged file is kept aside, with ``.bad`` added to its name.

    Args:
        path: of the file.
        parse: makes a value of the JSON; it may raise what a wrong shape makes it raise.
    """
    try:
        return parse(json.loads(path.read_bytes()))
    except OSError:
        return None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.bad"))
        return None


def write_json(path: Path, raw: object) -> bool:
    """Write a file at once or not at all; its folder is made if need be.

    Returns:
        False where that cannot be.
    """
    # Another process or thread may write at the same time: each to a file of its own.
    part = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # System prompts are among them: for the person's own eyes.
        with open(part, "w", encoding="utf-8", opener=_private) as file:
            file.write(json.dumps(raw))
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        return False
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
