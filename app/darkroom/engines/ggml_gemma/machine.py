"""What this machine can give the engine: cores and memory."""

from __future__ import annotations

import os

import psutil

from darkroom.core.errors import OutOfMemoryError
from darkroom.engines.ggml_gemma.cache import ring_slots
from darkroom.gguf.architecture import DiffusionGemmaParams

FLOP_PER_THREAD = 5e8
"""Work per step and thread below which another thread costs more than it saves."""


def available_cores() -> int:
    """Physical cores this process may run on."""
    physical = psutil.cpu_count(logical=False) or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    return max(1, min(physical, allowed))


def useful_threads(parameters: int, canvas_length: int) -> int:
    """Threads worth starting: a small model's threads would mostly wait for one another.

    Measured on the demo model (0.25 GFLOP a step, 2 cores): 15 ms with one thread, 22 with two.

    Args:
        parameters: weights of the model.
        canvas_length: cells that are denoised at once.
    """
    step_flop = 2 * parameters * canvas_length
    return max(1, min(available_cores(), int(step_flop / FLOP_PER_THREAD)))


def cache_bytes(params: DiffusionGemmaParams, context: int, element_bytes: int, chunk: int) -> int:
    """Bytes of keys and values on full and sliding layers."""
    ring = ring_slots(params, context, chunk)
    total = 0
    for sliding, heads in zip(params.sliding, params.kv_heads, strict=True):
        width = heads * (params.head_dim_swa if sliding else params.head_dim)
        total += 2 * width * element_bytes * (ring if sliding else context)
    return total


def check_memory(
    params: DiffusionGemmaParams, context: int, element_bytes: int, chunk: int
) -> None:
    """Refuse a context that does not fit, before the system kills the process for it.

    Raises:
        OutOfMemoryError: with what is needed and what is free.
    """
    logits = 4 * params.vocab * params.canvas_length
    needed = cache_bytes(params, context, element_bytes, chunk) + logits
    free = psutil.virtual_memory().available
    if needed > free:
        raise OutOfMemoryError(
            f"A context of {context:,} tokens needs {needed / 1e9:.1f} GB beside the weights, "
            f"and {free / 1e9:.1f} GB are free.",
            "Choose a smaller context, or close other programs.",
        )
