"""An answer as it leaves Darkroom: all its steps, and the words around them. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from darkroom.core.errors import BadInputError
from darkroom.core.types import Frame
from darkroom.history.trace_file import TraceFile
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.replay.pictures import NO_OPENING, Opening, Pictures


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a replay.

    Attributes:
        question: what was asked; empty if nobody knows.
        model: who answered, for people.
        seed: of the answer.
        created: when, seconds since 1970, UTC; 0 if nobody knows.
    """

    question: str = ""
    model: str = ""
    seed: int = 0
    created: float = 0.0


class Reel:
    """All steps of a finished answer; any of them can be looked at.

    Args:
        frames: of the answer, in any order of canvases.
        lexicon: how their tokens read.
        opening: text and thinking that the answer goes on from, and whether its first canvas
            begins within thinking.
        caption: what stands around it.

    Raises:
        BadInputError: there are no frames, or a canvas changes its size on the way.
    """

    def __init__(
        self,
        frames: Iterable[Frame],
        lexicon: Lexicon,
        opening: Opening = NO_OPENING,
        caption: Caption | None = None,
    ) -> None:
        self.frames = sorted(frames, key=lambda frame: frame.block)
        self.lexicon = lexicon
        self.opening = opening
        self.caption = caption or Caption()
        self._canvases: dict[int, list[Frame]] = {}
        self._place: list[int] = []
        for frame in self.frames:
            canvas = self._canvases.setdefault(frame.block, [])
            if canvas and len(canvas[0].tokens) != len(frame.tokens):
                raise BadInputError("The steps of this answer are damaged and cannot be shown.")
            self._place.append(len(canvas))
            canvas.append(frame)
        if not self.frames:
            raise no_steps()
        self._pictures = Pictures(self.frames, lexicon, opening)

    @property
    def blocks(self) -> list[int]:
        """Numbers of the canvases, in order."""
        return list(self._canvases)

    @property
    def canvases(self) -> list[list[Frame]]:
        """Frames of each canvas, oldest first."""
        return list(self._canvases.values())

    def is_last(self, index: int) -> bool:
        """Whether a frame is the last one of its canvas."""
        return self._place[index] == len(self._canvases[self.frames[index].block]) - 1

    def picture(self, index: int) -> Picture:
        """What a step looks like.

        Args:
            index: of the frame, in [0, len(frames)).
        """
        frame, place = self.frames[index], self._place[index]
        canvas = self._canvases[frame.block]
        before = canvas[place - 1] if place else None
        last = self.is_last(index)
        return self._pictures.at(before, frame, canvas[-1], committed=last)


def no_steps() -> BadInputError:
    """Why an answer cannot be replayed that has no steps."""
    return BadInputError(
        "No steps of this answer were recorded, so there is nothing to replay.",
        "Answer the question again; the steps of new answers are recorded.",
    )


def reel_of(file: TraceFile, question: str | None = None) -> Reel:
    """The steps of a trace file.

    Args:
        file: the answer with its steps.
        question: as people read it; None takes what the model read last.

    Raises:
        BadInputError: there are none, or they are damaged.
    """
    model, provenance = file.model, file.provenance
    lexicon = Lexicon(file.trace.pieces, model.end_ids, max(model.vocab_size, 2), model.thinking)
    text, thinking = provenance.prefix, provenance.prefix_thinking
    opened = model.thinking is not None and model.thinking.opened and file.settings.thinking
    inside = not text and (bool(thinking) or opened)
    asked = [message.text for message in file.messages if message.role == "user"]
    if question is None:
        question = asked[-1] if asked else ""
    caption = Caption(
        question,
        " ".join(filter(None, (model.name, model.quantization))),
        file.seed,
        file.created,
    )
    return Reel(file.frames, lexicon, (text, thinking, inside), caption)
