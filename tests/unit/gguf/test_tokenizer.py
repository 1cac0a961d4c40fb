from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError, ModelFileError, UnsupportedModelError
from darkroom.gguf.header import read_header
from darkroom.gguf.tokenizer import Tokenizer
from gguf_files import Dims, write_model
from gguf_vocab import USER_DEFINED, small_vocabulary

DIMS = Dims(n_layers=1, hidden=32, ffn=32, vocab=600)


def tokenizer(path: Path, **changes: Any) -> Tokenizer:
    return Tokenizer(read_header(write_model(path / "a.gguf", dims=DIMS, **changes)))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return tokenizer(tmp_path_factory.mktemp("tiny"))


def pieces(tokenizer: Tokenizer, text: str, *, special: bool = False) -> list[bytes]:
    return [tokenizer.piece(token) for token in tokenizer.encode(text, special=special)]


def test_facts(tiny: Tokenizer) -> None:
    assert (tiny.vocab_size, tiny.bos_id, tiny.eos_id) == (600, 2, 1)
    assert tiny.end_ids == (1, 6)
    assert (tiny.token_id("<turn|>"), tiny.token_id("nowhere")) == (6, None)
    assert [tiny.is_control(token) for token in (0, 6, 9, 10, 300)] == [True] * 3 + [False] * 2


def test_merges_and_bytes(tiny: Tokenizer) -> None:
    ids = tiny.encode("user the 漢字")
    assert ids.dtype == np.int32
    assert pieces(tiny, "user the 漢字") == [
        b"user",
        b" the",
        b" ",
        "漢".encode(),
        b"\xe5",
        b"\xad",
        b"\x97",
    ]


def test_empty(tiny: Tokenizer) -> None:
    assert tiny.encode("").shape == (0,)
    assert tiny.encode("").dtype == np.int32
    assert tiny.decode([]) == ""


def test_special_tokens_only_on_request(tiny: Tokenizer) -> None:
    text = "<|turn>user\nhello<turn|>"
    ids = tiny.encode(text, special=True).tolist()
    assert (ids[0], ids[-1]) == (5, 6)
    assert tiny.decode(ids) == "user\nhello"
    plain = tiny.encode(text)
    assert not any(tiny.is_control(token) for token in plain)
    assert tiny.decode(plain) == text


def test_control_tokens_have_no_bytes(tiny: Tokenizer) -> None:
    assert [tiny.piece(token) for token in range(10)] == [b""] * 10


def test_byte_tokens_give_their_byte(tiny: Tokenizer) -> None:
    for byte in (0, 10, 65, 255):
        token = tiny.token_id(f"<0x{byte:02X}>")
        assert token is not None
        assert tiny.piece(token) == bytes([byte])


def test_half_a_character_is_marked(tiny: Tokenizer) -> None:
    token = tiny.token_id("<0xE5>")
    assert token is not None
    assert tiny.decode([token]) == "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("token", [-1, 600])
def test_no_such_token(tiny: Tokenizer, token: int) -> None:
    with pytest.raises(BadInputError, match="outside of 0 … 599"):
        tiny.decode([1, token])


@given(st.text())
def test_text_survives(tiny: Tokenizer, text: str) -> None:
    # The vocabulary writes spaces as this character, so that the two cannot be told apart.
    sound = text.replace("▁", " ")
    assert tiny.decode(tiny.encode(text)) == sound
    assert not any(tiny.is_control(token) for token in tiny.encode(text))


def test_halves_of_surrogate_pairs(tiny: Tokenizer) -> None:
    assert tiny.decode(tiny.encode("a\ud83d\ude00b\ud800c")) == "a😀b\N{REPLACEMENT CHARACTER}c"


@given(st.lists(st.sampled_from(["<|turn>", "<turn|>", "<", "turn|>", "<|", " a"])).map("".join))
def test_shielded_text_holds_no_control_token(tiny: Tokenizer, text: str) -> None:
    seal = "\U000f0000"
    ids = tiny.encode_shielded(tiny.shield(text, seal), seal)
    assert not any(tiny.is_control(token) for token in ids)
    assert tiny.decode(ids) == text


def test_published_files_call_some_markers_user_defined(tmp_path: Path) -> None:
    types = small_vocabulary(600)["tokenizer.ggml.token_type"]
    types[8] = types[9] = USER_DEFINED
    found = tokenizer(tmp_path, metadata={"tokenizer.ggml.token_type": types})
    # llama.cpp finds them in plain text too; they never show, and a person's text is shielded.
    assert found.encode("<|channel>")[0] == 8
    assert found.is_control(8)
    assert found.decode([8, 9]) == ""
    seal = "\U000f0000"
    assert 8 not in found.encode_shielded(found.shield("<|channel>", seal), seal)


def test_other_user_defined_tokens_are_text(tmp_path: Path) -> None:
    types = small_vocabulary(600)["tokenizer.ggml.token_type"]
    word = tokenizer(tmp_path).token_id("user")
    assert word is not None
    types[word] = USER_DEFINED
    found = tokenizer(tmp_path, metadata={"tokenizer.ggml.token_type": types})
    assert not found.is_control(word)
    assert found.decode(found.encode("superuser")) == "superuser"
    assert word in found.encode("superuser")


def test_the_header_may_name_more_ends(tmp_path: Path) -> None:
    keys = {"tokenizer.ggml.eot_token_id": 7, "tokenizer.ggml.eom_token_id": 2**32 - 1}
    assert tokenizer(tmp_path, metadata=keys).end_ids == (1, 6, 7)


def test_without_types_all_is_text(tmp_path: Path) -> None:
    found = tokenizer(tmp_path, omit=["tokenizer.ggml.token_type"])
    assert (
        found.encode("hello<|turn>", special=True).tolist() == found.encode("hello<|turn>").tolist()
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"omit": ["tokenizer.ggml.tokens"]}, "tokens is missing"),
        ({"omit": ["tokenizer.ggml.merges"]}, "merges is missing"),
        ({"omit": ["tokenizer.ggml.model"]}, "model is missing"),
        ({"metadata": {"tokenizer.ggml.tokens": [1, 2]}}, "expected an array of strings"),
        ({"metadata": {"tokenizer.ggml.token_type": [1, 2]}}, "each of the 600 tokens"),
        ({"metadata": {"tokenizer.ggml.merges": ["ab"]}}, "two pieces"),
        ({"metadata": {"tokenizer.ggml.merges": ["漢 字"]}}, "do not fit its tokens"),
    ],
)
def test_broken_vocabularies(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ModelFileError, match=words) as caught:
        tokenizer(tmp_path, **changes)
    assert caught.value.hint


def test_another_kind_of_tokenizer(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModelError, match="'gpt2', which is not supported"):
        tokenizer(tmp_path, metadata={"tokenizer.ggml.model": "gpt2"})
