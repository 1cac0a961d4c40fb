"""Only the holes of an answer change, whatever they are and wherever they lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import darkroom
from darkroom import NOISE, CanvasStart, Done, Frame, Infill, Model
from darkroom.core.errors import BadInputError, ContextOverflowError
from darkroom.core.types import IntArray
from darkroom.generation.infilling import holes, window_end
from gguf_files import Dims, write_model

DIMS = Dims(context=256)
C = DIMS.canvas
SUM = "What is 3 plus 4?"


@pytest.fixture(scope="module")
def demo() -> Iterator[Model]:
    with darkroom.load("demo", threads=1) as model:
        yield model


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    path = write_model(tmp_path_factory.mktemp("model") / "m.gguf", dims=DIMS)
    with darkroom.load(path, threads=2) as model:
        yield model


def run(model: Model, infill: Infill, **settings: Any) -> tuple[list[Frame], Done]:
    *frames, done = model.infill("hello", infill, **({"steps": 3} | settings))
    assert isinstance(done, Done)
    return frames, done  # type: ignore[return-value]


def text(n: int, *spans: tuple[int, int]) -> IntArray:
    """Tokens that end nothing, with holes."""
    tokens = np.arange(300, 300 + n, dtype=np.int32)
    for first, stop in spans:
        tokens[first:stop] = NOISE
    return tokens


def outcome(frames: list[Frame]) -> IntArray:
    last = {frame.block: frame.tokens for frame in frames}
    return np.concatenate([last[block] for block in sorted(last)])


@pytest.mark.parametrize(
    ("n", "spans"),
    [
        (C, [(3, 5)]),
        (5, [(0, 5)]),
        (7, [(6, 7)]),
        (3 * C, [(0, 2), (C - 3, C + 4), (2 * C + 1, 3 * C)]),
        (3 * C + 3, [(C + 2, 2 * C + 2)]),
        (2 * C, [(1, C + 1), (C + 2, C + 5)]),
        (4 * C, [(3 * C, 3 * C + 1)]),
    ],
)
def test_all_that_is_given_stays_in_every_frame(
    network: Model, n: int, spans: list[tuple[int, int]]
) -> None:
    tokens = text(n, *spans)
    frames, done = run(network, Infill(tokens), top_k=2)
    ends: dict[int, int] = {}
    for frame in frames:
        start = sum(ends[block] for block in range(frame.block))
        ends[frame.block] = len(frame.tokens)
        window = tokens[start : start + len(frame.tokens)]
        assert (frame.tokens[window != NOISE] == window[window != NOISE]).all()
        assert frame.max_steps == (3 if (window == NOISE).any() else 1)
        assert len(frame.accepted) == len(frame.entropy) == len(window) <= C
    assert outcome(frames).tolist() == list(done.tokens)
    assert len(done.tokens) == n
    assert NOISE not in done.tokens


def test_nothing_but_given_tokens_comes_out_as_it_went_in(network: Model) -> None:
    tokens = text(2 * C + 3)
    frames, done = run(network, Infill(tokens))
    assert list(done.tokens) == tokens.tolist()
    assert [(f.block, f.step, f.max_steps) for f in frames] == [(0, 1, 1), (1, 1, 1), (2, 1, 1)]
    assert (done.stats.steps, done.origins) == (0, ())


def test_the_last_window_of_an_infill_can_be_resumed(network: Model) -> None:
    tokens = text(2 * C, (3, 5), (C + 2, C + 6))
    frames, done = run(network, Infill(tokens, {C + 3: (7, 8)}), seed=4)
    assert [origin.block for origin in done.origins] == [0, 1]
    origin = done.origins[1]
    assert len(origin.tokens) == C
    assert origin.allowed[3] == (7, 8)
    assert origin.allowed[0] == (300 + C,)
    start = CanvasStart(outcome(frames)[:C], origin)
    settings: dict[str, Any] = {"steps": 3, "seed": 4, "max_new_tokens": 2 * C}
    again = [f for f in network.generate("hello", start=start, **settings) if isinstance(f, Frame)]
    own = [f for f in frames if f.block == 1]
    assert [f.tokens.tolist() for f in again] == [f.tokens.tolist() for f in own]
    assert [f.entropy.tobytes() for f in again] == [f.entropy.tobytes() for f in own]


def test_a_hole_before_text_never_ends_the_answer(demo: Model) -> None:
    words = demo.tokenize("3 plus 4 is 7.")
    hole = np.full(3, NOISE, np.int32)
    for behind, length in ((words, 2 * len(words) + 3), (words[:0], len(words))):
        # Where the sum ends the model wants to end; it may where nothing follows.
        tokens = np.concatenate([words, hole, behind, [demo.end_id]]).astype(np.int32)
        *_, done = demo.infill(SUM, Infill(tokens), steps=4)
        assert isinstance(done, Done)
        assert len(done.tokens) == length


def test_what_a_cell_may_become_holds_in_every_frame_of_200_runs(demo: Model) -> None:
    words = demo.tokenize("3 plus 4 is 7.")
    choices = [int(demo.tokenize(" yes")[0]), int(demo.tokenize(" no")[0]), int(words[4])]
    tokens = np.array([*words, demo.end_id], np.int32)
    tokens[[2, 4]] = NOISE
    seen: set[int] = set()
    for seed in range(200):
        rules = {4: tuple(choices[: 2 + seed % 2])}
        for event in demo.infill(
            SUM, Infill(tokens, rules), seed=seed, steps=1 + seed % 2, t_max=30.0
        ):
            if isinstance(event, Frame):
                assert event.tokens[4] in rules[4]
                seen.add(int(event.tokens[4]))
    assert len(seen) >= 2


@pytest.mark.parametrize("n_tokens", [1, 2, 4])
def test_a_repaint_of_another_length_leaves_the_rest_of_several_windows(
    demo: Model, n_tokens: int
) -> None:
    *_, answer = demo.generate("Tell me a long story.", seed=1)
    assert isinstance(answer, Done)
    old = np.array(answer.tokens, np.int32)
    assert len(old) > demo.info.canvas_length
    for at in (5, demo.info.canvas_length - 1, len(old) - 5):
        before, after = old[:at], old[at + 2 :]
        hole = np.full(n_tokens, NOISE, np.int32)
        holed = np.concatenate([before, hole, after, [demo.end_id]]).astype(np.int32)
        *_, done = demo.infill("Tell me a long story.", Infill(holed), seed=2)
        assert isinstance(done, Done)
        assert done.tokens[:at] == tuple(before.tolist())
        assert done.tokens[at + n_tokens :] == tuple(after.tolist())
        assert done.reason == "end"


def test_alternatives_are_those_of_the_rules(network: Model) -> None:
    frames, _ = run(network, Infill(text(6, (2, 3)), {2: (7, 8)}), top_k=2)
    for frame in frames:
        assert frame.topk_ids is not None
        assert frame.topk_probs is not None
        assert frame.topk_ids.shape == (6, 2)
        assert set(frame.topk_ids[2].tolist()) == {7, 8}
        assert frame.topk_ids[2, 0] == frame.tokens[2]
        assert frame.topk_probs[0, 0] == 1


def test_only_what_lies_behind_the_hole_is_encoded_again(network: Model) -> None:
    tokens = text(3 * C, (2 * C + 1, 2 * C + 3))
    first, _ = run(network, Infill(tokens))
    _, again = run(network, Infill(tokens), seed=3)
    assert again.stats.prefill_tokens == 0
    assert [f.block for f in first][:2] == [0, 1]


def test_a_cancel_ends_with_one_last_word(network: Model) -> None:
    seen: list[Frame] = []
    tokens = text(2 * C, (1, 3), (C, C + 2))
    events = network.infill("x", Infill(tokens), steps=9, should_cancel=lambda: len(seen) > 2)
    *_, done = (seen.append(e) or e for e in events)  # type: ignore[func-returns-value]
    assert isinstance(done, Done)
    assert done.reason == "cancelled"
    assert NOISE not in done.tokens


@pytest.mark.parametrize(
    "bad",
    [
        Infill(np.zeros(0, np.int32)),
        Infill(np.zeros((2, 2), np.int32)),
        Infill(np.array([1, -2], np.int32)),
        Infill(np.array([DIMS.vocab], np.int32)),
        Infill(text(2 * C, (0, C + 1))),
        Infill(text(3), {1: (5,)}),
        Infill(text(3, (1, 2)), {1: ()}),
        Infill(text(3, (1, 2)), {1: (DIMS.vocab,)}),
        Infill(text(3, (1, 2)), {3: (1,)}),
    ],
)
def test_an_infill_that_cannot_be_is_refused_before_anything_runs(
    network: Model, bad: Infill
) -> None:
    with pytest.raises(BadInputError):
        network.infill("x", bad)


def test_one_that_does_not_fit_says_so(network: Model) -> None:
    with pytest.raises(ContextOverflowError):
        next(network.infill("x", Infill(np.tile(text(C, (0, 1)), DIMS.context // C)), steps=1))


@given(st.lists(st.tuples(st.integers(0, 3 * C), st.integers(1, C)), max_size=8))
def test_every_hole_lies_in_one_window(runs: list[tuple[int, int]]) -> None:
    tokens = np.concatenate(
        [np.zeros(1, np.int32)]
        + [np.r_[np.full(n, NOISE), np.zeros(gap + 1)].astype(np.int32) for gap, n in runs]
    )
    start, windows = 0, []
    while start < len(tokens):
        end = window_end(tokens, start, C)
        assert start < end <= start + C
        windows.append((start, end))
        start = end
    for first, stop in holes(tokens):
        assert sum(a <= first and stop <= b for a, b in windows) == 1
