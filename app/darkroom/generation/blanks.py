"""Forms as tokens: fixed text, and blanks whose length and choice are decided on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from darkroom.core.canvas import NOISE
from darkroom.core.errors import BadInputError
from darkroom.core.form import Blank, Form, loosened
from darkroom.core.types import Allowed, FloatArray, IntArray
from darkroom.generation.encoding import before_end
from darkroom.generation.infilling import Holes, canvas_of
from darkroom.generation.means import Means

Tokens = tuple[int, ...]
Encode = Callable[[str], Sequence[int] | IntArray]
Decode = Callable[[Sequence[int] | IntArray], str]


@dataclass(slots=True)
class Part:
    """Fixed text, or a blank and what is known of it by now.

    Attributes:
        tokens: as they stand in the sequence, ``NOISE`` where they are free.
        blank: None for fixed text.
        choices: tokens of each choice of the blank; empty where it may become anything.
        settled: nothing is to be decided before it is denoised.
        chosen: number of the choice that was made before.
    """

    tokens: Tokens
    blank: Blank | None = None
    choices: tuple[Tokens, ...] = ()
    settled: bool = True
    chosen: int | None = None


class FormHoles(Holes):
    """A form as a sequence with holes.

    A blank with choices of one token each is denoised with the others; of longer choices the one
    that the model finds likeliest is taken before, given what stands around it. How long a blank
    without choices becomes is decided before, too: as long as makes the whole text around it, with
    a first guess at its words, most probable. That takes two forwards for each length; measured on
    the demo model, blanks that were filled to their limit had words too many.

    Args:
        form: to fill in.
        encode: text → tokens.
        decode: tokens → text.
        end: tokens behind the form.
        canvas_length: cells, C.
        pad_id: stands behind the end of a canvas.

    Raises:
        BadInputError: a blank or a choice is longer than a canvas, or a choice has no tokens.
    """

    def __init__(
        self,
        form: Form,
        encode: Encode,
        decode: Decode,
        end: Tokens,
        canvas_length: int,
        pad_id: int,
    ) -> None:
        self._form, self._decode, self._pad_id = form, decode, pad_id
        self._parts = [
            _part(part, " " if spaced else "", encode) for part, spaced in loosened(form)
        ]
        self._parts.append(Part(end))
        for part in self._parts:
            longest = max(map(len, (part.tokens, *part.choices)))
            if part.blank is not None and longest > canvas_length:
                raise BadInputError(
                    f"The blank “{part.blank.name}” is longer than a canvas of {canvas_length} "
                    "tokens.",
                    "Allow fewer tokens, or shorten its choices.",
                )
        super().__init__(np.zeros(0, np.int32), {})
        self._spans: list[tuple[int, int]] = []
        self._assemble()

    def settle(self, means: Means, start: int, block: int) -> None:
        """Decide on choices and lengths that the window's canvas holds whole, one by one."""
        size = means.engine.canvas_length
        undecided = True
        while undecided:
            undecided = False
            for part, (first, last) in zip(self._parts, self._spans, strict=True):
                if not part.settled and first >= start and last <= start + size:
                    decide = self._choose if part.choices else self._fit
                    decide(part, first, means, start, block)
                    undecided = True
                    break

    def values(self, end_ids: tuple[int, ...]) -> dict[str, str]:
        """What stands in the blanks, without white space around it, by name.

        Args:
            end_ids: tokens that end an answer; a blank may end with them where nothing follows.
        """
        values: dict[str, str] = {}
        for part, (first, last) in zip(self._parts, self._spans, strict=True):
            if part.blank is not None:
                tokens = before_end(self.tokens[first:last], end_ids)
                values[part.blank.name] = self._value(part, tokens[tokens != NOISE])
        return values

    def text(self, values: dict[str, str]) -> str:
        """The form with its blanks filled in."""
        return self._form.text(values)

    def _value(self, part: Part, tokens: IntArray) -> str:
        assert part.blank is not None  # noqa: S101 - for types
        if not part.choices:
            return self._decode(tokens).strip()
        if part.chosen is None and tuple(tokens.tolist()) not in part.choices:
            return ""  # the run ended before
        chosen = part.chosen
        if chosen is None:
            chosen = part.choices.index(tuple(tokens.tolist()))
        return part.blank.choices[chosen]

    def _assemble(self, filled: IntArray | None = None) -> None:
        """Write the parts one behind the other.

        Args:
            filled: tokens from the beginning on that are done already.
        """
        spans: list[tuple[int, int]] = []
        tokens: list[int] = []
        self.allowed: Allowed = {}
        for part in self._parts:
            first = len(tokens)
            tokens += part.tokens
            spans.append((first, len(tokens)))
            if part.settled and part.choices and part.chosen is None:
                self.allowed[first] = tuple(choice[0] for choice in part.choices)
        self._spans = spans
        self.tokens = np.array(tokens, np.int32)
        if filled is not None:
            self.tokens[: len(filled)] = filled

    def _choose(self, part: Part, first: int, means: Means, start: int, block: int) -> None:
        filled = self.tokens[:start].copy()
        scores: dict[int, float] = {}
        for length in sorted({len(choice) for choice in part.choices}):
            part.tokens = (NOISE,) * length
            self._assemble(filled)
            rows = self._predicted(means, start, block)[first - start :][:length]
            for number, choice in enumerate(part.choices):
                if len(choice) == length:
                    scores[number] = float(rows[np.arange(length), list(choice)].mean())
        part.chosen = max(scores, key=lambda number: scores[number])
        part.tokens, part.settled = part.choices[part.chosen], True
        self._assemble(filled)

    def _fit(self, part: Part, first: int, means: Means, start: int, block: int) -> None:
        filled, most = self.tokens[:start].copy(), len(part.tokens)
        silent = [*means.end_ids, self._pad_id]
        scores: list[float] = []
        for length in range(1, most + 1):
            part.tokens = (NOISE,) * length
            self._assemble(filled)
            blank = slice(first - start, first - start + length)
            canvas = self._canvas(start, means)
            rows = self._predicted(means, start, block)[blank].copy()
            rows[:, silent] = -np.inf
            canvas[blank] = rows.argmax(axis=1)
            known = np.flatnonzero(canvas != NOISE)
            own = self._predicted(means, start, block, canvas)[known, canvas[known]]
            scores.append(float(own.astype(np.float64).sum()))
        part.tokens, part.settled = (NOISE,) * (1 + int(np.argmax(scores))), True
        self._assemble(filled)

    def _canvas(self, start: int, means: Means) -> IntArray:
        return canvas_of(self, start, means.engine.canvas_length, self._pad_id)

    def _predicted(
        self, means: Means, start: int, block: int, canvas: IntArray | None = None
    ) -> FloatArray:
        """Log probabilities of a canvas at its first step, float32[C, V]."""
        canvas = self._canvas(start, means) if canvas is None else canvas
        noise = means.draws(means.recipe, block).noise(0)
        noisy = np.where(canvas == NOISE, noise, canvas).astype(np.int32)
        logits = means.denoiser.canvas_logits(noisy, None)
        means.tally.steps += 1
        peak = logits.max(axis=1, keepdims=True)
        return logits - peak - np.log(np.exp(logits - peak).sum(axis=1, keepdims=True))


def _part(part: str | Blank, space: str, encode: Encode) -> Part:
    if isinstance(part, str):
        return Part(_ids(encode, part))
    if not part.choices:
        return Part((NOISE,) * part.tokens, part, settled=part.tokens == 1)
    choices = tuple(_ids(encode, space + choice) for choice in part.choices)
    if not all(choices):
        raise BadInputError(f"A choice of “{part.name}” has no words that the model knows.")
    longest = max(map(len, choices))
    single = longest == 1 and len(set(choices)) == len(choices)
    return Part((NOISE,) * longest, part, choices, settled=single)


def _ids(encode: Encode, text: str) -> Tokens:
    return tuple(int(token) for token in encode(text))
