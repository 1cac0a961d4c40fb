"""Thinking, going on, and making room, on a small random network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import darkroom
from darkroom import Done, Frame, Message, Model
from darkroom.core.errors import BadInputError, ContextOverflowError
from darkroom.core.types import ThinkingMarks
from gguf_files import Dims, write_model
from gguf_vocab import CHAT_TEMPLATE

DIMS = Dims(context=1024)
OPEN, CLOSE, TURN_END = 8, 9, 6
ASK = "hello world"
ASKED = "<|turn>system\n<|think|><turn|>\n"
START = "{{ bos_token }}"
TEMPLATE = CHAT_TEMPLATE.replace(
    START, f"{START}{{% if enable_thinking %}}{{{{ {ASKED!r} }}}}{{% endif %}}", 1
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    return write_model(folder / "m.gguf", dims=DIMS, chat_template=TEMPLATE)


@pytest.fixture
def model(path: Path) -> Iterator[Model]:
    with darkroom.load(path, threads=2) as made:
        yield made


def _run(model: Model, messages: Any = ASK, **settings: Any) -> tuple[list[Frame], Done]:
    settings = {"steps": 2, "max_new_tokens": DIMS.canvas} | settings
    *frames, done = model.generate(messages, **settings)
    assert isinstance(done, Done)
    return frames, done  # type: ignore[return-value]


def _seed(model: Model, **settings: Any) -> int:
    """A seed with which two canvases hold no end token and some text."""
    for seed in range(100):
        _, done = _run(model, seed=seed, max_new_tokens=2 * DIMS.canvas, **settings)
        if len(done.tokens) == 2 * DIMS.canvas and done.text.strip():
            return seed
    raise AssertionError("every seed ends early")


def _pins(model: Model, tokens: list[int]) -> dict[int, list[int]]:
    """Pin tokens from the first cell on, and an end token behind them."""
    return {cell: [token] for cell, token in enumerate([*tokens, model.info.end_ids[0]])}


def test_the_file_says_how_it_thinks(model: Model) -> None:
    label = tuple(model.tokenize("thought\n").tolist())
    assert model.info.thinking == ThinkingMarks(OPEN, CLOSE, label)
    assert model.info.can_think


def test_a_template_that_never_asks_for_thinking(tmp_path: Path) -> None:
    with darkroom.load(write_model(tmp_path / "m.gguf", dims=DIMS)) as model:
        assert model.info.thinking is not None
        assert not model.info.can_think
        _run(model, thinking=True)  # and asking does no harm


def test_thinking_changes_the_prompt_by_what_the_template_says(model: Model) -> None:
    _, plain = _run(model)
    _, thinking = _run(model, thinking=True)
    more = thinking.stats.prompt_tokens - plain.stats.prompt_tokens
    assert more == len(model.tokenize(ASKED, special=True))
    assert model.count_chat(ASK) == plain.stats.prompt_tokens
    assert model.count_chat(ASK, thinking=True) == thinking.stats.prompt_tokens
    assert model.count_chat([Message("user", ASK)], system="x") > plain.stats.prompt_tokens


def test_what_was_thought_is_told_apart_and_stays_out_of_the_next_turn(model: Model) -> None:
    assert model.info.thinking is not None
    label = list(model.info.thinking.label)
    thought, said = (model.tokenize(text).tolist() for text in (" the", " hello"))
    tokens = [OPEN, *label, *thought, CLOSE, *said]
    _, done = _run(model, pinned=_pins(model, tokens))
    assert (done.text, done.thinking, done.reason) == ("hello", "the", "end")
    assert list(done.tokens) == tokens
    turns = [Message("user", ASK), Message("assistant", done.text), Message("user", "b")]
    _run(model, turns)
    held = model._engine.committed.tolist()
    assert not {OPEN, CLOSE} & set(held)
    at = held.index(said[0], held.index(TURN_END))
    assert held[at : at + len(said)] == said
    assert held[at + len(said)] == TURN_END


def test_thinking_is_followed_from_canvas_to_canvas(model: Model) -> None:
    seed = _seed(model)
    _, done = _run(model, seed=seed, max_new_tokens=2 * DIMS.canvas, pinned={0: [OPEN]})
    closes = CLOSE in done.tokens
    assert len(done.tokens) > DIMS.canvas
    assert closes or not done.text
    assert done.thinking


def test_going_on_is_what_a_longer_answer_would_have_been(path: Path, model: Model) -> None:
    seed = _seed(model)
    frames, whole = _run(model, seed=seed, max_new_tokens=2 * DIMS.canvas)
    committed = model._engine.committed.tolist()
    with darkroom.load(path, threads=2) as other:
        _, first = _run(other, seed=seed)
        assert first.reason == "length"
        more, second = _run(other, seed=seed, prefix=first.text, prefix_thinking=first.thinking)
        assert other._engine.committed.tolist() == committed
    assert [f.tokens.tolist() for f in more] == [f.tokens.tolist() for f in frames if f.block]
    assert [f.block for f in more] == [0] * len(more)
    assert first.tokens + second.tokens == whole.tokens
    assert first.text + second.text == whole.text
    # Only the canvas that had not been committed yet was encoded.
    assert second.stats.prefill_tokens == DIMS.canvas
    assert second.stats.prompt_tokens == first.stats.prompt_tokens + DIMS.canvas


def test_going_on_with_words_of_another_process(path: Path, model: Model) -> None:
    _, done = _run(model, prefix="the world", prefix_thinking="hello")
    assert model.info.thinking is not None
    begun = [
        *(OPEN, *model.info.thinking.label, *model.tokenize("hello").tolist(), CLOSE),
        *model.tokenize("the world").tolist(),
    ]
    held = model._engine.committed.tolist()
    assert held[-len(begun) :] == begun
    assert "the world" not in done.text
    assert len(done.tokens) <= DIMS.canvas


def test_a_model_without_marks_cannot_go_on_with_a_thought(tmp_path: Path) -> None:
    types = {"tokenizer.ggml.token_type": [1] * DIMS.vocab}
    with darkroom.load(write_model(tmp_path / "m.gguf", dims=DIMS, metadata=types)) as model:
        assert model.info.thinking is None
        with pytest.raises(BadInputError, match="does not think"):
            model.generate(ASK, prefix_thinking="the")


def test_old_turns_make_room_only_when_asked_to(path: Path) -> None:
    turns = [Message(("user", "assistant")[i % 2], "hello " * 40) for i in range(7)]
    with darkroom.load(path, context=256) as small:
        with pytest.raises(ContextOverflowError):
            _run(small, turns)
        _, done = _run(small, turns, drop_oldest=True, system="Be brief.")
        assert done.stats.dropped_messages in (2, 4, 6)
        assert done.stats.prompt_tokens + DIMS.canvas <= 256
        held = small.detokenize(small._engine.committed)
        assert held.startswith("system\nBe brief.\nuser\n")
        _, short = _run(small, turns[-1:], drop_oldest=True)
        assert short.stats.dropped_messages == 0
        with pytest.raises(ContextOverflowError):
            _run(small, "hello " * 300, drop_oldest=True)


def test_more_room_for_a_longer_answer(path: Path) -> None:
    turns = [Message(("user", "assistant")[i % 2], "hello " * 20) for i in range(9)]
    with darkroom.load(path, context=256) as small:
        _, short = _run(small, turns, drop_oldest=True)
        _, long = _run(small, turns, drop_oldest=True, max_new_tokens=1000)
    assert long.stats.prompt_tokens <= 256 // 2
    assert long.stats.dropped_messages > short.stats.dropped_messages
