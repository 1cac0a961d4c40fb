"""What the notice about chats in files says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from darkroom.history.pending import Restored
from darkroom.ui.figures import number
from darkroom.viewmodels.chat_files import Outcome, Work

Message = tuple[str, str, str]
"""Title, text and hint of a banner."""


def under_way(work: Work) -> str:
    """What goes on."""
    tr = QCoreApplication.translate
    return {
        Work.EXPORT: tr("ChatFiles", "Chats are being exported"),
        Work.IMPORT: tr("ChatFiles", "Chats are being imported"),
        Work.BACK_UP: tr("ChatFiles", "A backup is being made"),
        Work.CHECK: tr("ChatFiles", "The backup is being checked"),
    }[work]


def how_far(done: int, total: int) -> str:
    """How far it is; zeros where nobody knows."""
    tr = QCoreApplication.translate
    if not total:
        return tr("ChatFiles", "You can go on with what you do meanwhile.")
    words = tr("ChatFiles", "{done} of {total} chats")
    return words.format(done=number(done), total=number(total))


def ended(outcome: Outcome) -> Message:
    """What came of it."""
    tr = QCoreApplication.translate
    path, chats = str(outcome.path), number(outcome.chats)
    if outcome.work is Work.BACK_UP:
        title = tr("ChatFiles", "The backup is made")
        hint = tr("ChatFiles", "It holds all chats and their recorded steps, as of now.")
        return title, path, hint
    if outcome.work is Work.EXPORT:
        one, more = tr("ChatFiles", "The chat is exported"), tr("ChatFiles", "{n} chats exported")
        return (one if outcome.chats == 1 else more.format(n=chats)), path, ""
    if outcome.chats == 0:
        title = tr("ChatFiles", "No chats came in")
        return title, tr("ChatFiles", "All chats of the file are here already."), ""
    one, more = tr("ChatFiles", "One chat came in"), tr("ChatFiles", "{n} chats came in")
    text = tr("ChatFiles", "You find it among your chats, at the day it was last used.")
    texts = tr("ChatFiles", "You find them among your chats, at the days they were last used.")
    many = outcome.chats > 1
    return (more.format(n=chats) if many else one), (texts if many else text), ""


def waiting() -> Message:
    """A backup is sound, and may be restored."""
    tr = QCoreApplication.translate
    return (
        tr("ChatFiles", "The backup is sound and ready"),
        tr(
            "ChatFiles",
            "At the next start it takes the place of your chats. The chats you have now, and what "
            "you write until then, are kept in a file beside it.",
        ),
        "",
    )


def restored(past: Restored) -> Message:
    """This start has restored a backup."""
    tr = QCoreApplication.translate
    title = tr("ChatFiles", "The backup was restored")
    if past.kept is None:
        return title, tr("ChatFiles", "There were no chats here before."), ""
    text = tr("ChatFiles", "The chats that were here before are kept in {path}")
    hint = tr("ChatFiles", "To go back, restore that file.")
    return title, text.format(path=past.kept), hint
