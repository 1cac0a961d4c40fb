"""What the notice about chats in files says."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

from darkroom.core.types import Failure
from darkroom.history.pending import Restored
from darkroom.ui.figures import number
from darkroom.viewmodels.chat_files import Outcome, Work

_SEPARATORS: Final = re.compile(r"[/\\_.]")

Message = tuple[str, str, str]
"""Title, text and hint of a banner."""


def under_way(work: Work) -> str:
    """What goes on."""
    translate = QCoreApplication.translate
    return {
        Work.EXPORT: translate("ChatFiles", "Chats are being exported"),
        Work.IMPORT: translate("ChatFiles", "Chats are being imported"),
        Work.BACK_UP: translate("ChatFiles", "A backup is being made"),
        Work.CHECK: translate("ChatFiles", "The backup is being checked"),
    }[work]


def how_far(done: int, total: int) -> str:
    """How far it is; zeros where nobody knows."""
    translate = QCoreApplication.translate
    if not total:
        return translate("ChatFiles", "You can go on with what you do meanwhile.")
    words = translate("ChatFiles", "{done} of {total} chats")
    return words.format(done=number(done), total=number(total))


def ended(outcome: Outcome) -> Message:
    """What came of it."""
    path = _breakable(str(outcome.path))
    match outcome.work:
        case Work.EXPORT:
            return _exported(outcome.chats), path, ""
        case Work.IMPORT:
            return _imported(outcome.chats)
        case Work.BACK_UP | Work.CHECK:
            translate = QCoreApplication.translate
            title = translate("ChatFiles", "The backup is made")
            hint = translate("ChatFiles", "It holds all chats and their recorded steps, as of now.")
            return title, path, hint


def _exported(chats: int) -> str:
    translate = QCoreApplication.translate
    if chats == 1:
        return translate("ChatFiles", "The chat is exported")
    return translate("ChatFiles", "{n} chats are exported").format(n=number(chats))


def _imported(chats: int) -> Message:
    translate = QCoreApplication.translate
    if chats == 0:
        title = translate("ChatFiles", "No chats came in")
        return title, translate("ChatFiles", "All chats of the file are here already."), ""
    if chats == 1:
        title = translate("ChatFiles", "One chat came in")
        text = translate("ChatFiles", "It stands among your chats, at the day it was last used.")
        return title, text, ""
    title = translate("ChatFiles", "{n} chats came in").format(n=number(chats))
    text = translate("ChatFiles", "They stand among your chats, at the days they were last used.")
    return title, text, ""


def failed(work: Work | None, failure: Failure) -> Message:
    """What could not be done; None for a restore at the start."""
    translate = QCoreApplication.translate
    title = {
        Work.EXPORT: translate("ChatFiles", "The export failed"),
        Work.IMPORT: translate("ChatFiles", "No chats came in"),
        Work.BACK_UP: translate("ChatFiles", "No backup was made"),
        Work.CHECK: translate("ChatFiles", "This backup cannot be restored"),
        None: translate("ChatFiles", "The backup is not restored yet"),
    }[work]
    return title, _breakable(failure.text), failure.hint


def waiting() -> Message:
    """A backup is sound, and may be restored."""
    translate = QCoreApplication.translate
    return (
        translate("ChatFiles", "The backup is sound and ready"),
        translate(
            "ChatFiles",
            "At the next start it takes the place of your chats. The chats you have now, and what "
            "you write until then, are kept in a file beside it.",
        ),
        "",
    )


def restored(past: Restored) -> Message:
    """This start has restored a backup."""
    translate = QCoreApplication.translate
    title = translate("ChatFiles", "The backup was restored")
    if past.kept is None:
        return title, translate("ChatFiles", "There were no chats here before."), ""
    text = translate("ChatFiles", "The chats that were here before are kept in {path}")
    hint = translate("ChatFiles", "To go back, restore that file.")
    return title, text.format(path=_breakable(str(past.kept))), hint


def _breakable(text: str) -> str:
    """The same with places for a line to break inside of paths."""
    return _SEPARATORS.sub("\\g<0>\u200b", text)
