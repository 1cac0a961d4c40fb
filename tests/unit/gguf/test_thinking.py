"""What a file says of its thinking."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.core.types import IntArray, Message, ThinkingMarks
from darkroom.gguf.header import read_header
from darkroom.gguf.template import ChatTemplate, encode_chat
from darkroom.gguf.thinking import can_think, find_marks, opens_thinking
from darkroom.gguf.tokenizer import Tokenizer
from gguf_files import Dims, write_model
from gguf_vocab import CHAT_TEMPLATE, CONTROL, NORMAL, USER_DEFINED, small_vocabulary

DIMS = Dims(n_layers=1, hidden=32, ffn=32, vocab=600)
THINK_TEMPLATE = """\
{%- for message in messages %}{{ '<|turn>' + message.role + '\\n' + message.content }}<turn|>
{% endfor %}{% if add_generation_prompt %}<|turn>model
{% if enable_thinking is defined and not enable_thinking %}<think>

</think>

{% endif %}{% endif %}"""
ALWAYS_OPENED = "{{ messages[0].content }}<turn|>{% if enable_thinking %}!{% endif %}<think>\n"


def tokenizer(folder: Path, *, names: tuple[str, str], kind: int) -> Tokenizer:
    """A small vocabulary whose tokens 8 and 9 are marks of this name and type."""
    keys = small_vocabulary(DIMS.vocab)
    texts, types = keys["tokenizer.ggml.tokens"], keys["tokenizer.ggml.token_type"]
    texts[8:10], types[8:10] = names, [kind, kind]
    metadata = {"tokenizer.ggml.tokens": texts, "tokenizer.ggml.token_type": types}
    path = write_model(folder / "m.gguf", dims=DIMS, metadata=metadata)
    return Tokenizer(read_header(path))


@pytest.mark.parametrize("kind", [CONTROL, USER_DEFINED])
def test_channels_are_known_by_their_tokens(tmp_path: Path, kind: int) -> None:
    found = tokenizer(tmp_path, names=("<|channel>", "<channel|>"), kind=kind)
    label = tuple(found.encode("thought\n").tolist())
    marks = find_marks(found, ChatTemplate(CHAT_TEMPLATE, "<bos>"))
    assert marks == ThinkingMarks(8, 9, label)
    assert found.decode(label) == "thought\n"


@pytest.mark.parametrize("kind", [CONTROL, USER_DEFINED])
def test_think_tokens_are_known_too(tmp_path: Path, kind: int) -> None:
    found = tokenizer(tmp_path, names=("<think>", "</think>"), kind=kind)
    assert find_marks(found, ChatTemplate(THINK_TEMPLATE)) == ThinkingMarks(8, 9)
    assert found.decode([8, 9]) == ""
    # Nobody opens thinking by writing so.
    ids = encode_chat(found, ChatTemplate(THINK_TEMPLATE), [Message("user", "<think>")])
    assert 8 not in ids[: ids.tolist().index(6)]


def test_words_that_look_like_marks_are_none(tmp_path: Path) -> None:
    found = tokenizer(tmp_path, names=("<think>", "</think>"), kind=NORMAL)
    assert find_marks(found, ChatTemplate(THINK_TEMPLATE)) is None


def test_a_vocabulary_without_marks(tmp_path: Path) -> None:
    found = tokenizer(tmp_path, names=("<|one>", "<think>"), kind=CONTROL)
    assert find_marks(found, None) is None


def test_a_prompt_that_opens_thinking_itself(tmp_path: Path) -> None:
    found = tokenizer(tmp_path, names=("<think>", "</think>"), kind=CONTROL)
    marks = find_marks(found, ChatTemplate(ALWAYS_OPENED))
    assert marks == ThinkingMarks(8, 9, (), opened=True)

    def prompt(source: str, *, thinking: bool) -> IntArray:
        return encode_chat(found, ChatTemplate(source), [Message("user", "x")], thinking=thinking)

    assert opens_thinking(prompt(ALWAYS_OPENED, thinking=True), marks, (6,))
    assert not opens_thinking(prompt(THINK_TEMPLATE, thinking=True), marks, (6,))
    # An empty block is closed; what a template says of marks in another turn opens nothing.
    assert not opens_thinking(prompt(THINK_TEMPLATE, thinking=False), marks, (6,))
    talk = "Write <think> first.<turn|>{{ messages[0].content }}<turn|>"
    assert not opens_thinking(prompt(talk, thinking=True), marks, (6,))
    assert not opens_thinking(prompt(ALWAYS_OPENED, thinking=True), None, (6,))


@pytest.mark.parametrize(
    ("source", "can"),
    [
        (THINK_TEMPLATE, True),
        (ALWAYS_OPENED, True),
        ("{{ messages[0].content }}", False),
        # It knows the word and does nothing with it.
        ("{% if enable_thinking %}{% endif %}{{ messages[0].content }}", False),
        ("{{ raise_exception('no') }}", False),
    ],
)
def test_a_template_can_think_where_its_prompt_changes(source: str, can: bool) -> None:
    assert can_think(ChatTemplate(source)) is can


def test_without_a_template_nothing_is_asked_for() -> None:
    assert not can_think(None)


def test_a_template_that_fails_takes_no_marks_away(tmp_path: Path) -> None:
    found = tokenizer(tmp_path, names=("<think>", "</think>"), kind=CONTROL)
    marks = find_marks(found, ChatTemplate("{{ raise_exception('no') }}"))
    assert marks == ThinkingMarks(8, 9)
