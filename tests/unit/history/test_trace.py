from __future__ import annotations

import json
import zlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darkroom.core.errors import HistoryError
from darkroom.core.types import Frame, ThinkingMarks
from darkroom.history.trace import Reading, TraceWriter, read_trace


def frame(
    random: np.random.Generator,
    *,
    cells: int = 16,
    k: int = 0,
    run: int = 1,
    block: int = 0,
    step: int = 1,
) -> Frame:
    return Frame(
        run,
        block,
        step,
        48,
        random.integers(-(2**31), 2**31, cells).astype(np.int32),
        random.random(cells) < 0.5,
        random.integers(0, 2**16, cells).astype(np.uint16).view(np.float16),
        random.integers(0, 262_144, (cells, k)).astype(np.int32) if k else None,
        random.random((cells, k)).astype(np.float16) if k else None,
    )


def same(one: Frame, other: Frame) -> bool:
    def bits(array: np.ndarray | None) -> object:
        return None if array is None else (array.dtype, array.shape, array.tobytes())

    names = ("tokens", "accepted", "entropy", "topk_ids", "topk_probs")
    numbers = ("run_id", "block", "step", "max_steps")
    return all(getattr(one, name) == getattr(other, name) for name in numbers) and all(
        bits(getattr(one, name)) == bits(getattr(other, name)) for name in names
    )


@settings(deadline=None)
@given(
    shapes=st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 3), st.integers(0, 2**40)), max_size=12
    ),
    cuts=st.sets(st.integers(0, 12)),
    pieces=st.dictionaries(st.integers(0, 2**31), st.binary(max_size=9)),
)
def test_every_bit_comes_back(
    shapes: list[tuple[int, int, int]], cuts: set[int], pieces: dict[int, bytes]
) -> None:
    random = np.random.default_rng(len(shapes))
    frames = [
        frame(random, cells=cells, k=k, run=run, step=step)
        for step, (cells, k, run) in enumerate(shapes, 1)
    ]
    ends = sorted({*(cut for cut in cuts if cut < len(frames)), 0, len(frames)})
    chunks = [
        TraceWriter().chunk(frames[start:end], pieces if not start else {})
        for start, end in pairwise(ends)
    ]
    trace = read_trace(chunks)
    assert all(map(same, trace.frames, frames))
    assert len(trace.frames) == len(frames)
    assert trace.pieces == (pieces if chunks else {})


def test_arrays_can_be_written_and_belong_to_nobody_else() -> None:
    random = np.random.default_rng(1)
    chunk = TraceWriter().chunk([frame(random, k=2)], {})
    (read,) = read_trace([chunk]).frames
    for array in (read.tokens, read.accepted, read.entropy, read.topk_ids, read.topk_probs):
        assert array is not None
        array[0] = 0
    assert not same(read, read_trace([chunk]).frames[0])


def test_a_chunk_can_be_read_without_the_one_before() -> None:
    random = np.random.default_rng(2)
    frames = [frame(random, step=step) for step in (1, 2, 3, 4)]
    last = TraceWriter().chunk(frames[2:], {7: b"x"})
    assert all(map(same, read_trace([last]).frames, frames[2:]))


def test_a_long_answer_takes_less_than_a_megabyte() -> None:
    """8 canvases of 48 steps and 256 cells that settle one by one, as real ones do."""
    random = np.random.default_rng(3)
    writer = TraceWriter()
    size = 0
    for block in range(8):
        settled_at = random.integers(1, 49, 256)
        final = random.integers(0, 262_144, 256).astype(np.int32)
        frames: list[Frame] = []
        for step in range(1, 49):
            settled = settled_at <= step
            noise = random.integers(0, 262_144, 256).astype(np.int32)
            entropy = np.where(settled, 0.001, random.random(256) * 8).astype(np.float16)
            tokens = np.where(settled, final, noise).astype(np.int32)
            frames.append(Frame(1, block, step, 48, tokens, settled, entropy))
        for start in range(0, 48, 6):
            size += len(writer.chunk(frames[start : start + 6], {}))
    print(f"{size:,} bytes")
    assert size < 1_000_000


def chunk_of(head: object, body: bytes = b"") -> bytes:
    packed = json.dumps(head).encode()
    return b"DRT1" + zlib.compress(len(packed).to_bytes(4, "little") + packed + body)


GROUP = {"run": 1, "cells": 1, "k": 0, "frames": [[0, 1, 48]]}


@pytest.mark.parametrize(
    "chunk",
    [
        b"",
        b"DRT1",
        b"nonsense",
        b"DRT1" + zlib.compress(b""),
        b"DRT1" + zlib.compress(b"\xff\xff\xff\x7f{}"),
        b"DRT1" + zlib.compress(bytes(300 << 20)),
        chunk_of([]),
        chunk_of({"groups": []}),
        chunk_of({"groups": [], "pieces": []}),
        chunk_of({"groups": [], "pieces": {"x": "00"}}),
        chunk_of({"groups": [], "pieces": {"1": "0"}}),
        chunk_of({"groups": [GROUP], "pieces": {}}),
        chunk_of({"groups": [{**GROUP, "cells": -1}], "pieces": {}}, bytes(100)),
        chunk_of({"groups": [{**GROUP, "cells": 10**12}], "pieces": {}}, bytes(100)),
        chunk_of({"groups": [{**GROUP, "k": 10**12}], "pieces": {}}, bytes(100)),
        chunk_of({"groups": [{**GROUP, "frames": [[0, 1]]}], "pieces": {}}, bytes(100)),
        chunk_of({"groups": [{**GROUP, "frames": 3}], "pieces": {}}, bytes(100)),
        chunk_of({"groups": [{**GROUP, "run": "1e999"}], "pieces": {}}, bytes(100)),
        chunk_of({"groups": ["text"], "pieces": {}}),
        chunk_of(None),
    ],
)
def test_a_damaged_chunk_says_so(chunk: bytes) -> None:
    with pytest.raises(HistoryError, match="damaged"):
        read_trace([chunk])


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_damage_crashes(data: st.DataObject) -> None:
    random = np.random.default_rng(4)
    chunk = bytearray(TraceWriter().chunk([frame(random, k=1), frame(random)], {1: b"a"}))
    for _ in range(data.draw(st.integers(1, 4))):
        chunk[data.draw(st.integers(0, len(chunk) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(chunk[: data.draw(st.integers(0, len(chunk)))])
    for damaged in (bytes(chunk), cut):
        try:
            read_trace([damaged])
        except HistoryError as error:
            assert error.hint


@pytest.mark.parametrize("marks", [None, ThinkingMarks(11, 12, (13,), True)])
def test_a_trace_says_how_its_tokens_are_read(marks: ThinkingMarks | None) -> None:
    random = np.random.default_rng(4)
    reading = Reading((0, 7), 20, marks)
    first = TraceWriter().chunk([frame(random)], {}, reading)
    second = TraceWriter().chunk([frame(random, step=2)], {})
    trace = read_trace([first, second])
    assert trace.reading == reading
    assert len(trace.frames) == 2
    assert read_trace([second]).reading is None
