"""Darkroom: chat with diffusion language models on your own machine.

>>> import darkroom
>>> with darkroom.load("demo") as model:
...     for event in model.generate("What is 3 plus 4?"):
...         if isinstance(event, darkroom.Done):
...             print(event.text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from darkroom.core.canvas import NOISE, CanvasStart, Infill, rewound
from darkroom.core.errors import DarkroomError
from darkroom.core.types import (
    Done,
    Frame,
    GenerateSettings,
    Message,
    ModelInfo,
    Origin,
    RunStats,
    Stage,
)

if TYPE_CHECKING:
    from darkroom.loading import load
    from darkroom.model import Model

__version__ = "0.1.0"
__all__ = [
    "NOISE",
    "CanvasStart",
    "DarkroomError",
    "Done",
    "Frame",
    "GenerateSettings",
    "Infill",
    "Message",
    "Model",
    "ModelInfo",
    "Origin",
    "RunStats",
    "Stage",
    "load",
    "rewound",
]


def __getattr__(name: str) -> Any:
    """Bring the engine in on first use: importing darkroom alone loads nothing heavy."""
    if name == "load":
        from darkroom.loading import load

        return load
    if name == "Model":
        from darkroom.model import Model

        return Model
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
