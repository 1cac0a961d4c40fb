"""Files of answers with their steps, as the commands write and read them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from darkroom.cli.session import Answer, filled, tokens_of
from darkroom.cli.terminal import inert
from darkroom.core.errors import BadInputError
from darkroom.core.types import Frame, GenerateSettings, Message
from darkroom.core.whole_file import whole_file
from darkroom.history.records import Provenance
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TracedModel, TraceFile
from darkroom.history.trace_npz import read_npz, write_npz

_DEMO = "demo"


def check_output(path: Path, source: Path | None = None) -> None:
    """See that a file can be written, before minutes go by.

    Args:
        path: of the file; one that is there is replaced, but for ``source``.
        source: the file that is read.

    Raises:
        BadInputError: it cannot.
    """
    if path.is_dir():
        raise BadInputError(f"{path} is a folder.", "Give the name of a file.")
    if not path.parent.is_dir():
        raise BadInputError(f"There is no folder {path.parent}.", "Make it first.")
    if source is not None and path.exists() and path.samefile(source):
        raise BadInputError(
            f"{path} is the trace that is read, and would be overwritten.", "Choose another name."
        )


def read_answer(path: Path) -> TraceFile:
    """Read a trace that has steps.

    Raises:
        BadInputError: it cannot be read, or has none.
    """
    file = read_npz(path)
    if not file.frames:
        raise BadInputError(f"There are no steps in {path}.", "Choose another trace.")
    return file


def model_of(file: TraceFile, wanted: str | None) -> str:
    """How the model of an answer is asked for.

    Args:
        file: the answer.
        wanted: what a person says.

    Raises:
        BadInputError: nobody knows.
    """
    model = wanted or file.model.path
    if not model:
        raise BadInputError(
            "The trace does not say where its model lies.",
            f"Name the file of {file.model.name or 'the model'} with --model.",
        )
    return model


def write_text(path: Path, text: str) -> None:
    """Write a text file, whole or not at all.

    Raises:
        BadInputError: it cannot be written there.
        DiskFullError: there is no room.
    """
    with whole_file(path) as part:
        # Half characters, which JSON of somebody else may have, become question marks.
        part.write_text(text, "utf-8", "replace", newline="\n")


def write_answer(
    path: Path,
    answer: Answer,
    model: str,
    messages: Sequence[Message],
    settings: GenerateSettings,
    provenance: Provenance,
    created: float,
    earlier: Trace | None = None,
) -> None:
    """Write an answer with its steps, and say so; one without steps is not written.

    Args:
        path: of the file.
        answer: what came of the run.
        model: how it was asked for, a file or ``"demo"``.
        messages: that it answers.
        settings: that it was denoised with.
        provenance: how it came about.
        created: when it began, seconds since 1970.
        earlier: frames that come before its own.
    """
    before = earlier or Trace()
    frames = [*before.frames, *answer.frames]
    if not frames:
        _tell("Nothing was denoised, so no trace is written.")
        return
    file = TraceFile(
        Trace(frames, before.pieces | answer.pieces),
        TracedModel.of(answer.info, model if model == _DEMO else str(Path(model).resolve())),
        tuple(messages),
        filled(settings, answer.defaults),
        provenance,
        answer.done.text,
        answer.done.thinking,
        answer.done.reason,
        created,
    )
    write_npz(path, file)
    _tell(f"{len(frames):,} {'step is' if len(frames) == 1 else 'steps are'} in {path}.")


def pieces_for(frames: Sequence[Frame], pieces: dict[int, bytes]) -> dict[int, bytes]:
    """The bytes of the tokens in these frames, of all that are known."""
    return {token: pieces[token] for token in sorted(tokens_of(frames) & pieces.keys())}


def _tell(text: str) -> None:
    print(inert(text), file=sys.stderr, flush=True)
