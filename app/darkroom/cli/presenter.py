"""How an answer reaches its reader: as JSON lines or as plain text; ``live`` has the third way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Self, TextIO

from darkroom.cli.committed import THINKING, CommittedText
from darkroom.cli.terminal import inert
from darkroom.core.types import Done, Frame, RunStats
from darkroom.worker.engine_side import LoadedModel

_STATS = (
    "steps",
    "blocks",
    "tokens",
    "ms_per_step",
    "prefill_tokens_per_s",
    "effective_tokens_per_s",
    "peak_rss_bytes",
)
_NOTES = {"cancelled": "cancelled", "length": "stopped at the length limit"}


class Presenter:
    """Shows nothing; subclasses show what they care about. A context manager."""

    def __enter__(self) -> Self:
        """Get ready to show something."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was found."""

    def on_load(self, fraction: float, stage: str) -> None:
        """Loading has come so far."""

    def on_model(self, model: LoadedModel, *, thinking: bool = False) -> None:
        """The model is ready, and asked to think before it answers or not."""

    def on_prefill(self, done: int, total: int) -> None:
        """So many tokens of the prompt are encoded."""

    def on_earlier(self, frames: Sequence[Frame]) -> None:
        """The answer goes on behind these, the last ones of their canvases."""

    def on_rewind(self, done: int, total: int) -> None:
        """So many of the steps before the new ones are done once more."""

    def on_frame(self, frame: Frame) -> None:
        """A step is done."""

    def on_done(self, done: Done) -> None:
        """The run has ended."""


class PlainPresenter(Presenter):
    """Prints the answer, and the figures beside it.

    Args:
        out: takes the answer.
        notes: takes the figures.
    """

    def __init__(self, out: TextIO, notes: TextIO) -> None:
        self._out = out
        self._notes = notes

    def on_done(self, done: Done) -> None:
        """Print the answer, or the draft if it was cancelled; the notes say which.

        What was thought stands in the notes, so that a pipe gets the answer alone.
        """
        if done.thinking:
            thinking = inert(done.thinking) if self._notes.isatty() else done.thinking
            print(f"{THINKING}\n{thinking}\n", file=self._notes, flush=True)
        if done.text or done.reason != "cancelled":
            text = inert(done.text) if self._out.isatty() else done.text
            print(text, file=self._out, flush=True)
        print(stats_line(done), file=self._notes, flush=True)


class JsonPresenter(Presenter):
    """Prints one JSON object a line: each frame, each committed canvas, the end.

    Args:
        out: takes the lines.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._model: LoadedModel | None = None
        self._last: Frame | None = None
        self._committed: CommittedText | None = None

    def on_model(self, model: LoadedModel, *, thinking: bool = False) -> None:
        """Take the model that knows the words."""
        self._model, self._committed = model, CommittedText(model, thinking=thinking)

    def on_earlier(self, frames: Sequence[Frame]) -> None:
        """Take in canvases that are there already; the last one goes on."""
        if self._committed:
            for frame in frames[:-1]:
                self._committed.take(frame)

    def on_frame(self, frame: Frame) -> None:
        """Print a frame, and before it the canvas that it leaves behind."""
        if self._last and frame.block != self._last.block:
            self._commit()
        self._last = frame
        text = b"".join(map(self._piece, frame.tokens.tolist())).decode("utf-8", "replace")
        self._print(
            type="frame",
            block=frame.block,
            step=frame.step,
            max_steps=frame.max_steps,
            tokens=frame.tokens.tolist(),
            accepted=[int(flag) for flag in frame.accepted],
            entropy=[float(f"{nats:.5g}") for nats in frame.entropy],
            text=text,
            **self._alternatives(frame),
        )

    def on_done(self, done: Done) -> None:
        """Print the last canvas, unless it was cancelled, and the end."""
        if done.reason != "cancelled":
            self._commit(final=True)
        stats = asdict(done.stats)
        self._print(type="done", reason=done.reason, stats={name: stats[name] for name in _STATS})

    def _alternatives(self, frame: Frame) -> dict[str, object]:
        if frame.topk_ids is None or frame.topk_probs is None:
            return {}
        probs = [[float(f"{p:.5g}") for p in row] for row in frame.topk_probs]
        return {"topk_ids": frame.topk_ids.tolist(), "topk_probs": probs}

    def _commit(self, *, final: bool = False) -> None:
        if self._last and self._committed:
            thinking, text = self._committed.take(self._last, last=final)
            self._print(type="text", text=text, **({"thinking": thinking} if thinking else {}))

    def _piece(self, token: int) -> bytes:
        return self._model.piece(token) if self._model else b""

    def _print(self, **line: object) -> None:
        print(json.dumps(line), file=self._out, flush=True)


def stats_line(done: Done) -> str:
    """Put a run's figures into one line."""
    stats: RunStats = done.stats
    return " · ".join(
        [
            *([_NOTES[done.reason]] if done.reason in _NOTES else []),
            _counted(stats.steps, "step", "steps"),
            _counted(stats.blocks, "canvas", "canvases"),
            _counted(stats.tokens, "token", "tokens"),
            f"{stats.tokens_per_forward:.1f} tokens/step",
            f"{_short(stats.ms_per_step)} ms/step",
            f"{_short(stats.effective_tokens_per_s)} tokens/s",
        ]
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"
