"""Which tokens of an answer its text is made of. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable

from darkroom.core.errors import BadInputError
from darkroom.core.spans import token_span
from darkroom.core.thinking import Part, ThinkingSplitter
from darkroom.core.types import Frame
from darkroom.viewmodels.cells import Lexicon


class AnswerCells:
    """Finds the tokens of a stretch of an answer's text.

    Args:
        frames: of the answer; the last of each canvas counts.
        lexicon: how their tokens read.
        inside: the first canvas begins within thinking.
        before: text of the answer that this one goes on from; it has no tokens here.

    Attributes:
        text: what they read as.
        tokens: of all canvases, whole.
    """

    def __init__(
        self,
        frames: Iterable[Frame],
        lexicon: Lexicon,
        *,
        inside: bool = False,
        before: str = "",
    ) -> None:
        splitter = ThinkingSplitter(lexicon.marks, inside=inside)
        last = {frame.block: frame.tokens for frame in frames}
        self._positions: list[int] = []
        self._pieces: list[bytes] = []
        self._before = len(before)
        self.tokens: list[int] = []
        for _, tokens in sorted(last.items()):
            ended = False
            for token, part in zip(tokens.tolist(), splitter.split(tokens).tolist(), strict=True):
                ended = ended or token in lexicon.end_ids
                if not ended and part == Part.TEXT:
                    self._positions.append(len(self.tokens))
                    self._pieces.append(lexicon.piece(token))
                self.tokens.append(token)
        text = b"".join(self._pieces).decode("utf-8", "replace")
        # An answer does not start with white space.
        self._led = 0 if before else len(text) - len(text.lstrip())
        self.text = before + text[self._led :]

    def span(self, start: int, stop: int) -> tuple[int, int] | None:
        """Tokens behind a stretch of the answer's text.

        Args:
            start: its first character.
            stop: the one behind its last.

        Returns:
            Index of the first token among those of all canvases, and of the one behind the last;
            None where the stretch has no tokens of its own.
        """
        shift = self._led - self._before
        try:
            first, last = token_span(self._pieces, start + shift, stop + shift)
        except BadInputError:
            return None
        return self._positions[first], self._positions[last - 1] + 1
