"""Tensors that are allocated on devices: one ggml context and one buffer for each device."""

from __future__ import annotations

from types import SimpleNamespace

from darkroom.core.errors import OutOfMemoryError
from darkroom.core.placement import HOST
from darkroom.engines.ggml_gemma import ggml

_LESS_THERE = ", or fewer layers on that device"
_USAGE_WEIGHTS = 1


class DeviceBuffers:
    """Collects tensors by device, then allocates each device's share in one piece.

    Args:
        lib: the bound ggml functions.
        buffer_types: ggml buffer type by device.
        max_tensors: most tensors on one device.
    """

    def __init__(
        self, lib: SimpleNamespace, buffer_types: dict[str, int], max_tensors: int
    ) -> None:
        self._lib = lib
        self._buffer_types = buffer_types
        self._max_tensors = max_tensors
        self._contexts: dict[str, int] = {}
        self._buffers: dict[str, int] = {}

    def context(self, device: str) -> int:
        """The ggml context to make a device's tensors in."""
        if device not in self._contexts:
            size = (self._max_tensors + 1) * self._lib.tensor_overhead()
            self._contexts[device] = self._lib.init(ggml.InitParams(size, None, True))
        return self._contexts[device]

    def allocate(self, what: str, *, weights: bool = False) -> None:
        """Give all tensors their memory, filled with zeros unless they are weights.

        Args:
            what: what the tensors are, for the error.
            weights: let the scheduler compute where they lie.

        Raises:
            OutOfMemoryError: a device has too little of it.
        """
        for device, context in self._contexts.items():
            buffer = self._lib.backend_alloc_ctx_tensors_from_buft(
                context, self._buffer_types[device]
            )
            if not buffer:
                where, less = ("", "") if device == HOST else (f" on {device}", _LESS_THERE)
                raise OutOfMemoryError(
                    f"There is not enough memory{where} for {what}.",
                    f"Choose a smaller context{less}.",
                )
            self._buffers[device] = buffer
            if weights:
                self._lib.backend_buffer_set_usage(buffer, _USAGE_WEIGHTS)
            else:
                # Masked slots still enter 0·v in some kernels: they must never hold NaN.
                self._lib.backend_buffer_clear(buffer, 0)

    def size_bytes(self, device: str) -> int:
        """Bytes allocated on a device."""
        buffer = self._buffers.get(device)
        return self._lib.backend_buffer_get_size(buffer) if buffer else 0

    def close(self) -> None:
        """Give all memory back."""
        for buffer in self._buffers.values():
            self._lib.backend_buffer_free(buffer)
        for context in self._contexts.values():
            self._lib.free(context)
        self._buffers, self._contexts = {}, {}
