"""What else might stand in a cell, as far as it was recorded. No Qt in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from darkroom.core.types import Frame
from darkroom.viewmodels.cells import Lexicon

RECORDED: Final = 8
"""Alternatives that are recorded for each cell and step, where somebody wants them."""

_SEEN: Final = {0x20: "␣", 0x0A: "↵", 0x0D: "␍", 0x09: "⇥", 0xA0: "⍽", 0xFFFD: "·"}
_SEEN_CONTROLS: Final = {code: "·" for code in range(32)} | {0x200B: "·"}


@dataclass(frozen=True, slots=True)
class Alternative:
    """A token that may stand in a cell.

    Attributes:
        token: its id.
        text: what it reads as, with signs for what cannot be seen; empty for one without words.
        probability: in [0, 1]; at the step where it was recorded.
    """

    token: int
    text: str
    probability: float


def token_text(token: int, lexicon: Lexicon) -> str:
    """What a token reads as, with signs for what cannot be seen; empty for one without words."""
    text = lexicon.piece(token).decode(errors="replace")
    return text.translate(_SEEN_CONTROLS | _SEEN)


def alternatives(frame: Frame, cell: int, lexicon: Lexicon) -> list[Alternative] | None:
    """The most probable tokens of a cell at a step, best first; None where none were recorded.

    Args:
        frame: the step.
        cell: in [0, C).
        lexicon: how tokens read.
    """
    ids, probabilities = frame.topk_ids, frame.topk_probs
    if ids is None or probabilities is None or not 0 <= cell < len(ids):
        return None
    return [
        Alternative(token, token_text(token, lexicon), min(max(float(share), 0.0), 1.0))
        for token, share in zip(ids[cell].tolist(), probabilities[cell].tolist(), strict=True)
    ]
