"""Measurements of real runs survive restarts, correct predictions, and never get in the way."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darkroom.core.placement import Placement
from darkroom.hardware.corrections import (
    KEPT,
    MAX_OFFSET_BYTES,
    NO_CORRECTIONS,
    Corrections,
    CorrectionStore,
    Measurement,
    fingerprint,
    placement_key,
)

RUN = Measurement(
    "a.gguf:10", "cpu*2|cpu*2|cpu", 512, "f16", {"ram": 1000}, {"ram": 1100}, seconds_per_step=0.5
)

sizes = st.integers(0, 2**40)
by_key = st.dictionaries(st.sampled_from(["ram", "gpu0", "gpu1"]), sizes)
runs = st.builds(
    Measurement,
    fingerprint=st.text(),
    placement_key=st.sampled_from(["a", "b"]),
    context=st.integers(1, 3),
    kv_type=st.sampled_from(["f16", "f32", "q8_0"]),
    predicted=by_key,
    measured=by_key,
    seconds_per_step=st.none() | st.floats(1e-9, 1e9),
)


def corrections(*all_runs: Measurement) -> Corrections:
    found = NO_CORRECTIONS
    for run in all_runs:
        found = found.with_(run)
    return found


@pytest.fixture
def store(tmp_path: Path) -> CorrectionStore:
    return CorrectionStore(tmp_path / "deep" / "corrections.json")


@settings(deadline=None)
@given(st.lists(runs))
def test_offset_is_the_bounded_median_of_the_differences(found: list[Measurement]) -> None:
    known = corrections(*found)
    for key in ("ram", "gpu0", "gpu1"):
        both = [r for r in known.measurements if key in r.measured and key in r.predicted]
        exact = median([r.measured[key] - r.predicted[key] for r in both]) if both else 0
        bounded = max(-MAX_OFFSET_BYTES, min(MAX_OFFSET_BYTES, int(exact)))
        assert known.peak_offset(key) == bounded


def test_one_odd_run_moves_nothing() -> None:
    odd = replace(RUN, context=9, measured={"ram": 2**36})
    assert corrections(RUN, replace(RUN, context=7), odd).peak_offset("ram") == 100
    assert corrections(odd).peak_offset("ram") == MAX_OFFSET_BYTES
    assert corrections(replace(odd, predicted={"ram": 2**40})).peak_offset("ram") == (
        -MAX_OFFSET_BYTES
    )
    assert corrections(RUN).peak_offset("gpu0") == 0


def test_lookup_is_exact() -> None:
    known = corrections(RUN)
    assert known.measured("a.gguf:10", "cpu*2|cpu*2|cpu", 512, "f16") == RUN
    assert known.measured("a.gguf:11", "cpu*2|cpu*2|cpu", 512, "f16") is None
    assert known.measured("a.gguf:10", "cpu*2|cpu*1|cpu", 512, "f16") is None
    assert known.measured("a.gguf:10", "cpu*2|cpu*2|cpu", 513, "f16") is None
    assert known.measured("a.gguf:10", "cpu*2|cpu*2|cpu", 512, "f32") is None


def test_a_run_replaces_the_one_before_of_its_configuration() -> None:
    later = replace(RUN, measured={"ram": 900})
    assert corrections(RUN, later).measurements == (later,)


@settings(deadline=None, max_examples=50)
@given(st.lists(runs, max_size=6))
def test_what_was_recorded_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, found: list[Measurement]
) -> None:
    path = tmp_path_factory.mktemp("store") / "corrections.json"
    known = NO_CORRECTIONS
    for run in found:
        known = CorrectionStore(path).record(run)
    assert CorrectionStore(path).read() == known == corrections(*found)
    assert sorted(p.name for p in path.parent.iterdir()) == ["corrections.json"] * bool(found)


def test_only_the_last_are_kept(store: CorrectionStore) -> None:
    for context in range(1, KEPT + 4):
        store.record(replace(RUN, context=context))
    assert [run.context for run in store.read().measurements] == list(range(4, KEPT + 4))


def test_unknown_fields_are_tolerated(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    CorrectionStore(path).record(RUN)
    raw = json.loads(path.read_text())
    raw["since"] = 2031
    raw["measurements"][0]["mood"] = "good"
    path.write_text(json.dumps(raw))
    assert CorrectionStore(path).read().measurements == (RUN,)


GOOD = {
    "fingerprint": "a", "placement_key": "b", "context": 1, "kv_type": "f16",
    "predicted": {}, "measured": {}, "seconds_per_step": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'{"measurements": {"a": 1}}',
        b'{"measurements": ["a"]}',
        b'{"measurements": [{}]}',
        *(
            json.dumps({"measurements": [GOOD | wrong]}).encode()
            for wrong in (
                {"context": "1"},
                {"context": True},
                {"kv_type": "f8"},
                {"predicted": [1]},
                {"measured": {"ram": -1}},
                {"measured": {"ram": 10**400}},
                {"seconds_per_step": float("nan")},
                {"seconds_per_step": "fast"},
            )
        ),
    ],
)
def test_a_damaged_file_is_empty_and_kept_aside(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(raw)
    assert CorrectionStore(path).read() == NO_CORRECTIONS
    assert (tmp_path / "c.json.bad").read_bytes() == raw
    assert CorrectionStore(path).record(RUN) == corrections(RUN) == CorrectionStore(path).read()


def test_a_good_file_counts_as_good(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"measurements": [GOOD]}))
    assert len(CorrectionStore(path).read().measurements) == 1


def test_a_place_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = CorrectionStore(tmp_path / "file" / "c.json")
    assert store.record(RUN) == corrections(RUN)
    assert store.read() == NO_CORRECTIONS
    folder = CorrectionStore(tmp_path)
    assert folder.record(RUN) == corrections(RUN)


def test_a_model_is_known_by_name_and_size() -> None:
    assert (
        fingerprint("/a/b.gguf", 7) == fingerprint("C:\\x\\b.gguf", 7) == fingerprint("b.gguf", 7)
    )
    assert fingerprint("b.gguf", 7) != fingerprint("b.gguf", 8)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from(["cpu", "CUDA0", "CUDA1"])] * 2), max_size=40))
def test_placements_have_keys_of_their_own(devices: list[tuple[str, str]]) -> None:
    layers, experts = tuple(a for a, _ in devices), tuple(b for _, b in devices)
    here = Placement(layers, experts)
    assert placement_key(here) == placement_key(Placement(layers, experts))
    for other in (Placement(experts, layers), Placement(layers, experts, "CUDA0")):
        assert (placement_key(other) == placement_key(here)) == (other == here)
