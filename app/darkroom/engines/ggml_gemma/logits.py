"""The logits of a canvas, computed a slice of the vocabulary at a time into one array.

A product with the whole vocabulary is one node, and a node can't be cancelled; in slices a cancel
waits for one of them only. Each slice writes its columns of the shared float32[C, V].
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER
from types import SimpleNamespace

import numpy as np

from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.ops import Ops, Tensor
from darkroom.engines.ggml_gemma.runtime import Runtime
from darkroom.engines.ggml_gemma.weights import ALIGNMENT

SLICE_FLOP = 6e9
"""Work of a slice: 20–40 ms on two cores, depending on the weights' type."""

_LANE = 64


def slice_tokens(hidden: int, cells: int) -> int:
    """Tokens of a slice, so that its product takes about ``SLICE_FLOP``."""
    return max(_LANE, int(SLICE_FLOP / (2 * hidden * cells)) // _LANE * _LANE)


class Logits:
    """Memory for the logits of one canvas.

    Args:
        lib: the bound ggml functions.
        cells: C.
        vocab: V.
        on_device: another device than the processor computes them, in one product that it can
            write; :meth:`fetch` then brings them here.

    Attributes:
        array: float32[C, V].
    """

    def __init__(
        self, lib: SimpleNamespace, cells: int, vocab: int, *, on_device: bool = False
    ) -> None:
        self._lib = lib
        self._on_device = on_device
        self._whole: Tensor | None = None  # [V, C], of the canvas graph that is allocated
        self._cells, self._vocab = cells, vocab
        spare = ALIGNMENT // 4
        memory = np.zeros(cells * vocab + spare, np.float32)
        first = -memory.ctypes.data % ALIGNMENT // 4
        self.array = memory[first : first + cells * vocab].reshape(cells, vocab)
        self._buffer = lib.backend_cpu_buffer_from_ptr(self.array.ctypes.data, self.array.nbytes)

    def compute(self, ops: Ops, table: Tensor, row_bytes: int, x: Tensor, hidden: int) -> None:
        """Add the products of a table [hidden, V] with x [hidden, C] to a graph.

        Args:
            ops: the graph.
            table: the weights, ``row_bytes`` apart.
            row_bytes: bytes of one token's row.
            x: the normed residual stream.
            hidden: its width.
        """
        if self._on_device:
            self._whole = ops.output(ops.matmul(table, x))
            return
        step = slice_tokens(hidden, self._cells)
        for start in range(0, self._vocab, step):
            count = min(step, self._vocab - start)
            rows = ops.view_2d(table, hidden, count, row_bytes, start * row_bytes)
            out = ops.matmul(rows, x)
            self._place(out, start)
            ops.output(out)

    def fetch(self, runtime: Runtime) -> None:
        """Bring what a device computed into the array."""
        if self._whole is not None:
            runtime.get(self._whole, self.array)

    def _place(self, out: Tensor, start: int) -> None:
        """Let a product [count, C] write its columns of the array."""
        head = ctypes.cast(out, POINTER(ggml.TensorHead)).contents
        # The kernel honours the stride between result columns; it only is never set otherwise.
        head.nb[1] = self._vocab * 4
        head.nb[2] = head.nb[3] = self._vocab * 4 * self._cells
        self._lib.backend_tensor_alloc(self._buffer, out, self.array.ctypes.data + start * 4)

    def close(self) -> None:
        """Free the buffer over the array; the array itself goes with its last view."""
        self._lib.backend_buffer_free(self._buffer)
