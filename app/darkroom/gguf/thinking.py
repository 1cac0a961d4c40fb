"""Whether a model thinks before it answers, and by which tokens that shows."""

from __future__ import annotations

from typing import Final

from darkroom.core.errors import ChatTemplateError
from darkroom.core.thinking import ThinkingSplitter
from darkroom.core.types import IntArray, Message, ThinkingMarks
from darkroom.gguf.template import ChatTemplate, encode_chat
from darkroom.gguf.tokenizer import Tokenizer

_KNOWN: Final = (
    ("<|channel>", "<channel|>", "thought\n"),
    ("<think>", "</think>", ""),
)
"""Opening, closing, and the label that models write behind the opening."""

_PROBE: Final = (Message("user", "x"),)


def find_marks(tokenizer: Tokenizer, template: ChatTemplate | None) -> ThinkingMarks | None:
    """The tokens around thinking, where each of them is one token that no text holds.

    Args:
        tokenizer: of the file.
        template: of the same file; None where it has none.
    """
    for opening, closing, label in _KNOWN:
        open_id, close_id = tokenizer.token_id(opening), tokenizer.token_id(closing)
        if open_id is None or close_id is None:
            continue
        if tokenizer.is_control(open_id) and tokenizer.is_control(close_id):
            marks = ThinkingMarks(open_id, close_id, tuple(tokenizer.encode(label).tolist()))
            return _with_opening_of_prompt(marks, tokenizer, template)
    return None


def can_think(template: ChatTemplate | None) -> bool:
    """Whether a template writes another prompt when thinking is asked for."""
    if template is None:
        return False
    try:
        return template.render(_PROBE, thinking=True) != template.render(_PROBE, thinking=False)
    except ChatTemplateError:
        return False


def opens_thinking(prompt: IntArray, marks: ThinkingMarks | None, end_ids: tuple[int, ...]) -> bool:
    """Whether an answer behind this prompt begins within thinking.

    Args:
        prompt: int32[n], with the opening of the model's turn.
        marks: of the model.
        end_ids: tokens that end a turn.
    """
    if marks is None:
        return False
    # Behind the last turn only: a system prompt of the template's may talk of the marks.
    turn: list[int] = []
    for token in reversed(prompt.tolist()):
        if token in end_ids:
            break
        turn.append(token)
    splitter = ThinkingSplitter(marks)
    splitter.split(turn[::-1])
    return splitter.inside


def _with_opening_of_prompt(
    marks: ThinkingMarks, tokenizer: Tokenizer, template: ChatTemplate | None
) -> ThinkingMarks:
    try:
        prompt = encode_chat(tokenizer, template, _PROBE, thinking=True)
    except ChatTemplateError:
        return marks
    opened = opens_thinking(prompt, marks, tokenizer.end_ids)
    return ThinkingMarks(marks.open_id, marks.close_id, marks.label, opened)
