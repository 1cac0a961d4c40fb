"""Sums, differences, products, comparing and counting of small numbers."""

from __future__ import annotations

from collections.abc import Iterator

Row = tuple[str, str, tuple[str, ...], str]

SMALL = range(13)
# Never trained as written; the mirrored pair is.
UNSEEN_PAIRS = frozenset({(2, 9), (11, 4), (7, 12), (5, 8), (10, 3), (6, 1), (12, 9), (8, 11)})
UNSEEN_FAMILIES = frozenset({"sums, unseen pairs"})


def rows(too_big: str) -> Iterator[Row]:
    """Family, subject, turns and answer of every task."""
    for a in SMALL:
        for b in SMALL:
            yield from _pair(a, b)
    for n in range(21):
        kind = "odd" if n % 2 else "even"
        for ask in (f"Is {n} even or odd?", f"Is {n} odd or even?", f"Is {n} an even number?",
                    f"Even or odd: {n}?"):  # fmt: skip
            yield "even or odd", str(n), (ask,), f"{n} is {kind}."
    yield from _counting()
    for a in range(13, 100, 3):
        for b in range(14, 100, 7):
            for ask in (f"What is {a} plus {b}?", f"What is {a} times {b}?", f"{a} + {b}"):
                yield "too big", f"{a} {b}", (ask,), too_big


def _pair(a: int, b: int) -> Iterator[Row]:
    pair = f"{a} {b}"
    family = "sums, unseen pairs" if (a, b) in UNSEEN_PAIRS else "sums"
    for ask in (f"What is {a} plus {b}?", f"{a} + {b}", f"What is {a} + {b}?", f"Add {a} and {b}.",
                f"How much is {a} plus {b}?", f"What is the sum of {a} and {b}?", f"{a} plus {b}",
                f"Calculate {a} + {b}.", f"{a} + {b} = ?"):  # fmt: skip
        yield family, pair, (ask,), f"{a} plus {b} is {a + b}."
    if a >= b:
        for ask in (f"What is {a} minus {b}?", f"{a} - {b}", f"What is {a} - {b}?",
                    f"Subtract {b} from {a}.", f"How much is {a} minus {b}?"):  # fmt: skip
            yield "differences", pair, (ask,), f"{a} minus {b} is {a - b}."
    if a <= 10 and b <= 10:
        for ask in (f"What is {a} times {b}?", f"{a} * {b}", f"What is {a} * {b}?",
                    f"Multiply {a} by {b}.", f"How much is {a} times {b}?"):  # fmt: skip
            yield "products", pair, (ask,), f"{a} times {b} is {a * b}."
    if a != b:
        for ask in (f"Which is larger, {a} or {b}?", f"What is larger, {a} or {b}?",
                    f"Which number is bigger: {a} or {b}?"):  # fmt: skip
            yield "compare", pair, (ask,), f"{max(a, b)} is larger than {min(a, b)}."


def _counting() -> Iterator[Row]:
    for first in range(1, 11):
        for last in range(first + 2, min(first + 10, 16)):
            up = ", ".join(map(str, range(first, last + 1)))
            down = ", ".join(map(str, range(last, first - 1, -1)))
            for ask in (f"Count from {first} to {last}.", f"Please count from {first} to {last}."):
                yield "counting", f"{first} {last}", (ask,), f"{up}."
            if first == 1:
                yield "counting", f"to {last}", (f"Count to {last}.",), f"{up}."
            ask = f"Count down from {last} to {first}."
            yield "counting", f"{last} {first}", (ask,), f"{down}."
