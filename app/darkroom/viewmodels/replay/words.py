"""The words in files of a replay, in English; the window gives them in its own language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words beside a settling map."""

    legend: str = "When words settled"
    early: str = "first steps"
    late: str = "last steps"
    note: str = "This is when words settled, not whether they are true."


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the page; those in braces are filled in."""

    lang: str = "en"
    title: str = "Replay of an answer"
    question: str = "Question"
    answer: str = "Answer"
    thinking: str = "Thinking"
    replay: str = "Replay"
    play: str = "Play"
    pause: str = "Pause"
    back: str = "One step back"
    on: str = "One step on"
    position: str = "Step"
    which: str = "Canvas"
    speed: str = "Speed"
    step: str = "step {step} of {steps}"
    canvas: str = "canvas {n} of {count}"
    map: str = "Settling map"
    seed: str = "seed {seed}"
    made_with: str = "Made with Darkroom {version}"
    trouble: str = "This browser cannot play the replay. The answer itself stands above."
    settling: MapWords = field(default_factory=MapWords)
