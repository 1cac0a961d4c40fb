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
from darkroom.gguf.reader import StringArray

KV_BLOCKS: Final[dict[KVType, tuple[int, int]]] = {"f32": (1, 4), "f16": (1, 2), "q8_0": (32, 34)}
"""Elements and bytes of a block of each type of cache."""

EMBEDDING: Final = "token_embd.weight"
OUTPUT_NORM: Final = "output_norm.weight"
BLOCK_BYTES: Final = 8 << 20
"""Size of a block of the embedding that self-conditioning has decoded to float32."""

PROCESS_BYTES: Final = 270_000_000
"""An inference process with Python, torch and the engine's libraries, before any model."""

_HEADER_BYTES_PER_TOKEN: Final = 60
"""Tokens, scores, types and merges: 15.8 MB for the 262,144 tokens of Gemma 4."""
_BYTES_PER_STRING: Final = 285
"""A token or merge in memory: 218 MB for Gemma 4's 777,050, header and tokenizer together."""
_SCRATCH_PER_BLOCK: Final = 5
"""Self-conditioning holds a block twice, its probabilities, and what torch makes of them."""
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
        vocabulary: bytes of the tokenizer, once it is read.
    """

    params: DiffusionGemmaParams
    layers: tuple[LayerBytes, ...]
    embedding: int
    rest: int
    parameters: int
    vocabulary: int

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
    strings = sum(
        len(value)
        for key in ("tokenizer.ggml.tokens", "tokenizer.ggml.merges")
        if isinstance(value := header.metadata.get(key), StringArray)
    )
    return Footprint(
        params,
        layers,
        parts.embedding,
        parts.rest,
        header.n_parameters,
        _BYTES_PER_STRING * strings,
    )


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
        _BYTES_PER_STRING * 3 * params.vocab,
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
    block = min(BLOCK_BYTES, 4 * params.hidden * params.vocab)
    return logits_bytes(params) + _SCRATCH_PER_BLOCK * block


def compute_bytes(params: DiffusionGemmaParams, context: int, chunk: int) -> int:
    """Bytes of intermediate results of the largest graph, on one device.

    The widest moment of a layer is either the queries or the experts' results, twice, beside the
    residual stream; the masks are there all the time. ggml's allocator reuses memory in ways that
    no formula follows: measured with the real sizes this is 1–2 % above the truth, with other
    shapes from an eighth below to a half above.
    """
    tokens = max(chunk, params.canvas_length)
    heads = params.n_heads * max(params.head_dim, params.head_dim_swa)
    experts = params.n_experts_used * max(params.hidden, 2 * params.expert_ffn)
    widest = 2 * max(heads, experts) + 2 * params.hidden + params.n_experts
    masks = context + ring_slots(params, context, chunk)
    return tokens * (4 * widest + 2 * masks)


def mask_bytes(params: DiffusionGemmaParams, context: int, chunk: int) -> int:
    """Bytes that the host takes for a moment to make the mask of the last prompt chunk."""
    return 3 * chunk * max(0, context - params.canvas_length)
