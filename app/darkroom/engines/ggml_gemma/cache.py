"""Keys and values of the encoded tokens.

Full layers keep every position. Sliding layers keep a ring of slots: position p lives in slot
p mod R, with R large enough for the window before a chunk or canvas and for the chunk itself.
The canvas being denoised writes its keys and values behind the last position, as scratch.
"""

from __future__ import annotations

from ctypes import c_int64
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import OutOfMemoryError
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.ops import Tensor
from darkroom.gguf.architecture import DiffusionGemmaParams

MaskArray = NDArray[np.float16]

_NEG_INF = np.float16(-np.inf)


def ring_slots(params: DiffusionGemmaParams, context: int, chunk: int) -> int:
    """Slots of a sliding layer: its window before a chunk or canvas, and the chunk itself."""
    return min(context, params.window - 1 + max(chunk, params.canvas_length))


@dataclass(frozen=True, slots=True)
class LayerCache:
    """Tensors of one layer, each [head_dim · kv_heads, slots]."""

    keys: Tensor
    values: Tensor
    head_dim: int
    kv_heads: int
    element_bytes: int

    @property
    def row_bytes(self) -> int:
        """Bytes of one slot."""
        return self.head_dim * self.kv_heads * self.element_bytes


class KVCache:
    """Cache tensors of all layers and which position each slot holds.

    Args:
        lib: the bound ggml functions.
        params: the model's hyper-parameters.
        context: slots of the full layers: committed tokens and one canvas.
        chunk: most tokens encoded at once.
        type_id: ggml type of keys and values, F16 or F32.
        buffer_type: ggml buffer type to allocate from.

    Raises:
        OutOfMemoryError: the buffer cannot be had.
    """

    def __init__(
        self,
        lib: SimpleNamespace,
        params: DiffusionGemmaParams,
        *,
        context: int,
        chunk: int,
        type_id: int,
        buffer_type: int,
    ) -> None:
        self._lib = lib
        self._window = params.window
        self._canvas = params.canvas_length
        self.full_slots = context
        self.ring_slots = ring_slots(params, context, chunk)
        self._ring = np.full(self.ring_slots, -1, np.int64)  # the position each slot holds
        n_tensors = 2 * params.n_layers
        self._context = lib.init(
            ggml.InitParams((n_tensors + 1) * lib.tensor_overhead(), None, True)
        )
        self.layers = [self._layer(params, index, type_id) for index in range(params.n_layers)]
        self._buffer = lib.backend_alloc_ctx_tensors_from_buft(self._context, buffer_type)
        if not self._buffer:
            lib.free(self._context)
            raise OutOfMemoryError(
                f"There is not enough memory for a context of {context:,} tokens.",
                "Choose a smaller context.",
            )
        # Masked slots still enter 0·v in some kernels: they must never hold NaN.
        lib.backend_buffer_clear(self._buffer, 0)

    def _layer(self, params: DiffusionGemmaParams, index: int, type_id: int) -> LayerCache:
        sliding = params.sliding[index]
        head_dim = params.head_dim_swa if sliding else params.head_dim
        kv_heads = params.kv_heads[index]
        slots = self.ring_slots if sliding else self.full_slots
        shape = (c_int64 * ggml.MAX_DIMS)(head_dim * kv_heads, slots, 1, 1)
        keys, values = (self._lib.new_tensor(self._context, type_id, 2, shape) for _ in range(2))
        return LayerCache(keys, values, head_dim, kv_heads, 4 if type_id == ggml.F32 else 2)

    def close(self) -> None:
        """Give the memory back."""
        self._lib.backend_buffer_free(self._buffer)
        self._lib.free(self._context)

    def ring_rows(self, start: int, count: int) -> NDArray[np.int64]:
        """Ring slots of the positions start … start+count−1."""
        return np.arange(start, start + count, dtype=np.int64) % self.ring_slots

    def commit(self, start: int, count: int) -> None:
        """Remember that these positions are now encoded."""
        self._ring[self.ring_rows(start, count)] = np.arange(start, start + count)

    def claim_scratch(self, start: int) -> None:
        """Forget what the canvas at ``start`` overwrites in the ring."""
        self._ring[self.ring_rows(start, self._canvas)] = -1

    def rewind(self, position: int) -> bool:
        """Drop everything from ``position`` on.

        Returns:
            False when the window before ``position`` is no longer held: encode again from 0.
        """
        self._ring[self._ring >= position] = -1
        needed = np.arange(max(0, position - self._window + 1), position)
        return bool(np.isin(needed, self._ring).all())

    def prompt_mask(self, start: int, count: int) -> MaskArray:
        """float16[count, start+count]: causal, for full layers; 0 = visible, −inf = hidden."""
        keys = np.arange(start + count)
        queries = np.arange(start, start + count)
        return np.where(keys[None] <= queries[:, None], np.float16(0), _NEG_INF)

    def prompt_ring_mask(self, start: int, count: int) -> MaskArray:
        """float16[count, ring]: the window of each token, itself included; call after commit."""
        queries = np.arange(start, start + count)[:, None]
        held = self._ring[None]
        visible = (held >= 0) & (held <= queries) & (held > queries - self._window)
        return np.where(visible, np.float16(0), _NEG_INF)

    def canvas_ring_mask(self, start: int) -> MaskArray:
        """float16[C, ring]: the last window−1 prompt tokens and the canvas; after claim_scratch."""
        visible = (self._ring >= 0) & (self._ring > start - self._window)
        visible[self.ring_rows(start, self._canvas)] = True
        row = np.where(visible, np.float16(0), _NEG_INF)
        return np.ascontiguousarray(np.broadcast_to(row, (self._canvas, self.ring_slots)))
