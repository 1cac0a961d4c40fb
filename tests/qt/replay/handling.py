"""Opening the steps of an answer, and what is to be seen then."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from darkroom.ui.answer_view import AnswerView
from darkroom.ui.replay.scrubber import Scrubber
from darkroom.viewmodels.turns import Action
from qt.pages import settle

WIDTH = 560


def lay_out(view: AnswerView, width: int = WIDTH) -> None:
    """Give a view the height that it wants."""
    view.resize(width, view.heightForWidth(width))


def open_steps(view: AnswerView) -> Scrubber:
    view.act(Action.REPLAY)
    assert view.scrubber is not None
    lay_out(view)
    settle()
    return view.scrubber


def shown(view: AnswerView) -> str:
    assert view.canvas is not None
    assert view.canvas.content is not None
    return view.canvas.content.prefix + "".join(view.canvas.content.texts)


def button(bar: Scrubber, name: str) -> QToolButton:
    buttons = [b for b in bar.findChildren(QToolButton) if b.accessibleName() == name]
    assert len(buttons) == 1, [b.accessibleName() for b in bar.findChildren(QToolButton)]
    return buttons[0]
