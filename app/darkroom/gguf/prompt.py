"""What stands before an answer, and the answers that stood there: all of it as tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import numpy as np

from darkroom.core.errors import BadInputError, ChatTemplateError
from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.core.types import IntArray, Message, ThinkingMarks
from darkroom.gguf.conversation import newest_that_fit
from darkroom.gguf.template import ChatTemplate, encode_chat, encode_text
from darkroom.gguf.thinking import opens_thinking
from darkroom.gguf.tokenizer import Tokenizer

ANSWERS_KEPT: Final = 256
"""Answers whose tokens are remembered; more than the turns a context holds."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An answer to go on with, as it was shown.

    Attributes:
        text: of the answer.
        thinking: what was thought before; with it alone, thinking goes on.
    """

    text: str = ""
    thinking: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Prompt:
    """Everything before the first canvas.

    Attributes:
        tokens: int32[n].
        begun: those at the end of ``tokens`` that belong to the answer already.
        inside: the answer begins within thinking; with ``begun``, it did so before those.
        opening: the answer to go on with.
        dropped: turns that were left out.
    """

    tokens: IntArray
    begun: tuple[int, ...]
    inside: bool
    opening: Opening
    dropped: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was denoised, in words; of a continued answer only what is new."""

    text: str
    thinking: str


class PromptWriter:
    """Writes prompts and reads answers, and remembers the tokens of those.

    Encoding the text of an answer again may cut it into other tokens, which would throw the cache
    away on the next turn. Of earlier turns no thinking comes into a prompt.

    Args:
        tokenizer: of the file.
        template: of the same file; None where it has none.
        marks: of the same file; None where it has none.
    """

    def __init__(
        self, tokenizer: Tokenizer, template: ChatTemplate | None, marks: ThinkingMarks | None
    ) -> None:
        self._tokenizer = tokenizer
        self._template = template
        self._marks = marks
        self._texts: dict[str, tuple[int, ...]] = {}
        self._whole: dict[tuple[Opening, bool], tuple[int, ...]] = {}

    def chat(self, turns: Sequence[Message], *, thinking: bool) -> IntArray:
        """A conversation with the opening of the model's turn, int32[n].

        Raises:
            ChatTemplateError: there is no template, or it fails on these turns.
        """
        return encode_chat(
            self._tokenizer, self._template, turns, thinking=thinking, known=self._texts
        )

    @cached_property
    def end_id(self) -> int:
        """The token that ends an answer, of all that do so the one the template writes."""
        ends = self._tokenizer.end_ids
        turns = [Message("user", "a"), Message("assistant", "b")]
        try:
            written = encode_chat(
                self._tokenizer, self._template, turns, add_generation_prompt=False
            )
        except ChatTemplateError:
            return ends[-1]
        return next((token for token in reversed(written.tolist()) if token in ends), ends[-1])

    def write(
        self,
        turns: Sequence[Message],
        *,
        thinking: bool = False,
        opening: Opening | None = None,
        room: int | None = None,
        context: int = 0,
    ) -> Prompt:
        """A conversation, and the beginning of its answer.

        Args:
            turns: oldest first.
            thinking: ask for reasoning before the answer; an answer that was begun with it is
                gone on with in the same way.
            opening: an answer to go on with.
            room: leave out old turns until so many tokens are free behind the prompt; None keeps
                all of them.
            context: tokens of prompt and answer together.

        Raises:
            BadInputError: ``opening`` holds thinking, and the model does not think.
            ChatTemplateError: there is no template, or it fails on these turns.
        """
        opening = opening or Opening()
        thinking = thinking or bool(opening.thinking)
        begun: tuple[int, ...] = ()
        inside = False

        def encode(kept: Sequence[Message]) -> IntArray:
            nonlocal begun, inside
            chat = self.chat(kept, thinking=thinking)
            inside = opens_thinking(chat, self._marks, self._tokenizer.end_ids)
            begun = self._begin(opening, inside=inside)
            return np.concatenate([chat, np.array(begun, np.int32)])

        if room is None:
            return Prompt(encode(turns), begun, inside, opening, 0)
        tokens, dropped = newest_that_fit(turns, encode, room=room, context=context)
        return Prompt(tokens, begun, inside, opening, dropped)

    def read(self, prompt: Prompt, tokens: Sequence[int]) -> Answer:
        """Put into words, and remember, what was denoised behind a prompt.

        Args:
            prompt: what stood before it.
            tokens: of the canvases, up to the end token.
        """
        if not tokens:
            return Answer("", "")
        begun, whole = prompt.opening, (*prompt.begun, *tokens)
        said, of_text = self._read(whole, inside=prompt.inside)
        new = Answer(_behind(begun.text, said.text), _behind(begun.thinking, said.thinking))
        shown = Opening(begun.text + new.text, begun.thinking + new.thinking)
        # A window shows and keeps answers without the white space around them.
        for text in filter(str.strip, (shown.text, shown.text.strip())):
            self._texts[text] = of_text
        for opening in (shown, Opening(shown.text.strip(), shown.thinking.strip())):
            self._whole[opening, prompt.inside] = whole
        _forget_oldest(self._texts)
        _forget_oldest(self._whole)
        return new

    def _read(self, tokens: tuple[int, ...], *, inside: bool) -> tuple[Answer, tuple[int, ...]]:
        """All of an answer in words, and the tokens of its text."""
        parts = ThinkingSplitter(self._marks, inside=inside).split(tokens).tolist()
        decode, piece = self._tokenizer.decode, self._tokenizer.piece
        marked = list(zip(tokens, parts, strict=True))
        of_text = [token for token, part in marked if part == Part.TEXT]
        if not (inside or any(parts)):
            return Answer(decode(of_text), ""), tuple(of_text)
        # The white space between thinking and answer belongs to neither.
        while of_text and not piece(of_text[0]).strip():
            del of_text[0]
        thoughts = [
            decode([token for token, _ in block]).strip()
            for part, block in groupby(marked, key=itemgetter(1))
            if part == Part.THINKING
        ]
        thinking = "\n\n".join(filter(None, thoughts))
        return Answer(decode(of_text).lstrip(), thinking), tuple(of_text)

    def _begin(self, opening: Opening, *, inside: bool) -> tuple[int, ...]:
        if opening == Opening():
            return ()
        if (known := self._whole.get((opening, inside))) is not None:
            return known
        marks = self._marks
        text = self._encode(opening.text)
        if marks is None:
            if opening.thinking:
                raise BadInputError(
                    "This model does not think before it answers, so that it cannot go on "
                    "with a thought.",
                    "Continue from the answer only, or load the model that began it.",
                )
            return text
        thinking = self._encode(opening.thinking)
        if thinking and not inside:
            thinking = (marks.open_id, *marks.label, *thinking)
        closing = (marks.close_id,) if text and (thinking or inside) else ()
        return thinking + closing + text

    def _encode(self, text: str) -> tuple[int, ...]:
        known = self._texts.get(text)
        return tuple(encode_text(self._tokenizer, text).tolist()) if known is None else known


def _forget_oldest(answers: dict[Any, tuple[int, ...]]) -> None:
    while len(answers) > ANSWERS_KEPT:
        del answers[next(iter(answers))]


def _behind(begun: str, whole: str) -> str:
    """What a whole text has behind the beginning that was shown of it.

    Around the beginning, white space may have been taken away since, and its last character may
    have been a broken one.
    """
    core = begun.strip().rstrip("\ufffd")
    tail = begun[begun.find(core) + len(core) :]
    at = max(0, whole.find(core))
    return whole[at + len(core) :].removeprefix(tail)
