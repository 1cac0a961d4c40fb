"""Opening a model file: which engine runs it, and with how much context."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError
from darkroom.core.resources import resource_path
from darkroom.core.types import GenerateSettings, ModelInfo, Precision
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.gguf.architecture import DiffusionGemmaParams, read_params
from darkroom.gguf.header import Header, read_header
from darkroom.gguf.template import ChatTemplate
from darkroom.gguf.tokenizer import Tokenizer
from darkroom.model import Model

DEFAULT_CONTEXT = 8192
"""Tokens of context when none is asked for: a long chat with a small cache."""

OnProgress = Callable[[float, str], None]
"""(fraction in [0, 1], what is being done)."""


def load(
    path: str | Path,
    *,
    context: int | None = None,
    threads: int | None = None,
    device: str = "auto",
    precision: Precision = "fast",
    on_progress: OnProgress | None = None,
) -> Model:
    """Open a model.

    Args:
        path: a .gguf file (the first part of a split one), or ``"demo"`` for the bundled model.
        context: tokens of prompt and answer together; None = what the model was trained for,
            at most 8,192.
        threads: compute threads; None = the physical cores this process may use, fewer for small
            models.
        device: ``"auto"`` or ``"cpu"``.
        precision: ``"fast"`` (F16 cache) or ``"exact"`` (F32 throughout, for comparisons).
        on_progress: told how far loading is.

    Raises:
        ModelFileError: the file is missing, damaged or of an unknown kind.
        UnsupportedModelError: no engine here runs its architecture.
        BadInputError: an argument is out of range.
        OutOfMemoryError: the cache does not fit.
        EngineError: the native engine is missing or broken.
    """
    tell = on_progress or _silent
    _check(path, precision, device, threads)
    tell(0.0, "Reading the header")
    header = read_header(resource_path("demo", "demo.gguf") if path == "demo" else Path(path))
    params = read_params(header)
    tell(0.1, "Reading the vocabulary")
    tokenizer = Tokenizer(header)
    template = ChatTemplate.from_header(header)
    tell(0.6, "Mapping the weights")
    engine = GgmlGemmaEngine(
        header,
        params,
        context=_context(context, params),
        threads=threads,
        precision=precision,
    )
    tell(1.0, "Ready")
    return Model(engine, tokenizer, template, _info(header, params, tokenizer), _defaults(params))


def _silent(fraction: float, stage: str) -> None:
    """Progress nobody asked for."""


def _check(path: object, precision: str, device: str, threads: int | None) -> None:
    if not isinstance(path, str | Path):
        raise BadInputError(f"A model is named by a path, not by {path!r}.")
    if precision not in ("fast", "exact"):
        raise BadInputError(f'precision must be "fast" or "exact", not {precision!r}.')
    if device not in ("auto", "cpu"):
        raise BadInputError(f'device must be "auto" or "cpu", not {device!r}.')
    if threads is not None and not (is_whole(threads) and 1 <= threads <= 512):
        raise BadInputError(f"threads must be in 1 … 512, not {threads}.")


def _context(wanted: int | None, params: DiffusionGemmaParams) -> int:
    """Tokens of context; never more than the model was trained for."""
    if wanted is None:
        return min(DEFAULT_CONTEXT, params.context_length)
    if not (is_whole(wanted) and params.canvas_length < wanted <= params.context_length):
        raise BadInputError(
            f"context must be in {params.canvas_length + 1:,} … {params.context_length:,} tokens "
            f"for this model, not {wanted}."
        )
    return wanted


def _info(header: Header, params: DiffusionGemmaParams, tokenizer: Tokenizer) -> ModelInfo:
    name = header.metadata.get("general.name")
    return ModelInfo(
        path=header.paths[0],
        name=str(name) if name else header.paths[0].stem,
        architecture=header.architecture,
        canvas_length=params.canvas_length,
        vocab_size=params.vocab,
        context_length=params.context_length,
        quantization=header.quantization,
        size_bytes=header.size_bytes,
        n_layers=params.n_layers,
        parameters=header.n_parameters,
        end_ids=tokenizer.end_ids,
    )


def _defaults(params: DiffusionGemmaParams) -> GenerateSettings:
    return GenerateSettings(
        steps=params.eb_max_steps,
        t_min=params.eb_t_min,
        t_max=params.eb_t_max,
        entropy_bound=params.eb_entropy_bound,
        stability=params.eb_stability,
        confidence=params.eb_confidence,
    )
