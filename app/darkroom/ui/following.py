"""What a conversation keeps in sight by itself while an answer grows."""

from __future__ import annotations

from enum import Enum

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.turn_anchor import Place
from darkroom.ui.turn_column import TurnColumn
from darkroom.viewmodels.turns import Question


class Goal(Enum):
    """What is followed."""

    NOTHING = "nothing"
    """The person decides what is in sight."""
    ANSWER = "answer"
    """The last question, while it is answered; from the second canvas on the live one."""
    END = "end"
    """The end, whatever it is."""


class Following:
    """Says where the last turns belong, as long as nobody scrolled.

    Once the answer is complete nothing moves by itself but when the window changes its size: what
    somebody opens or closes then stays under the pointer.

    Args:
        column: the turns.
    """

    def __init__(self, column: TurnColumn) -> None:
        self._column = column
        self._rests = False
        self.goal = Goal.NOTHING

    def start(self, goal: Goal) -> None:
        """Follow something from the next layout on."""
        self.goal, self._rests = goal, False

    def aim(self, anew: bool) -> Place | None:
        """Say what belongs where.

        Args:
            anew: the window has another size, or all turns have other heights.
        """
        if self.goal is Goal.NOTHING or (self._rests and not anew):
            return None
        place = self._column.end() if self.goal is Goal.END else self._answer()
        self._rests = not self._is_under_way
        return place

    def _answer(self) -> Place:
        column, last = self._column, len(self._column.sizes) - 1
        is_answer = not isinstance(column.sizes.turn(last), Question)
        asked = last - 1 if is_answer and last > 0 else last
        for index in (asked, last):
            column.ready(index)
        view = column.shelf.view(last)
        margin, third = column.sizes.margin, column.height() // 3
        if isinstance(view, AnswerView):
            live, top = view.run.figures, column.sizes.top
            lower = top(last) + view.live_top - third > top(asked) - margin
            if live is not None and live.block > 0 and lower:
                return last, third - view.live_top
        return asked, margin

    @property
    def _is_under_way(self) -> bool:
        last = len(self._column.sizes) - 1
        view = self._column.shelf.view(last)
        if not isinstance(view, AnswerView):
            return False
        canvases = view.findChildren(CanvasView)
        # A complete answer is still on its canvas until that has settled.
        shown = any(canvas.isVisibleTo(view) for canvas in canvases)
        return not view.run.state.is_final or (shown and not view.replay.is_open)
