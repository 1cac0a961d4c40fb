"""Work over the whole vocabulary: soft cap and soft embedding, in torch.

The soft embedding is what self-conditioning feeds back: the expected embedding under the previous
step's distribution, √hidden · softmax(z / T) @ token_embd. The table stays quantized: it is
decoded a block of tokens at a time, so no second copy of it is ever held.

With a bound on the dropped probability mass, tokens that no cell gives a share worth keeping are
left out of the product. A token is dropped only when every cell gives it less than bound / V, so
no cell can lose more than ``bound`` in all.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from darkroom.core.errors import CancelledError
from darkroom.core.types import FloatArray
from darkroom.engines.ggml_gemma import ggml
from darkroom.gguf.footprint import BLOCK_BYTES

_LANE = 64
"""Kept tokens are padded to a multiple of this: torch keeps code and memory per shape it has seen,
270 MB after a few steps without it."""

_SOFTCAP_BLOCK = 1 << 20
"""Logits capped at a time: 4 MiB, which stay in the cache over the three passes."""

_TORCH_TYPES = {ggml.F32: torch.float32, ggml.F16: torch.float16, 30: torch.bfloat16}

# A math library may choose a function's kernel in its first call: that one is made by one thread,
# before several could make it together.
for _function in (torch.tanh, torch.exp):
    _function(torch.zeros(1))


def soft_cap(logits: FloatArray, cap: float) -> None:
    """Z ← cap · tanh(z / cap), in place; nothing where ``cap`` is 0."""
    flat = logits.reshape(-1)
    for start in range(0, flat.size if cap else 0, _SOFTCAP_BLOCK):
        _tensor(flat[start : start + _SOFTCAP_BLOCK]).mul_(1 / cap).tanh_().mul_(cap)


class SoftEmbedding:
    """Computes soft embeddings from logits.

    Args:
        table: uint8, the raw bytes of ``token_embd`` [hidden, V].
        type_id: its ggml type.
        hidden: embedding width, elements.
        vocab: V, tokens.
        exact: multiply in float32 and drop nothing; else bfloat16 with ``dropped_mass``.
        threads: threads that decode blocks.
        dropped_mass: most probability a cell may lose, in [0, 1].
    """

    def __init__(
        self,
        table: NDArray[np.uint8],
        type_id: int,
        hidden: int,
        vocab: int,
        *,
        exact: bool,
        threads: int,
        dropped_mass: float = 1e-3,
    ) -> None:
        self._type_id = type_id
        self._hidden, self._vocab = hidden, vocab
        self._rows = table.reshape(vocab, -1)
        self._dtype = torch.float32 if exact else torch.bfloat16
        self._floor = 0.0 if exact else dropped_mass / vocab
        self._block = max(1, BLOCK_BYTES // (4 * hidden))
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads)

    def __call__(
        self,
        logits: FloatArray,
        temperature: float,
        log_sum: FloatArray,
        should_cancel: Callable[[], bool] | None = None,
    ) -> FloatArray:
        """The soft embedding of each cell.

        Args:
            logits: float32[C, V].
            temperature: T > 0.
            log_sum: float32[C], log Σ exp(z / T).
            should_cancel: polled for every block.

        Returns:
            float32[C, hidden], times √hidden.

        Raises:
            CancelledError: ``should_cancel`` said so.
        """
        z = _tensor(logits)
        offset = _tensor(log_sum)[:, None]
        total = torch.zeros(z.shape[0], self._hidden)
        for start in range(0, self._vocab, self._block):
            if should_cancel and should_cancel():
                raise CancelledError("The run was cancelled.")
            p = z[:, start : start + self._block].div(temperature).sub_(offset).exp_()
            self._accumulate(total, p, start)
        return total.mul_(self._hidden**0.5).numpy()

    def close(self) -> None:
        """Let go of the table and the threads."""
        self._rows = self._rows[:0]
        self._pool.shutdown()

    def _accumulate(self, total: torch.Tensor, p: torch.Tensor, start: int) -> None:
        """Add p [C, n] times the rows start … start+n of the table to total [C, hidden]."""
        rows = self._rows[start : start + p.shape[1]]
        if self._floor:
            kept = np.flatnonzero((p.amax(0) >= self._floor).numpy())
            if len(kept) < len(rows):
                padded = np.resize(kept, min(len(rows), -(-len(kept) // _LANE) * _LANE))
                p, rows = p[:, _tensor(padded)], rows[padded]
                p[:, len(kept) :] = 0
        if len(rows):
            total += p.to(self._dtype) @ self._decode(rows)

    def _decode(self, rows: NDArray[np.uint8]) -> torch.Tensor:
        """Encoded rows of the table, [n, hidden] in the type of the product."""
        plain = _TORCH_TYPES.get(self._type_id)
        if plain is not None:
            # By way of float32: torch converts F16 to bfloat16 directly seven times slower.
            return _tensor(rows).view(plain).float().to(self._dtype)
        out = torch.empty(len(rows), self._hidden, dtype=self._dtype)
        shares = np.array_split(rows, self._threads), out.tensor_split(self._threads)
        list(self._pool.map(self._decode_part, *shares))
        return out

    def _decode_part(self, rows: NDArray[np.uint8], out: torch.Tensor) -> None:
        decoded = np.empty(out.shape, np.float32)
        ggml.dequantize(self._type_id, rows.ctypes.data, decoded.size, decoded)
        out.copy_(_tensor(decoded))


def _tensor(array: NDArray[Any]) -> torch.Tensor:
    """The array as a tensor on the same memory."""
    return torch.from_numpy(array)  # pyright: ignore[reportUnknownMemberType]
