"""The tensor directory of a GGUF file: name, shape, format and place of every tensor."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from darkroom.gguf.ggml_types import GGML_TYPES
from darkroom.gguf.reader import Reader

_LONGEST_NAME: Final = 63
_MAX_DIMS: Final = 4


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """One tensor of a file.

    Attributes:
        name: unique in the model.
        type_id: ggml's number of the format.
        type_name: the format's name, e.g. ``"Q4_K"``.
        shape: 1 to 4 dimensions, the fastest first, as ggml counts them.
        offset: of its first byte, from the start of its file.
        size_bytes: of its data.
        file_index: which of ``Header.paths`` holds it.
    """

    name: str
    type_id: int
    type_name: str
    shape: tuple[int, ...]
    offset: int
    size_bytes: int
    file_index: int

    @property
    def elements(self) -> int:
        """Number of weights."""
        return math.prod(self.shape)


def read_directory(reader: Reader, count: int, file_index: int) -> list[TensorInfo]:
    """Read the directory.

    Args:
        reader: at the first entry; it moves past the last.
        count: number of entries.
        file_index: ``TensorInfo.file_index`` of all of them.

    Returns:
        The tensors, their offsets counted from the start of the data.
    """
    tensors: list[TensorInfo] = []
    names: set[str] = set()
    for index in range(count):
        start = reader.offset
        name = reader.name(_LONGEST_NAME, f"the name of tensor {index + 1} of {count}")
        if name in names:
            raise reader.error(f"tensor {name} stands there twice.", start)
        names.add(name)
        shape = _read_shape(reader, name)
        type_id, size_bytes = _read_type(reader, name, shape)
        offset = reader.u64(f"the offset of tensor {name}")
        type_name = GGML_TYPES[type_id].name
        tensors.append(TensorInfo(name, type_id, type_name, shape, offset, size_bytes, file_index))
    return tensors


def _read_shape(reader: Reader, name: str) -> tuple[int, ...]:
    start = reader.offset
    n_dims = reader.u32(f"the dimensions of tensor {name}")
    if not 1 <= n_dims <= _MAX_DIMS:
        raise reader.error(f"tensor {name} has {n_dims:,} dimensions, expected 1 to 4.", start)
    shape = tuple(reader.u64(f"the shape of tensor {name}") for _ in range(n_dims))
    if not all(0 < size < 2**63 for size in shape):
        raise reader.error(f"tensor {name} has the shape {shape}.", start)
    return shape


def _read_type(reader: Reader, name: str, shape: tuple[int, ...]) -> tuple[int, int]:
    """The type's number and the tensor's size in bytes."""
    start = reader.offset
    type_id = reader.u32(f"the type of tensor {name}")
    kind = GGML_TYPES.get(type_id)
    if kind is None:
        text = f"tensor {name} has ggml type {type_id}, which is unknown here."
        hint = "Choose another quantization of the model, such as Q4_K_M or Q8_0."
        raise reader.error(text, start, hint)
    if shape[0] % kind.block:
        text = f"tensor {name} has rows of {shape[0]:,}, expected a multiple of {kind.block}"
        raise reader.error(f"{text} for {kind.name}.", start)
    return type_id, math.prod(shape) // kind.block * kind.block_bytes


def placed(reader: Reader, tensors: Sequence[TensorInfo], alignment: int) -> Iterator[TensorInfo]:
    """The tensors with their offsets counted from the start of the file.

    Raises:
        ModelFileError: they do not follow one another, or the file does not hold them all.
    """
    data = _aligned(reader.offset, alignment)
    expected = 0
    for tensor in tensors:
        start = data + tensor.offset
        if tensor.offset != expected:
            text = f"tensor {tensor.name} starts at {tensor.offset:,} of the data, expected"
            raise reader.error(f"{text} {expected:,}.", start)
        missing = start + tensor.size_bytes - reader.size_bytes
        if missing > 0:
            text = f"the file ends inside tensor {tensor.name}: {missing:,} bytes are missing."
            raise reader.error(text, start, "The download is not complete: resume or repeat it.")
        expected = _aligned(tensor.offset + tensor.size_bytes, alignment)
        yield replace(tensor, offset=start)


def _aligned(offset: int, alignment: int) -> int:
    return -(-offset // alignment) * alignment
