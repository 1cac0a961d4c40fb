"""What a model takes of memory, part by part, before any engine is loaded.

The engine allocates by the same functions, so that the prediction cannot drift from the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from darkroom.core.placement import KVType
from darkroom.gguf.header import Header
from darkroom.gguf.params import DiffusionGemmaParams

KV_BLOCKS: Final[dict[KVType, tuple[int, int]]] = {"f32": (1, 4), "f16": (1, 2), "q8_0": (32, 34)}
"""Elements and bytes of a block of each type of cache."""

EMBEDDING: Final = "token_embd.weight"
OUTPUT_NORM: Final = "output_norm.weight"
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
    core, experts = [0] * params.n_layers, [0] * params.n_layers
    embedding = rest = 0
    for tensor in header.tensors.values():
        layer = layer_of(tensor.name)
        if layer is not None:
            (experts if is_expert_matrix(tensor.name) else core)[layer] += tensor.size_bytes
        elif tensor.name == EMBEDDING:
            embedding = tensor.size_bytes
        else:
            rest += tensor.size_bytes
    layers = tuple(LayerBytes(*pair) for pair in zip(core, experts, strict=True))
    return Footprint(params, layers, embedding, rest, header.n_parameters)


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
