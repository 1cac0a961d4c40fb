"""The public model on a small random network: what scripts rely on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import darkroom
from darkroom import Done, Frame, Message, Model
from darkroom.core.errors import BadInputError, ChatTemplateError, ContextOverflowError
from gguf_files import Dims, write_model

DIMS = Dims(context=1024)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model") / "m.gguf", dims=DIMS)


@pytest.fixture
def model(path: Path) -> Iterator[Model]:
    with darkroom.load(path, threads=2) as made:
        yield made


def _run(model: Model, messages: Any = "hello", **settings: Any) -> tuple[list[Frame], Done]:
    settings = {"steps": 3, "max_new_tokens": DIMS.canvas} | settings
    *frames, done = model.generate(messages, **settings)
    assert isinstance(done, Done)
    return frames, done  # type: ignore[return-value]


def test_info_says_what_the_file_holds(model: Model, path: Path) -> None:
    info = model.info
    assert (info.architecture, info.canvas_length, info.vocab_size) == (
        "diffusion-gemma", DIMS.canvas, DIMS.vocab,
    )  # fmt: skip
    assert (info.quantization, info.context_length) == ("F32", DIMS.context)
    assert (info.size_bytes, info.n_layers) == (path.stat().st_size, DIMS.n_layers)


def test_frames_are_plain_arrays_of_the_promised_types(model: Model) -> None:
    frames, done = _run(model, top_k=4, run_id=9)
    assert [(f.run_id, f.block, f.step, f.max_steps) for f in frames] == [
        (9, 0, 1, 3), (9, 0, 2, 3), (9, 0, 3, 3),
    ]  # fmt: skip
    frame = frames[0]
    arrays = (frame.tokens, frame.accepted, frame.entropy, frame.topk_ids, frame.topk_probs)
    assert [a.dtype for a in arrays if a is not None] == [
        np.int32, np.bool_, np.float16, np.int32, np.float16,
    ]  # fmt: skip
    assert frame.topk_ids is not None
    np.testing.assert_array_equal(frame.topk_ids[:, 0], frame.tokens)
    assert done.stats.steps == 3
    assert done.stats.blocks == 1


def test_the_same_seed_gives_the_same_frames(model: Model) -> None:
    (a, _), (b, _), (c, _) = (_run(model, seed=s) for s in (1, 1, 2))
    assert [f.tokens.tolist() for f in a] == [f.tokens.tolist() for f in b]
    assert [f.tokens.tolist() for f in a] != [f.tokens.tolist() for f in c]


def test_canvas_after_canvas_up_to_the_length(model: Model) -> None:
    frames, done = _run(model, max_new_tokens=2 * DIMS.canvas + 1)
    blocks = {frame.block for frame in frames}
    assert blocks == set(range(done.stats.blocks))
    assert done.reason in ("length", "end")
    assert len(done.tokens) <= 3 * DIMS.canvas


def test_only_new_tokens_of_a_conversation_are_encoded(model: Model) -> None:
    turns = [Message("user", "first question, long enough to matter")]
    _, first = _run(model, turns, max_new_tokens=2 * DIMS.canvas)
    turns += [Message("assistant", first.text), Message("user", "second")]
    _, second = _run(model, turns)
    assert first.stats.prefill_tokens == first.stats.prompt_tokens
    kept = second.stats.prompt_tokens - second.stats.prefill_tokens
    assert kept >= first.stats.prompt_tokens


def test_a_second_turn_equals_a_fresh_start(path: Path, model: Model) -> None:
    turns = [Message("user", "one")]
    _, first = _run(model, turns)
    turns += [Message("assistant", first.text), Message("user", "two")]
    frames, _ = _run(model, turns)
    with darkroom.load(path, threads=2) as fresh:
        fresh._writer = model._writer  # the same tokens for the same answer
        again, _ = _run(fresh, turns)
    assert frames[0].tokens.tolist() == again[0].tokens.tolist()


def test_cancelling_ends_with_one_done_and_the_draft(model: Model) -> None:
    seen: list[Frame] = []
    events = model.generate("x", steps=40, should_cancel=lambda: len(seen) >= 2)
    *frames, done = (seen.append(e) or e for e in events)  # type: ignore[func-returns-value]
    assert isinstance(done, Done)
    assert done.reason == "cancelled"
    assert len(frames) == 2
    last = frames[-1]
    assert isinstance(last, Frame)
    assert list(done.tokens) == last.tokens[: len(done.tokens)].tolist()
    _run(model)  # and the model still answers


def test_cancelling_while_the_prompt_is_encoded(model: Model) -> None:
    (done,) = model.generate("x " * 50, should_cancel=lambda: True)
    assert isinstance(done, Done)
    assert (done.reason, done.text) == ("cancelled", "")


def test_pinned_cells_hold_in_every_frame(model: Model) -> None:
    canvas = np.arange(100, 100 + DIMS.canvas, dtype=np.int32)
    mask = np.zeros(DIMS.canvas, bool)
    mask[[1, 5]] = True
    frames, _ = _run(model, initial_canvas=canvas, pinned=mask)
    assert all(f.tokens[1] == 101 and f.tokens[5] == 105 for f in frames)
    frames, _ = _run(model, pinned={3: [40, 41]})
    assert all(f.tokens[3] in (40, 41) for f in frames)


def test_starting_late_in_the_schedule(model: Model) -> None:
    frames, _ = _run(model, steps=8, start_step=6, initial_canvas=[5] * DIMS.canvas)
    assert [f.step for f in frames] == [7, 8]


@pytest.mark.parametrize(
    "bad",
    [
        {"steps": 0}, {"t_min": 0.0}, {"t_min": 0.9, "t_max": 0.5}, {"entropy_bound": -1.0},
        {"max_new_tokens": 0}, {"stability": -1}, {"confidence": -0.1}, {"top_k": 65},
        {"initial_canvas": [1, 2]}, {"pinned": np.ones(DIMS.canvas, bool)}, {"start_step": 3},
        {"pinned": {99: [1]}}, {"t_max": float("nan")}, {"t_min": 1e-40}, {"steps": "3"},
        {"steps": 2.5}, {"seed": 1.5}, {"start_step": 0.5}, {"initial_canvas": [1.9] * DIMS.canvas},
        {"initial_canvas": [DIMS.vocab] * DIMS.canvas}, {"t_min": "cold"},
    ],
)  # fmt: skip
def test_settings_out_of_range_are_refused_before_anything_runs(
    model: Model, bad: dict[str, Any]
) -> None:
    with pytest.raises(BadInputError):
        model.generate("x", **({"steps": 3} | bad))


@pytest.mark.parametrize(
    "messages",
    [
        [], "", "  ", ["hi"], b"hi", [{"role": "user"}], [{"role": "x", "content": "y"}],
        [Message("robot", "x")], [Message("user", None)],
    ],
)  # fmt: skip
def test_messages_without_sense_are_refused(model: Model, messages: Any) -> None:
    with pytest.raises(BadInputError):
        model.generate(messages)


def test_a_conversation_longer_than_the_context_is_refused(path: Path) -> None:
    with darkroom.load(path, context=64) as small, pytest.raises(ContextOverflowError) as caught:
        list(small.generate("word " * 60))
    assert "64" in caught.value.text


def test_no_chat_template_is_said_plainly(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", dims=DIMS, chat_template=None)
    with darkroom.load(path) as model:
        with pytest.raises(ChatTemplateError):
            model.generate("hello")
        model.prefill(model.tokenize("raw text still works"))
        assert model.canvas_logits([0] * DIMS.canvas).shape == (DIMS.canvas, DIMS.vocab)


def test_low_level_face(model: Model) -> None:
    ids = model.tokenize("some text")
    assert ids.dtype == np.int32
    assert model.detokenize(ids) == "some text"
    model.prefill(ids)
    assert model.position == len(ids)
    canvas = np.zeros(DIMS.canvas, np.int32)
    first = model.canvas_logits(canvas)
    second = model.canvas_logits(canvas, first / 0.8)
    assert not np.array_equal(first, second)
    model.commit(canvas)
    assert model.position == len(ids) + DIMS.canvas
    model.rewind(len(ids))
    np.testing.assert_array_equal(model.canvas_logits(canvas), first)
    with pytest.raises(BadInputError):
        model.canvas_logits(canvas, first[:, :5])


def test_a_run_that_lost_the_model_to_another_says_so(model: Model) -> None:
    for disturb in (
        lambda: list(model.generate("another", steps=1, max_new_tokens=1)),
        lambda: model.prefill([1]),
        lambda: model.rewind(0),
    ):
        run = model.generate("one", steps=3)
        next(run)
        disturb()
        with pytest.raises(BadInputError, match="used this model"):
            next(run)


def test_an_abandoned_run_is_no_hindrance(model: Model) -> None:
    next(model.generate("one", steps=3))
    frames, _ = _run(model, "two")
    assert len(frames) == 3


@pytest.mark.parametrize("ids", [np.array([2**32 + 5]), [1.7], [2**40], ["a"], [[1]], 5, [True]])
def test_ids_that_are_no_ids_are_refused(model: Model, ids: Any) -> None:
    with pytest.raises(BadInputError):
        model.prefill(ids)


def test_encoding_again_after_a_rewind_is_counted_and_can_be_cancelled(model: Model) -> None:
    words = " ".join(f"w{i}" for i in range(180))
    _, long = _run(model, words)
    told: list[tuple[int, int]] = []
    _, short = _run(model, words[:40], on_prefill=lambda *progress: told.append(progress))
    assert long.stats.prompt_tokens > 550
    assert short.stats.prefill_tokens == short.stats.prompt_tokens == told[-1][1]


def test_an_answer_is_known_again_without_the_white_space_around_it(model: Model) -> None:
    turns = [Message("user", "a")]
    # Letter by letter, as the tokenizer would never cut it.
    tokens = [model.tokenize(letter)[0].item() for letter in " the hello.\n"]
    assert model._writer.read(model._writer.write(turns), tokens).text == " the hello.\n"
    _run(model, [*turns, Message("assistant", "the hello."), Message("user", "b")], steps=1)
    held = model._engine.committed.tolist()
    assert any(held[i : i + len(tokens)] == tokens for i in range(len(held)))
