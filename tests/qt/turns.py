"""Answers and questions as they come out of the history, and as they stand on a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget

from darkroom.core.types import Failure
from darkroom.history.records import Attachment, StoredMessage
from darkroom.ui.answer_view import AnswerView
from darkroom.ui.flow_text import FlowText
from darkroom.ui.theme import Theme
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.fit_scout import Look
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState, Question
from darkroom.worker.client import WorkerClient
from qt.frames import stats
from qt.pages import settle


def answer(
    text: str,
    state: AnswerState = AnswerState.DONE,
    *,
    thinking: str = "",
    reason: str = "end",
    failure: Failure | None = None,
    siblings: tuple[int, int] = (1, 1),
) -> RunViewModel:
    """Return an answer that is over."""
    run = RunViewModel("DiffusionGemma 26B-A4B", Lexicon(), 0)
    run.text, run.state, run.thinking, run.reason = text, state, thinking, reason
    run.failure, run.quantization = failure, "Q4_K_M"
    run.find_siblings = lambda: siblings
    run.stats = stats() if state is AnswerState.DONE else None
    return run


def question(
    text: str,
    attachments: tuple[Attachment, ...] = (),
    siblings: tuple[int, int] = (1, 1),
) -> Question:
    """Return a question."""
    message = StoredMessage(1, "uid", 1, None, "user", text, 0.0, attachments=attachments)
    return Question(message, lambda: siblings)


@contextmanager
def fitting(
    client: WorkerClient, preferences: Preferences, look: Look, folder: Path
) -> Iterator[FitViewModel]:
    """Make what answers ask for smaller plans; nothing is loaded."""
    thread = InferenceThread(client)
    model = ModelViewModel(thread)
    fit = FitViewModel(model, preferences, look, folder / "runs.json")
    yield fit
    for part in (fit, model, thread):
        part.deleteLater()


class AnswerMaker:
    """Shows answers on a page, as tall as they want to be."""

    def __init__(self, theme: Theme, page: QWidget, fit: FitViewModel, width: int) -> None:
        self._theme, self._page, self._fit, self._width = theme, page, fit, width

    def __call__(
        self, run: RunViewModel, *, still: bool = True, width: int | None = None
    ) -> AnswerView:
        view = AnswerView(self._theme, run, self._fit, still, self._page)
        width = self._width if width is None else width
        view.resize(width, view.heightForWidth(width))
        view.show()
        settle()
        return view


def texts(view: QWidget) -> list[str]:
    """Texts to be seen in a widget."""
    return [text.toPlainText() for text in view.findChildren(FlowText) if text.isVisible()]
