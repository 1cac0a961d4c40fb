"""The chat template of a model file, and a conversation as tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from darkroom.core.errors import ChatTemplateError
from darkroom.core.types import IntArray, Message
from darkroom.gguf.header import Header
from darkroom.gguf.reader import StringArray
from darkroom.gguf.sandbox import MAX_RENDERED_CHARS, Sandbox
from darkroom.gguf.tokenizer import Tokenizer

MAX_SOURCE_CHARS: Final = 1 << 20

_OTHER_FILE: Final = "Choose another conversion of the model, one made for chatting."
_PRIVATE_USE: Final = range(0xF0000, 0xFFFFE)
"""Characters without a meaning; no text holds all 65,534 of them."""


class ChatTemplate:
    """A chat template, compiled.

    Args:
        source: jinja2 text.
        bos, eos: texts of the start and end token, which templates write themselves.

    Raises:
        ChatTemplateError: the source is too long or no template.
    """

    def __init__(self, source: str, bos: str = "", eos: str = "") -> None:
        if len(source) > MAX_SOURCE_CHARS:
            text = f"The chat template has {len(source):,} characters; something is wrong with it."
            raise ChatTemplateError(text, _OTHER_FILE)
        self.source = source
        self._tokens = {"bos_token": bos, "eos_token": eos}
        try:
            self._template = Sandbox().from_string(source)
        except Exception as error:  # the compiler behind jinja2 fails in many ways
            text = f"The chat template cannot be read: {error}."
            raise ChatTemplateError(text, _OTHER_FILE) from error

    @classmethod
    def from_header(cls, header: Header) -> ChatTemplate | None:
        """The template of a model file, or None where it has none.

        Raises:
            ChatTemplateError: it cannot be read.
        """
        source = header.metadata.get("tokenizer.chat_template")
        if not isinstance(source, str):
            return None
        return cls(source, _token_text(header, "bos"), _token_text(header, "eos"))

    def render(
        self,
        messages: Sequence[Message],
        *,
        add_generation_prompt: bool = True,
        thinking: bool = False,
    ) -> str:
        """Write a conversation the way the model knows it.

        Args:
            messages: the turns, oldest first.
            add_generation_prompt: end with the opening of the model's turn.
            thinking: ask for reasoning before the answer, where the template can.

        Raises:
            ChatTemplateError: the template fails, or refuses these messages.
        """
        turns = [{"role": message.role, "content": message.text} for message in messages]
        try:
            parts = self._template.generate(
                messages=turns,
                add_generation_prompt=add_generation_prompt,
                enable_thinking=thinking,
                **self._tokens,
            )
            return _join(parts)
        except ChatTemplateError:
            raise
        except Exception as error:  # a template may fail in any way Python can
            text = f"The chat template fails on this conversation: {error}."
            raise ChatTemplateError(text, _OTHER_FILE) from error


def encode_chat(
    tokenizer: Tokenizer,
    template: ChatTemplate | None,
    messages: Sequence[Message],
    *,
    add_generation_prompt: bool = True,
    thinking: bool = False,
    known: Mapping[str, Sequence[int]] | None = None,
) -> IntArray:
    """A conversation as tokens, in which only the template writes control tokens.

    What people wrote passes through the template with a seal inside of every control token's
    text, so that whatever the template does to it (trim, cut, repeat) no marker comes of it.

    Args:
        tokenizer: of the same file.
        template: of the same file; None where it has none.
        messages: the turns, oldest first.
        add_generation_prompt: end with the opening of the model's turn.
        thinking: ask for reasoning before the answer, where the template can.
        known: tokens of the model's earlier answers by text; they are put in as they were, since
            cutting their text again may give other tokens.

    Returns:
        int32[n], with the start token in front exactly once.

    Raises:
        ChatTemplateError: there is no template, or it fails on these messages.
    """
    if template is None:
        raise ChatTemplateError(
            "This model file has no chat template, so that a conversation cannot be written "
            "the way the model knows it.",
            _OTHER_FILE,
        )
    seal, mark = _unused_characters([template.source, *(message.text for message in messages)])
    answers: list[Sequence[int]] = []
    sealed: list[Message] = []
    for message in messages:
        tokens = (known or {}).get(message.text) if message.role == "assistant" else None
        if tokens is None:
            sealed.append(Message(message.role, tokenizer.shield(message.text, seal)))
        else:
            sealed.append(Message(message.role, f"{mark}{len(answers)}{mark}"))
            answers.append(tokens)
    text = template.render(sealed, add_generation_prompt=add_generation_prompt, thinking=thinking)
    ids: list[int] = []
    # With one group, split gives text and the number of an answer in turn.
    for index, part in enumerate(re.split(f"{mark}([0-9]+){mark}", text)):
        ids += answers[int(part)] if index % 2 else tokenizer.encode_shielded(part, seal).tolist()
    start = tokenizer.bos_id
    if start is not None and ids[:1] != [start]:
        ids.insert(0, start)
    return np.array(ids, np.int32)


def encode_text(tokenizer: Tokenizer, text: str) -> IntArray:
    """A text as tokens, none of which is a control token; int32[n].

    Args:
        tokenizer: of the file.
        text: what a person or a model wrote.
    """
    seal, _ = _unused_characters([text])
    return tokenizer.encode_shielded(tokenizer.shield(text, seal), seal)


def _unused_characters(texts: Sequence[str]) -> tuple[str, str]:
    used = {character for text in texts for character in text}
    unused = (character for character in map(chr, _PRIVATE_USE) if character not in used)
    return next(unused), next(unused)


def _token_text(header: Header, name: str) -> str:
    tokens = header.metadata.get("tokenizer.ggml.tokens")
    token_id = header.metadata.get(f"tokenizer.ggml.{name}_token_id")
    if not isinstance(tokens, StringArray) or not isinstance(token_id, int):
        return ""
    return tokens[token_id] if 0 <= token_id < len(tokens) else ""


def _join(parts: Iterable[str]) -> str:
    text: list[str] = []
    length = 0
    for part in parts:
        text.append(part)
        length += len(part)
        if length > MAX_RENDERED_CHARS:
            raise OverflowError("it writes without end")
    return "".join(text)
