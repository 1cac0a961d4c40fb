"""Which device holds which part of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

HOST: Final = "cpu"
"""The device that every machine has: the processor and its memory."""

KVType = Literal["f16", "f32", "q8_0"]
"""How keys and values are kept."""

DEFAULT_CHUNK: Final = 512
"""Prompt tokens encoded per graph: long enough to keep the cores busy, short enough to cancel."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the parts of a model lie; devices by the engine's names, ``"CUDA0"`` or ``HOST``.

    The embedding, which the input and the self-conditioning read, is always on the host.

    Attributes:
        layers: device of each layer: attention, dense branch, norms and cache.
        experts: device of each layer's expert matrices.
        head: device of the product with the vocabulary; elsewhere than on the host it holds a
            copy of the embedding.
    """

    layers: tuple[str, ...]
    experts: tuple[str, ...]
    head: str = HOST

    @classmethod
    def on_host(cls, n_layers: int) -> Placement:
        """All of it in main memory."""
        return cls((HOST,) * n_layers, (HOST,) * n_layers)

    @property
    def devices(self) -> tuple[str, ...]:
        """The devices in use beside the host, in the order of their first layer."""
        used = dict.fromkeys((*self.layers, *self.experts, self.head))
        return tuple(device for device in used if device != HOST)

    @property
    def gpu_layers(self) -> int:
        """Layers that do not lie on the host, whatever their experts do."""
        return sum(device != HOST for device in self.layers)

    @property
    def gpu_expert_layers(self) -> int:
        """Layers whose experts do not lie on the host."""
        return sum(device != HOST for device in self.experts)
