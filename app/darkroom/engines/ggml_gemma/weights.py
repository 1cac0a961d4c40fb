"""The weights of a model file as ggml tensors over a read-only memory map: nothing is copied."""

from __future__ import annotations

import mmap
from ctypes import c_int64, c_uint8
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import ModelFileError
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.ops import Tensor
from darkroom.gguf.header import Header, TensorInfo

ALIGNMENT = 32
"""Bytes every ggml CPU tensor must be aligned to."""

_USAGE_WEIGHTS = 1


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

    Raises:
        ModelFileError: a file cannot be mapped or a tensor is not aligned.
    """

    def __init__(self, lib: SimpleNamespace, header: Header) -> None:
        self._lib = lib
        self._header = header
        size = (len(header.tensors) + 1) * lib.tensor_overhead()
        self._context = lib.init(ggml.InitParams(size, None, True))
        self._files: list[_MappedFile] = []
        try:
            self._files += [self._map(index) for index in range(len(header.paths))]
            self._tensors = {info.name: self._bind(info) for info in header.tensors.values()}
        except BaseException:
            self.close()
            raise

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

    def _bind(self, info: TensorInfo) -> Tensor:
        if info.offset % ALIGNMENT:
            raise ModelFileError(
                self._header.paths[info.file_index],
                f"tensor {info.name} is not aligned to {ALIGNMENT} bytes.",
                offset=info.offset,
                hint="Convert or download the file again.",
            )
        file = self._files[info.file_index]
        if info.offset + info.size_bytes > len(file.view):
            raise ModelFileError(
                self._header.paths[info.file_index],
                f"tensor {info.name} ends behind the end of the file, which changed just now.",
                offset=info.offset,
                hint="Wait until it is written, or download it again.",
            )
        shape = (c_int64 * ggml.MAX_DIMS)(*info.shape, *[1] * (ggml.MAX_DIMS - len(info.shape)))
        tensor = self._lib.new_tensor(self._context, info.type_id, len(info.shape), shape)
        self._lib.set_name(tensor, info.name.encode()[:63])
        self._lib.backend_tensor_alloc(file.buffer, tensor, file.address + info.offset)
        return tensor

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
        start = self._files[info.file_index].address + info.offset
        return np.ctypeslib.as_array((c_uint8 * info.size_bytes).from_address(start))

    def close(self) -> None:
        """Free the buffers, then the maps they point into."""
        self._tensors = {}
        for file in self._files:
            self._lib.backend_buffer_free(file.buffer)
            file.view.close()
        if self._context:
            self._lib.free(self._context)
        self._files, self._context = [], None
