"""Writes an answer down while it is made, so that a crash costs a moment of it and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from darkroom.core.canvas import Origin
from darkroom.core.errors import HistoryError
from darkroom.core.types import Frame
from darkroom.history.records import Provenance
from darkroom.history.store import History
from darkroom.history.trace import Reading, TraceWriter
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.run import RunViewModel

SAVED_EVERY_MS = 500

Post = Callable[[Callable[[History], object]], None]
"""Has something done with the history in the background, in order."""


class Recorder(QObject):
    """Follows one answer: its draft goes into the history at once, its frames in the background.

    Args:
        history: of the window's own thread.
        post: see ``Post``.
        run: the answer; its ``message`` is there already.
        lexicon: how its tokens read.
        on_failure: told once when something could not be written.
        cap_bytes: room for the frames of all answers; 0 keeps none.
        parent: Qt parent.
    """

    def __init__(
        self,
        history: History,
        post: Post,
        run: RunViewModel,
        lexicon: Lexicon,
        on_failure: Callable[[HistoryError], None],
        cap_bytes: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cap_bytes = cap_bytes
        self._history = history
        self._post = post
        self._run = run
        self._lexicon = lexicon
        self._on_failure = on_failure
        self._writer = TraceWriter()
        self._written = 0
        self._named: set[int] = set()
        self._is_read = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._save)
        self._timer.start(SAVED_EVERY_MS)

    def close(self, origins: tuple[Origin, ...] = ()) -> None:
        """The engine has said its last word.

        Args:
            origins: how canvases of the answer began, as far as it says so.
        """
        self._timer.stop()
        message, end = self._run.message, self._run.ending
        if message is None or end is None:
            return
        self._save_frames(message.id)
        cap_bytes = self._cap_bytes
        self._post(lambda history: history.drop_oldest_traces(cap_bytes))
        try:
            self._run.message = self._history.end_answer(
                message.id,
                end.state.as_stored,
                end.text,
                thinking=end.thinking,
                reason=end.reason,
                stats=end.stats,
                failure=end.failure,
                provenance=_with(message.provenance, origins),
            )
        except HistoryError as error:
            self._tell(error)

    @Slot()
    def _save(self) -> None:
        message = self._run.message
        if message is None or self._written == len(self._run.frames):
            return
        self._save_frames(message.id)
        try:
            self._history.save_progress(message.id, *self._run.draft())
        except HistoryError as error:
            self._timer.stop()
            self._tell(error)

    def _tell(self, error: HistoryError) -> None:
        if not self._told:
            self._told = True
            self._on_failure(error)

    def _save_frames(self, message: int) -> None:
        frames = self._run.frames[self._written :]
        if not (frames and self._cap_bytes):
            return
        self._written += len(frames)
        pieces = {t: p for t, p in _pieces(frames, self._lexicon).items() if t not in self._named}
        self._named |= pieces.keys()
        writer, reading = self._writer, self._reading_once()
        self._post(
            lambda history: history.append_trace(message, writer.chunk(frames, pieces, reading))
        )

    def _reading_once(self) -> Reading | None:
        if self._is_read:
            return None
        self._is_read = True
        return reading_of(self._lexicon)


def _with(provenance: Provenance | None, origins: tuple[Origin, ...]) -> Provenance | None:
    """What is known of an answer, and what the engine says of its canvases."""
    if provenance is None or not origins:
        return provenance
    known = {origin.block: origin for origin in (*provenance.origins, *origins)}
    return replace(provenance, origins=tuple(known[block] for block in sorted(known)))


def packed(frames: Sequence[Frame], lexicon: Lexicon) -> bytes:
    """All frames of an answer as one chunk of its trace."""
    return TraceWriter().chunk(frames, _pieces(frames, lexicon), reading_of(lexicon))


def _pieces(frames: Iterable[Frame], lexicon: Lexicon) -> dict[int, bytes]:
    """How the tokens read that occur in frames, as drafts or as alternatives."""
    arrays = [a for f in frames for a in (f.tokens, f.topk_ids) if a is not None]
    used = {int(token) for array in arrays for token in np.unique(array).tolist()}
    return {token: lexicon.pieces[token] for token in sorted(used & lexicon.pieces.keys())}


def reading_of(lexicon: Lexicon) -> Reading:
    """What of a vocabulary is kept with frames, besides the bytes of its tokens."""
    return Reading(lexicon.end_ids, lexicon.vocab_size, lexicon.marks)
