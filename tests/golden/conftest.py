"""The vocabulary and chat template of Gemma 4, read once for each file of tests."""

from __future__ import annotations

import pytest

from darkroom.gguf.header import Header, read_header
from darkroom.gguf.template import ChatTemplate
from darkroom.gguf.tokenizer import Tokenizer
from gemma_vocab import gemma_vocab


@pytest.fixture(scope="module")
def header() -> Header:
    return read_header(gemma_vocab())


@pytest.fixture(scope="module")
def tokenizer(header: Header) -> Tokenizer:
    return Tokenizer(header)


@pytest.fixture(scope="module")
def template(header: Header) -> ChatTemplate:
    found = ChatTemplate.from_header(header)
    assert found is not None
    return found
