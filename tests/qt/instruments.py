"""Answers of two canvases to do something to, on a real history and a recorder for an engine."""

from __future__ import annotations

from collections.abc import Sequence

from darkroom.core.types import Frame, GenerateSettings, ModelInfo
from darkroom.history.records import Provenance
from darkroom.viewmodels.run import RunViewModel
from darkroom.worker.protocol import Finished, Loaded, Pieces
from qt.chat_room import INFO, Room
from qt.frames import END, frame, stats

PIECES = {1: b"One", 2: b" two", 3: b" red", 4: b" fox", END: b""}
DEFAULTS = GenerateSettings(
    steps=8, t_min=0.4, t_max=0.8, entropy_bound=0.1, stability=1, confidence=0.005
)
STEPS: tuple[tuple[int, int, Sequence[int]], ...] = (
    (0, 1, (2, 2)),
    (0, 2, (1, 4)),
    (0, 3, (1, 2)),
    (1, 1, (4, 4)),
    (1, 2, (3, END)),
)
"""(block, step, tokens); the answer is "One two red"."""


def load(room: Room, info: ModelInfo = INFO) -> None:
    """Let the model be there, and its words known."""
    room.model.load("m")
    room.model.on_event(Loaded(info, 64, defaults=DEFAULTS))
    room.model.on_event(Pieces(PIECES))


def denoise(
    room: Room,
    steps: Sequence[tuple[int, int, Sequence[int]]] = STEPS,
    text: str = "One two red",
    *,
    reason: str = "end",
) -> RunViewModel:
    """Let the engine denoise what was asked for last."""
    run = room.chat.run
    assert run is not None
    for block, step, tokens in steps:
        ones = [1] * len(tokens)
        room.chat.on_event(frame(tokens, ones, block=block, step=step, run_id=run.run_id))
    room.chat.on_event(Finished(run.run_id, reason, text, stats()))
    run.hurry()
    room.work()
    return run


def answered(room: Room) -> RunViewModel:
    """A question and its answer."""
    load(room)
    room.chat.send("Who?")
    return denoise(room)


def steps_of(frames: Sequence[Frame]) -> list[tuple[int, int, list[int]]]:
    return [(f.block, f.step, f.tokens.tolist()) for f in frames]


def provenance_of(run: RunViewModel | None) -> Provenance:
    assert run is not None and run.message is not None and run.message.provenance is not None
    return run.message.provenance


def uid_of(run: RunViewModel) -> str:
    assert run.message is not None
    return run.message.uid
