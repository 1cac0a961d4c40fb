"""Made-up answers with steps: words that settle out of noise, at random but always the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from darkroom.core.types import Frame, GenerateSettings, Message, ThinkingMarks
from darkroom.history.records import Provenance
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TracedModel, TraceFile

END, OPEN, CLOSE = 0, 1, 2
_FIRST = 3

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style>",
    "<!--",
    "]]>",
    "&lt;",
    "'\"`${x}",
    "\u202egnol",
    "\u2066in\u2069",
    "👩\u200d🚀",
    "\x00\x07",
    "שלום",
    "\u2028",
)
"""What a page must show and never read."""


def traced(
    answer: Sequence[str],
    *,
    thinking: Sequence[str] = (),
    cells: int = 64,
    steps: int = 12,
    seed: int = 1,
    question: str = "Why?",
    model: str = "A model",
    prefix: str = "",
) -> TraceFile:
    """Denoise words, as many canvases as they need.

    Args:
        answer: its tokens.
        thinking: tokens that were thought before.
        cells: C.
        steps: of each canvas.
        seed: of all that is drawn.
        question: that is answered.
        model: its name.
        prefix: text that the answer goes on from.
    """
    words = list(dict.fromkeys([*answer, *thinking]))
    ids = {word: number for number, word in enumerate(words, _FIRST)}
    pieces = {ids[word]: _bytes(word) for word in words} | dict.fromkeys((END, OPEN, CLOSE), b"")
    thought = [OPEN, *(ids[word] for word in thinking), CLOSE] if thinking else []
    tokens = [*thought, *(ids[word] for word in answer), END]
    tokens += [END] * (-len(tokens) % cells)
    rng = np.random.default_rng(seed)
    frames: list[Frame] = []
    for block in range(len(tokens) // cells):
        final = np.array(tokens[block * cells : (block + 1) * cells], np.int32)
        frames += _canvas(rng, block, final, steps, len(pieces))
    marks = ThinkingMarks(OPEN, CLOSE)
    return TraceFile(
        Trace(frames, pieces),
        TracedModel(model, "", "Q4_K_M", cells, len(pieces), (END,), marks),
        (Message("user", question),) if question else (),
        GenerateSettings(seed=seed),
        Provenance(prefix=prefix),
        prefix + b"".join(map(_bytes, answer)).decode("utf-8", "replace"),
        "".join(thinking),
    )


def _bytes(word: str) -> bytes:
    """Of a word; ``"bytes f0 9f"`` is not read, but those bytes."""
    digits = word.removeprefix("bytes ")
    return word.encode() if digits == word else bytes.fromhex(digits)


def _canvas(
    rng: np.random.Generator, block: int, final: np.ndarray, steps: int, vocabulary: int
) -> list[Frame]:
    settles = rng.integers(1, steps + 1, len(final))
    frames: list[Frame] = []
    for step in range(1, steps + 1):
        known = settles <= step
        guess = rng.integers(min(_FIRST, vocabulary - 1), vocabulary, len(final))
        near = rng.random(len(final)) < step / steps
        tokens = np.where(known | near, final, guess).astype(np.int32)
        nats = rng.gamma(2.0, 1.0, len(final)) * (1.0 - step / (steps + 4))
        entropy = np.where(known, 0.01, nats).astype(np.float16)
        frames.append(Frame(1, block, step, steps, tokens, known, entropy))
    return frames


def prose(count: int, seed: int = 1) -> list[str]:
    """Some words with spaces before them, a line break now and then."""
    rng = np.random.default_rng(seed)
    stock = [
        " the", " canvas", " begins", " as", " noise", ",", " and", " word", " by", " word", " it",
        " settles", " until", " every", " cell", " is", " sure", " of", " itself", ".", " Light",
        " falls", " on", " paper", " in", " a", " dark", " room", ":", " slow", "ly", " first",
    ]  # fmt: skip
    words = [stock[at] for at in rng.integers(0, len(stock), count)]
    words[0] = "Once"
    for at in range(60, count, 60):
        words[at] = "\n\n"
    return words
