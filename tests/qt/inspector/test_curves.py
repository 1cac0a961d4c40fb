"""The two curves, against the plainest way to reckon them; and alternatives as words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from darkroom.core.types import Frame
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.inspector.alternatives import Alternative, alternatives, token_text
from darkroom.viewmodels.inspector.curves import accepted_share, mean_entropy
from qt.frames import frame, lexicon
from qt.inspector.conftest import IDS, with_alternatives

_SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 9))
_NATS = arrays.arrays(np.float16, _SHAPES, elements=st.floats(0, 12, width=16))


def _frames(nats: np.ndarray[Any, Any], limit: float) -> list[Frame]:
    return [
        frame([1] * len(row), [int(x < limit) for x in row], entropy=list(row), step=step)
        for step, row in enumerate(nats, 1)
    ]


@given(_NATS, st.floats(0, 12))
def test_curves_are_means_over_cells(nats: np.ndarray[Any, Any], limit: float) -> None:
    frames = _frames(nats, limit)
    for each, entropy, share in zip(
        frames, mean_entropy(frames), accepted_share(frames), strict=True
    ):
        cells = len(each.tokens)
        assert entropy == pytest.approx(sum(float(x) for x in each.entropy) / cells, abs=1e-9)
        assert share == pytest.approx(sum(1 for x in each.accepted if x) / cells)


def test_no_steps_make_no_curve() -> None:
    assert mean_entropy([]).tolist() == accepted_share([]).tolist() == []


def test_alternatives_come_with_words_and_shares() -> None:
    words = lexicon("One", " two", " red", "\n")
    step = with_alternatives(frame([1, 2], [1, 1]))
    found = alternatives(step, 0, words)
    assert found is not None
    assert [each.token for each in found] == IDS[0]
    assert found[0] == Alternative(1, "One", 0.5)
    assert [each.text for each in found] == ["One", "↵", "␣red"]
    assert alternatives(step, 1, words) == [
        Alternative(2, "␣two", 1.0), Alternative(3, "␣red", 0.0), Alternative(0, "", 0.0),
    ]  # fmt: skip


def test_what_was_not_recorded_is_not_made_up() -> None:
    words, plain = lexicon("One"), frame([1, 1], [1, 1])
    assert alternatives(plain, 0, words) is None
    assert alternatives(with_alternatives(plain), 2, words) is None
    assert alternatives(with_alternatives(plain), -1, words) is None


@pytest.mark.parametrize(
    ("piece", "text"),
    [(b" \t", "␣⇥"), (b"\xe2\x82", "·"), (b"\x00a", "·a"), ("\u200b".encode(), "·"), (b"", "")],
)
def test_nothing_of_a_token_stays_unseen(piece: bytes, text: str) -> None:
    assert token_text(1, Lexicon({1: piece})) == text
