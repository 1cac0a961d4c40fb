"""What the inference process needs of the engine side, found by dotted name at run time.

The window process imports this module too, so it must not import any engine: the name is all
that the two sides share.
"""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Protocol, cast

from darkroom.core.canvas import Infill
from darkroom.core.errors import BadInputError, DarkroomError, OutOfMemoryError
from darkroom.core.form import Form
from darkroom.core.placement import Placement
from darkroom.core.types import Done, Frame, GenerateSettings, IntArray, Message, ModelInfo
from darkroom.worker import out_of_memory
from darkroom.worker.protocol import INTERNAL, Failed, Load, StartRun

ENGINE = "darkroom.loading"
"""The module whose ``load`` opens a model."""


class LoadedModel(Protocol):
    """A model that is ready to answer; see ``darkroom.Model``."""

    @property
    def info(self) -> ModelInfo:
        """What the file says of itself."""
        ...

    @property
    def context(self) -> int:
        """Tokens that the cache holds."""
        ...

    @property
    def placement(self) -> Placement:
        """Which device holds which part."""
        ...

    @property
    def defaults(self) -> GenerateSettings:
        """The sampler settings the file recommends."""
        ...

    def tokenize(self, text: str) -> Sequence[int] | IntArray:
        """Cut a text into tokens; safe while an answer is under way."""
        ...

    def count_chat(
        self, messages: Sequence[Message], *, system: str | None = None, thinking: bool = False
    ) -> int:
        """Tokens of the prompt for a conversation; safe while an answer is under way."""
        ...

    def piece(self, token_id: int) -> bytes:
        """Return the UTF-8 bytes of a token."""
        ...

    def generate(self, messages: Sequence[Message], **options: Any) -> Iterator[Frame | Done]:
        """Answer the last message."""
        ...

    def infill(
        self, messages: Sequence[Message], infill: Infill, **options: Any
    ) -> Iterator[Frame | Done]:
        """Denoise the holes of an answer."""
        ...

    def fill(
        self, messages: Sequence[Message], form: str | Form, **options: Any
    ) -> Iterator[Frame | Done]:
        """Fill in the blanks of a form."""
        ...

    def close(self) -> None:
        """Give all memory back."""
        ...


def open_model(
    engine: str, command: Load, on_progress: Callable[[float, str], None] | None = None
) -> LoadedModel:
    """Import the engine side and load a model with it.

    Args:
        engine: dotted name of a module with a ``load`` function.
        command: what to load, and how.
        on_progress: called with a fraction in [0, 1] and the stage in words.
    """
    load = cast("Callable[..., LoadedModel]", importlib.import_module(engine).load)
    return load(
        command.path,
        context=command.context,
        threads=command.threads,
        device=command.device,
        precision=command.precision,
        kv_type=command.kv_type,
        gpu_layers=command.gpu_layers,
        gpu_expert_layers=command.gpu_expert_layers,
        servers=command.servers,
        placement=command.placement,
        on_progress=on_progress,
    )


def start(
    model: LoadedModel,
    command: StartRun,
    *,
    should_cancel: Callable[[], bool],
    on_prefill: Callable[[int, int], None] | None = None,
    on_rewind: Callable[[int, int], None] | None = None,
) -> Iterator[Frame | Done]:
    """Start a run; its last item is a ``Done``.

    Raises:
        BadInputError: the command wants more than one thing.
    """
    if sum([command.start is not None, command.infill is not None, bool(command.form)]) > 1:
        raise BadInputError("A run goes on within an answer, fills holes or a form: one of them.")
    common: dict[str, Any] = {
        "system": command.system,
        "run_id": command.run_id,
        "should_cancel": should_cancel,
        "on_prefill": on_prefill,
        **asdict(command.settings),
    }
    if command.form:
        return model.fill(command.messages, command.form, **common)
    common |= {
        "prefix": command.prefix,
        "prefix_thinking": command.prefix_thinking,
        "drop_oldest": command.drop_oldest,
    }
    if command.infill is not None:
        return model.infill(command.messages, command.infill, **common)
    return model.generate(command.messages, start=command.start, on_rewind=on_rewind, **common)


def failure(run_id: int, error: Exception) -> Failed:
    """Put an error into words that a person can act on."""
    trace = "".join(traceback.format_exception(error))
    if not isinstance(error, OutOfMemoryError) and out_of_memory.is_cause_of(error):
        error = OutOfMemoryError(out_of_memory.TEXT, out_of_memory.HINT)
    if isinstance(error, DarkroomError):
        return Failed(run_id, error.kind, error.text, error.hint, trace)
    text = f"Something went wrong inside Darkroom: {type(error).__name__}: {error}"
    return Failed(run_id, INTERNAL, text, "Please report it with the details.", trace)
