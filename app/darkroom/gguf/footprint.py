"""What a model takes of memory, part by part, before any engine is loaded.

The engine allocates by the same functions, so that the prediction cannot drift from the truth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from darkroom.core.placement import KVType
from darkroom.gguf.header import Header
from darkroom.gguf.layout import tensor_shapes
from darkroom.gguf.params import DiffusionGemmaParams

KV_BLOCKS: Final[dict[KVType, tuple[int, int]]] = {"f32": (1, 4), "f16": (1, 2), "q8_0": (32, 34)}
"""Elements and bytes of a block of each type of cache."""

EMBEDDING: Final = "token_embd.weight"
OUTPUT_NORM: Final = "output_norm.weight"
_HEADER_BYTES_PER_TOKEN: Final = 60
"""Tokens, scores, types and merges: 15.8 MB for the 262,144 tokens of Gemma 4."""
PROCESS_BYTES: Final = 256_000_000
"""Python, torch and the engine's libraries in an inference process."""
_TOKENIZER_BYTES_PER_TOKEN: Final = 700
_SELF_CONDITIONING_BYTES: Final = 64 << 20

_EXPERT_MATRICES: Final = ("_exps.weight",)


@dataclass(frozen=True, slots=True)
class LayerBytes:
    """Weight bytes of one layer: its expert matrices, and all the rest of it."""

    core: int
    experts: int


@dataclass(frozen=True, slots=True)
class Footprint:
    """Weight bytes of a model by part.

    Attributes:
        params: the sizes of the model.
        layers: of each layer.
        embedding: ``token_embd``, which is the head too.
        rest: self-conditioning, last norm, rope factors.
        parameters: number of weights.
    """

    params: DiffusionGemmaParams
    layers: tuple[LayerBytes, ...]
    embedding: int
    rest: int
    parameters: int

    @property
    def weight_bytes(self) -> int:
        """All weights."""
        return sum(layer.core + layer.experts for layer in self.layers) + self.embedding + self.rest


def is_expert_matrix(name: str) -> bool:
    """Whether a tensor moves with the experts; their scales stay with the layer."""
    return name.startswith("blk.") and name.endswith(_EXPERT_MATRICES)


def layer_of(name: str) -> int | None:
    """The layer a tensor belongs to, None for those of no layer."""
    if not name.startswith("blk."):
        return None
    return int(name.split(".", 2)[1])


def footprint_of(header: Header, params: DiffusionGemmaParams) -> Footprint:
    """Read the exact bytes off a header that was checked against ``params``."""
    parts = _Parts(params.n_layers)
    for tensor in header.tensors.values():
        parts.add(tensor.name, tensor.size_bytes)
    layers = tuple(LayerBytes(*pair) for pair in zip(parts.core, parts.experts, strict=True))
    return Footprint(params, layers, parts.embedding, parts.rest, header.n_parameters)


def estimated_footprint(params: DiffusionGemmaParams, size_bytes: int) -> Footprint:
    """Guess the bytes of each part from the size of a file whose header nobody has read.

    Norms, scales and routers are F32 in every file; the rest is spread by the number of weights.

    Args:
        params: the sizes of the model.
        size_bytes: of the file, header included.
    """
    plain = _Parts(params.n_layers)
    matrices = _Parts(params.n_layers)
    for name, shape in tensor_shapes(params):
        is_plain = len(shape) == 1 or name.endswith("ffn_gate_inp.weight")
        (plain if is_plain else matrices).add(name, math.prod(shape))
    weights = size_bytes - _HEADER_BYTES_PER_TOKEN * params.vocab - 4 * plain.total
    scale = weights / matrices.total

    def size_of(plain_weights: int, matrix_weights: int) -> int:
        return 4 * plain_weights + int(scale * matrix_weights)

    layers = tuple(
        LayerBytes(size_of(plain.core[i], matrices.core[i]), size_of(0, matrices.experts[i]))
        for i in range(params.n_layers)
    )
    return Footprint(
        params,
        layers,
        size_of(0, matrices.embedding),
        size_of(plain.rest, matrices.rest),
        plain.total + matrices.total,
    )


class _Parts:
    """Sums by the part that a tensor belongs to."""

    def __init__(self, n_layers: int) -> None:
        self.core, self.experts = [0] * n_layers, [0] * n_layers
        self.embedding = self.rest = self.total = 0

    def add(self, name: str, amount: int) -> None:
        self.total += amount
        layer = layer_of(name)
        if layer is not None:
            (self.experts if is_expert_matrix(name) else self.core)[layer] += amount
        elif name == EMBEDDING:
            self.embedding += amount
        else:
            self.rest += amount


def ring_slots(params: DiffusionGemmaParams, context: int, chunk: int) -> int:
    """Slots of a sliding layer: its window before a chunk or canvas, and the chunk itself."""
    return min(context, params.window - 1 + max(chunk, params.canvas_length))


def kv_row_bytes(width: int, kv_type: KVType) -> int:
    """Bytes of ``width`` keys or values; ``width`` is a multiple of the type's block."""
    elements, size_bytes = KV_BLOCKS[kv_type]
    return width // elements * size_bytes


def layer_cache_bytes(
    params: DiffusionGemmaParams, layer: int, context: int, kv_type: KVType, chunk: int
) -> int:
    """Bytes of the keys and values of one layer."""
    sliding = params.sliding[layer]
    width = params.kv_heads[layer] * (params.head_dim_swa if sliding else params.head_dim)
    slots = ring_slots(params, context, chunk) if sliding else context
    return 2 * slots * kv_row_bytes(width, kv_type)


def logits_bytes(params: DiffusionGemmaParams) -> int:
    """Bytes of the logits of one canvas, float32[C, V]."""
    return 4 * params.canvas_length * params.vocab


def canvas_bytes(params: DiffusionGemmaParams) -> int:
    """Bytes of what the host keeps for a canvas: its logits, and scratch of self-conditioning."""
    return logits_bytes(params) + _SELF_CONDITIONING_BYTES


def vocabulary_bytes(vocab: int) -> int:
    """Bytes of the tokenizer of so many tokens."""
    return _TOKENIZER_BYTES_PER_TOKEN * vocab


def compute_bytes(params: DiffusionGemmaParams, context: int, chunk: int) -> int:
    """Bytes of intermediate results of the largest graph, on one device."""
    tokens = max(chunk, params.canvas_length)
    experts = 4 * params.n_experts_used * (2 * params.hidden + params.expert_ffn)
    masks = 2 * (context + ring_slots(params, context, chunk))
    return tokens * (experts + 16 * params.hidden + masks)
