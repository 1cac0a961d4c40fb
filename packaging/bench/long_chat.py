"""A long chat of realistic lengths, the same every time."""

from __future__ import annotations

import random

from darkroom.core.types import RunStats
from darkroom.history.records import StoredMessage
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Question

_WORDS = (  # noqa: SIM905
    "a answer because before canvas clear code each every first found from gives half how in is "
    "it keeps later least line long many memory model never noise of on once one order over part "
    "picture place rest same second sharper since step still that the then there these time to "
    "turn until value when where which while whole with word"
).split()
_CODE = '''```python
def settle(canvas: list[int], accepted: list[bool]) -> int:
    """Count the cells that stand."""
    total = 0
    for token, stands in zip(canvas, accepted, strict=True):
        if stands and token != 0:
            total += 1  # the rest is noise
    return total
```'''
_TABLE = """| step | settled | entropy |
|---:|---:|---:|
| 1 | 12 | 3.81 |
| 8 | 140 | 1.20 |
| 16 | 256 | 0.02 |"""


def _sentences(draw: random.Random, count: int) -> str:
    made = [" ".join(draw.choices(_WORDS, k=draw.randint(5, 18))) for _ in range(count)]
    return " ".join(f"{words.capitalize()}." for words in made)


def _answer(draw: random.Random) -> str:
    """One to six parts: mostly prose, now and then a list, code, a table."""
    parts = [_sentences(draw, draw.randint(1, 4))]
    for _ in range(draw.randint(0, 5)):
        kind = draw.random()
        if kind < 0.60:
            parts.append(_sentences(draw, draw.randint(1, 5)))
        elif kind < 0.78:
            items = (f"- **{draw.choice(_WORDS)}**: {_sentences(draw, 1)}" for _ in range(5))
            parts.append("\n".join(items))
        elif kind < 0.88:
            parts.append(_CODE)
        elif kind < 0.94:
            parts.append(_TABLE)
        else:
            parts.append(f"## {_sentences(draw, 1)}")
    return "\n\n".join(parts)


def make_turns(count: int) -> list[Turn]:
    """Return questions and complete answers in turn, the same ones every time."""
    draw = random.Random(5)  # noqa: S311
    stats = RunStats(40, 2, 300, 120.0, 900, 300, 800.0, 62.0, 4.8, 1 << 33)
    turns: list[Turn] = []
    for number in range(count):
        if number % 2 == 0:
            text = _sentences(draw, draw.choice((1, 1, 1, 2, 3, 8)))
            question = StoredMessage(number, "", 1, None, "user", text, 0.0)
            turns.append(Question(question))
        else:
            answer = StoredMessage(
                number, "", 1, None, "assistant", _answer(draw), 0.0,
                model="DiffusionGemma 26B-A4B", quantization="Q4_K_M", reason="end", stats=stats,
            )  # fmt: skip
            turns.append(RunViewModel.stored(answer))
    return turns
