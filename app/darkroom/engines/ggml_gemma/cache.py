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

from darkroom.core.errors import BadInputError
from darkroom.core.placement import KVType, Placement
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.buffers import DeviceBuffers
from darkroom.engines.ggml_gemma.ops import Tensor
from darkroom.gguf.architecture import DiffusionGemmaParams
from darkroom.gguf.footprint import KV_BLOCKS, kv_row_bytes, ring_slots

MaskArray = NDArray[np.float16]

_NEG_INF = np.float16(-np.inf)


GPU_TILE = 256
"""Slots that a GPU's attention kernel takes at a time."""

_KV_TYPE_IDS: dict[KVType, int] = {"f32": ggml.F32, "f16": ggml.F16, "q8_0": ggml.Q8_0}


def _tiled(slots: int, tile: int) -> int:
    return -(-slots // tile) * tile


@dataclass(frozen=True, slots=True)
class LayerCache:
    """Tensors of one layer, each [head_dim · kv_heads, slots]; a row and a head in bytes."""

    keys: Tensor
    values: Tensor
    head_dim: int
    kv_heads: int
    row_bytes: int
    head_bytes: int


class KVCache:
    """Cache tensors of all layers and which position each slot holds.

    Args:
        lib: the bound ggml functions.
        params: the model's hyper-parameters.
        placement: each layer's cache lies where the layer does.
        buffer_types: ggml buffer type by device.
        context: slots of the full layers: committed tokens and one canvas.
        chunk: most tokens encoded at once.
        kv_type: how keys and values are kept.

    Raises:
        BadInputError: the model's heads do not divide into the type's blocks.
        OutOfMemoryError: a buffer cannot be had.
    """

    def __init__(
        self,
        lib: SimpleNamespace,
        params: DiffusionGemmaParams,
        placement: Placement,
        buffer_types: dict[str, int],
        *,
        context: int,
        chunk: int,
        kv_type: KVType,
    ) -> None:
        self._lib = lib
        self._window = params.window
        self._canvas = params.canvas_length
        # GPU kernels of attention take masked keys in whole tiles only.
        self.tile = 1 if placement.devices == () else GPU_TILE
        self.full_slots = _tiled(context, self.tile)
        self.ring_slots = _tiled(ring_slots(params, context, chunk), self.tile)
        self._ring = np.full(self.ring_slots, -1, np.int64)  # the position each slot holds
        self._buffers = DeviceBuffers(lib, buffer_types, 2 * params.n_layers)
        try:
            self.layers = [
                self._layer(params, index, kv_type, self._buffers.context(device))
                for index, device in enumerate(placement.layers)
            ]
            self._buffers.allocate(f"a context of {context:,} tokens")
        except BaseException:
            self.close()
            raise

    def _layer(
        self, params: DiffusionGemmaParams, index: int, kv_type: KVType, context: int
    ) -> LayerCache:
        sliding = params.sliding[index]
        head_dim = params.head_dim_swa if sliding else params.head_dim
        kv_heads = params.kv_heads[index]
        block = KV_BLOCKS[kv_type][0]
        if head_dim % block:
            raise BadInputError(
                f"The cache cannot be kept as {kv_type}: the model's heads have {head_dim} "
                f"elements, no multiple of {block}.",
                "Choose f16.",
            )
        slots = self.ring_slots if sliding else self.full_slots
        shape = (c_int64 * ggml.MAX_DIMS)(head_dim * kv_heads, slots, 1, 1)
        keys, values = (
            self._lib.new_tensor(context, _KV_TYPE_IDS[kv_type], 2, shape) for _ in range(2)
        )
        head_bytes = kv_row_bytes(head_dim, kv_type)
        return LayerCache(keys, values, head_dim, kv_heads, head_bytes * kv_heads, head_bytes)

    def size_bytes(self, device: str) -> int:
        """Bytes of the layers' caches that lie on a device."""
        return self._buffers.size_bytes(device)

    def close(self) -> None:
        """Give the memory back."""
        self._buffers.close()

    def full_length(self, end: int) -> int:
        """Slots of a full layer that a graph attends to whose last token stands before ``end``."""
        return min(self.full_slots, _tiled(end, self.tile))

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
        """float16[count, full_length]: causal, for full layers; 0 = visible, −inf = hidden."""
        keys = np.arange(self.full_length(start + count))
        queries = np.arange(start, start + count)
        return np.where(keys[None] <= queries[:, None], np.float16(0), _NEG_INF)

    def canvas_mask(self, start: int) -> MaskArray:
        """float16[C, full_length]: everything up to the canvas' end, for full layers."""
        end = start + self._canvas
        row = np.where(np.arange(self.full_length(end)) < end, np.float16(0), _NEG_INF)
        return np.ascontiguousarray(np.broadcast_to(row, (self._canvas, len(row))))

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
