"""Where a chat stands in a list that is read from the newest down."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto


class Span(Enum):
    """What the rows below a heading have in common."""

    PINNED = auto()
    TODAY = auto()
    YESTERDAY = auto()
    WEEK = auto()
    """The seven days before today, without yesterday."""
    THIRTY_DAYS = auto()
    MONTH = auto()
    """A month of the calendar, as far as it is older than thirty days."""
    TITLES = auto()
    """A search found the words in the title."""
    MESSAGES = auto()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading.

    Attributes:
        span: of what.
        year: of a month, 0 for all others; so is ``month``, 1 … 12.
    """

    span: Span
    year: int = 0
    month: int = 0


PINNED = Section(Span.PINNED)
TITLES = Section(Span.TITLES)
MESSAGES = Section(Span.MESSAGES)


class Calendar:
    """Knows where days begin, as seen from one moment. Local days, also across a change of clocks.

    Args:
        now: local time without a zone.
    """

    def __init__(self, now: datetime) -> None:
        self.today = now.date()
        # Later than today is today: clocks differ, and so do the makers of imported chats.
        self._sections = [
            Section(Span.TODAY),
            Section(Span.YESTERDAY),
            Section(Span.WEEK),
            Section(Span.THIRTY_DAYS),
        ]
        self._first = self.today - timedelta(days=30)
        # Seconds before 1970, so that the list ascends while time goes back.
        self._starts = [
            -_midnight(self.today - timedelta(days=days)) for days in (0, 1, 7, 30)
        ]  # fmt: skip

    def section(self, updated: float) -> Section:
        """Where a chat belongs; equal sections are the same object.

        Args:
            updated: seconds since 1970, UTC; before 1970 counts as 1970.
        """
        back = min(-updated, 0.0)
        while back > self._starts[-1]:
            self._add_month()
        return self._sections[bisect_left(self._starts, back)]

    def ms_left(self, now: datetime) -> int:
        """Milliseconds until the next day begins, at least 0."""
        return max(round((_midnight(self.today + timedelta(days=1)) - now.timestamp()) * 1000), 0)

    def _add_month(self) -> None:
        self._first = (self._first - timedelta(days=1)).replace(day=1)
        self._sections.append(Section(Span.MONTH, self._first.year, self._first.month))
        self._starts.append(-_midnight(self._first))


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day).timestamp()
