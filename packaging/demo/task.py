"""One prompt of the demo model and what answers it; which prompts are kept from training."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from functools import cache

from demo import algorithmic, writing
from demo.template import Template

HELD_OUT_SHARE = 10  # one in ten


@dataclass(frozen=True)
class Task:
    """One prompt and what a right answer looks like.

    Attributes:
        family: what is tested, for the report.
        subject: the fact, operands or function, without the wording.
        turns: user and assistant turns in turn, ending with the user's.
        answer: template of the right answer.
        fixed: values of named slots the prompt decides.
    """

    family: str
    subject: str
    turns: tuple[str, ...]
    answer: str
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def held_out(self) -> bool:
        """Whether this subject in this wording is kept from training."""
        if self.family in algorithmic.UNSEEN_FAMILIES:
            return True
        key = "/".join((self.family, self.subject, *self.turns))
        return self.turns not in SUGGESTED and zlib.crc32(key.encode()) % HELD_OUT_SHARE == 0

    def sample(self, rng: random.Random) -> str:
        """Write a right answer."""
        return template_of(self.answer).sample(rng, dict(self.fixed))

    def accepts(self, text: str) -> bool:
        """Whether ``text`` is a right answer."""
        return template_of(self.answer).accepts(text.strip(), dict(self.fixed))


SUGGESTED: frozenset[tuple[str, ...]] = frozenset(
    (prompt,)
    for prompt in (
        "Tell me a short story about a fox.",
        "How do you work?",
        "What is 3 plus 4?",
        "Plan my day.",
        "Write a poem about the sea.",
        "Give me five ideas for the weekend.",
        "Explain diffusion to a child.",
        "Write a Python function that adds two numbers.",
        "Tell me a long story.",
        "Tell me a short story about Mia.",
        "Explain in detail how you work.",
        "Tell me a joke.",
        "What is the capital of France?",
        "Who are you?",
    )
)


@cache
def template_of(text: str) -> Template:
    """The template of an answer, parsed once."""
    return Template(text, writing.POOLS)
