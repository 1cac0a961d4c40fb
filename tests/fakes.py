"""A tiny engine side for tests: real processes, real pipes, made-up denoising.

Give ``"fakes"`` as the engine's dotted name. The path of a ``Load`` chooses how it behaves:
``"fake"`` answers, ``"fake plain"`` does so without being able to think; the other names break
something on purpose. The last message's text chooses how a run behaves, e.g. ``"abort"`` or
``"think first"``; anything else is answered. A text has as many tokens as words.

Frames depend on canvas, step and seed only, so that a run that goes on from a step repeats what it
would have been; a new seed shows in the noise, not in the answer. Of an infill and a form only the
holes change, see ``fake_holes``.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

import fake_holes
from darkroom.core.canvas import CanvasStart, Infill, Origin
from darkroom.core.errors import ContextOverflowError, ModelFileError, OutOfMemoryError
from darkroom.core.form import Form
from darkroom.core.placement import Placement
from darkroom.core.types import (
    Done,
    FinishReason,
    Frame,
    GenerateSettings,
    Message,
    ModelInfo,
    RunStats,
    ThinkingMarks,
)
from fake_holes import CANVAS, END, NOISE_WORDS, STEPS, SURE, UNSURE

OPEN, CLOSE, LABEL = 11, 12, 13
WORDS = (
    *("", "Noise", " settles", " into", " words", ",", " step", " by", " step", ".", " grün"),
    *("", "", "thought\n", "First", " noise", ".", " Then", " and", " more"),
)
ANSWER = "Noise settles into words, step by step."
THINKING = "First noise."
MORE = " and more."
_IDS = (1, 2, 3, 4, 5, 6, 7, 8, 9)
_CUT_OFF = (*_IDS[:8], *_IDS[4:8], *_IDS[4:8])
_THINKING = (OPEN, LABEL, 14, 15, 16)
_MORE = (18, 19, 9)
_ENDLESS = (17, 15, 16) * CANVAS
_VOCAB = 4096
_BEHIND = len(WORDS)  # forms bring words of their own, which get these ids
DEFAULTS = GenerateSettings(
    steps=STEPS, t_min=0.4, t_max=0.8, entropy_bound=0.1, stability=1, confidence=0.005
)
_LOADS: dict[str, Callable[[], None]] = {}
_RUNS: dict[str, Callable[[FakeModel], None]] = {}


def load(
    path: str,
    *,
    context: int | None = None,
    threads: int | None = None,
    device: str = "auto",
    precision: str = "fast",
    kv_type: str | None = None,
    gpu_layers: int | None = None,
    gpu_expert_layers: int | None = None,
    servers: Sequence[str] = (),
    placement: Placement | None = None,
    on_progress: Callable[[float, str], None] | None = None,
) -> FakeModel:
    """Open a fake model; same signature as ``darkroom.load``."""
    if on_progress:
        on_progress(0.5, "Reading weights")
    if Path(path).name in _LOADS:
        _LOADS[Path(path).name]()
    elif not Path(path).name.startswith(("fake", "demo")):
        raise ModelFileError(path, "There is no such file.", hint="Check the path.")
    return FakeModel(path, context or 512, placement or Placement.on_host(1))


class FakeModel:
    """Resolves the same sentence every time, a few cells per step."""

    def __init__(self, path: str, context: int, placement: Placement) -> None:
        self.context = context
        self.placement = placement
        self.defaults = DEFAULTS
        self._own: list[str] = []
        plain = Path(path).name == "fake plain"
        self.info = ModelInfo(
            path=Path(path), name="Fake", architecture="fake", canvas_length=CANVAS,
            vocab_size=_VOCAB, context_length=4096, quantization="F32", size_bytes=64,
            n_layers=1, parameters=1, end_ids=(END,),
            thinking=None if plain else ThinkingMarks(OPEN, CLOSE, (LABEL,)), can_think=not plain,
        )  # fmt: skip

    def piece(self, token_id: int) -> bytes:
        own = token_id - _BEHIND
        return (self._own[own] if own >= 0 else WORDS[token_id]).encode()

    def token(self, word: str) -> int:
        """A token for any word of a form."""
        if word not in self._own:
            self._own.append(word)
        return _BEHIND + self._own.index(word)

    def tokenize(self, text: str, special: bool = False) -> np.ndarray:
        if "count slowly" in text:
            time.sleep(1)
        return np.ones(len(text.split()), np.int32)

    def count_chat(
        self, messages: Sequence[Message], *, system: str | None = None, thinking: bool = False
    ) -> int:
        texts = [system or "", *(message.text for message in messages)]
        return sum(len(self.tokenize(text)) for text in texts)

    def detokenize(self, ids: Sequence[int]) -> str:
        return b"".join(map(self.piece, ids)).decode()

    def close(self) -> None:
        print("closed in good order", file=sys.stderr)

    def generate(
        self,
        messages: Sequence[Message],
        *,
        system: str | None = None,
        thinking: bool = False,
        prefix: str = "",
        prefix_thinking: str = "",
        drop_oldest: bool = False,
        run_id: int = 0,
        steps: int | None = None,
        max_new_tokens: int = CANVAS,
        seed: int = 0,
        top_k: int = 0,
        start: CanvasStart | None = None,
        should_cancel: Callable[[], bool] | None = None,
        on_prefill: Callable[[int, int], None] | None = None,
        on_rewind: Callable[[int, int], None] | None = None,
        **_: Any,
    ) -> Iterator[Frame | Done]:
        items = self._generate(
            messages, thinking, prefix, prefix_thinking, drop_oldest, run_id, steps or STEPS,
            should_cancel, on_prefill, start,
        )  # fmt: skip
        origin = start.origin if start is not None else Origin(0)
        last: Frame | None = None
        silent = origin.stages[-1].until if origin.stages else 0
        for item in items:
            if isinstance(item, Done):
                if origin.allowed and last is not None and item.reason != "cancelled":
                    words = fake_holes.until_end(last.tokens)
                    item = replace(item, text=self.detokenize(words), tokens=tuple(words))
                yield replace(item, origins=() if start is None else (origin,))
            elif item.block > origin.block or (item.block, item.step) > (origin.block, silent):
                rules = origin.allowed if item.block == origin.block else {}
                frame = fake_holes.reseeded(item, seed)
                last = fake_holes.captured(fake_holes.ruled(frame, rules), top_k)
                yield last
            elif item.block == origin.block and on_rewind:
                on_rewind(item.step, silent)

    def _generate(
        self,
        messages: Sequence[Message],
        thinking: bool,
        prefix: str,
        prefix_thinking: str,
        drop_oldest: bool,
        run_id: int,
        n: int,
        should_cancel: Callable[[], bool] | None,
        on_prefill: Callable[[int, int], None] | None,
        start: CanvasStart | None,
    ) -> Iterator[Frame | Done]:
        text = messages[-1].text
        if on_prefill:
            on_prefill(4, 4)
        dropped = len(messages) - 1 if drop_oldest and text == "overflow" else 0
        if (said := _saying(text, prefix, prefix_thinking, thinking)) is not None:
            yield from self._say(*said, run_id, n, should_cancel, slow="slowly" in text)
            return
        for block in range(2 if "two canvases" in text else 1):
            for step in range(1, n + 1):
                if should_cancel and should_cancel():
                    yield Done("cancelled", "Noise", stats(step - 1))
                    return
                yield frame(run_id, block, step, n, end=block == 1 or "two canvases" not in text)
                if "stale" in text:
                    yield frame(run_id - 1, block, step, n, end=True)
                if text in _RUNS and not dropped:
                    _RUNS[text](self)
                if "slowly" in text:
                    time.sleep(0.05)
        figures = replace(stats(n), dropped_messages=dropped)
        yield Done("end", "\x1b[2J" + ANSWER if "escapes" in text else ANSWER, figures, _IDS)

    def infill(
        self, messages: Sequence[Message], infill: Infill, **options: Any
    ) -> Iterator[Frame | Done]:
        return fake_holes.infill(self, messages, infill, stats, **options)

    def fill(
        self, messages: Sequence[Message], form: str | Form, **options: Any
    ) -> Iterator[Frame | Done]:
        return fake_holes.fill(self, messages, form, stats, **options)

    def _say(
        self,
        thinking: tuple[int, ...],
        answer: tuple[int, ...],
        reason: FinishReason,
        run_id: int,
        steps: int,
        should_cancel: Callable[[], bool] | None,
        *,
        slow: bool,
    ) -> Iterator[Frame | Done]:
        """Denoise one canvas of thinking and answer."""
        tokens = (*thinking, *answer)
        in_words = [self.detokenize([i for i in part if i != LABEL]) for part in (thinking, answer)]
        for step in range(1, steps + 1):
            if should_cancel and should_cancel():
                yield Done("cancelled", "", stats(step - 1), thinking=in_words[0])
                return
            yield frame(run_id, 0, step, steps, end=True, tokens=tokens)
            if slow:
                time.sleep(0.05)
        figures = replace(stats(steps), tokens=len(tokens))
        yield Done(reason, in_words[1], figures, tokens, in_words[0])


def _saying(
    text: str, prefix: str, prefix_thinking: str, thinking: bool
) -> tuple[tuple[int, ...], tuple[int, ...], FinishReason] | None:
    """Tokens of thinking and of the answer, and why it ends; None for the usual answer."""
    if prefix:
        return (), _MORE, "end"
    if prefix_thinking:
        return (*_MORE, CLOSE), _IDS, "end"
    thinks = thinking or "if asked" not in text
    if "think forever" in text and thinks:
        return (*_THINKING, *_ENDLESS)[:CANVAS], (), "length"
    if "think first" in text and thinks:
        return (*_THINKING, CLOSE), _IDS, "end"
    if "say nothing" in text:
        return (), (), "end"
    return ((), _CUT_OFF, "length") if "cut off" in text else None


def frame(
    run_id: int, block: int, step: int, steps: int, *, end: bool, tokens: tuple[int, ...] = _IDS
) -> Frame:
    settled = np.arange(CANVAS) < CANVAS * step // steps
    final = np.full(CANVAS, END, np.int32)
    final[: len(tokens)] = tokens
    if not end:
        final = np.resize(np.array(tokens, np.int32), CANVAS)
    noise = np.random.default_rng(step).integers(1, NOISE_WORDS, CANVAS, dtype=np.int32)
    return Frame(
        run_id, block, step, steps,
        tokens=np.where(settled, final, noise),
        accepted=settled,
        entropy=np.where(settled, SURE, UNSURE).astype(np.float16),
    )  # fmt: skip


def stats(steps: int) -> RunStats:
    return RunStats(
        steps=steps, blocks=1, tokens=len(_IDS), ms_per_step=12.5, prompt_tokens=4,
        prefill_tokens=4, prefill_tokens_per_s=1000.0, effective_tokens_per_s=80.0,
        seconds=0.1, peak_rss_bytes=64 << 20,
    )  # fmt: skip


# -- faults -----------------------------------------------------------------------------------


def _fault(table: dict[str, Callable[..., None]]) -> Callable[[Callable[..., None]], Any]:
    def add(function: Callable[..., None]) -> Callable[..., None]:
        table[function.__name__.lstrip("_").replace("_", " ")] = function
        return function

    return add


@_fault(_RUNS)
def _abort(_: FakeModel) -> None:
    os.write(2, b"GGML_ASSERT(fake) failed\n")
    os.abort()


@_fault(_RUNS)
def _abort_for_want_of_memory(_: FakeModel) -> None:
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    os.abort()


@_fault(_RUNS)
def _hang(_: FakeModel) -> None:
    while True:
        time.sleep(1)


@_fault(_RUNS)
def _hang_stubbornly(_: FakeModel) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _hang(_)


@_fault(_RUNS)
def _run_out_of_memory(_: FakeModel) -> None:
    raise MemoryError


@_fault(_RUNS)
def _overflow(_: FakeModel) -> None:
    raise ContextOverflowError("The prompt is too long.", "Shorten it.")


@_fault(_RUNS)
def _crash(_: FakeModel) -> None:
    raise ZeroDivisionError("planted")


@_fault(_RUNS)
def _leave(_: FakeModel) -> None:
    sys.stdout.flush()
    os._exit(3)


@_fault(_RUNS)
def _write_garbage(_: FakeModel) -> None:
    _pipe().send_bytes(b"\xff\x00 not a message")
    time.sleep(60)


@_fault(_RUNS)
def _write_raw_garbage(_: FakeModel) -> None:
    os.write(_pipe().fileno(), b"\x7f printed into the pipe by something native")
    time.sleep(60)


def _pipe() -> Connection:
    (worker,) = (o for o in gc.get_objects() if type(o).__name__ == "Worker")
    return worker._connection


@_fault(_LOADS)
def _load_out_of_memory() -> None:
    raise OutOfMemoryError("9 GB are needed, 2 GB are free.", "Choose a smaller file.")


@_fault(_LOADS)
def _load_and_abort() -> None:
    _abort(None)  # type: ignore[arg-type]


@_fault(_LOADS)
def _load_and_abort_for_want_of_memory() -> None:
    _abort_for_want_of_memory(None)  # type: ignore[arg-type]


@_fault(_LOADS)
def _load_forever() -> None:
    _hang(None)  # type: ignore[arg-type]


@_fault(_LOADS)
def _load_slowly() -> None:
    time.sleep(1)
