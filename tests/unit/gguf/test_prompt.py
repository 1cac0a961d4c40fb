"""Answers go back into prompts as they were denoised, and without what was thought."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.types import Message, ThinkingMarks
from darkroom.gguf.header import read_header
from darkroom.gguf.prompt import ANSWERS_KEPT, Answer, Opening, PromptWriter
from darkroom.gguf.template import ChatTemplate
from darkroom.gguf.tokenizer import Tokenizer
from gguf_files import Dims, write_model
from gguf_vocab import CHAT_TEMPLATE

OPEN, CLOSE = 8, 9
ASK = [Message("user", "hello")]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    dims = Dims(n_layers=1, hidden=32, ffn=32, vocab=600)
    path = write_model(tmp_path_factory.mktemp("prompt") / "a.gguf", dims=dims)
    return Tokenizer(read_header(path))


@pytest.fixture
def marks(tokenizer: Tokenizer) -> ThinkingMarks:
    return ThinkingMarks(OPEN, CLOSE, tuple(tokenizer.encode("thought\n").tolist()))


@pytest.fixture
def writer(tokenizer: Tokenizer, marks: ThinkingMarks) -> PromptWriter:
    return PromptWriter(tokenizer, ChatTemplate(CHAT_TEMPLATE, "<bos>", "<eos>"), marks)


@pytest.fixture
def thought(tokenizer: Tokenizer, marks: ThinkingMarks) -> list[int]:
    """Thinking and an answer, letter by letter as no tokenizer would cut them."""
    return [OPEN, *marks.label, *letters(tokenizer, "the the\n"), CLOSE,
            *letters(tokenizer, "\n hello the\n")]  # fmt: skip


def letters(tokenizer: Tokenizer, text: str) -> list[int]:
    return [token for letter in text for token in tokenizer.encode(letter).tolist()]


def has(row: Sequence[int], part: Sequence[int]) -> bool:
    return any(list(row[i : i + len(part)]) == list(part) for i in range(len(row)))


def test_an_answer_comes_apart(writer: PromptWriter, thought: list[int]) -> None:
    assert writer.read(writer.write(ASK), thought) == Answer("hello the\n", "the the")


def test_an_answer_without_thinking_is_left_as_it_is(
    writer: PromptWriter, tokenizer: Tokenizer
) -> None:
    tokens = letters(tokenizer, "\n the \n")
    assert writer.read(writer.write(ASK), tokens) == Answer("\n the \n", "")


def test_thinking_that_was_cut_off_leaves_no_answer(
    writer: PromptWriter, thought: list[int]
) -> None:
    cut = thought[: thought.index(CLOSE)]
    assert writer.read(writer.write(ASK), cut) == Answer("", "the the")


def test_blocks_of_thinking_stand_apart(writer: PromptWriter, tokenizer: Tokenizer) -> None:
    tokens = letters(tokenizer, "a")
    for word in ("b", " ", "c"):
        tokens += [OPEN, *letters(tokenizer, word), CLOSE, *letters(tokenizer, word)]
    assert writer.read(writer.write(ASK), tokens) == Answer("ab c", "b\n\nc")


def test_what_was_thought_is_in_no_later_prompt(
    writer: PromptWriter, tokenizer: Tokenizer, thought: list[int]
) -> None:
    answer = writer.read(writer.write(ASK), thought)
    turns = [*ASK, Message("assistant", answer.text.strip()), Message("user", "b")]
    prompt = writer.write(turns, thinking=True).tokens.tolist()
    assert has(prompt, letters(tokenizer, "hello the\n"))
    assert not {OPEN, CLOSE} & set(prompt)
    assert "the the" not in tokenizer.decode(prompt)


def test_going_on_takes_the_tokens_as_they_were(writer: PromptWriter, thought: list[int]) -> None:
    first = writer.write(ASK)
    answer = writer.read(first, thought)
    for opening in (
        Opening(answer.text, answer.thinking),
        Opening(answer.text.strip(), answer.thinking.strip()),
    ):
        prompt = writer.write(ASK, opening=opening)
        assert prompt.begun == tuple(thought)
        assert prompt.tokens.tolist() == [*first.tokens.tolist(), *thought]


def test_what_comes_behind_is_new_and_both_together_are_remembered(
    writer: PromptWriter, tokenizer: Tokenizer, thought: list[int]
) -> None:
    cut = thought.index(CLOSE) - 2
    start = writer.read(writer.write(ASK), thought[:cut])
    assert start == Answer("", "the th")
    going_on = writer.write(ASK, opening=Opening(start.text, start.thinking))
    assert going_on.begun == tuple(thought[:cut])
    end = writer.read(going_on, thought[cut:])
    assert end == Answer("hello the\n", "e")
    more = writer.write(ASK, opening=Opening(end.text.strip(), start.thinking + end.thinking))
    assert more.begun == tuple(thought)
    # White space that was not shown comes back with what follows it.
    assert writer.read(more, letters(tokenizer, "and")) == Answer("\nand", "")
    turns = [*ASK, Message("assistant", "hello the\nand"), Message("user", "b")]
    assert has(writer.write(turns).tokens.tolist(), letters(tokenizer, "hello the\nand"))


def test_an_unknown_answer_is_encoded_with_its_marks(
    writer: PromptWriter, tokenizer: Tokenizer, marks: ThinkingMarks
) -> None:
    thinking, text = (tokenizer.encode(word).tolist() for word in ("the the", "hello"))
    opened = [OPEN, *marks.label, *thinking]
    begun = {
        (words, hidden): list(writer.write(ASK, opening=Opening(words, hidden)).begun)
        for words in ("", "hello")
        for hidden in ("", "the the")
    }
    assert begun == {
        ("", ""): [],
        ("hello", ""): text,
        ("", "the the"): opened,
        ("hello", "the the"): [*opened, CLOSE, *text],
    }


def test_nobody_puts_marks_into_an_answer_by_writing_them(
    writer: PromptWriter, tokenizer: Tokenizer
) -> None:
    begun = writer.write(ASK, opening=Opening("a<channel|>b<|channel>")).begun
    assert not any(map(tokenizer.is_control, begun))
    assert tokenizer.decode(begun) == "a<channel|>b<|channel>"


def test_going_on_with_a_thought_asks_for_thinking(writer: PromptWriter) -> None:
    turns = [Message("system", "Be brief."), *ASK]
    with_thought = writer.write(turns, opening=Opening("", "the")).tokens.tolist()
    wanted = writer.write(turns, thinking=True).tokens.tolist()
    assert with_thought[: len(wanted)] == wanted
    assert writer.write(turns).tokens.tolist() != wanted


def test_where_the_prompt_opens_thinking_an_answer_needs_no_opening(tokenizer: Tokenizer) -> None:
    template = ChatTemplate("{{ messages[0].content }}<turn|>" + "<|channel>")
    writer = PromptWriter(tokenizer, template, ThinkingMarks(OPEN, CLOSE))
    thinking, text = (tokenizer.encode(word).tolist() for word in ("the", "hello"))
    prompt = writer.write(ASK)
    assert prompt.inside
    assert writer.read(prompt, [*thinking, CLOSE, *text]) == Answer("hello", "the")
    begun = writer.write(ASK, opening=Opening("hello", "ing")).begun
    assert begun == (*tokenizer.encode("ing"), CLOSE, *text)
    assert writer.write(ASK, opening=Opening("world")).begun[0] == CLOSE


def test_a_model_that_does_not_think_goes_on_with_answers_only(tokenizer: Tokenizer) -> None:
    writer = PromptWriter(tokenizer, ChatTemplate(CHAT_TEMPLATE, "<bos>", "<eos>"), None)
    assert writer.write(ASK, opening=Opening("hello")).begun == tuple(tokenizer.encode("hello"))
    with pytest.raises(BadInputError, match="does not think") as caught:
        writer.write(ASK, opening=Opening("hello", "the"))
    assert caught.value.hint


def test_old_turns_make_room_and_the_beginning_of_the_answer_counts(writer: PromptWriter) -> None:
    turns = [*ASK, Message("assistant", "the"), *ASK, Message("assistant", "the"), *ASK]
    whole = writer.write(turns)
    size = len(whole.tokens)
    assert writer.write(turns, room=8, context=size + 8).dropped == 0
    opening = Opening("hello the world")
    short = writer.write(turns, room=8, context=size + 8, opening=opening)
    assert short.dropped == 2
    assert short.tokens.tolist()[-len(short.begun) :] == list(short.begun)
    assert len(short.tokens) + 8 <= size + 8


def test_nothing_denoised_is_nothing_new(writer: PromptWriter, tokenizer: Tokenizer) -> None:
    prompt = writer.write(ASK, opening=Opening("hello", "the"))
    assert writer.read(prompt, []) == Answer("", "")
    assert writer.read(writer.write(ASK), tokenizer.encode("\n").tolist()) == Answer("\n", "")
    assert writer.write(ASK, opening=Opening("", "ing")).begun[-1] != CLOSE


def test_a_broken_character_is_mended_by_what_follows(
    writer: PromptWriter, tokenizer: Tokenizer
) -> None:
    head, tail = (tokenizer.token_id(f"<0x{byte:02X}>") for byte in "ö".encode())
    assert head is not None
    assert tail is not None
    start = writer.read(writer.write(ASK), [*tokenizer.encode("sch"), head])
    assert start.text == "sch\ufffd"
    end = writer.read(
        writer.write(ASK, opening=Opening(start.text)), [tail, *tokenizer.encode("n")]
    )
    assert end.text == "ön"


def test_so_many_answers_are_kept(writer: PromptWriter) -> None:
    for word in range(2 * ANSWERS_KEPT):
        tokens = letters(writer._tokenizer, f" {word}")
        writer.read(writer.write(ASK), tokens)
    assert len(writer._texts) <= ANSWERS_KEPT
    assert len(writer._whole) <= ANSWERS_KEPT


A, BREAK, SPACE, THE = 10 + ord("a"), 266, 267, 366
_WORDS = st.lists(st.sampled_from((OPEN, CLOSE, A, A + 1, BREAK, SPACE, THE)), max_size=12)


@given(_WORDS, _WORDS)
def test_a_continued_answer_reads_like_one_that_never_stopped(
    tokenizer: Tokenizer, first: list[int], second: list[int]
) -> None:
    assert [tokenizer.decode([t]) for t in (A, BREAK, SPACE, THE)] == ["a", "\n", " ", " the"]
    marks = ThinkingMarks(OPEN, CLOSE, (A, BREAK))

    def fresh() -> PromptWriter:
        return PromptWriter(tokenizer, ChatTemplate(CHAT_TEMPLATE, "<bos>", "<eos>"), marks)

    writer = fresh()
    start = writer.read(writer.write(ASK), first)
    assume(start.text + start.thinking)  # nothing is nothing to go on with
    going_on = writer.write(ASK, opening=Opening(start.text, start.thinking))
    end = writer.read(going_on, second)
    whole = fresh().read(writer.write(ASK), [*first, *second])
    assert (start.text + end.text).strip() == whole.text.strip()
    assert (start.thinking + end.thinking).strip() == whole.thinking
