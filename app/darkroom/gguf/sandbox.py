"""The jinja2 environment in which chat templates run, set up as Transformers does it.

It keeps templates from Python's internals and from the largest accidents; a template that means to
use up memory or time still can, which is why templates run in the worker process only.
"""

from __future__ import annotations

import json
from collections.abc import Sized
from datetime import datetime
from typing import Any, Final, NoReturn

import jinja2
import jinja2.ext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from darkroom.core.errors import ChatTemplateError

MAX_RENDERED_CHARS: Final = 1 << 24
_MAX_POWER: Final = 64


class Sandbox(ImmutableSandboxedEnvironment):
    """jinja2's sandbox with the names templates use, and with products and powers kept small."""

    intercepted_binops = frozenset(("*", "**"))
    filters: dict[str, Any]
    globals: dict[str, Any]

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols])
        self.filters["tojson"] = _to_json
        self.globals["raise_exception"] = _refuse
        self.globals["strftime_now"] = _now

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``*`` and ``**`` within bounds."""
        if operator == "**" and abs(right) > _MAX_POWER:
            raise OverflowError(f"the exponent {right} is too large")
        if operator == "*" and _repeated_length(left, right) > MAX_RENDERED_CHARS:
            raise OverflowError("a repetition is too long")
        return super().call_binop(context, operator, left, right)


def _repeated_length(left: object, right: object) -> int:
    """How long a repeated text or list becomes; 0 for products of numbers."""
    for item, times in ((left, right), (right, left)):
        if isinstance(item, Sized) and isinstance(times, int):
            return len(item) * times
    return 0


def _to_json(value: Any, indent: int | None = None) -> str:
    # jinja2's own filter escapes for HTML.
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _refuse(message: str) -> NoReturn:
    text = f"The chat template refuses this conversation: {message}"
    raise ChatTemplateError(text, "Leave out the system prompt, or choose another model.")


def _now(layout: str) -> str:
    return datetime.now().astimezone().strftime(layout)
