"""Trace files as NumPy's ``.npz``, without pickle; ``numpy.load`` opens them.

Frames of one shape that follow one another make a group; most answers have one group, 0. Of
group g with n frames of C cells, and k alternatives where they were captured, there are::

    block_g       int32[n]        number of the canvas, from 0, ascending
    step_g        int32[n]        steps done in it, 1 … max_steps, ascending within a canvas
    max_steps_g   int32[n]        the most steps it might take
    tokens_g      int32[n, C]     the draft (argmax) after the step
    accepted_g    bool[n, C]      cells within the entropy bound; the rest became noise again
    entropy_g     float16[n, C]   nats
    topk_ids_g    int32[n, C, k]  most probable first; only where captured
    topk_probs_g  float16[n, C, k]

and once ``meta``, a text with the JSON of everything else: the fields of
``darkroom.history.trace_file.TraceFile``, see its ``head``::

    trace = numpy.load("answer.npz")
    meta = json.loads(str(trace["meta"]))
    words = {int(token): bytes.fromhex(piece) for token, piece in meta["pieces"].items()}
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import BadInputError, DarkroomError
from darkroom.core.types import Frame
from darkroom.core.whole_file import whole_file
from darkroom.history.trace_file import TraceFile, head, of_head

_MOST_BYTES: Final = 512 << 20
"""Unpacked, of a whole file."""
_MOST_META_BYTES: Final = 64 << 20
_MOST_ENTRIES: Final = 10_000
_MOST_CELLS: Final = 1 << 16
_MOST_STEPS: Final = 1 << 20
_MOST_ALTERNATIVES: Final = 64
_META: Final = "meta"
_NUMBERS: Final = ("block", "step", "max_steps")
_TYPES: Final = {
    **dict.fromkeys(_NUMBERS, "<i4"),
    "tokens": "<i4",
    "accepted": "|b1",
    "entropy": "<f2",
    "topk_ids": "<i4",
    "topk_probs": "<f2",
}
_ALWAYS: Final = tuple(_TYPES)[:6]
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    SyntaxError,
    OverflowError,
    RecursionError,
    NotImplementedError,
    RuntimeError,  # of zipfile: it is encrypted
)

_Arrays = dict[str, NDArray[Any]]


def write_npz(path: Path, file: TraceFile) -> None:
    """Write the file at once or not at all; one that is there is replaced.

    Raises:
        BadInputError: it cannot be written there.
        DiskFullError: there is no room.
    """
    arrays: dict[str, Any] = {}
    for g, (_, group) in enumerate(groupby(file.frames, _shape)):
        arrays |= {f"{name}_{g}": array for name, array in _grouped(list(group)).items()}
    arrays[_META] = np.array(json.dumps(head(file)))
    with whole_file(path) as part, part.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **arrays)


def read_npz(path: Path) -> TraceFile:
    """Read a file that anybody may have made.

    Raises:
        BadInputError: there is none, or it is damaged, too large or something else.
    """
    hint = "Name a file that 'darkroom run … --trace FILE' or the window's export has made."
    try:
        arrays = _unpacked(path)
        meta = arrays.pop(_META, None)
        if meta is None or meta.shape != () or meta.dtype.kind != "U":
            raise BadInputError("It is no trace of Darkroom.")
        raw = json.loads(str(meta))
        return _checked(of_head(raw, _frames(arrays)))
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror or error}.", hint) from error
    except DarkroomError as error:
        raise BadInputError(f"{path} cannot be used. {error.text}", error.hint or hint) from error
    except _DAMAGE as error:
        raise BadInputError(f"{path} is no trace of Darkroom, or damaged.", hint) from error


# --- writing


def _shape(frame: Frame) -> tuple[int, int]:
    return len(frame.tokens), 0 if frame.topk_ids is None else frame.topk_ids.shape[1]


def _grouped(group: Sequence[Frame]) -> _Arrays:
    names = _ALWAYS if group[0].topk_ids is None else tuple(_TYPES)
    return {
        name: np.asarray([getattr(frame, name) for frame in group]).astype(_TYPES[name])
        for name in names
    }


# --- reading


def _unpacked(path: Path) -> _Arrays:
    """All arrays of a file; nothing is unpacked beyond the sizes that its directory promises."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in entries) > _MOST_BYTES:
            raise BadInputError("It is too large.")
        return {entry.filename.removesuffix(".npy"): _array(archive, entry) for entry in entries}


def _array(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> NDArray[Any]:
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError("A way of packing that nobody uses for this.")
    is_meta = entry.filename == f"{_META}.npy"
    if is_meta and entry.file_size > _MOST_META_BYTES:
        raise BadInputError("It is too large.")
    with archive.open(entry) as packed:
        # Never read(): that unpacks whatever is there, and cuts it afterwards.
        data = packed.read(entry.file_size) if entry.file_size else b""
    stream = BytesIO(data)
    major, _ = np.lib.format.read_magic(stream)
    read_header = (
        np.lib.format.read_array_header_1_0 if major == 1 else np.lib.format.read_array_header_2_0
    )
    shape, by_columns, dtype = read_header(stream)
    body = data[stream.tell() :]
    count = 1
    for side in shape:
        count *= side
    if by_columns or dtype.hasobject or count * dtype.itemsize != len(body):
        raise ValueError("An array that is not what it says.")
    if not is_meta and dtype.str != _TYPES.get(entry.filename.rpartition("_")[0]):
        raise ValueError("An array of another type.")
    return np.frombuffer(body, dtype, count).reshape(shape)


def _frames(arrays: _Arrays) -> list[Frame]:
    frames: list[Frame] = []
    g = 0
    while f"block_{g}" in arrays:
        names = [name for name in _TYPES if f"{name}_{g}" in arrays]
        frames += _of_group({name: arrays.pop(f"{name}_{g}") for name in names})
        g += 1
    if arrays:
        raise ValueError("Arrays that nobody knows.")
    return frames


def _of_group(group: Mapping[str, NDArray[Any]]) -> list[Frame]:
    n, cells = group["tokens"].shape
    ids, probs = group.get("topk_ids"), group.get("topk_probs")
    fits = all(group[name].shape == (n,) for name in _NUMBERS)
    fits &= all(group[name].shape == (n, cells) for name in ("accepted", "entropy"))
    fits &= 1 <= cells <= _MOST_CELLS and (ids is None) == (probs is None)
    if ids is not None and probs is not None:
        fits &= ids.shape == probs.shape and ids.shape[:2] == (n, cells)
        fits &= 1 <= ids.shape[2] <= _MOST_ALTERNATIVES
    if not fits:
        raise ValueError("Arrays that do not go together.")
    own = {name: array.astype(_TYPES[name][1:]) for name, array in group.items()}
    return [
        Frame(
            0,
            *(int(own[name][i]) for name in _NUMBERS),
            tokens=own["tokens"][i],
            accepted=own["accepted"][i],
            entropy=own["entropy"][i],
            topk_ids=own["topk_ids"][i] if ids is not None else None,
            topk_probs=own["topk_probs"][i] if probs is not None else None,
        )
        for i in range(n)
    ]


def _checked(file: TraceFile) -> TraceFile:
    """The same file; its frames could have been made by a model."""
    vocab = file.model.vocab_size or 2**31
    for frame in file.frames:
        ids = frame.tokens if frame.topk_ids is None else frame.topk_ids
        fits = frame.block >= 0 and 1 <= frame.step <= frame.max_steps <= _MOST_STEPS
        fits = fits and min(frame.tokens.min(), ids.min()) >= 0
        fits = fits and max(frame.tokens.max(), ids.max()) < vocab
        fits = fits and bool(np.isfinite(frame.entropy).all())
        fits = fits and (frame.topk_probs is None or bool(np.isfinite(frame.topk_probs).all()))
        if not fits:
            raise BadInputError("One of its steps cannot be.")
    for before, frame in pairwise(file.frames):
        same = before.block == frame.block
        if before.block > frame.block or (
            same and (before.step >= frame.step or len(before.tokens) != len(frame.tokens))
        ):
            raise BadInputError("Its steps are not in order.")
    return file
