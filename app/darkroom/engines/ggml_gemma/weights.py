"""The weights of a model file as ggml tensors: mapped on the host, copied to other devices.

On the host nothing is copied: the tensors lie on a read-only memory map of the file.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable
from ctypes import c_int64, c_uint8
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import ModelFileError
from darkroom.core.placement import HOST, Placement
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.buffers import DeviceBuffers
from darkroom.engines.ggml_gemma.ops import Tensor
from darkroom.gguf.footprint import EMBEDDING, OUTPUT_NORM, is_expert_matrix, layer_of
from darkroom.gguf.header import Header, TensorInfo

ALIGNMENT: Final = 32
"""Bytes every ggml CPU tensor must be aligned to."""

_USAGE_WEIGHTS: Final = 1
_HEAD: Final = "(head)"
"""Name of the embedding's copy on the head's device."""


@dataclass(frozen=True, slots=True)
class _MappedFile:
    """One mapped model file and the ggml buffer over it; address and length in bytes."""

    view: mmap.mmap
    buffer: int
    address: int


class Weights:
    """All tensors of a model by name.

    Args:
        lib: the bound ggml functions.
        header: a header whose tensor sizes were checked against the files.
        placement: which device each tensor goes to.
        buffer_types: ggml buffer type of each device but the host.
        on_progress: told the fraction in [0, 1] of what is copied to devices.

    Raises:
        ModelFileError: a file cannot be mapped or a tensor is not aligned.
        OutOfMemoryError: a device has no room for its share.
    """

    def __init__(
        self,
        lib: SimpleNamespace,
        header: Header,
        placement: Placement,
        buffer_types: dict[str, int],
        on_progress: Callable[[float], None] | None = None,
    ) -> None:
        self._lib = lib
        self._header = header
        self._files: list[_MappedFile] = []
        size = (len(header.tensors) + 1) * lib.tensor_overhead()
        self._context: int | None = lib.init(ggml.InitParams(size, None, True))
        self._devices = DeviceBuffers(lib, buffer_types, len(header.tensors) + 1)
        self._tensors: dict[str, Tensor] = {}
        try:
            for index in range(len(header.paths)):
                self._files.append(self._map(index))
            copied = self._bind_all(placement)
            self._devices.allocate("its share of the weights", weights=True)
            self._copy(copied, on_progress)
        except BaseException:
            self.close()
            raise

    @property
    def head(self) -> Tensor:
        """The embedding as the output head reads it: where the placement put it."""
        return self._tensors.get(_HEAD) or self._tensors[EMBEDDING]

    def __getitem__(self, name: str) -> Tensor:
        return self._tensors[name]

    def get(self, name: str) -> Tensor | None:
        """The tensor, or None where the file has none of that name."""
        return self._tensors.get(name)

    def info(self, name: str) -> TensorInfo:
        """Type, shape and place of a tensor."""
        return self._header.tensors[name]

    def bytes_of(self, name: str) -> NDArray[np.uint8]:
        """The tensor's raw bytes, uint8[size], without a copy; valid until :meth:`close`.

        The array calls itself writable, which torch wants of it; the memory is not.
        """
        info = self._header.tensors[name]
        return np.ctypeslib.as_array((c_uint8 * info.size_bytes).from_address(self._address(info)))

    def copied_bytes(self, device: str) -> int:
        """Bytes of the weights that were copied to a device."""
        return self._devices.size_bytes(device)

    def close(self) -> None:
        """Free all buffers, then the maps under those of the host."""
        self._tensors = {}
        self._devices.close()
        for file in self._files:
            self._lib.backend_buffer_free(file.buffer)
            file.view.close()
        if self._context:
            self._lib.free(self._context)
        self._files, self._context = [], None

    def _map(self, index: int) -> _MappedFile:
        path = self._header.paths[index]
        try:
            with path.open("rb") as file:
                view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ModelFileError(path, f"cannot be mapped into memory ({error}).") from error
        address = np.frombuffer(view, np.uint8).ctypes.data
        buffer = self._lib.backend_cpu_buffer_from_ptr(address, len(view))
        self._lib.backend_buffer_set_usage(buffer, _USAGE_WEIGHTS)
        return _MappedFile(view, buffer, address)

    def _bind_all(self, placement: Placement) -> list[tuple[TensorInfo, Tensor]]:
        """Make all tensors; returns those that are to be copied to a device."""
        copied: list[tuple[TensorInfo, Tensor]] = []
        for info in self._header.tensors.values():
            self._check(info)
            device = device_of(info.name, placement)
            if device == HOST:
                self._tensors[info.name] = self._bind(info)
            else:
                self._tensors[info.name] = self._new(self._devices.context(device), info)
                copied.append((info, self._tensors[info.name]))
        if placement.head != HOST:
            info = self._header.tensors[EMBEDDING]
            self._tensors[_HEAD] = self._new(self._devices.context(placement.head), info)
            copied.append((info, self._tensors[_HEAD]))
        return copied

    def _check(self, info: TensorInfo) -> None:
        path = self._header.paths[info.file_index]
        if info.offset % ALIGNMENT:
            text = f"tensor {info.name} is not aligned to {ALIGNMENT} bytes."
            hint = "Convert or download the file again."
            raise ModelFileError(path, text, offset=info.offset, hint=hint)
        if info.offset + info.size_bytes > len(self._files[info.file_index].view):
            text = f"tensor {info.name} ends behind the end of the file, which changed just now."
            hint = "Wait until it is written, or download it again."
            raise ModelFileError(path, text, offset=info.offset, hint=hint)

    def _new(self, context: int | None, info: TensorInfo) -> Tensor:
        shape = (c_int64 * ggml.MAX_DIMS)(*info.shape, *[1] * (ggml.MAX_DIMS - len(info.shape)))
        tensor = self._lib.new_tensor(context, info.type_id, len(info.shape), shape)
        self._lib.set_name(tensor, info.name.encode()[:63])
        return tensor

    def _bind(self, info: TensorInfo) -> Tensor:
        tensor = self._new(self._context, info)
        buffer = self._files[info.file_index].buffer
        self._lib.backend_tensor_alloc(buffer, tensor, self._address(info))
        return tensor

    def _address(self, info: TensorInfo) -> int:
        return self._files[info.file_index].address + info.offset

    def _copy(
        self,
        copied: list[tuple[TensorInfo, Tensor]],
        on_progress: Callable[[float], None] | None,
    ) -> None:
        done, total = 0, sum(info.size_bytes for info, _ in copied)
        for info, tensor in copied:
            self._lib.backend_tensor_set(tensor, self._address(info), 0, info.size_bytes)
            self._release(info)
            done += info.size_bytes
            if on_progress:
                on_progress(done / total)

    def _release(self, info: TensorInfo) -> None:
        """Let the system have the pages back that were only read to be copied."""
        if not hasattr(mmap, "MADV_DONTNEED"):
            return
        start = -(-info.offset // mmap.PAGESIZE) * mmap.PAGESIZE
        end = (info.offset + info.size_bytes) // mmap.PAGESIZE * mmap.PAGESIZE
        if end > start:
            view = self._files[info.file_index].view
            view.madvise(mmap.MADV_DONTNEED, start, end - start)


def device_of(name: str, placement: Placement) -> str:
    """The device a tensor of this name goes to."""
    layer = layer_of(name)
    if layer is not None:
        return (placement.experts if is_expert_matrix(name) else placement.layers)[layer]
    if name == OUTPUT_NORM:
        return placement.head
    # The input of the first layer is made from these; too small to matter otherwise.
    return placement.layers[0] if name.startswith("self_cond_") else HOST
