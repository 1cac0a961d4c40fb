"""A thin, named layer over the ggml graph functions: one method per operation used here.

Tensors are addresses (int). Shapes are in ggml order, fastest dimension first.
"""

from __future__ import annotations

from ctypes import c_int64
from types import SimpleNamespace

from darkroom.engines.ggml_gemma import ggml

Tensor = int
"""Address of a ``struct ggml_tensor``."""


class Ops:
    """Builds one graph in a context of its own.

    Args:
        lib: the bound ggml functions.
        max_nodes: upper limit of operations in the graph.
    """

    def __init__(self, lib: SimpleNamespace, max_nodes: int) -> None:
        self._lib = lib
        size = max_nodes * lib.tensor_overhead() + lib.graph_overhead_custom(max_nodes, False)
        self._context = lib.init(ggml.InitParams(size, None, True))
        self.graph = lib.new_graph_custom(self._context, max_nodes, False)

    def free(self) -> None:
        """Release the context; every tensor made here is gone."""
        self._lib.free(self._context)

    def input(self, type_id: int, *shape: int) -> Tensor:
        """A tensor whose data is set before each computation."""
        padded = (c_int64 * ggml.MAX_DIMS)(*shape, *([1] * (ggml.MAX_DIMS - len(shape))))
        tensor = self._lib.new_tensor(self._context, type_id, len(shape), padded)
        self._lib.set_input(tensor)
        return tensor

    def output(self, tensor: Tensor) -> Tensor:
        """Keep this tensor's memory until the computation is read."""
        self._lib.set_output(tensor)
        self.expand(tensor)
        return tensor

    def expand(self, tensor: Tensor) -> None:
        """Add a tensor and all it depends on to the graph."""
        self._lib.build_forward_expand(self.graph, tensor)

    def add(self, a: Tensor, b: Tensor) -> Tensor:
        """A + b, b broadcast."""
        return self._lib.add(self._context, a, b)

    def mul(self, a: Tensor, b: Tensor) -> Tensor:
        """A ⊙ b, b broadcast."""
        return self._lib.mul(self._context, a, b)

    def div(self, a: Tensor, b: Tensor) -> Tensor:
        """A / b, b broadcast."""
        return self._lib.div(self._context, a, b)

    def scale(self, a: Tensor, factor: float) -> Tensor:
        """A · factor."""
        return self._lib.scale(self._context, a, factor)

    def matmul(self, weight: Tensor, x: Tensor) -> Tensor:
        """Weight [K, M], x [K, N] → [M, N]."""
        return self._lib.mul_mat(self._context, weight, x)

    def matmul_experts(self, weights: Tensor, x: Tensor, ids: Tensor) -> Tensor:
        """Weights [K, M, E], x [K, 1 or k, N], ids [k, N] → [M, k, N]."""
        return self._lib.mul_mat_id(self._context, weights, x, ids)

    def rows(self, table: Tensor, ids: Tensor) -> Tensor:
        """Rows of a table by index, as F32."""
        return self._lib.get_rows(self._context, table, ids)

    def store_rows(self, table: Tensor, rows: Tensor, ids: Tensor) -> Tensor:
        """Write F32 rows into a table at I64 indices; the result is the table after it."""
        return self._lib.set_rows(self._context, table, rows, ids)

    def rms_norm(self, x: Tensor, eps: float, weight: Tensor | None = None) -> Tensor:
        """X / rms(x) over the first dimension, times a weight if there is one."""
        normed = self._lib.rms_norm(self._context, x, eps)
        return normed if weight is None else self.mul(normed, weight)

    def softmax(self, x: Tensor) -> Tensor:
        """Softmax over the first dimension."""
        return self._lib.soft_max_ext(self._context, x, None, 1.0, 0.0)

    def top_k(self, x: Tensor, k: int) -> Tensor:
        """Indices of the k largest of the first dimension, I32 [k, N]."""
        return self._lib.argsort_top_k(self._context, x, k)

    def sum_rows(self, x: Tensor) -> Tensor:
        """Sum over the first dimension."""
        return self._lib.sum_rows(self._context, x)

    def contiguous(self, x: Tensor) -> Tensor:
        """A packed copy."""
        return self._lib.cont(self._context, x)

    def reshape(self, x: Tensor, *shape: int) -> Tensor:
        """The same elements in two or three other dimensions."""
        make = self._lib.reshape_2d if len(shape) == 2 else self._lib.reshape_3d
        return make(self._context, x, *shape)

    def view_2d(self, x: Tensor, n0: int, n1: int, stride: int, offset: int) -> Tensor:
        """A window of n1 rows of n0 elements; stride and offset in bytes."""
        return self._lib.view_2d(self._context, x, n0, n1, stride, offset)

    def view_3d(
        self, x: Tensor, shape: tuple[int, int, int], strides: tuple[int, int], offset: int = 0
    ) -> Tensor:
        """A window of three dimensions; strides and offset in bytes."""
        return self._lib.view_3d(self._context, x, *shape, *strides, offset)

    def swap_12(self, x: Tensor) -> Tensor:
        """Dimensions 1 and 2 exchanged (a view)."""
        return self._lib.permute(self._context, x, 0, 2, 1, 3)

    def rope(
        self, x: Tensor, positions: Tensor, factors: Tensor | None, n_dims: int, base: float
    ) -> Tensor:
        """Rotary embedding (NEOX pairing) of x [head_dim, heads, N] at I32 positions [N]."""
        return self._lib.rope_ext(
            self._context, x, positions, factors, n_dims, ggml.ROPE_NEOX, 0,
            base, 1.0, 0.0, 1.0, 32.0, 1.0,
        )  # fmt: skip

    def attention(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
        """Softmax(q·k + mask)·v: q [d, N, heads], k and v [d, L, kv heads] → [d, heads, N]."""
        return self._lib.flash_attn_ext(self._context, q, k, v, mask, 1.0, 0.0, 0.0)

    def geglu(self, gate: Tensor, up: Tensor) -> Tensor:
        """gelu_tanh(gate) ⊙ up through ggml's F16 table (relative error 4.5e-4)."""
        return self._lib.geglu_split(self._context, gate, up)

    def geglu_exact(self, gate: Tensor, up: Tensor) -> Tensor:
        """gelu_tanh(gate) ⊙ up in F32: x/2·(1 + tanh(√(2/π)·x·(1 + 0.044715·x²)))."""
        root = 0.7978845608028654
        lib, context = self._lib, self._context
        x = self.contiguous(gate)
        inner = self.mul(lib.scale_bias(context, lib.sqr(context, x), 0.044715 * root, root), x)
        half = lib.scale_bias(context, lib.tanh(context, inner), 0.5, 0.5)
        return self.mul(self.mul(x, half), up)
