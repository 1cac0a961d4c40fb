"""Opening a model file: which engine runs it, and with how much context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError
from darkroom.core.placement import KVType, Placement
from darkroom.core.resources import resource_path
from darkroom.core.types import GenerateSettings, ModelInfo, Precision
from darkroom.engines.ggml_gemma.devices import add_servers, list_devices
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.gguf.architecture import DiffusionGemmaParams, read_params
from darkroom.gguf.footprint import KV_BLOCKS
from darkroom.gguf.header import Header, read_header
from darkroom.gguf.template import ChatTemplate
from darkroom.gguf.thinking import can_think, find_marks
from darkroom.gguf.tokenizer import Tokenizer
from darkroom.hardware.here import machine_here, plan_here
from darkroom.hardware.plan import DEFAULT_CONTEXT, Wishes
from darkroom.model import Model

OnProgress = Callable[[float, str], None]
"""(fraction in [0, 1], what is being done)."""


def load(
    path: str | Path,
    *,
    context: int | None = None,
    threads: int | None = None,
    device: str = "auto",
    precision: Precision = "fast",
    kv_type: KVType | None = None,
    gpu_layers: int | None = None,
    gpu_expert_layers: int | None = None,
    servers: Sequence[str] = (),
    placement: Placement | None = None,
    on_progress: OnProgress | None = None,
) -> Model:
    """Open a model.

    Args:
        path: a .gguf file (the first part of a split one), or ``"demo"`` for the bundled model.
        context: tokens of prompt and answer together; None = what the model was trained for,
            at most 8,192.
        threads: compute threads; None = the physical cores this process may use, fewer for small
            models.
        device: ``"auto"`` plans for the memory that is free here and uses the GPUs the engine
            finds; ``"cpu"`` uses none, and takes the person's word that the weights fit.
        precision: ``"fast"`` (F16 cache) or ``"exact"`` (F32 throughout, for comparisons).
        kv_type: how keys and values are kept; None = as ``precision`` says.
        gpu_layers: the last so many layers on GPUs; None = as many as fit.
        gpu_expert_layers: of these, the last so many with their experts; None = as many as fit.
        servers: ``"host:port"`` of other computers that lend a device (``darkroom lend``). The
            link is neither encrypted nor authenticated.
        placement: which device holds what, planned before; nothing is planned here then.
        on_progress: told how far loading is.

    Raises:
        ModelFileError: the file is missing, damaged or of an unknown kind.
        UnsupportedModelError: no engine here runs its architecture.
        BadInputError: an argument is out of range.
        OutOfMemoryError: the model does not fit; the hint says what would.
        EngineError: the native engine is missing or broken.
    """
    tell = on_progress or _silent
    _check(path, precision, device, threads, kv_type)
    tell(0.0, "Reading the header")
    header = read_header(resource_path("demo", "demo.gguf") if path == "demo" else Path(path))
    params = read_params(header)
    wishes = Wishes(
        _context(context, params),
        gpu_layers,
        gpu_expert_layers,
        threads,
        kv_type or ("f32" if precision == "exact" else "f16"),
    )
    tell(0.1, "Reading the vocabulary")
    tokenizer = Tokenizer(header)
    template = ChatTemplate.from_header(header)
    tell(0.5, "Looking for devices")
    if placement is None:
        placement = _plan(header, params, wishes, device, servers)
    else:
        add_servers(servers)
    tell(0.6, "Mapping the weights")
    engine = GgmlGemmaEngine(
        header,
        params,
        context=wishes.context or 0,
        threads=threads,
        precision=precision,
        kv_type=wishes.kv_type,
        placement=placement,
        on_progress=lambda fraction: tell(0.6 + 0.4 * fraction, "Copying the weights"),
    )
    tell(1.0, "Ready")
    info = _info(header, params, tokenizer, template)
    return Model(engine, tokenizer, template, info, _defaults(params))


def _silent(fraction: float, stage: str) -> None:
    """Progress nobody asked for."""


def _check(
    path: object, precision: str, device: str, threads: int | None, kv_type: str | None
) -> None:
    if not isinstance(path, str | Path):
        raise BadInputError(f"A model is named by a path, not by {path!r}.")
    if precision not in ("fast", "exact"):
        raise BadInputError(f'precision must be "fast" or "exact", not {precision!r}.')
    if device not in ("auto", "cpu"):
        raise BadInputError(f'device must be "auto" or "cpu", not {device!r}.')
    if kv_type is not None and kv_type not in KV_BLOCKS:
        raise BadInputError(f"kv_type must be one of {', '.join(KV_BLOCKS)}, not {kv_type!r}.")
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


def _plan(
    header: Header,
    params: DiffusionGemmaParams,
    wishes: Wishes,
    device: str,
    servers: Sequence[str],
) -> Placement:
    """Where the layers go on what is free here and now."""
    if device == "cpu":
        if wishes.gpu_layers or wishes.gpu_expert_layers or servers:
            raise BadInputError('device="cpu" leaves no layers to other devices.')
        return Placement.on_host(params.n_layers)
    machine = machine_here(list_devices(servers))
    return plan_here(header, machine, wishes).placement


def _info(
    header: Header,
    params: DiffusionGemmaParams,
    tokenizer: Tokenizer,
    template: ChatTemplate | None,
) -> ModelInfo:
    name = header.metadata.get("general.name")
    marks = find_marks(tokenizer, template)
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
        thinking=marks,
        can_think=marks is not None and can_think(template),
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
