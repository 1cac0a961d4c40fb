"""The tokens of a model file: their texts, their kinds, and which of them end an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from darkroom.core.errors import BadInputError, UnsupportedModelError
from darkroom.core.types import IntArray
from darkroom.gguf.header import Header
from darkroom.gguf.keys import Keys

SPACE: Final = "▁"
"""How the texts of tokens write a space."""

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)

_END_NAMES: Final = (
    *("<eos>", "<turn|>", "<|tool_response>", "<end_of_turn>", "<|eot_id|>", "<|im_end|>"),
    *("<|end|>", "<|endoftext|>", "<|end_of_text|>", "<|eom_id|>", "<EOT>", "[EOS]"),
)
"""Tokens that end an answer whatever the header says, as llama.cpp takes them."""

_MARKER: Final = re.compile(r"<\|[^<>]+>|<[^<>]+\|>|</?think>")
"""Published files call some markers (``<|channel>``) user-defined; people never type them."""

_BYTE_TOKEN: Final = re.compile(r"<0x([0-9A-Fa-f]{2})>")


class Vocabulary:
    """The tokens of a header with the SentencePiece-like vocabulary of Gemma 4.

    Args:
        header: of the (first) file.

    Attributes:
        tokens: text of every token as the file has it.
        ids: token id by text.
        bos_id, eos_id, unk_id, pad_id: start, end and unknown token and padding, or None.
        end_ids: tokens that end an answer, ascending.
        control: tokens that are never part of a text: what a person writes must not become one.
        defined: other tokens that are cut out of a text before anything else, and those markers
            that llama.cpp cuts out of plain text too.

    Raises:
        UnsupportedModelError: another kind of tokenizer.
        ModelFileError: tokens or their types are missing or do not fit each other.
    """

    def __init__(self, header: Header) -> None:
        keys = Keys(header)
        _check_kind(header, keys)
        self.tokens: Sequence[str] = tuple(keys.strings("tokenizer.ggml.tokens"))
        self.ids = {token: index for index, token in enumerate(self.tokens)}
        self._types = _types(header, keys, len(self.tokens))
        self.bos_id, self.eos_id, self.unk_id, self.pad_id = (
            self._named(header, name) for name in ("bos", "eos", "unknown", "padding")
        )
        self.end_ids = self._find_ends(header)
        self.control = self._find_control()
        self.defined = self._of_type(USER_DEFINED) - set(self.end_ids)

    def __len__(self) -> int:
        return len(self.tokens)

    def piece(self, token_id: int) -> bytes:
        """UTF-8 bytes of a token; none for control tokens.

        Raises:
            BadInputError: there is no such token.
        """
        if not 0 <= token_id < len(self):
            raise BadInputError(f"Token {token_id} is outside of 0 … {len(self) - 1:,}.")
        if token_id in self.control:
            return b""
        text = self.tokens[token_id]
        if self._types[token_id] == BYTE and (byte := _BYTE_TOKEN.fullmatch(text)):
            return bytes([int(byte[1], 16)])
        return text.replace(SPACE, " ").encode()

    def _find_ends(self, header: Header) -> tuple[int, ...]:
        named = (self._named(header, name) for name in ("eos", "eot", "eom"))
        ends = {self.ids[name] for name in _END_NAMES if name in self.ids}
        return tuple(sorted(ends.union(index for index in named if index is not None)))

    def _find_control(self) -> frozenset[int]:
        markers = (i for i in self._of_type(USER_DEFINED) if _MARKER.fullmatch(self.tokens[i]))
        typed = self._of_type(CONTROL) | self._of_type(UNKNOWN)
        return typed.union(markers, self.end_ids)

    def _of_type(self, kind: int) -> frozenset[int]:
        return frozenset(np.flatnonzero(self._types == kind).tolist())

    def _named(self, header: Header, name: str) -> int | None:
        """The token a key names; like llama.cpp, none where it is outside of the vocabulary."""
        token_id = header.metadata.get(f"tokenizer.ggml.{name}_token_id")
        if not isinstance(token_id, int):
            return None
        return token_id if 0 <= token_id < len(self.tokens) else None


def _check_kind(header: Header, keys: Keys) -> None:
    model = keys.text("tokenizer.ggml.model")
    if "gemma4" not in (model, keys.text("tokenizer.ggml.pre", "")):
        raise UnsupportedModelError(
            header.path,
            f"has a tokenizer of kind {model!r}, which is not supported. Supported: gemma4.",
            offset=header.key_offsets["tokenizer.ggml.model"],
        )


def _types(header: Header, keys: Keys, count: int) -> IntArray:
    key = "tokenizer.ggml.token_type"
    types = header.metadata.get(key)
    if types is None:
        return np.full(count, NORMAL, np.int32)
    if not isinstance(types, np.ndarray) or len(types) != count:
        raise keys.error(key, f"does not have one number for each of the {count:,} tokens.")
    return types.astype(np.int32)
