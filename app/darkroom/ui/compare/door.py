"""The way to the page "Compare" from the conversation, which needs it rarely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from darkroom.core.errors import BadInputError
from darkroom.core.types import Failure
from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel

if TYPE_CHECKING:
    from darkroom.ui.compare.page import ComparePage


class CompareDoor(QObject):
    """Makes the page when it is first wanted.

    Args:
        theme: colours and sizes.
        chat: whose answers are compared.
        preferences: motion as the person wants it.
        stack: where the page goes.
        parent: Qt parent.
    """

    entered = Signal()
    """The page is in front now."""
    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        chat: ChatViewModel,
        preferences: Preferences,
        stack: QStackedWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chat = chat
        self._preferences = preferences
        self._stack = stack
        self._runs: Sequence[RunViewModel] = ()
        self.page: ComparePage | None = None
        stack.currentChanged.connect(self._on_page_changed)

    @property
    def is_open(self) -> bool:
        """The page is in front."""
        return self.page is not None and self._stack.currentWidget() is self.page

    @Slot(object)
    def compare(self, run: RunViewModel) -> None:
        """Show an answer at the right, and the one that it came from, or the one before, beside it.

        Args:
            run: an answer on screen that is over, with siblings.
        """
        runs = self._chat.answers_beside(run)
        over = [each for each in runs if each.state.is_final]
        self._chat.let_go([each for each in runs if each not in over])
        if run not in over or len(over) < 2:
            self._chat.let_go(over)
            words = self.tr("There is no other answer to compare this one with.")
            self._chat.failed.emit(Failure(BadInputError.kind, words))
            return
        page = self.page
        if page is None:
            from darkroom.ui.compare.page import ComparePage  # not for the first paint

            page = self.page = ComparePage(self._theme, self._preferences.reduce_motion)
            page.back_asked.connect(self.back_asked)
            page.show_asked.connect(self._on_show)
            self._stack.addWidget(page)
        right = over.index(run)
        left = _source(run, over)
        if left is None:
            left = right - 1 if right else 1
        page.leave()
        self._chat.let_go(self._runs)
        self._runs = over
        page.show_answers(over, left, right)
        self._stack.setCurrentWidget(page)
        self.entered.emit()
        page.focus()

    @Slot(object)
    def _on_show(self, run: RunViewModel) -> None:
        message = run.message
        if message is not None:
            self._chat.open(message.chat, message.id)
        self.back_asked.emit()

    @Slot()
    def _on_page_changed(self) -> None:
        if self.page is not None and not self.is_open and self._runs:
            self.page.leave()
            self._chat.let_go(self._runs)
            self._runs = ()


def _source(run: RunViewModel, runs: Sequence[RunViewModel]) -> int | None:
    """Index of the answer that another one was made of."""
    provenance = run.message.provenance if run.message is not None else None
    uids = [each.message.uid if each.message is not None else "" for each in runs]
    if provenance is None or not provenance.source or provenance.source not in uids:
        return None
    return uids.index(provenance.source)
