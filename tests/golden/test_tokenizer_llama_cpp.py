"""Our tokenizer against llama.cpp's own, token for token."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from llama_cpp import Llama, llama_cpp

from darkroom.gguf.header import read_header
from darkroom.gguf.tokenizer import Tokenizer
from gemma_vocab import gemma_vocab
from gguf_files import Dims, write_model
from tokenizer_texts import texts

pytestmark = [pytest.mark.golden, pytest.mark.timeout(600)]


def theirs(llama: Llama, text: str, special: bool) -> list[int]:
    return llama.tokenize(text.encode(), add_bos=False, special=special)


def their_piece(vocab: llama_cpp.llama_vocab_p, token: int) -> bytes:
    # Llama.detokenize drops pieces of more than 32 bytes.
    room = ctypes.create_string_buffer(256)
    length = llama_cpp.llama_token_to_piece(vocab, token, room, 256, 0, False)
    return room.raw[:length]


@pytest.fixture(scope="module")
def vocab() -> Path:
    return gemma_vocab()


@pytest.fixture(scope="module", params=["gemma-4", "small"])
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Tokenizer, Llama]]:
    """The same file in our hands and in llama.cpp's."""
    if request.param == "gemma-4":
        path = request.getfixturevalue("vocab")
    else:
        # llama.cpp refuses the real architecture's name, so that the file bears a kindred one.
        dims = Dims(n_layers=1, hidden=32, ffn=32, vocab=2000)
        path = tmp_path_factory.mktemp("vocab") / "small.gguf"
        write_model(path, dims=dims, architecture="gemma4")
    llama = Llama(str(path), vocab_only=True, verbose=False)
    yield Tokenizer(read_header(path)), llama
    llama.close()


def test_there_are_enough_texts() -> None:
    assert len(set(texts())) >= 600


@pytest.mark.parametrize("special", [False, True])
def test_same_tokens(pair: tuple[Tokenizer, Llama], special: bool) -> None:
    ours, llama = pair
    for text in texts():
        assert ours.encode(text, special=special).tolist() == theirs(llama, text, special), text


def test_same_pieces_and_ends(pair: tuple[Tokenizer, Llama]) -> None:
    ours, llama = pair
    vocab = llama_cpp.llama_model_get_vocab(llama.model)
    assert vocab is not None
    assert ours.vocab_size == llama.n_vocab()
    assert (ours.bos_id, ours.eos_id) == (llama.token_bos(), llama.token_eos())
    ids = range(ours.vocab_size)
    ends = tuple(token for token in ids if llama_cpp.llama_vocab_is_eog(vocab, token))
    assert ours.end_ids == ends
    for token in ids:
        control = llama_cpp.llama_vocab_is_control(vocab, token)
        if control or ours.is_control(token):
            assert ours.piece(token) == b""
        else:
            assert ours.piece(token) == their_piece(vocab, token), token
        assert ours.is_control(token) or not control


def test_llama_cpps_own_cases(vocab: Path) -> None:
    cases = vocab.with_suffix(".gguf.inp").read_text("utf-8").split("\n__ggml_vocab_test__\n")
    lines = vocab.with_suffix(".gguf.out").read_text("utf-8").splitlines()
    expected = [[int(token) for token in line.split()] for line in lines]
    ours = Tokenizer(read_header(vocab))
    assert len(expected) >= 40
    for text, tokens in zip(cases, expected, strict=True):
        assert ours.encode(text).tolist() == tokens, text


def test_published_facts(vocab: Path) -> None:
    ours = Tokenizer(read_header(vocab))
    assert (ours.vocab_size, ours.bos_id, ours.eos_id) == (262_144, 2, 1)
    assert ours.end_ids == (1, 50, 106)
    assert [ours.token_id(text) for text in ("<|turn>", "<|channel>")] == [105, 100]
    assert ours.encode("hi").dtype == np.int32
