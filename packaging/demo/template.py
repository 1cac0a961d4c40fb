"""Sentences with slots: one definition both writes an answer and checks one."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Slot:
    """A gap of a template.

    Attributes:
        name: what later ``{name}`` references call it, or empty.
        pool: word pool it draws from, or empty for options written in place; slots of one pool
            never repeat a word within a text.
        options: the words it may take; empty for a reference.
        follows: whether it takes the word after the last one drawn from its pool (lists do, since
            leaving out what is there already is hard to learn; any word is right).
    """

    name: str
    pool: str
    options: tuple[str, ...]
    follows: bool = False


@dataclass(frozen=True)
class Template:
    """Text with ``{a|b}`` choices, ``{@pool}`` draws, ``{name=…}`` and ``{name}`` references."""

    text: str
    pools: Mapping[str, Sequence[str]]

    @cached_property
    def parts(self) -> tuple[str | Slot, ...]:
        """Literals and slots in reading order."""
        pieces = _SLOT.split(self.text)
        return tuple(self._slot(p) if i % 2 else p for i, p in enumerate(pieces))

    def _slot(self, body: str) -> Slot:
        name, equals, rest = body.partition("=")
        if not equals:
            name, rest = "", body
        if rest.startswith("@"):
            pool = rest[1:].rstrip("+")
            return Slot(name, pool, tuple(self.pools[pool]), rest.endswith("+"))
        if equals or "|" in rest:
            return Slot(name, "", tuple(rest.split("|")))
        return Slot(rest, "", ())

    def sample(self, rng: random.Random, fixed: Mapping[str, str] | None = None) -> str:
        """Write one text; ``fixed`` gives named slots a value."""
        values = dict(fixed or {})
        used: dict[str, list[str]] = {}
        for part in self.parts:
            if isinstance(part, Slot) and part.pool and part.name in values:
                used.setdefault(part.pool, []).append(values[part.name])
        return "".join(
            part if isinstance(part, str) else _fill(part, rng, values, used) for part in self.parts
        )

    def accepts(self, text: str, fixed: Mapping[str, str] | None = None) -> bool:
        """Whether ``text`` could have been written by this template."""
        drawn: list[tuple[str, str]] = []
        names: set[str] = set()
        pattern = "".join(
            re.escape(part) if isinstance(part, str) else _pattern(part, fixed or {}, names, drawn)
            for part in self.parts
        )
        match = re.fullmatch(pattern, text)
        if match is None:
            return False
        words = [(pool, match.group(group)) for group, pool in drawn]
        return len(set(words)) == len(words)


def _fill(
    slot: Slot, rng: random.Random, values: dict[str, str], used: dict[str, list[str]]
) -> str:
    if slot.name in values:
        return values[slot.name]
    taken = used.setdefault(slot.pool, []) if slot.pool else list[str]()
    if slot.follows and taken:
        word = slot.options[(slot.options.index(taken[-1]) + 1) % len(slot.options)]
    else:
        word = rng.choice([o for o in slot.options if o not in taken])
    taken.append(word)
    if slot.name:
        values[slot.name] = word
    return word


def _pattern(
    slot: Slot, fixed: Mapping[str, str], names: set[str], drawn: list[tuple[str, str]]
) -> str:
    if slot.name in names:
        return f"(?P={slot.name})"
    group = slot.name or f"_{len(drawn)}_"
    body = (
        re.escape(fixed[slot.name])
        if slot.name in fixed
        else "|".join(re.escape(o) for o in slot.options)
    )
    names.add(group)
    if slot.pool:
        drawn.append((group, slot.pool))
        return f"(?P<{group}>{body})"
    return f"(?P<{group}>{body})" if slot.name else f"(?:{body})"
