"""The steps of answers that came about in earlier days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from darkroom.core.errors import DarkroomError, HistoryError
from darkroom.core.types import Frame
from darkroom.history.records import StoredMessage
from darkroom.history.store import History
from darkroom.history.trace import Trace, read_trace
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.model import ModelViewModel

FindFrames = Callable[
    [Callable[[list[Frame], Lexicon], None], Callable[[DarkroomError], None]], None
]
"""Finds the frames of an answer somewhere else: tells the first of them and how their tokens read,
or the second why there are none, later."""

Ask = Callable[
    [Callable[[History], Any], Callable[[Any], None], Callable[[HistoryError], None]], None
]
"""Has something done with the history in the background; tells the second what came of it, or the
third what went wrong."""


class StoredFrames:
    """Reads the frames of an answer from the history, in the background.

    Args:
        ask: see ``Ask``.
        model: the model that is loaded; it knows what ends the answers that it gave.
    """

    def __init__(self, ask: Ask, model: ModelViewModel) -> None:
        self._ask = ask
        self._model = model

    def of(self, message: StoredMessage) -> FindFrames:
        """A way to the frames of an answer."""

        def find(
            then: Callable[[list[Frame], Lexicon], None],
            otherwise: Callable[[HistoryError], None],
        ) -> None:
            self._ask(
                lambda history: read_frames(history.trace(message.id)),
                lambda trace: then(trace.frames, self._lexicon(message, trace)),
                otherwise,
            )

        return find

    def _lexicon(self, message: StoredMessage, trace: Trace) -> Lexicon:
        if trace.reading is not None:
            reading = trace.reading
            pieces = dict(trace.pieces)
            return Lexicon(pieces, reading.end_ids, reading.vocab_size, reading.marks)
        lexicon, info = Lexicon(dict(trace.pieces)), self._model.info
        if info is not None and (info.name, info.quantization) == (
            message.model,
            message.quantization,
        ):
            known = self._model.lexicon
            lexicon.end_ids, lexicon.vocab_size = known.end_ids, known.vocab_size
            lexicon.marks = known.marks
        return lexicon


def read_frames(chunks: list[bytes]) -> Trace:
    """Unpack a trace that is to be shown.

    Raises:
        HistoryError: it is damaged, or its canvases change their size on the way.
    """
    trace = read_trace(chunks)
    cells: dict[int, int] = {}
    for frame in trace.frames:
        if cells.setdefault(frame.block, len(frame.tokens)) != len(frame.tokens):
            raise HistoryError(
                "The steps of this answer are damaged and cannot be shown.",
                "The answer itself is not affected.",
            )
    return trace
