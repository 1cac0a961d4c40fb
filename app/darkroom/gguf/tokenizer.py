"""Text to tokens and back, as the model file defines it.

The pieces come from byte-pair merging in the ``tokenizers`` library, without a pre-tokenizer;
special tokens are found here, because which of them count depends on who wrote the text.
Agrees with llama.cpp on every text of ``tests/golden/test_tokenizer_llama_cpp.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import tokenizers.models

from darkroom.core.errors import ModelFileError
from darkroom.core.types import IntArray
from darkroom.gguf.header import Header
from darkroom.gguf.keys import Keys
from darkroom.gguf.reader import DOWNLOAD_AGAIN
from darkroom.gguf.vocabulary import SPACE, Vocabulary


class Tokenizer:
    """The tokenizer of a model file.

    Building one takes 1–2 s for 262,144 tokens and 514,906 merges.

    Args:
        header: of the (first) file.

    Attributes:
        vocab_size: tokens, V.
        bos_id, eos_id, pad_id: start and end token and padding, or None.
        end_ids: tokens that end an answer, ascending.
        control_ids: tokens without a text, those included, ascending.

    Raises:
        UnsupportedModelError: the file has another kind of tokenizer.
        ModelFileError: its tokens, types or merges are missing or contradict each other.
    """

    def __init__(self, header: Header) -> None:
        self._vocabulary = Vocabulary(header)
        self._merger = _merger(header, self._vocabulary)
        self.vocab_size = len(self._vocabulary)
        self.bos_id = self._vocabulary.bos_id
        self.eos_id = self._vocabulary.eos_id
        self.pad_id = self._vocabulary.pad_id
        self.end_ids = self._vocabulary.end_ids
        self.control_ids = tuple(sorted(self._vocabulary.control))
        control = self._texts(self._vocabulary.control)
        defined = self._texts(self._vocabulary.defined)
        self._plain = _any_of(defined)
        self._special = _any_of(control | defined)
        # The first character of every control token's text, wherever one begins.
        self._control_start = re.compile(f"(?={_any_of(control).pattern})(?P<first>.)", re.DOTALL)

    def encode(self, text: str, *, special: bool = False) -> IntArray:
        """Cut a text into tokens.

        Args:
            text: any text. No start token is added.
            special: read the texts of special tokens in it as those tokens. Without it they are
                plain text, but for tokens the file calls user-defined; for text of a person in
                a conversation use :func:`darkroom.gguf.template.encode_chat`.

        Returns:
            int32[n], token ids in [0, V).
        """
        finder = self._special if special else self._plain
        return np.array(self._encode(_valid(text), finder), np.int32)

    def encode_shielded(self, text: str, seal: str) -> IntArray:
        """Cut a text into tokens in which :meth:`shield` has sealed what a person wrote.

        Args:
            text: template text, special tokens and all, around sealed text.
            seal: the character that was given to :meth:`shield`; it leaves no trace.

        Returns:
            int32[n], token ids in [0, V).
        """
        return np.array(self._encode(_valid(text), self._special, seal), np.int32)

    def shield(self, text: str, seal: str) -> str:
        """Break every control token's text with ``seal``, so that it stays text.

        Args:
            text: what a person wrote.
            seal: a character that occurs in no text of the conversation.
        """
        return self._control_start.sub(rf"\g<first>{seal}", text)

    def decode(self, ids: Iterable[int] | IntArray) -> str:
        """Tokens to text; control tokens have none, broken UTF-8 becomes U+FFFD.

        Raises:
            BadInputError: an id is outside of the vocabulary.
        """
        numbers = np.asarray(ids, np.int64).tolist() if isinstance(ids, np.ndarray) else ids
        return b"".join(map(self.piece, numbers)).decode("utf-8", "replace")

    def piece(self, token_id: int) -> bytes:
        """UTF-8 bytes of one token, perhaps part of a character; none for control tokens.

        Raises:
            BadInputError: it is outside of the vocabulary.
        """
        return self._vocabulary.piece(token_id)

    def token_id(self, text: str) -> int | None:
        """The token with exactly this text, as the file writes it, e.g. ``"<|channel>"``."""
        return self._vocabulary.ids.get(text)

    def is_control(self, token_id: int) -> bool:
        """Whether a token is a marker of the model's own, never part of a text."""
        return token_id in self._vocabulary.control

    def _texts(self, ids: Iterable[int]) -> set[str]:
        return {self._vocabulary.tokens[token_id] for token_id in ids}

    def _encode(self, text: str, finder: re.Pattern[str], seal: str = "") -> list[int]:
        ids: list[int] = []
        # With one group, split gives text and token in turn.
        for index, part in enumerate(finder.split(text)):
            if index % 2:
                ids.append(self._vocabulary.ids[part])
            elif part := part.replace(seal, "") if seal else part:
                merged: Sequence[Any] = self._merger.tokenize(part.replace(" ", SPACE))
                ids += [token.id for token in merged]
        return ids


def _merger(header: Header, vocabulary: Vocabulary) -> tokenizers.models.BPE:
    keys = Keys(header)
    key = "tokenizer.ggml.merges"
    pairs: list[tuple[str, str]] = []
    for merge in keys.strings(key):
        # A merge may begin with a space of its own, as in llama.cpp.
        gap = merge.find(" ", 1)
        if gap < 0:
            raise keys.error(key, f"has {merge!r}, expected two pieces with a space between.")
        pairs.append((merge[:gap], merge[gap + 1 :]))
    unknown = vocabulary.unk_id
    try:
        return tokenizers.models.BPE(
            vocabulary.ids,
            pairs,
            unk_token=None if unknown is None else vocabulary.tokens[unknown],
            fuse_unk=True,
            byte_fallback=True,
        )
    except Exception as error:  # the library raises nothing narrower
        offset = header.key_offsets[key]
        text = f"its merges do not fit its tokens ({error})."
        raise ModelFileError(header.path, text, offset=offset, hint=DOWNLOAD_AGAIN) from error


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """A pattern with one group that finds any of the texts, the longest first."""
    # One character cannot be broken by a seal, so that it is never read as a control token.
    long = sorted((text for text in texts if len(text) > 1), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, long)) + ")" if long else "(?!)()")


def _valid(text: str) -> str:
    """The text without halves of surrogate pairs, which no UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
