"""Answers and questions as they come out of the history."""

from __future__ import annotations

from darkroom.core.types import Failure
from darkroom.history.records import Attachment, StoredMessage
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState, Question
from qt.frames import stats


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
