"""What a block-diffusion engine offers to the loop above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from darkroom.core.placement import Placement
from darkroom.core.types import FloatArray, IntArray


class BlockDiffusionEngine(Protocol):
    """Encodes committed tokens causally and denoises one canvas behind them.

    Attributes:
        context: tokens of prompt and answer together.
        canvas_length: cells per canvas, C.
        vocab_size: tokens, V.
        threads: compute threads.
        placement: which device holds what.
    """

    context: int
    canvas_length: int
    vocab_size: int
    threads: int
    placement: Placement

    @property
    def used_bytes(self) -> dict[str, int]:
        """Bytes held on each device, the host's map of the weights not counted."""
        ...

    @property
    def committed(self) -> IntArray:
        """int32[position], the tokens in the cache."""
        ...

    def prefill(
        self,
        ids: IntArray,
        *,
        should_cancel: Callable[[], bool] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Encode tokens behind the committed ones."""
        ...

    def keep(self, position: int) -> int:
        """Forget the committed tokens from ``position`` on; returns how many are left.

        That may be 0 where the engine no longer holds what came before: encode again.
        """
        ...

    def canvas_logits(
        self,
        canvas: IntArray,
        soft: FloatArray | None = None,
        *,
        should_cancel: Callable[[], bool] | None = None,
    ) -> FloatArray:
        """One forward: canvas int32[C], soft float32[C, hidden] → float32[C, V]."""
        ...

    def soft_embedding(
        self,
        logits: FloatArray,
        temperature: float,
        log_sum: FloatArray,
        *,
        should_cancel: Callable[[], bool] | None = None,
    ) -> FloatArray:
        """Self-conditioning input of the next step, float32[C, hidden]."""
        ...

    def close(self) -> None:
        """Give all memory back."""
        ...
