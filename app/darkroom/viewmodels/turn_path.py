"""The turns on screen: one path through the tree of a chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from darkroom.history.records import StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.replay.stored import FindFrames
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import ONLY_ONE, Question

Turn = Question | RunViewModel
FramesOf = Callable[[StoredMessage], FindFrames]
"""Knows a way to the frames of a stored answer."""


class TurnPath:
    """Makes turns of messages; those that stay on the path stay the same objects.

    Args:
        history: tells of siblings.
        live: the answer that is under way, if there is one.
        owner: Qt parent of stored answers.
        frames_of: finds the frames of a stored answer; None finds none.
    """

    def __init__(
        self,
        history: History,
        live: Callable[[], RunViewModel | None],
        owner: QObject,
        frames_of: FramesOf | None = None,
    ) -> None:
        self._history = history
        self._live = live
        self._owner = owner
        self._frames_of = frames_of
        self.turns: list[Turn] = []

    def follow(self, messages: Sequence[StoredMessage]) -> tuple[int, list[Turn]]:
        """Show another path.

        Args:
            messages: of the path, oldest first.

        Returns:
            Index of the first turn that is another one now, and the turns that left; see
            ``let_go``.
        """
        same = 0
        for turn, message in zip(self.turns, messages, strict=False):
            if turn.message is None or turn.message.id != message.id:
                break
            same += 1
        gone, self.turns = self.turns[same:], self.turns[:same]
        self.turns += map(self._turn, messages[same:])
        return same, gone

    def beside(self, message: StoredMessage) -> list[RunViewModel]:
        """All answers to the question of an answer; those on screen are the same objects.

        Whoever asks lets the others go.
        """
        answers: list[RunViewModel] = []
        for number in self._history.siblings(message.id):
            shown = next((t for t in self.turns if t.message and t.message.id == number), None)
            sibling = None if shown is not None else self._history.message(number)
            turn = self._turn(sibling) if sibling is not None else shown
            if isinstance(turn, RunViewModel):
                answers.append(turn)
        return answers

    def let_go(self, turns: Sequence[Turn]) -> None:
        """Forget turns that nobody shows any more."""
        for turn in turns:
            if isinstance(turn, RunViewModel) and turn is not self._live():
                turn.deleteLater()

    def _turn(self, message: StoredMessage) -> Turn:
        if message.role == "user":
            return Question(message, self._siblings_of(message))
        live = self._live()
        is_live = live is not None and live.message is not None and live.message.id == message.id
        run = live if live is not None and is_live else RunViewModel.stored(message, self._owner)
        run.find_siblings = self._siblings_of(message)
        if self._frames_of is not None and run is not live:
            run.find_frames = self._frames_of(message)
        return run

    def _siblings_of(self, message: StoredMessage) -> Callable[[], tuple[int, int]]:
        def find() -> tuple[int, int]:
            ids = self._history.siblings(message.id)
            return (ids.index(message.id) + 1, len(ids)) if message.id in ids else ONLY_ONE

        return find
