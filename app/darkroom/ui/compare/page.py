"""The page "Compare": two answers to one question, and one scrubber for both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.ui.column_box import ColumnBox
from darkroom.ui.compare import words
from darkroom.ui.compare.pane import AnswerPane
from darkroom.ui.compare.side_by_side import SideBySide
from darkroom.ui.controls import IconButton, label
from darkroom.ui.replay.scrubber import Scrubber
from darkroom.ui.theme import Theme
from darkroom.viewmodels.replay.pair import Pair
from darkroom.viewmodels.replay.replay import ReplayViewModel
from darkroom.viewmodels.run import RunViewModel


class ComparePage(QWidget):
    """Left and right can be any two of the answers.

    Args:
        theme: colours and sizes.
        reduce_motion: nothing fades.
        parent: Qt parent.
    """

    back_asked = Signal()
    show_asked = Signal(object)
    """Carries the ``RunViewModel`` that is to be shown in the chat."""

    def __init__(self, theme: Theme, reduce_motion: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setAccessibleName(self.tr("Compare answers"))
        self._theme = theme
        self._runs: list[RunViewModel] = []
        self._places = [0, 0]
        self.pair: Pair | None = None
        self.scrubber: Scrubber | None = None
        self.back = IconButton(theme, "back", self.tr("Back to the chat"), "Esc")
        self.back.clicked.connect(self.back_asked)
        names = self.tr("Left answer"), self.tr("Right answer")
        self.panes = tuple(AnswerPane(theme, name, reduce_motion) for name in names)
        self._sides = SideBySide(theme, *self.panes)
        self._bar = QWidget()
        self._bar_layout = QVBoxLayout(self._bar)
        self._bar_layout.setContentsMargins(0, 0, 0, 0)
        for side, pane in enumerate(self.panes):
            pane.height_changed.connect(self._sides.arrange)
            pane.chosen.connect(lambda index, side=side: self._on_chosen(side, index))
            pane.show_asked.connect(lambda side=side: self._on_show(side))
        self._build()

    def show_answers(self, runs: Sequence[RunViewModel], left: int, right: int) -> None:
        """Show two answers.

        Args:
            runs: all answers to the question that are over, at least two.
            left: index of the one at the left.
            right: likewise.
        """
        self._forget()
        self._runs = list(runs)
        self._places = [left, right]
        for run in self._runs:
            run.replay_found.connect(self._on_found)
        self._show()

    def focus(self) -> None:
        """Put the focus where reading begins."""
        self._sides.verticalScrollBar().setValue(0)
        slider = self.scrubber.slider if self.scrubber is not None else self.back
        slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Let go of the answers; nothing plays on."""
        self._forget()
        self._runs = []

    # --- inside

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(12), px(24), px(8))
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addWidget(label(self.tr("Compare answers"), "title"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._sides, 1)
        column.addWidget(ColumnBox(self._theme, self._bar, 8, 12))

    def _show(self) -> None:
        count = len(self._runs)
        names = [words.place(index + 1, count) for index in range(count)]
        chosen = [self._runs[place] for place in self._places]
        for pane, place, other in zip(self.panes, self._places, self._places[::-1], strict=True):
            pane.offer(names, place)
            pane.show_answer(self._runs[place], self._runs[other])
        for run in chosen:
            if not run.frames and run.replay_failure is None:
                run.find_replay()
        self._show_steps(chosen)

    def _show_steps(self, chosen: Sequence[RunViewModel]) -> None:
        self._drop_pair()
        replays = [_replay_of(run) for run in chosen]
        for pane, run, replay in zip(self.panes, chosen, replays, strict=True):
            if replay is not None:
                pane.show_steps(replay)
            else:
                pane.show_text(run.text, self._why_not(run))
        left, right = replays
        if left is not None and right is not None:
            self.pair = Pair(left, right, self)
            self.scrubber = Scrubber(self._theme, self.pair.lead, self._bar, returns=False)
            self.scrubber.height_changed.connect(self._on_bar_height)
            self.scrubber.slider.left.connect(self.back_asked)
            self._bar_layout.addWidget(self.scrubber)
        else:
            for replay in filter(None, replays):
                replay.setParent(self)
        self._sides.arrange()

    def _why_not(self, run: RunViewModel) -> str:
        """Why an answer has no steps; empty while they are looked for."""
        if run.replay_failure is None and run.can_replay:
            return ""
        words = self.tr("The steps of this answer were not kept.")
        return (run.replay_failure.text if run.replay_failure is not None else "") or words

    def _drop_pair(self) -> None:
        for replay in self.findChildren(ReplayViewModel, options=_OWN):
            replay.deleteLater()
        if self.pair is not None:
            self.pair.lead.pause()
            self.pair.deleteLater()
            self.pair = None
        if self.scrubber is not None:
            self._bar_layout.removeWidget(self.scrubber)
            self.scrubber.hide()
            self.scrubber.deleteLater()
            self.scrubber = None

    def _forget(self) -> None:
        for run in self._runs:
            run.replay_found.disconnect(self._on_found)
        self._drop_pair()

    @Slot()
    def _on_found(self) -> None:
        chosen = [self._runs[place] for place in self._places]
        self._show_steps(chosen)

    def _on_chosen(self, side: int, index: int) -> None:
        other = 1 - side
        if index == self._places[other]:
            # The same answer twice says nothing; they change places.
            self._places[other] = self._places[side]
        self._places[side] = index
        self._show()

    def _on_show(self, side: int) -> None:
        self.show_asked.emit(self._runs[self._places[side]])

    @Slot()
    def _on_bar_height(self) -> None:
        self._bar.updateGeometry()


_OWN = Qt.FindChildOption.FindDirectChildrenOnly


def _replay_of(run: RunViewModel) -> ReplayViewModel | None:
    # One of its own: the chat shows the same answer at a step of its own.
    return ReplayViewModel(run.frames, run.lexicon, run.opening) if run.frames else None
