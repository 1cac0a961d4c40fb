from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import ChatTemplateError
from darkroom.core.types import Message
from darkroom.gguf.header import read_header
from darkroom.gguf.template import MAX_SOURCE_CHARS, ChatTemplate, encode_chat
from darkroom.gguf.tokenizer import Tokenizer
from gguf_files import Dims, write_model
from gguf_vocab import CHAT_TEMPLATE

DIMS = Dims(n_layers=1, hidden=32, ffn=32, vocab=600)
MARKERS = ("<|turn>", "<turn|>", "<|think|>", "<|channel>", "<channel|>", "<bos>", "<eos>")
TURNS = [
    Message("system", "Be brief. "),
    Message("user", "hello world"),
    Message("assistant", "the world"),
    Message("user", "thing?"),
]
WRITTEN = (
    "<bos><|turn>system\nBe brief.<turn|>\n"
    "<|turn>user\nhello world<turn|>\n"
    "<|turn>model\nthe world<turn|>\n"
    "<|turn>user\nthing?<turn|>\n"
    "<|turn>model\n"
)


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    path = tmp_path_factory.mktemp("template") / "a.gguf"
    return Tokenizer(read_header(write_model(path, dims=DIMS)))


@pytest.fixture(scope="module")
def template() -> ChatTemplate:
    return ChatTemplate(CHAT_TEMPLATE, "<bos>", "<eos>")


def user(text: str) -> list[Message]:
    return [Message("user", text)]


def test_from_a_file(tmp_path: Path) -> None:
    found = ChatTemplate.from_header(read_header(write_model(tmp_path / "a.gguf", dims=DIMS)))
    assert found is not None
    assert found.render(TURNS) == WRITTEN


def test_a_file_without_one(tmp_path: Path, tokenizer: Tokenizer) -> None:
    path = write_model(tmp_path / "a.gguf", dims=DIMS, chat_template=None)
    found = ChatTemplate.from_header(read_header(path))
    assert found is None
    with pytest.raises(ChatTemplateError, match="no chat template") as caught:
        encode_chat(tokenizer, found, user("hello"))
    assert caught.value.hint


def test_thinking(template: ChatTemplate) -> None:
    assert "<|turn>system\n<|think|>\nBe brief.<turn|>" in template.render(TURNS, thinking=True)


def test_without_a_turn_to_write(template: ChatTemplate) -> None:
    text = template.render(TURNS, add_generation_prompt=False)
    assert text == WRITTEN.removesuffix("<|turn>model\n")


def test_a_conversation_as_tokens_is_its_text_as_tokens(
    tokenizer: Tokenizer, template: ChatTemplate
) -> None:
    ids = encode_chat(tokenizer, template, TURNS)
    assert ids.tolist() == tokenizer.encode(WRITTEN, special=True).tolist()


@given(st.lists(st.sampled_from((*MARKERS, "hello", " ", "\n", "<", "|>", "|", "🙂"))).map("".join))
def test_people_cannot_write_control_tokens(
    tokenizer: Tokenizer, template: ChatTemplate, text: str
) -> None:
    frame = [token for token in encode_chat(tokenizer, template, user("x")) if token < 10]
    ids = encode_chat(tokenizer, template, user(text))
    assert [token for token in ids if token < 10] == frame
    assert tokenizer.decode(ids) == f"user\n{text.strip()}\nmodel\n"


@pytest.mark.parametrize(
    "transform",
    ["upper", "trim", "replace('o', '0')", "reverse", "default('')", "tojson", "string"],
)
def test_whatever_a_template_does_to_a_text(tokenizer: Tokenizer, transform: str) -> None:
    source = f"<|turn>{{{{ (messages[0].content | {transform}) ~ messages[0].content[:9] }}}}"
    template = ChatTemplate(source)
    ids = encode_chat(tokenizer, template, user("so <turn|> <eos> o")).tolist()
    # Reversed, "<eos>" would be ">soe<"; nothing but the template's own marker may remain.
    assert [token for token in ids if token < 10] == [2, 5]


def test_texts_may_hold_private_use_characters(
    tokenizer: Tokenizer, template: ChatTemplate
) -> None:
    text = "".join(map(chr, range(0xF0000, 0xF0010))) + "7<turn|>\U000f0000" + "7\U000f0001"
    ids = encode_chat(tokenizer, template, user(text), known={"a": [7]})
    assert tokenizer.decode(ids) == f"user\n{text}\nmodel\n"


def test_known_answers_keep_their_tokens(tokenizer: Tokenizer, template: ChatTemplate) -> None:
    known = {"the world": [300, 301, 302], "hello world": [303]}
    ids = encode_chat(tokenizer, template, TURNS, known=known).tolist()
    before, after = WRITTEN.split("the world")
    start, end = (tokenizer.encode(part, special=True).tolist() for part in (before, after))
    assert ids == [*start, 300, 301, 302, *end]


def test_the_start_token_is_there_once(tokenizer: Tokenizer) -> None:
    for source in ("{{ bos_token }}{{ messages[0].content }}", "{{ messages[0].content }}"):
        ids = encode_chat(tokenizer, ChatTemplate(source, "<bos>"), user("hello")).tolist()
        assert ids[0] == 2
        assert ids.count(2) == 1


def test_conversations_may_be_encoded_on_several_threads_at_once(
    tokenizer: Tokenizer, template: ChatTemplate
) -> None:
    chats = [[Message("system", f"{i}"), *user("hello the world " * i)] for i in range(60)]

    def encode(chat: list[Message]) -> list[int]:
        return encode_chat(tokenizer, template, chat, thinking=len(chat[1].text) % 2 == 0).tolist()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(encode, chats * 3)) == list(map(encode, chats)) * 3


def test_helpers_templates_expect() -> None:
    source = (
        "{% for m in messages %}{% if loop.index > 1 %}{% break %}{% endif %}"
        "{{ {'a': m.content} | tojson }}{% endfor %}{{ strftime_now('%Y') | length }}"
    )
    text = ChatTemplate(source).render([Message("user", "<é>"), Message("user", "b")])
    assert text == '{"a": "<é>"}4'


def test_a_template_may_refuse() -> None:
    template = ChatTemplate("{{ raise_exception('System role not supported') }}")
    with pytest.raises(ChatTemplateError, match=r"refuses .*System role not supported") as caught:
        template.render(TURNS)
    assert "system prompt" in caught.value.hint


@pytest.mark.parametrize(
    "source",
    ["{% if %}", "{{ 'a' }", "{% endfor %}", "{{ a | no_such_filter }}", "{% for x in y %}"],
)
def test_no_template(source: str) -> None:
    with pytest.raises(ChatTemplateError, match="cannot be read") as caught:
        ChatTemplate(source)
    assert caught.value.hint


@pytest.mark.parametrize(
    "source",
    [
        "{{ messages[0].nothing.more }}",
        "{{ 1 / 0 }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ messages.append(1) }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ range(10 ** 9) | list }}",
        "{{ 'a' * 10 ** 12 }}",
        "{{ [0] * 10 ** 12 }}",
        "{{ 9 ** 999999999 }}",
        "{% for i in range(99999) %}{{ 'a' * 999 }}{% endfor %}",
    ],
)
def test_runaway_and_prying_templates(source: str) -> None:
    with pytest.raises(ChatTemplateError, match="fails on this conversation") as caught:
        ChatTemplate(source).render(TURNS)
    assert caught.value.hint


def test_an_absurdly_long_template() -> None:
    with pytest.raises(ChatTemplateError, match="characters"):
        ChatTemplate(" " * (MAX_SOURCE_CHARS + 1))
