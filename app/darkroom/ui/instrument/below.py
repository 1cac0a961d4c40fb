"""What stands below an answer that was made of another one: a note, or a review."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.instrument.origin_note import OriginNote, origin_words
from darkroom.ui.instrument.review_bar import ReviewBar
from darkroom.ui.theme import Theme
from darkroom.viewmodels.instrument import Instrument
from darkroom.viewmodels.obstacles import Operation


class Below(QObject):
    """A review until somebody decides, a note from then on.

    Args:
        theme: colours and sizes.
        instrument: knows what is to be decided.
        view: the answer; keeps this alive.
    """

    compare_asked = Signal(object)
    """Carries the ``RunViewModel`` of the answer."""

    def __init__(self, theme: Theme, instrument: Instrument, view: AnswerView) -> None:
        super().__init__(view)
        self._theme = theme
        self._instrument = instrument
        self._view = view
        self.review: ReviewBar | None = None
        if view.run.state.is_final:
            self._show()
        else:
            view.run.ended.connect(self._show)

    @Slot()
    def _show(self) -> None:
        if self._instrument.why_not(self._view.run, Operation.ACCEPT):
            self._show_note()
        else:
            self._show_review()

    def _show_note(self) -> None:
        run = self._view.run
        provenance = run.message.provenance if run.message is not None else None
        words = origin_words(provenance) if provenance is not None else ""
        if words:
            note = OriginNote(self._theme, words, self._view)
            note.offer(run.siblings[1] > 1)
            note.compare_asked.connect(lambda: self.compare_asked.emit(run))
            self._view.add_card(note, note.height_changed)

    def _show_review(self) -> None:
        run, instrument = self._view.run, self._instrument
        review = self.review = ReviewBar(self._theme, instrument.changes(run), self._view)
        review.accepted.connect(self._on_accepted)
        review.rejected.connect(self._on_rejected)
        review.again_asked.connect(self._on_again)
        self._view.add_card(review, review.height_changed)

    @Slot()
    def _on_accepted(self) -> None:
        self._instrument.accept(self._view.run)
        if self.review is not None and self._instrument.why_not(self._view.run, Operation.ACCEPT):
            self._view.remove_card(self.review)
            self.review = None
            self._show_note()

    @Slot()
    def _on_rejected(self) -> None:
        self._instrument.reject(self._view.run)

    @Slot()
    def _on_again(self) -> None:
        self._instrument.try_again(self._view.run)
