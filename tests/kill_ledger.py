"""What windows that were killed had told of, see ``chatting_window``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Line = dict[str, Any]


@dataclass(slots=True)
class Told:
    """What was told of an answer.

    Attributes:
        window: number of the window that made it.
        crcs: CRC-32 of each frame's tokens.
        drafts: after each frame, with the tick.
        end: how it ended, if it did.
    """

    window: int
    crcs: list[int] = field(default_factory=list)
    drafts: list[tuple[list[str], int]] = field(default_factory=list)
    end: Line | None = None


class Ledger:
    """What windows on one profile have told, up to the last kill."""

    def __init__(self) -> None:
        self.questions: dict[int, str] = {}
        self.answers: dict[int, Told] = {}
        self.unsent: dict[int, list[tuple[str, int]]] = {}
        """Of each chat the texts in the prompt box and their ticks, the newest last."""
        self.queued: list[tuple[int, str]] = []
        self.last: Told | None = None
        """The newest of the window that was killed last."""
        self.old: frozenset[int] = frozenset()
        """Answers of the windows before, which that one has marked as interrupted."""
        self.tick = 0
        self.state = "starting"
        self._window = 0

    def take(self, lines: Sequence[Line]) -> None:
        """Take in what one window told before it was killed."""
        self._window += 1
        self.tick, self.queued, self.unsent, self.last = 0, [], {}, None
        self.state = "starting"
        marked = {"done": "mark_interrupted"} in lines
        self.old = frozenset(self.answers) if marked else frozenset()
        writing: list[str] = []
        for line in lines:
            self._take(line)
            if "begins" in line:
                writing.append(line["begins"])
            elif "done" in line:
                writing.remove(line["done"])
            elif "loaded" in line and self.state == "loading":
                self.state = "idle"
        if writing:
            self.state = f"within {writing[-1]}"

    def _take(self, line: Line) -> None:
        match line:
            case {"up": _}:
                self.state = "loading"
            case {"question": number, "text": text}:
                self.questions[number] = text
                self.queued = [(c, words) for c, words in self.queued if words != text]
            case {"answer": number}:
                self.last = self.answers[number] = Told(self._window)
                self.state = "before the first step"
            case {"frame": number, "crc": crc, "draft": draft, "tick": tick}:
                answer = self.answers[number]
                answer.crcs.append(crc)
                answer.drafts.append((draft, tick))
                self.state = "denoising"
            case {"ended": number}:
                self.answers[number].end = line
                self.state = "idle"
            case {"queued": text, "chat": chat}:
                self.queued.append((chat, text))
            case {"returned": text, "chat": chat}:
                self.queued = [known for known in self.queued if known != (chat, text)]
            case {"typed": text, "chat": chat, "tick": tick}:
                self.unsent.setdefault(chat, []).append((text, tick))
            case {"tick": tick}:
                self.tick = tick
            case _:
                return
