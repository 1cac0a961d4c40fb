"""Gemma 4's own template and vocabulary: how it thinks, and what later turns see of that."""

from __future__ import annotations

import pytest

from darkroom.core.types import Message, ThinkingMarks
from darkroom.gguf.prompt import Answer, Opening, PromptWriter
from darkroom.gguf.template import ChatTemplate
from darkroom.gguf.thinking import can_think, find_marks
from darkroom.gguf.tokenizer import Tokenizer
from darkroom.worker.counting import pieces

pytestmark = [pytest.mark.golden, pytest.mark.timeout(600)]

ASK = [Message("user", "Why is the sky blue?")]
EMPTY = "<|channel>thought\n<channel|>"
OPENING = "<|turn>model\n"


@pytest.fixture
def writer(tokenizer: Tokenizer, template: ChatTemplate) -> PromptWriter:
    return PromptWriter(tokenizer, template, find_marks(tokenizer, template))


def tokens_of(tokenizer: Tokenizer, text: str) -> list[int]:
    return tokenizer.encode(text, special=True).tolist()


def test_its_marks(tokenizer: Tokenizer, template: ChatTemplate) -> None:
    label = tuple(tokenizer.encode("thought\n").tolist())
    assert find_marks(tokenizer, template) == ThinkingMarks(100, 101, label)
    assert len(label) == 2
    assert can_think(template)


def test_without_thinking_the_prompt_holds_an_empty_block(
    writer: PromptWriter, tokenizer: Tokenizer
) -> None:
    prompt = writer.write(ASK)
    assert not prompt.inside
    ending = tokens_of(tokenizer, OPENING + EMPTY)
    assert prompt.tokens.tolist()[-len(ending) :] == ending
    prompt = writer.write(ASK, thinking=True)
    assert not prompt.inside
    ending = tokens_of(tokenizer, OPENING)
    assert prompt.tokens.tolist()[-len(ending) :] == ending
    assert tokenizer.token_id("<|think|>") in prompt.tokens


def test_earlier_turns_hold_no_thinking(writer: PromptWriter, tokenizer: Tokenizer) -> None:
    said = "<|channel>thought\nLight scatters.<channel|>\n\nBecause blue light scatters most."
    answer = writer.read(writer.write(ASK, thinking=True), tokens_of(tokenizer, said))
    assert answer == Answer("Because blue light scatters most.", "Light scatters.")
    turns = [*ASK, Message("assistant", answer.text), Message("user", "Thanks")]
    known = writer.write(turns, thinking=True).tokens.tolist()
    fresh = PromptWriter(tokenizer, writer._template, writer._marks)
    assert known == fresh.write(turns, thinking=True).tokens.tolist()
    assert not {100, 101} & set(known)


def test_going_on_with_a_thought_lets_the_model_close_it(
    writer: PromptWriter, tokenizer: Tokenizer
) -> None:
    begun = writer.write(ASK, opening=Opening("", "Light scatters")).begun
    assert list(begun) == tokens_of(tokenizer, "<|channel>thought\nLight scatters")
    begun = writer.write(ASK, opening=Opening("Because", "Light scatters.")).begun
    said = "<|channel>thought\nLight scatters.<channel|>Because"
    assert list(begun) == tokens_of(tokenizer, said)


@pytest.mark.parametrize(
    "text",
    [
        "One line of prose, with numbers like 1,234.5 and a “quote”.\n" * 2000,
        "def f(x):\n    return {k: v\n            for k, v in x.items()}\n\n\n" * 2000,
        "Donaudampfschifffahrtsgesellschaft und 漢字かな交じり文 🙂 " * 2000,
    ],
)
def test_counting_in_pieces_is_exact_at_lines_and_spaces(tokenizer: Tokenizer, text: str) -> None:
    parts = list(pieces(text))
    assert len(parts) > 5
    assert sum(len(tokenizer.encode(part)) for part in parts) == len(tokenizer.encode(text))
