"""Headings of the list: days, weeks and months, wherever on earth."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from darkroom.viewmodels.chats import words
from darkroom.viewmodels.chats.sections import Calendar, Section, Span

TODAY = date(2026, 11, 24)


@pytest.fixture(params=["UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "<-12>12", "<+14>-14"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somewhere on earth."""
    if hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", request.param)
        time.tzset()
    yield
    if hasattr(time, "tzset"):
        monkeypatch.undo()
        time.tzset()


def _expected(updated: float, today: date) -> Section:
    """Slow and sure."""
    day = datetime.fromtimestamp(updated).date()
    age = (today - day).days
    for most, span in (
        (0, Span.TODAY),
        (1, Span.YESTERDAY),
        (7, Span.WEEK),
        (30, Span.THIRTY_DAYS),
    ):
        if age <= most:
            return Section(span)
    return Section(Span.MONTH, day.year, day.month)


@pytest.mark.usefixtures("_zone")
@pytest.mark.parametrize("hour", [0, 12, 23])
def test_chats_stand_below_their_day(hour: int) -> None:
    calendar = Calendar(datetime(TODAY.year, TODAY.month, TODAY.day, hour, 59))
    for days in range(-2, 800):
        for moment in ((0, 0, 0), (0, 59, 59), (12, 0, 0), (23, 59, 59)):
            day = TODAY - timedelta(days=days)
            updated = datetime(day.year, day.month, day.day, *moment).timestamp()
            assert calendar.section(updated) == _expected(updated, TODAY)


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_any_time_has_a_section(updated: float) -> None:
    section = Calendar(datetime(2026, 11, 24, 9)).section(updated)
    assert section.span in (Span.TODAY, Span.YESTERDAY, Span.WEEK, Span.THIRTY_DAYS, Span.MONTH)
    assert section.year >= 1969 or section.span is not Span.MONTH


def test_equal_sections_are_one_object() -> None:
    calendar = Calendar(datetime(2026, 11, 24, 9))
    day = datetime(2024, 3, 5).timestamp()
    assert calendar.section(day) is calendar.section(day + 86_400)
    assert calendar.section(day) == Section(Span.MONTH, 2024, 3)


def test_months_of_other_years_are_told_apart(qtbot: QtBot) -> None:
    year = date.today().year
    assert words.heading(Section(Span.MONTH, year, 3)) == "March"
    assert words.heading(Section(Span.MONTH, year - 1, 3)) == f"March {year - 1}"
