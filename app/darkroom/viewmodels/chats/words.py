"""What a list of chats says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from darkroom.history.records import ChatHead
from darkroom.viewmodels.chats.sections import Section, Span


def title(head: ChatHead) -> str:
    """The title of a chat on one line, also of one that has none yet."""
    # One that was imported may have several.
    return " ".join(head.title.split()) or QCoreApplication.translate("Chats", "New chat")


def heading(section: Section) -> str:
    """Words above the rows of a section."""
    translate = QCoreApplication.translate
    match section.span:
        case Span.PINNED:
            return translate("Chats", "Pinned")
        case Span.TODAY:
            return translate("Chats", "Today")
        case Span.YESTERDAY:
            return translate("Chats", "Yesterday")
        case Span.WEEK:
            return translate("Chats", "Previous 7 days")
        case Span.THIRTY_DAYS:
            return translate("Chats", "Previous 30 days")
        case Span.TITLES:
            return translate("Chats", "Titles")
        case Span.MESSAGES:
            return translate("Chats", "Messages")
        case Span.MONTH:
            month = QLocale().standaloneMonthName(section.month)
            if section.year == QDate.currentDate().year():
                return month
            return translate("Chats", "{month} {year}").format(month=month, year=section.year)


def when(updated: float) -> str:
    """A point in time in full, e.g. ``"Tuesday, 24 November 2026, 10:44"``."""
    moment, locale = QDateTime.fromSecsSinceEpoch(int(updated)), QLocale()
    return QCoreApplication.translate("Chats", "{date}, {time}").format(
        date=locale.toString(moment.date(), QLocale.FormatType.LongFormat),
        time=locale.toString(moment.time(), QLocale.FormatType.ShortFormat),
    )


def read_aloud(head: ChatHead, excerpt: str, *, is_current: bool) -> str:
    """A row for those who hear it."""
    translate = QCoreApplication.translate
    parts = [title(head), when(head.updated)]
    if head.pinned:
        parts.append(translate("Chats", "pinned"))
    if is_current:
        parts.append(translate("Chats", "open"))
    if excerpt:
        parts.append(excerpt)
    return ", ".join(parts)
