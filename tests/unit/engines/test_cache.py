"""Ring slots and masks of the sliding layers against what each token may see."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darkroom.core.placement import Placement
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.cache import KVCache
from darkroom.engines.ggml_gemma.runtime import Runtime

WINDOW, CANVAS, CHUNK, CONTEXT = 6, 4, 5, 60


@pytest.fixture(scope="module")
def lib() -> SimpleNamespace:
    return ggml.load()


def _cache(lib: SimpleNamespace) -> KVCache:
    params = SimpleNamespace(
        window=WINDOW, canvas_length=CANVAS, n_layers=1, sliding=(True,), head_dim_swa=32,
        head_dim=32, kv_heads=(1,),
    )  # fmt: skip
    runtime = Runtime(lib, 1, 16)
    cache = KVCache(
        lib,
        params,
        Placement.on_host(1),
        runtime.buffer_types,
        context=CONTEXT,
        chunk=CHUNK,
        kv_type="f16",
    )
    runtime.close()
    return cache


class Naive:
    """What each ring slot holds, as a plain dictionary."""

    def __init__(self, slots: int) -> None:
        self.slots, self.held = slots, {}

    def write(self, position: int, count: int) -> None:
        for p in range(position, position + count):
            self.held[p % self.slots] = p


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_every_token_sees_exactly_its_window(data: st.DataObject, lib: SimpleNamespace) -> None:
    cache = _cache(lib)
    naive = Naive(cache.ring_slots)
    position = 0
    for _ in range(data.draw(st.integers(1, 12))):
        action = data.draw(st.sampled_from(["encode", "canvas", "rewind"]))
        if action == "encode":
            count = data.draw(st.integers(1, CHUNK))
            if position + count > CONTEXT:
                continue
            naive.write(position, count)
            cache.commit(position, count)
            mask = cache.prompt_ring_mask(position, count)
            for row, query in enumerate(range(position, position + count)):
                seen = sorted(naive.held[slot] for slot in np.flatnonzero(mask[row] == 0))
                assert seen == list(range(max(0, query - WINDOW + 1), query + 1))
            position += count
        elif action == "canvas":
            if position + CANVAS > CONTEXT:
                continue
            naive.write(position, CANVAS)
            cache.claim_scratch(position)
            mask = cache.canvas_ring_mask(position)
            seen = sorted(naive.held[slot] for slot in np.flatnonzero(mask[0] == 0))
            assert seen == list(range(max(0, position - WINDOW + 1), position + CANVAS))
            assert (mask == mask[0]).all()
        else:
            position = data.draw(st.integers(0, position))
            if not cache.rewind(position):
                # Encoded again from the start, as the engine does.
                assert cache.rewind(0)
                for start in range(0, position, CHUNK):
                    count = min(CHUNK, position - start)
                    naive.write(start, count)
                    cache.commit(start, count)
    cache.close()


def test_a_rewind_within_the_last_canvas_needs_no_encoding(lib: SimpleNamespace) -> None:
    cache = _cache(lib)
    for start in range(0, 40, CANVAS):
        cache.commit(start, CANVAS)
    assert cache.rewind(37)
    assert not cache.rewind(20)
    cache.close()
