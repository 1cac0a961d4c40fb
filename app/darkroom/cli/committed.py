"""What committed canvases say: thinking and answer, told apart by the ids of tokens."""

from __future__ import annotations

from codecs import getincrementaldecoder

from darkroom.cli.canvas_text import visible_tokens
from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.core.types import Frame
from darkroom.worker.engine_side import LoadedModel

THINKING = "Thinking"
"""Stands above what was thought."""

_Decoder = getincrementaldecoder("utf-8")


class CommittedText:
    """Reads canvas after canvas; a character may end in the next one.

    Args:
        model: knows its marks and the words of its tokens.
        thinking: it was asked to think.
    """

    def __init__(self, model: LoadedModel, *, thinking: bool = False) -> None:
        self._model = model
        marks = model.info.thinking
        inside = marks is not None and marks.opened and thinking
        self._splitter = ThinkingSplitter(marks, inside=inside)
        self._thinking, self._text = _Decoder("replace"), _Decoder("replace")
        self._has_thought = inside
        self._has_answered = False

    def take(self, canvas: Frame, *, last: bool = False) -> tuple[str, str]:
        """Take in a canvas, up to its first end token.

        Args:
            canvas: its last step.
            last: none follows, so that what a broken character began is lost.

        Returns:
            Thinking and text of this canvas.
        """
        tokens = visible_tokens(canvas, self._model.info.end_ids)
        parts = self._splitter.split(tokens).tolist()
        data = {part: b"" for part in Part}
        for token, part in zip(tokens, parts, strict=True):
            data[part] += self._model.piece(token)
        thinking = self._thinking.decode(data[Part.THINKING], last)
        text = self._text.decode(data[Part.TEXT], last)
        self._has_thought |= any(parts)
        if self._has_thought and not self._has_answered:
            text = text.lstrip()  # the white space between thinking and answer is of neither
        self._has_answered |= bool(text)
        return thinking, text
