"""The forms below an answer, alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from darkroom.core.types import GenerateSettings
from darkroom.ui.instrument.card import Card
from darkroom.ui.instrument.fork_form import ForkForm
from darkroom.ui.instrument.polish_form import PolishForm
from darkroom.ui.instrument.repaint_form import RepaintForm
from darkroom.ui.instrument.review_bar import ReviewBar
from darkroom.ui.instrument.select_card import SelectCard
from darkroom.ui.theme import Theme
from qt.accessibility import nameless
from qt.instruments import DEFAULTS
from qt.pages import settle, show_page

MINE = GenerateSettings(seed=5, steps=12, entropy_bound=0.2)
CHANGES = [("same", "One "), ("removed", "two"), ("added", "fox"), ("same", " red")]


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    return show_page(theme, qtbot, "page", 700, 600)


def _show(card: Card, width: int = 660) -> None:
    card.resize(width, card.heightForWidth(width))
    card.show()
    settle()


def _all(theme: Theme, page: QWidget) -> list[Card]:
    return [
        ForkForm(theme, 7, MINE, DEFAULTS, page),
        PolishForm(theme, 7, page),
        RepaintForm(theme, "two", 1, 64, page),
        SelectCard(theme, page),
        ReviewBar(theme, CHANGES, page),  # type: ignore[arg-type]
    ]


def test_a_fork_begins_with_the_settings_of_the_answer(theme: Theme, page: QWidget) -> None:
    form = ForkForm(theme, 7, MINE, DEFAULTS, page)
    asked: list[GenerateSettings] = []
    form.asked.connect(asked.append)
    _show(form)
    assert form.fields["seed"].edit.text() == "5"
    assert form.fields["t_max"].edit.text() == ""
    assert "0.8" in form.fields["t_max"].edit.lineEdit().placeholderText()
    form.fork.click()
    assert asked == [MINE]


def test_a_fork_goes_on_as_it_was_turned(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    form = ForkForm(theme, 7, MINE, DEFAULTS, page)
    asked: list[GenerateSettings] = []
    form.asked.connect(asked.append)
    _show(form)
    edit = form.fields["entropy_bound"].edit
    edit.lineEdit().setText("0.5")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    form.dice.click()
    form.fork.click()
    assert asked[0].entropy_bound == 0.5
    assert asked[0].steps == 12
    assert asked[0].seed == form.fields["seed"].value != 5


def test_there_are_more_steps_than_those_that_stay(
    theme: Theme, page: QWidget, qtbot: QtBot
) -> None:
    form = ForkForm(theme, 7, MINE, DEFAULTS, page)
    _show(form)
    edit = form.fields["steps"].edit
    edit.lineEdit().setText("3")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert form.fields["steps"].value == 8


def test_temperatures_that_cannot_be_are_told_in_words(theme: Theme, page: QWidget) -> None:
    form = ForkForm(theme, 7, MINE, DEFAULTS, page)
    asked: list[object] = []
    form.asked.connect(asked.append)
    _show(form)
    before = form.heightForWidth(660)
    form.fields["t_min"].choose(0.9)
    form.fields["t_max"].choose(0.5)
    form.fork.click()
    assert asked == []
    assert form.heightForWidth(660) > before
    form.fields["t_max"].choose(0.9)
    form.fork.click()
    assert len(asked) == 1


def test_a_polish_asks_for_the_steps_that_come_on_top(theme: Theme, page: QWidget) -> None:
    form = PolishForm(theme, 7, page)
    asked: list[int] = []
    form.asked.connect(asked.append)
    _show(form)
    form.polish.click()
    form.steps.lineEdit().setText("20")
    form.polish.click()
    assert asked == [8, 20]


def test_a_repaint_takes_as_many_tokens_as_are_selected_unless_told(
    theme: Theme, page: QWidget, qtbot: QtBot
) -> None:
    form = RepaintForm(theme, "two  words", 3, 64, page)
    asked: list[tuple[int, str]] = []
    form.asked.connect(lambda n_tokens, wish: asked.append((n_tokens, wish)))
    _show(form)
    assert "two words" in form.title.text()
    form.wish.setText(" an animal ")
    qtbot.keyClick(form.wish, Qt.Key.Key_Return)
    form.tokens.lineEdit().setText("5")
    form.repaint_button.click()
    assert asked == [(3, "an animal"), (5, "an animal")]
    assert form.tokens.maximum() == 64


def test_escape_closes_every_form(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    for card in _all(theme, page):
        closed: list[bool] = []
        card.closed.connect(lambda closed=closed: closed.append(True))
        _show(card)
        qtbot.keyClick(card, Qt.Key.Key_Escape)
        assert closed, card
        card.hide()


def test_all_of_it_has_names_and_fits_where_it_is_narrow(theme: Theme, page: QWidget) -> None:
    for card in _all(theme, page):
        wide = card.heightForWidth(660)
        _show(card, 300)
        assert nameless(card) == []
        assert card.heightForWidth(300) >= wide
        for part in card.findChildren(QWidget):
            if part.isVisible() and part.parentWidget() is not None:
                bottom = part.mapTo(card, part.rect().bottomLeft()).y()
                assert bottom <= card.height(), part
        card.hide()


def test_a_review_tells_what_is_different_without_colours(theme: Theme, page: QWidget) -> None:
    bar = ReviewBar(theme, CHANGES, page)  # type: ignore[arg-type]
    _show(bar)
    said = "removed: “two”; added: “fox”"
    assert bar.accessibleDescription() == bar.diff.accessibleDescription() == said
    assert bar.diff.toPlainText() == "One two fox red"
    cursor = bar.diff.textCursor()
    cursor.setPosition(5)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(9)
    assert (
        cursor.charFormat().underlineStyle() == cursor.charFormat().UnderlineStyle.SingleUnderline
    )
    assert not cursor.charFormat().fontStrikeOut()


def test_markup_in_a_diff_stays_text(theme: Theme, page: QWidget) -> None:
    bar = ReviewBar(theme, [("removed", "<b>a</b>"), ("added", "😀 <i>b</i>")], page)
    _show(bar)
    assert bar.diff.toPlainText() == "<b>a</b> 😀 <i>b</i>"


def test_long_stretches_that_stayed_are_shortened(theme: Theme, page: QWidget) -> None:
    long = "word " * 200
    bar = ReviewBar(theme, [("same", long), ("removed", "two"), ("same", long)], page)
    _show(bar)
    text = bar.diff.toPlainText()
    assert "two" in text
    assert len(text) < 400
