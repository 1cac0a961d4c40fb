"""How an answer came about: its frames, packed small and read back as they were.

A chunk is a head in JSON, then one zlib stream of all arrays. Tokens, entropies and alternatives
stand as the difference to the frame before, by bits, and byte by byte of the same rank side by
side: from one step to the next most of it is zero.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from darkroom.core.errors import HistoryError
from darkroom.core.types import Frame, ThinkingMarks

_MAGIC: Final = b"DRT1"
_LENGTH_BYTES: Final = 4
_LEVEL: Final = 6
_DAMAGE: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
    zlib.error,
)
_MOST_BYTES: Final = 256 << 20
"""Unpacked, of one chunk; what claims to be larger is damaged."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a model's vocabulary it takes to read its tokens, besides their bytes.

    Attributes:
        end_ids: tokens that end an answer.
        vocab_size: tokens there are.
        marks: the tokens around thinking, None where the model has none.
    """

    end_ids: tuple[int, ...]
    vocab_size: int
    marks: ThinkingMarks | None = None


@dataclass(slots=True)
class Trace:
    """All frames of an answer, oldest first, and how their tokens read.

    ``reading`` is None in one that an older Darkroom wrote.
    """

    frames: list[Frame] = field(default_factory=list[Frame])
    pieces: dict[int, bytes] = field(default_factory=dict[int, bytes])
    reading: Reading | None = None


class TraceWriter:
    """Packs frames; each chunk can be read by itself."""

    def chunk(
        self,
        frames: Sequence[Frame],
        pieces: Mapping[int, bytes],
        reading: Reading | None = None,
    ) -> bytes:
        """Pack some frames.

        Args:
            frames: oldest first.
            pieces: bytes of tokens that earlier chunks did not name.
            reading: of their model; one chunk of an answer has it.
        """
        groups = [list(group) for _, group in groupby(frames, _kind)]
        arrays = [array for group in groups for array in _arrays(group)]
        head: dict[str, Any] = {
            "groups": [
                {
                    "run": group[0].run_id,
                    "cells": len(group[0].tokens),
                    "k": 0 if group[0].topk_ids is None else group[0].topk_ids.shape[1],
                    "frames": [[f.block, f.step, f.max_steps] for f in group],
                }
                for group in groups
            ],
            "pieces": {str(token): piece.hex() for token, piece in pieces.items()},
        }
        if reading is not None:
            head["reading"] = asdict(reading)
        packed_head = json.dumps(head, separators=(",", ":")).encode()
        length = len(packed_head).to_bytes(_LENGTH_BYTES, "little")
        body = b"".join(_shuffled(array) for array in arrays)
        return _MAGIC + zlib.compress(length + packed_head + body, _LEVEL)


def read_trace(chunks: Iterable[bytes]) -> Trace:
    """Unpack all chunks of an answer.

    Raises:
        HistoryError: a chunk is damaged.
    """
    trace = Trace()
    for chunk in chunks:
        try:
            _read(chunk, trace)
        except _DAMAGE as error:
            raise HistoryError(
                "The steps of this answer are damaged and cannot be shown.",
                "The answer itself is not affected.",
            ) from error
    return trace


def _kind(frame: Frame) -> tuple[int, int, int]:
    return frame.run_id, len(frame.tokens), 0 if frame.topk_ids is None else frame.topk_ids.shape[1]


def _arrays(group: Sequence[Frame]) -> list[NDArray[Any]]:
    """The arrays of frames of one shape, as differences."""
    arrays: list[NDArray[Any]] = [
        _differences(np.stack([f.tokens for f in group]).astype("<i4")),
        np.packbits(np.stack([f.accepted for f in group]), axis=1),
        _differences(np.stack([f.entropy for f in group]).astype("<f2").view("<u2")),
    ]
    if group[0].topk_ids is not None:
        arrays.append(_differences(np.stack([_there(f.topk_ids) for f in group]).astype("<i4")))
        probs = np.stack([_there(f.topk_probs) for f in group]).astype("<f2").view("<u2")
        arrays.append(_differences(probs))
    return arrays


def _there(array: NDArray[Any] | None) -> NDArray[Any]:
    if array is None:
        raise ValueError("Frames with alternatives have both their ids and their probabilities.")
    return array


def _differences(array: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([array[:1], array[1:] ^ array[:-1]])


def _shuffled(array: NDArray[Any]) -> bytes:
    data = np.ascontiguousarray(array).view(np.uint8).reshape(-1, array.dtype.itemsize)
    return np.ascontiguousarray(data.T).tobytes()


class _Body:
    """The raw part of a chunk, read from front to back."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)

    def take(self, dtype: str, *shape: int) -> NDArray[Any]:
        item = np.dtype(dtype)
        count = 1
        for side in shape:
            if side < 0:
                raise ValueError("A negative size.")
            count *= side
        size = count * item.itemsize
        if size > len(self._data):
            raise ValueError("The chunk is cut off.")
        raw = np.frombuffer(self._data[:size], np.uint8).reshape(item.itemsize, count)
        self._data = self._data[size:]
        return np.ascontiguousarray(raw.T).view(item).reshape(shape)

    def take_sums(self, dtype: str, *shape: int) -> NDArray[Any]:
        return np.bitwise_xor.accumulate(self.take(dtype, *shape), axis=0)


def _read(chunk: bytes, trace: Trace) -> None:
    if not chunk.startswith(_MAGIC):
        raise ValueError("Not a trace.")
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(chunk[len(_MAGIC) :], _MOST_BYTES)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("Too large, or cut off.")
    length = int.from_bytes(data[:_LENGTH_BYTES], "little")
    head = cast("dict[str, Any]", json.loads(data[_LENGTH_BYTES : _LENGTH_BYTES + length]))
    body = _Body(data[_LENGTH_BYTES + length :])
    frames = [f for group in head["groups"] for f in _frames(group, body)]
    pieces = {int(token): bytes.fromhex(piece) for token, piece in head["pieces"].items()}
    reading = _reading(head["reading"]) if "reading" in head else trace.reading
    trace.frames.extend(frames)
    trace.pieces.update(pieces)
    trace.reading = reading


def _reading(raw: dict[str, Any]) -> Reading:
    end_ids, vocab_size, marks = tuple(map(int, raw["end_ids"])), int(raw["vocab_size"]), None
    if raw["marks"] is not None:
        given = raw["marks"]
        label = tuple(map(int, given["label"]))
        open_id, close_id = int(given["open_id"]), int(given["close_id"])
        marks = ThinkingMarks(open_id, close_id, label, bool(given["opened"]))
    return Reading(end_ids, vocab_size, marks)


def _frames(group: dict[str, Any], body: _Body) -> list[Frame]:
    steps = [tuple(map(int, step)) for step in group["frames"]]
    run_id, cells, k = (int(group[name]) for name in ("run", "cells", "k"))
    n = len(steps)
    tokens = body.take_sums("<i4", n, cells)
    packed = body.take("u1", n, -(-cells // 8))
    accepted = np.unpackbits(packed, axis=1, count=cells).astype(np.bool_)
    entropy = body.take_sums("<u2", n, cells).view("<f2")
    ids = body.take_sums("<i4", n, cells, k) if k else None
    probs = body.take_sums("<u2", n, cells, k).view("<f2") if k else None
    return [
        Frame(
            run_id,
            block,
            step,
            max_steps,
            tokens[i].astype(np.int32),
            accepted[i],
            entropy[i].astype(np.float16),
            None if ids is None else ids[i].astype(np.int32),
            None if probs is None else probs[i].astype(np.float16),
        )
        for i, (block, step, max_steps) in enumerate(steps)
    ]
