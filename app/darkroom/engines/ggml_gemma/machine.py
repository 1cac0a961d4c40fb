"""What this machine can give the engine: cores and memory."""

from __future__ import annotations

import psutil

from darkroom.core.errors import BadInputError, OutOfMemoryError
from darkroom.core.placement import HOST, KVType, Placement
from darkroom.core.process import available_cores
from darkroom.gguf.architecture import DiffusionGemmaParams
from darkroom.gguf.footprint import layer_cache_bytes, logits_bytes

FLOP_PER_THREAD = 5e8
"""Work per step and thread below which another thread costs more than it saves."""


def useful_threads(parameters: int, canvas_length: int) -> int:
    """Threads worth starting: a small model's threads would mostly wait for one another.

    Measured on the demo model (0.25 GFLOP a step, 2 cores): 15 ms with one thread, 22 with two.

    Args:
        parameters: weights of the model.
        canvas_length: cells that are denoised at once.
    """
    step_flop = 2 * parameters * canvas_length
    return max(1, min(available_cores(), int(step_flop / FLOP_PER_THREAD)))


def check_placement(placement: Placement, params: DiffusionGemmaParams) -> None:
    """Refuse a placement that was made for another model.

    Raises:
        BadInputError: it does not have this model's layers.
    """
    if not len(placement.layers) == len(placement.experts) == params.n_layers:
        raise BadInputError(
            f"The placement is for {len(placement.layers)} layers, the model has "
            f"{params.n_layers}.",
            "Plan the memory for this model.",
        )


def check_memory(
    params: DiffusionGemmaParams,
    placement: Placement,
    context: int,
    kv_type: KVType,
    chunk: int,
) -> None:
    """Refuse a context that does not fit, before the system kills the process for it.

    Only main memory is looked at: other devices refuse by themselves.

    Raises:
        OutOfMemoryError: with what is needed and what is free.
    """
    needed = logits_bytes(params) + sum(
        layer_cache_bytes(params, layer, context, kv_type, chunk)
        for layer, device in enumerate(placement.layers)
        if device == HOST
    )
    free = psutil.virtual_memory().available
    if needed > free:
        raise OutOfMemoryError(
            f"A context of {context:,} tokens needs {needed / 1e9:.1f} GB beside the weights, "
            f"and {free / 1e9:.1f} GB are free.",
            "Choose a smaller context, or close other programs.",
        )
