"""What becomes of a replay that leaves Darkroom: which kinds of files, and what goes in. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import cast, get_args

from darkroom.core.types import FinishReason, Frame, GenerateSettings, Message
from darkroom.history.records import Provenance, StoredMessage
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TracedModel, TraceFile
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.replay.words import PageWords


class ExportKind(StrEnum):
    """A kind of file."""

    HTML = "html"
    WEBP = "webp"
    GIF = "gif"
    PNG = "png"
    """The settling map."""
    JSON = "json"
    NPZ = "npz"

    @property
    def suffix(self) -> str:
        """Of its files, with the dot."""
        return f".{self}"

    @property
    def has_colours(self) -> bool:
        """It is dark or light; a page is as its reader likes it."""
        return self in (ExportKind.WEBP, ExportKind.GIF, ExportKind.PNG)


@dataclass(frozen=True, slots=True)
class ExportLook:
    """How pictures look; plain data, for another process.

    Attributes:
        dark: rather than light.
        family: of fonts; empty is the platform's.
        code_family: of code.
        accent: a value of ``core.settings.ACCENT``.
    """

    dark: bool = True
    family: str = ""
    code_family: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be written.

    Attributes:
        kind: of file.
        path: of the file; one that is there is replaced.
        look: of films and pictures.
        words: in the reader's language.
        question: as people read it; None takes what the model read last.
    """

    kind: ExportKind
    path: Path
    look: ExportLook = field(default_factory=ExportLook)
    words: PageWords = field(default_factory=PageWords)
    question: str | None = None


def trace_file_of(
    frames: Sequence[Frame],
    lexicon: Lexicon,
    answer: StoredMessage,
    messages: Sequence[Message] = (),
) -> TraceFile:
    """Put together what is known of an answer of the history.

    Args:
        frames: its steps, oldest first.
        lexicon: how their tokens read.
        answer: as the history has it.
        messages: that it answers, oldest first.
    """
    there = set[int]().union(*map(_tokens_of, frames))
    pieces = {token: lexicon.pieces[token] for token in sorted(there & lexicon.pieces.keys())}
    model = TracedModel(
        answer.model,
        "",
        answer.quantization,
        max((len(frame.tokens) for frame in frames), default=0),
        # A trace of an older Darkroom does not say; what the lexicon has then is no vocabulary.
        lexicon.vocab_size if lexicon.end_ids else 0,
        lexicon.end_ids,
        lexicon.marks,
    )
    return TraceFile(
        Trace(list(frames), pieces),
        model,
        tuple(messages),
        answer.settings or GenerateSettings(),
        answer.provenance or Provenance(),
        answer.text,
        answer.thinking,
        cast("FinishReason", answer.reason) if answer.reason in get_args(FinishReason) else "end",
        answer.created,
    )


def _tokens_of(frame: Frame) -> set[int]:
    """Tokens that a frame names, alternatives too."""
    there = set(frame.tokens.tolist())
    return there if frame.topk_ids is None else there.union(frame.topk_ids.ravel().tolist())
