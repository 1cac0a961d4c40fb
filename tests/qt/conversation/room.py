"""A conversation on a page of its own, and ways to look at and to move it."""

from __future__ import annotations

import random

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.conversation_view import ConversationView
from darkroom.ui.question_view import QuestionView
from darkroom.ui.turn_view import TurnView
from darkroom.viewmodels.turn_path import Turn
from qt.turns import answer, question

NOTCH = QPoint(0, 120)


def talk(count: int, *, seed: int = 1) -> list[Turn]:
    """Return questions and answers in turn, of every length, some with code or thoughts."""
    draw = random.Random(seed)
    turns: list[Turn] = []
    for number in range(count):
        words = " ".join(["Noise settles into words."] * draw.choice((1, 2, 5, 20, 60)))
        if number % 2 == 0:
            turns.append(question(f"{number} {words}"))
            continue
        code = "\n\n```python\nprint(1)\n```\n" if draw.random() < 0.3 else ""
        thinking = words if draw.random() < 0.3 else ""
        turns.append(answer(f"# {number}\n\n{words}{code}", thinking=thinking))
    return turns


def settle() -> None:
    """Let everything happen that is due: idle work, widgets that go."""
    for _ in range(40):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def turn_of(view: QWidget) -> Turn:
    """What a widget shows."""
    assert isinstance(view, AnswerView | QuestionView)
    return view.run if isinstance(view, AnswerView) else view.question


def place(conversation: ConversationView, view: QWidget) -> QRect:
    """Where a widget is on the screen of the conversation."""
    corner = view.mapTo(conversation.viewport(), QPoint())
    return QRect(corner, view.size())


def in_sight(conversation: ConversationView) -> dict[int, TurnView]:
    """Widgets of which a part is on the screen, by the identity of their turn."""
    screen = conversation.viewport().rect()
    return {
        id(turn_of(view)): view
        for view in conversation.views
        if view.isVisible() and place(conversation, view).intersects(screen)
    }


def tops(conversation: ConversationView) -> dict[int, int]:
    """Where turns in sight begin, by their identity."""
    seen = in_sight(conversation).items()
    return {turn: place(conversation, view).top() for turn, view in seen}


def wheel(conversation: ConversationView, notches: int) -> None:
    """Turn the wheel, towards the end if positive."""
    at = QPointF(conversation.viewport().rect().center())
    event = QWheelEvent(
        at, conversation.viewport().mapToGlobal(at), QPoint(), NOTCH * -notches,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(conversation.viewport(), event)
