"""An answer with its steps as a file: every bit comes back, and no file does harm."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darkroom.core.canvas import NOISE, Origin, Stage
from darkroom.core.errors import BadInputError, DarkroomError
from darkroom.core.types import Frame, GenerateSettings, Message, ThinkingMarks
from darkroom.history.records import Provenance, Span
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TracedModel, TraceFile, head, to_json
from darkroom.history.trace_npz import read_npz, write_npz

_V = 300
_FULL = GenerateSettings(256, 12, 7, 0.4, 0.8, 0.1, 1, 0.005, 2)


def frame(seed: int, block: int, step: int, cells: int = 8, k: int = 0) -> Frame:
    random = np.random.default_rng(seed)
    return Frame(
        0,
        block,
        step,
        48,
        random.integers(0, _V, cells).astype(np.int32),
        random.random(cells) < 0.5,
        (5 * random.random(cells)).astype(np.float16),
        random.integers(0, _V, (cells, k)).astype(np.int32) if k else None,
        random.random((cells, k)).astype(np.float16) if k else None,
    )


def trace_file(
    frames: list[Frame] | None = None, pieces: dict[int, bytes] | None = None
) -> TraceFile:
    stage = Stage(replace(_FULL, seed=3), 4, {2: (5,)})
    return TraceFile(
        Trace(
            [frame(1, 0, 1), frame(2, 0, 3), frame(3, 1, 1)] if frames is None else frames,
            pieces or {0: b"", 5: b"\xc3"},
        ),
        TracedModel("Demo", "demo", "Q8_0", 8, _V, (0, 1), ThinkingMarks(2, 3, (4,), True)),
        (Message("user", "What is\n3 + 4?"),),
        _FULL,
        Provenance(
            "fork",
            "abc",
            origins=(Origin(1, (NOISE,) * 8, (stage,), {0: (1, 2)}),),
            system="Be short.",
            span=Span(1, 2, 3),
        ),
        "7 \ud83d \U0001f680",
        "Hm.",
        "length",
        1.75e9,
        "0.1.0",
    )


def same(one: Frame, other: Frame) -> bool:
    numbers = ("run_id", "block", "step", "max_steps")
    arrays = ("tokens", "accepted", "entropy", "topk_ids", "topk_probs")

    def bits(array: np.ndarray | None) -> object:
        return None if array is None else (array.dtype, array.shape, array.tobytes())

    return all(getattr(one, name) == getattr(other, name) for name in numbers) and all(
        bits(getattr(one, name)) == bits(getattr(other, name)) for name in arrays
    )


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    shapes=st.lists(st.tuples(st.integers(1, 20), st.integers(0, 3)), max_size=6),
    pieces=st.dictionaries(st.integers(0, 2**29), st.binary(max_size=9)),
    steps=st.integers(1, 3),
)
def test_every_bit_comes_back(
    shapes: list[tuple[int, int]], pieces: dict[int, bytes], steps: int, tmp_path: Path
) -> None:
    frames = [
        frame(100 * block + step, block, step, cells, k)
        for block, (cells, k) in enumerate(shapes)
        for step in range(1, steps + 1)
    ]
    written = trace_file(frames, pieces)
    path = tmp_path / "answer.npz"
    write_npz(path, written)
    read = read_npz(path)
    assert len(read.frames) == len(frames)
    assert all(map(same, read.frames, frames))
    assert head(read) == head(written)
    assert (read.model, read.messages, read.settings) == (
        written.model,
        written.messages,
        written.settings,
    )
    assert (read.provenance, read.trace.pieces) == (written.provenance, written.trace.pieces)
    assert (read.system, read.seed) == ("Be short.", 7)
    assert [each.name for each in tmp_path.iterdir()] == ["answer.npz"]


def test_the_same_answer_is_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_npz(tmp_path / name, trace_file())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_numpy_alone_reads_it_as_the_docstring_says(tmp_path: Path) -> None:
    write_npz(tmp_path / "answer.npz", trace_file([frame(1, 0, 1, k=2), frame(2, 0, 2, k=2)]))
    with np.load(tmp_path / "answer.npz") as trace:
        found = {name: (array.dtype, array.shape) for name, array in trace.items()}
        del found["meta"]
        assert found == {
            "block_0": (np.int32, (2,)), "step_0": (np.int32, (2,)),
            "max_steps_0": (np.int32, (2,)), "tokens_0": (np.int32, (2, 8)),
            "accepted_0": (np.bool_, (2, 8)), "entropy_0": (np.float16, (2, 8)),
            "topk_ids_0": (np.int32, (2, 8, 2)), "topk_probs_0": (np.float16, (2, 8, 2)),
        }  # fmt: skip
        meta = json.loads(str(trace["meta"]))
    assert (meta["settings"]["seed"], meta["pieces"]["5"]) == (7, "c3")


def test_json_says_the_same() -> None:
    file = trace_file([frame(1, 0, 1), frame(2, 1, 1, k=2)])
    said = json.loads(to_json(file))
    frames = said.pop("frames")
    assert said == json.loads(json.dumps(head(file)))
    for raw, made in zip(frames, file.frames, strict=True):
        assert (raw["block"], raw["step"], raw["max_steps"]) == (made.block, 1, 48)
        assert raw["tokens"] == made.tokens.tolist()
        assert np.array_equal(raw["accepted"], made.accepted)
        assert np.array_equal(np.float16(raw["entropy"]), made.entropy)
    assert np.array_equal(np.float16(frames[1]["topk_probs"]), file.frames[1].topk_probs)
    assert "topk_ids" not in frames[0]


# --- files of others


def _repacked(path: Path, **changes: object) -> None:
    """Write the file again with other arrays; None leaves one out."""
    with np.load(path) as trace:
        arrays: dict[str, object] = dict(trace) | changes
    kept = {name: array for name, array in arrays.items() if array is not None}
    np.savez(path, **kept)  # pyright: ignore[reportArgumentType]


def _meta(path: Path, **changes: object) -> None:
    with np.load(path) as trace:
        meta = json.loads(str(trace["meta"]))
    _repacked(path, meta=np.array(json.dumps(meta | changes)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "answer.npz"
    write_npz(path, trace_file())
    return path


@pytest.mark.parametrize(
    "changes",
    [
        {"meta": None},
        {"meta": np.zeros(3)},
        {"meta": np.array("[]")},
        {"meta": np.array("[" * 100_000)},
        {"tokens_0": None},
        {"topk_ids_0": np.zeros((3, 8, 2), np.int32)},
        {"tokens_0": np.zeros((3, 8), np.int64)},
        {"tokens_0": np.zeros((3, 9), np.int32)},
        {"tokens_0": np.zeros(3, np.int32)},
        {"tokens_0": np.full((3, 8), -1, np.int32)},
        {"tokens_0": np.full((3, 8), _V, np.int32)},
        {"tokens_0": np.asfortranarray(np.ones((3, 8), np.int32))},
        {"entropy_0": np.full((3, 8), np.nan, np.float16)},
        {"step_0": np.array([1, 1, 1], np.int32)},
        {"step_0": np.array([0, 1, 1], np.int32)},
        {"step_0": np.array([1, 49, 1], np.int32)},
        {"block_0": np.array([1, 1, 0], np.int32)},
        {"block_0": np.array([-1, 0, 0], np.int32)},
        {"block_7": np.zeros(0, np.int32)},
        {"more": np.zeros(3)},
    ],
    ids=str,
)
def test_arrays_that_cannot_be_are_refused(path: Path, changes: dict[str, object]) -> None:
    _repacked(path, **changes)
    with pytest.raises(BadInputError, match=r"answer\.npz") as error:
        read_npz(path)
    assert error.value.hint


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "other"},
        {"version": 2},
        {"settings": {"steps": 0}},
        {"settings": {"t_min": 1.0, "t_max": 0.5}},
        {"messages": [{"role": "nobody", "text": ""}]},
        {"messages": {}},
        {"provenance": {"origins": [{"block": -1}]}},
        {"provenance": []},
        {"pieces": {"1": "zz"}},
        {"pieces": {"-1": "00"}},
        {"pieces": {"9" * 5000: "00"}},
        {"reason": []},
        {"created": float("nan")},
        {"model": {}},
    ],
    ids=str,
)
def test_a_head_that_cannot_be_is_refused(path: Path, changes: dict[str, object]) -> None:
    _meta(path, **changes)
    with pytest.raises(BadInputError, match=r"answer\.npz"):
        read_npz(path)


def test_what_is_missing_or_something_else_is_said(tmp_path: Path) -> None:
    for name, data in {"empty": b"", "text": b"hello", "folder": None}.items():
        if data is None:
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInputError, match=name):
            read_npz(tmp_path / name)
    with pytest.raises(BadInputError, match="No such file"):
        read_npz(tmp_path / "missing")


def _entry(name: str, shape: str, body: bytes, dtype: str = "'<i4'") -> tuple[str, bytes]:
    text = f"{{'descr': {dtype}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return f"{name}.npy", b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + body


@pytest.mark.parametrize(
    "entry",
    [
        _entry("tokens_0", "(100000000, 100000000)", b""),
        _entry("tokens_0", "(-1, -1)", b"\0" * 4),
        _entry("tokens_0", "(1, 1)", b"cos\nsystem\n(S'echo'\ntR.", "'|O'"),
        _entry("tokens_0", "(0, 8)", b"", "'<i4', '__import__(\"os\")'"),
        ("tokens_0.npy", b"\x93NUMPY\x09\x00"),
        ("../tokens_0.npy", b""),
    ],
    ids=["huge", "negative", "pickle", "code", "version", "elsewhere"],
)
def test_no_array_does_harm(path: Path, entry: tuple[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(*entry)
    with pytest.raises(BadInputError, match="no trace of Darkroom"):
        read_npz(path)


def test_a_bomb_is_not_unpacked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = 0
    read = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        nonlocal unpacked
        data = read(self, n)
        unpacked += len(data)
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for g in range(3):
            with archive.open(f"tokens_{g}.npy", "w", force_zip64=True) as entry:
                for _ in range(200):
                    entry.write(bytes(1 << 20))
    with pytest.raises(BadInputError, match="too large"):
        read_npz(path)
    assert unpacked == 0


def test_a_size_that_is_a_lie_unpacks_no_more(path: Path) -> None:
    size = 64 << 20
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meta.npy", bytes(size))
    data = path.read_bytes()
    assert data.count(size.to_bytes(4, "little")) == 2
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (200).to_bytes(4, "little")))
    tracemalloc.start()
    try:
        with pytest.raises(BadInputError, match=r"answer\.npz"):
            read_npz(path)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cut=st.floats(0, 1),
    places=st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), max_size=4),
)
def test_damage_ends_in_words(cut: float, places: list[tuple[float, int]], tmp_path: Path) -> None:
    path = tmp_path / "answer.npz"
    if not (tmp_path / "whole").exists():
        write_npz(tmp_path / "whole", trace_file())
    data = bytearray((tmp_path / "whole").read_bytes())
    for where, byte in places:
        data[int(where * len(data))] = byte
    if not places:
        del data[int(cut * len(data)) :]
    path.write_bytes(data)
    try:
        read_npz(path)
    except DarkroomError as error:
        assert "answer.npz" in str(error)


@pytest.mark.parametrize("name", ["nowhere/answer.npz", "folder"])
def test_where_nothing_can_be_written_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInputError, match="cannot be written"):
        write_npz(tmp_path / name, trace_file())
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]
