"""How the fake model of ``fakes`` fills holes and forms, and what settings do to its frames.

Only holes change: they become the words of ``FILLING``, one after the other.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from darkroom.core.canvas import NOISE, Allowed, Infill, Origin
from darkroom.core.form import Blank, Form, parse_form
from darkroom.core.types import Done, Frame, IntArray, Message, RunStats

CANVAS = 16
STEPS = 5
END = 0
NOISE_WORDS = 11  # words that noise is made of
SURE, UNSURE = 0.01, 5.0  # nats
FILLING = (" words", " noise", " step")


class Words(Protocol):
    """The model, as far as it matters here."""

    def token(self, word: str) -> int: ...

    def detokenize(self, ids: Sequence[int]) -> str: ...


def infill(
    words: Words,
    messages: Sequence[Message],
    infill: Infill,
    stats: Callable[[int], RunStats],
    *,
    run_id: int = 0,
    steps: int | None = None,
    seed: int = 0,
    top_k: int = 0,
    should_cancel: Callable[[], bool] | None = None,
    on_prefill: Callable[[int, int], None] | None = None,
    **_: Any,
) -> Iterator[Frame | Done]:
    """Windows of a canvas each; that holes may be cut is none of a fake's business."""
    if on_prefill:
        on_prefill(4, 4)
    tokens = infill.tokens.copy()
    for hole, place in enumerate(np.flatnonzero(tokens == NOISE).tolist()):
        word = words.token(FILLING[hole % len(FILLING)])
        tokens[place] = infill.allowed.get(place, (word,))[0]
    slow = bool(messages) and "slowly" in messages[-1].text
    origins: list[Origin] = []
    done = 0
    for block, first in enumerate(range(0, len(tokens), CANVAS)):
        holes, final = (each[first : first + CANVAS] for each in (infill.tokens, tokens))
        free = holes == NOISE
        if free.any():
            rules = {p - first: c for p, c in infill.allowed.items() if 0 <= p - first < CANVAS}
            origins.append(_origin(block, holes, rules))
        n = (steps or STEPS) if free.any() else 1
        for step in range(1, n + 1):
            if should_cancel and should_cancel():
                yield Done("cancelled", "", stats(done))
                return
            noisy = free & (np.arange(len(final)) >= CANVAS * step // n)
            noise = np.random.default_rng([step, seed]).integers(1, NOISE_WORDS, len(final))
            frame = Frame(
                run_id, block, step, n,
                tokens=np.where(noisy, noise, final).astype(np.int32),
                accepted=~noisy,
                entropy=np.where(noisy, UNSURE, SURE * free).astype(np.float16),
            )  # fmt: skip
            yield captured(ruled(frame, origins[-1].allowed if free.any() else {}), top_k)
            done += int(free.any())
            if slow:
                time.sleep(0.05)
    kept = until_end(tokens)
    yield Done("end", words.detokenize(kept), stats(done), tuple(kept), origins=tuple(origins))


def fill(
    words: Words,
    messages: Sequence[Message],
    form: str | Form,
    stats: Callable[[int], RunStats],
    **options: Any,
) -> Iterator[Frame | Done]:
    """A token for each word of the form; a choice is always the first one."""
    form = parse_form(form) if isinstance(form, str) else form
    cells: list[int] = []
    allowed: Allowed = {}
    places: list[tuple[Blank, int, int]] = []
    for part in form.parts:
        if isinstance(part, str):
            cells += map(words.token, re.findall(r"\s*\S+|\s+$", part))
            continue
        n = 1 if part.choices else part.tokens
        if part.choices:
            allowed[len(cells)] = tuple(map(words.token, part.choices))
        places.append((part, len(cells), len(cells) + n))
        cells += [NOISE] * n
    holes = Infill(np.array([*cells, END], np.int32), allowed)
    for item in infill(words, messages, holes, stats, **options):
        if not isinstance(item, Done):
            yield item
            continue
        tokens = np.array(item.tokens, np.int32)
        values = {
            blank.name: words.detokenize(tokens[first:stop].tolist()).strip()
            for blank, first, stop in places
        }
        yield replace(item, text=form.text(values), blanks=values)


def until_end(tokens: IntArray) -> list[int]:
    """The tokens before the end."""
    ends = np.flatnonzero(tokens == END)
    return tokens[: ends[0]].tolist() if len(ends) else tokens.tolist()


def ruled(frame: Frame, allowed: Allowed) -> Frame:
    """The frame with every cell at a token that it may take."""
    tokens = frame.tokens.copy()
    for cell, choices in allowed.items():
        if cell < len(tokens) and tokens[cell] not in choices:
            tokens[cell] = choices[0]
    return replace(frame, tokens=tokens)


def reseeded(frame: Frame, seed: int) -> Frame:
    """Other noise for another seed; 0 leaves it as it is."""
    if not seed:
        return frame
    noise = np.random.default_rng([frame.step, seed]).integers(1, NOISE_WORDS, len(frame.tokens))
    return replace(frame, tokens=np.where(frame.accepted, frame.tokens, noise).astype(np.int32))


def captured(frame: Frame, top_k: int) -> Frame:
    """The frame with alternatives: the draft's token first, then others by number."""
    if not top_k:
        return frame
    ids = [[t, *(i for i in range(top_k) if i != t)][:top_k] for t in frame.tokens.tolist()]
    probs = np.tile(0.5 ** np.arange(1, top_k + 1), (len(ids), 1))
    return replace(frame, topk_ids=np.array(ids, np.int32), topk_probs=probs.astype(np.float16))


def _origin(block: int, holes: IntArray, rules: Allowed) -> Origin:
    """Of a window, filled up to a canvas with its end."""
    cells = np.full(CANVAS, END, np.int32)
    cells[: len(holes)] = holes
    pins = {i: (int(cells[i]),) for i in np.flatnonzero(cells != NOISE).tolist()}
    return Origin(block, tuple(cells.tolist()), (), pins | rules)
