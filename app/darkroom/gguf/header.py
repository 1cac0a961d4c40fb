"""The header of a GGUF model: what it says of itself, and where its tensors lie.

Measured on the Gemma 4 vocabulary (262,144 tokens, 514,906 merges, 15.8 MB, 2 shared cores):
this reader 0.10–0.14 s; ggml's own parser 0.05 s, 0.34 s more to hand the strings to Python, and
it may not be loaded in the window's process; ``gguf.GGUFReader`` 21 s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from darkroom.core.errors import ModelFileError, UnsupportedModelError
from darkroom.gguf.directory import TensorInfo, placed, read_directory
from darkroom.gguf.looks import looks_like
from darkroom.gguf.parts import find_parts
from darkroom.gguf.reader import DOWNLOAD_AGAIN, Reader, Value

_SUPPORTED_VERSIONS: Final = (2, 3)
_LONGEST_KEY: Final = 65_535
_ARCHITECTURE: Final = "general.architecture"


@dataclass(frozen=True, slots=True)
class Header:
    """All a model file says before its weights; of all its parts where it is split.

    Attributes:
        paths: the files, in order.
        size_bytes: of all files together.
        metadata: values by key.
        key_offsets: where in the first file each key stands, bytes.
        tensors: by name, in the order of the files.
    """

    paths: tuple[Path, ...]
    size_bytes: int
    metadata: Mapping[str, Value]
    key_offsets: Mapping[str, int]
    tensors: Mapping[str, TensorInfo]

    @property
    def path(self) -> Path:
        """The first file."""
        return self.paths[0]

    @property
    def architecture(self) -> str:
        """``general.architecture``.

        Raises:
            ModelFileError: the header does not say.
        """
        value = self.metadata.get(_ARCHITECTURE)
        if not isinstance(value, str):
            text = "the header has no general.architecture, so that nothing can run it."
            raise ModelFileError(self.path, text, hint=DOWNLOAD_AGAIN)
        return value

    @property
    def quantization(self) -> str:
        """The format of most weight bytes, e.g. ``"Q4_K"``; empty without tensors."""
        bytes_by_type: Counter[str] = Counter()
        for tensor in self.tensors.values():
            bytes_by_type[tensor.type_name] += tensor.size_bytes
        return max(bytes_by_type, key=bytes_by_type.__getitem__, default="")

    @property
    def n_parameters(self) -> int:
        """Number of weights."""
        return sum(tensor.elements for tensor in self.tensors.values())


def read_header(path: Path | str) -> Header:
    """Read the header of a model file and, where it is split, of all its parts.

    Args:
        path: the file; of a split model, any part.

    Raises:
        ModelFileError: a file is missing, unreadable, damaged or no GGUF file.
        UnsupportedModelError: a GGUF version or byte order that is not read here.
    """
    given = Path(path)
    first = _read_file(given, 0)
    paths = find_parts(given, first.metadata)
    if len(paths) == 1:
        return first
    return join_parts([_read_file(part, index) for index, part in enumerate(paths)])


def join_parts(parts: list[Header]) -> Header:
    """One header of the headers of all parts, in order.

    Raises:
        ModelFileError: they do not belong together.
    """
    tensors: dict[str, TensorInfo] = {}
    for index, part in enumerate(parts):
        _check_part(part, index, len(parts))
        for name, tensor in part.tensors.items():
            if name in tensors:
                raise ModelFileError(part.path, f"tensor {name} is in an earlier part too.")
            tensors[name] = tensor
    first = parts[0]
    expected = first.metadata.get("split.tensors.count", len(tensors))
    if expected != len(tensors):
        text = f"split.tensors.count is {expected}, but the parts hold {len(tensors):,} tensors."
        raise ModelFileError(first.path, text, offset=first.key_offsets["split.tensors.count"])
    return Header(
        tuple(part.path for part in parts),
        sum(part.size_bytes for part in parts),
        first.metadata,
        first.key_offsets,
        tensors,
    )


def _check_part(part: Header, index: int, count: int) -> None:
    for key, expected in (("split.no", index), ("split.count", count)):
        found = part.metadata.get(key)
        if found != expected:
            raise ModelFileError(
                part.path,
                f"{key} is {found}, expected {expected}: the file belongs to another set.",
                offset=part.key_offsets.get(key),
                hint="Download all parts again into one folder, under their own names.",
            )


def _read_file(path: Path, file_index: int) -> Header:
    try:
        if path.is_dir():
            raise ModelFileError(
                path, "is a folder, expected a .gguf file.", hint="Choose a file in it."
            )
        with path.open("rb") as file:
            return read_open_file(path, file, file_index)
    except FileNotFoundError as error:
        raise ModelFileError(path, "there is no such file.", hint="Check the path.") from error
    except (OSError, ValueError) as error:
        hint = "Check that you may read the file and that its disk is connected."
        raise ModelFileError(path, f"cannot be read ({error}).", hint=hint) from error


def read_open_file(path: Path, file: BinaryIO, file_index: int) -> Header:
    """Read the header of one file.

    Args:
        path: for errors.
        file: opened for reading bytes; it can seek and knows its end.
        file_index: which part of the model it is, from 0.

    Raises:
        ModelFileError: the file is damaged or no GGUF file.
        UnsupportedModelError: a GGUF version or byte order that is not read here.
        OSError: of the file.
    """
    reader, n_tensors, n_keys = _start(path, file)
    metadata, key_offsets = _read_metadata(reader, n_keys)
    tensors = read_directory(reader, n_tensors, file_index)
    alignment = _alignment(reader, metadata, key_offsets)
    by_name = {tensor.name: tensor for tensor in placed(reader, tensors, alignment)}
    return Header((path,), reader.size_bytes, metadata, key_offsets, by_name)


def read_architecture(path: Path, file: BinaryIO) -> str:
    """Read a file no further than to its architecture, which by custom is the first key.

    Args:
        path: for errors.
        file: opened for reading bytes; it can seek and knows its end.

    Raises:
        ModelFileError: the file is damaged, no GGUF file, or does not say.
        UnsupportedModelError: a GGUF version or byte order that is not read here.
        OSError: of the file.
    """
    reader, _, n_keys = _start(path, file)
    metadata, offsets = _read_metadata(reader, n_keys, until=_ARCHITECTURE)
    return Header((path,), reader.size_bytes, metadata, offsets, {}).architecture


def _start(path: Path, file: BinaryIO) -> tuple[Reader, int, int]:
    """A reader at the first key, the number of tensors, and that of keys."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise ModelFileError(path, "the file is empty.", hint=DOWNLOAD_AGAIN)
    _check_magic(path, file.read(64))
    file.seek(0)
    reader = Reader(path, file, size)
    reader.raw(4, "the magic")
    _check_version(reader)
    n_tensors = reader.count(24, "the number of tensors")
    return reader, n_tensors, reader.count(13, "the number of keys")


def _check_magic(path: Path, start: bytes) -> None:
    if not start.startswith(b"GGUF"):
        text = f"is not a GGUF file: it starts with {start[:4]!r} and looks like "
        hint = "Choose a model file in the GGUF format; its name ends in .gguf."
        raise ModelFileError(path, f"{text}{looks_like(start)}.", offset=0, hint=hint)


def _check_version(reader: Reader) -> None:
    version = reader.u32("the version")
    if version in _SUPPORTED_VERSIONS:
        return
    what = "is big-endian" if version & 0xFFFF == 0 else f"has GGUF version {version}"
    raise UnsupportedModelError(
        reader.path,
        f"{what}, expected little-endian version 2 or 3.",
        offset=4,
        hint="Look for a newer conversion of the model.",
    )


def _read_metadata(
    reader: Reader, count: int, until: str = ""
) -> tuple[dict[str, Value], dict[str, int]]:
    metadata: dict[str, Value] = {}
    offsets: dict[str, int] = {}
    for index in range(count):
        start = reader.offset
        key = reader.name(_LONGEST_KEY, f"key {index + 1} of {count}")
        if key in metadata:
            raise reader.error(f"key {key} stands there twice.", start)
        metadata[key] = reader.value(key)
        offsets[key] = start
        if key == until:
            break
    return metadata, offsets


def _alignment(
    reader: Reader, metadata: Mapping[str, Value], key_offsets: Mapping[str, int]
) -> int:
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or alignment < 1 or alignment & (alignment - 1):
        text = f"general.alignment is {alignment}, expected a power of two."
        raise reader.error(text, key_offsets["general.alignment"])
    return alignment
