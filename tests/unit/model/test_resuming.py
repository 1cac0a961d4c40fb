"""Going on from any step of an answer: with the same settings nothing is different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest

import darkroom
from darkroom import Done, Frame, GenerateSettings, Model
from darkroom.core.canvas import NOISE, CanvasStart, Origin, Stage, rewound
from darkroom.core.errors import BadInputError
from darkroom.core.types import IntArray
from gguf_files import Dims, write_model

DIMS = Dims(context=256)
LONG = "Tell me a long story."
NETWORK = GenerateSettings(max_new_tokens=3 * DIMS.canvas, steps=4, seed=5, top_k=3)
DEMO = GenerateSettings(max_new_tokens=128, seed=3, steps=8)


@pytest.fixture(scope="module")
def demo() -> Iterator[Model]:
    with darkroom.load("demo", threads=1) as model:
        yield model


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    path = write_model(tmp_path_factory.mktemp("model") / "m.gguf", dims=DIMS)
    with darkroom.load(path, threads=1) as model:
        yield model


def run(model: Model, settings: GenerateSettings, **more: Any) -> tuple[list[Frame], Done]:
    *frames, done = model.generate(LONG, **asdict(settings), **more)
    assert isinstance(done, Done)
    return frames, done  # type: ignore[return-value]


def before(frames: list[Frame], block: int) -> IntArray:
    last = {frame.block: frame.tokens for frame in frames}
    return np.concatenate([np.zeros(0, np.int32), *(last[b] for b in range(block))])


def start(
    frames: list[Frame], block: int, step: int, settings: GenerateSettings, **more: Any
) -> CanvasStart:
    return rewound(before(frames, block), Origin(block), settings, step, **more)


def plain(frame: Frame) -> tuple[Any, ...]:
    """Everything of a frame, bit for bit."""
    arrays = (frame.tokens, frame.accepted, frame.entropy, frame.topk_ids, frame.topk_probs)
    return (
        *(frame.run_id, frame.block, frame.step, frame.max_steps),
        *(None if a is None else (a.dtype, a.shape, a.tobytes()) for a in arrays),
    )


def behind(frames: list[Frame], block: int, step: int) -> list[tuple[Any, ...]]:
    return [plain(f) for f in frames if (f.block, f.step) > (block, step)]


@pytest.mark.parametrize(("name", "settings"), [("network", NETWORK), ("demo", DEMO)])
def test_from_every_step_it_is_the_uninterrupted_run(
    name: str, settings: GenerateSettings, request: pytest.FixtureRequest
) -> None:
    model: Model = request.getfixturevalue(name)
    frames, whole = run(model, settings)
    assert {f.block for f in frames} >= {0, 1}
    for block, step in [(b, 0) for b in {f.block for f in frames}] + [
        (f.block, f.step) for f in frames
    ]:
        told: list[tuple[int, int]] = []
        again, done = run(
            model,
            settings,
            start=start(frames, block, step, settings),
            on_rewind=lambda *progress: told.append(progress),  # noqa: B023 - called at once
        )
        assert [plain(f) for f in again] == behind(frames, block, step)
        assert (done.text, done.tokens, done.reason) == (whole.text, whole.tokens, whole.reason)
        assert told == [(n, step) for n in range(1, step + 1)]


def test_a_resumed_run_can_be_resumed(network: Model) -> None:
    first, second = NETWORK, replace(NETWORK, seed=6, t_max=0.9, steps=6)
    frames, _ = run(network, first)
    pinned = {1: (40,), 2: (50, 51)}
    begin = start(frames, 1, 2, first, allowed=pinned)
    rest, whole = run(network, second, start=begin)
    branch = [f for f in frames if (f.block, f.step) <= (1, 2)] + rest
    assert [(f.block, f.step) for f in branch if f.block == 1] == [(1, n) for n in range(1, 7)]
    for step in range(7):  # within the first stage, at its end, and behind it
        again = rewound(before(branch, 1), begin.origin, second, step)
        settings = first if step < 2 else second
        new, done = run(network, settings, start=again)
        expected = branch if step >= 2 else frames
        assert [plain(f) for f in new] == behind(expected, 1, step)
        if step >= 2:
            assert done.tokens == whole.tokens


def test_what_follows_obeys_the_new_settings(demo: Model) -> None:
    frames, whole = run(demo, DEMO)
    forked, done = run(demo, replace(DEMO, seed=9, steps=30), start=start(frames, 0, 3, DEMO))
    assert (forked[0].block, forked[0].step, forked[0].max_steps) == (0, 4, 30)
    assert done.text != whole.text
    assert done.origins == (Origin(0, (), (Stage(DEMO, 3),)),)


def test_a_polish_goes_on_where_the_run_had_stopped(demo: Model) -> None:
    frames, _ = run(demo, DEMO)
    last = [f.step for f in frames if f.block == 0][-1]
    longer = replace(DEMO, steps=last + 3, confidence=0.0)
    more, _ = run(demo, longer, start=start(frames, 0, last, DEMO))
    assert [f.step for f in more if f.block == 0] == [last + 1, last + 2, last + 3]


def test_rules_hold_from_the_step_on(network: Model) -> None:
    frames, _ = run(network, NETWORK)
    begin = start(frames, 1, 2, NETWORK, allowed={0: (7,), 5: (8, 9)})
    new, _ = run(network, NETWORK, start=begin)
    own = [f for f in new if f.block == 1]
    assert [f.step for f in own] == [3, 4]
    assert all(f.tokens[0] == 7 and f.tokens[5] in (8, 9) for f in own)


def test_everything_pinned_comes_out_as_it_went_in(network: Model) -> None:
    given = np.arange(60, 60 + DIMS.canvas)
    rules = {cell: (int(token),) for cell, token in enumerate(given)}
    begin = CanvasStart(np.zeros(0, np.int32), Origin(0, (), (), rules))
    frames, done = run(network, replace(NETWORK, max_new_tokens=1), start=begin)
    assert all((f.tokens == given).all() for f in frames)
    assert list(done.tokens) == given.tolist()


def test_an_answer_that_was_gone_on_with_is_resumed_behind_its_prefix(demo: Model) -> None:
    opening = {"prefix": "Once upon a time"}
    frames, whole = run(demo, DEMO, **opening)
    again, done = run(demo, DEMO, start=start(frames, 1, 2, DEMO), **opening)
    assert [plain(f) for f in again] == behind(frames, 1, 2)
    assert done.text == whole.text


def test_a_cancel_while_steps_are_done_again_keeps_what_stood_before(demo: Model) -> None:
    frames, _ = run(demo, DEMO)
    told: list[int] = []
    new, done = run(
        demo, DEMO,
        start=start(frames, 1, 4, DEMO),
        on_rewind=lambda n, _: told.append(n),
        should_cancel=lambda: len(told) >= 2,
    )  # fmt: skip
    assert (new, done.reason, told) == ([], "cancelled", [1, 2])
    assert done.tokens[: len(before(frames, 1))] == tuple(before(frames, 1).tolist())
    assert done.stats.steps == 2


@pytest.mark.parametrize(
    "bad",
    [
        CanvasStart(np.zeros(3, np.int32), Origin(0)),
        CanvasStart(np.zeros(0, np.int32), Origin(1)),
        CanvasStart(np.zeros(0, np.int32), Origin(-1)),
        CanvasStart(np.full(DIMS.canvas, NOISE, np.int32), Origin(1)),
        CanvasStart(np.zeros(0, np.int32), Origin(0, (1, 2))),
        CanvasStart(np.zeros(0, np.int32), Origin(0, (DIMS.vocab,) * DIMS.canvas)),
        CanvasStart(np.zeros(0, np.int32), Origin(0, allowed={99: (1,)})),
        CanvasStart(np.zeros(0, np.int32), Origin(0, stages=(Stage(NETWORK, 5),))),
        CanvasStart(np.zeros(0, np.int32), Origin(0, stages=(Stage(NETWORK, 0),))),
        CanvasStart(
            np.zeros(0, np.int32), Origin(0, stages=(Stage(NETWORK, 3), Stage(NETWORK, 2)))
        ),
        # All four steps are done: in another way there is none left.
        CanvasStart(np.zeros(0, np.int32), Origin(0, (), (Stage(NETWORK, 4),), {0: (1,)})),
    ],
)
def test_a_start_that_cannot_be_is_refused_before_anything_runs(
    network: Model, bad: CanvasStart
) -> None:
    with pytest.raises(BadInputError):
        network.generate("x", **asdict(NETWORK), start=bad)


def test_a_start_says_itself_how_the_canvas_begins(network: Model) -> None:
    begin = CanvasStart(np.zeros(0, np.int32), Origin(0))
    with pytest.raises(BadInputError):
        network.generate("x", start=begin, pinned={0: [1]})
