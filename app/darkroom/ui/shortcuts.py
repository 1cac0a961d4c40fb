"""All keys of the window, once: what they do, and the table that tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from darkroom.core.texts import QT_TRANSLATE_NOOP
from darkroom.ui.controls import native_keys

CHATS: Final = QT_TRANSLATE_NOOP("Shortcuts", "Chats")
ANSWERS: Final = QT_TRANSLATE_NOOP("Shortcuts", "Questions and answers")
MODELS: Final = QT_TRANSLATE_NOOP("Shortcuts", "Models")
WINDOW: Final = QT_TRANSLATE_NOOP("Shortcuts", "Window")


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys, and what they do.

    Attributes:
        id: name in the program.
        keys: in Qt's portable spelling; each of them does it.
        title: for people; marked for translation in the context ``"Shortcuts"``.
        group: likewise; where it stands in the table.
        where: the only place where they do it, likewise; empty is the whole window.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    group: str
    where: str = ""

    @property
    def words(self) -> str:
        """What it does."""
        return QCoreApplication.translate("Shortcuts", self.title)

    @property
    def group_words(self) -> str:
        """Where it stands."""
        return QCoreApplication.translate("Shortcuts", self.group)

    @property
    def where_words(self) -> str:
        """The only place where it works; empty for the whole window."""
        return QCoreApplication.translate("Shortcuts", self.where) if self.where else ""


_PROMPT: Final = QT_TRANSLATE_NOOP("Shortcuts", "where you write")
_TALK: Final = QT_TRANSLATE_NOOP("Shortcuts", "in the conversation")
_LIST: Final = QT_TRANSLATE_NOOP("Shortcuts", "in the list of chats")
_FORMS: Final = QT_TRANSLATE_NOOP("Shortcuts", "on the page Forms")
_PAGES: Final = QT_TRANSLATE_NOOP("Shortcuts", "on the pages Models and Settings")

SHORTCUTS: Final = (
    Shortcut("new_chat", ("Ctrl+N",), QT_TRANSLATE_NOOP("Shortcuts", "New chat"), CHATS),
    Shortcut(
        "new_from_preset",
        ("Ctrl+Shift+N",),
        QT_TRANSLATE_NOOP("Shortcuts", "New chat with a preset"),
        CHATS,
    ),
    Shortcut(
        "search_chats", ("Ctrl+K",), QT_TRANSLATE_NOOP("Shortcuts", "Search in all chats"), CHATS
    ),
    Shortcut("previous_chat", ("Alt+Up",), QT_TRANSLATE_NOOP("Shortcuts", "Chat above"), CHATS),
    Shortcut("next_chat", ("Alt+Down",), QT_TRANSLATE_NOOP("Shortcuts", "Chat below"), CHATS),
    Shortcut("rename_chat", ("F2",), QT_TRANSLATE_NOOP("Shortcuts", "Rename the chat"), CHATS),
    Shortcut(
        "pin_chat", ("Ctrl+D",), QT_TRANSLATE_NOOP("Shortcuts", "Pin the chat, or unpin it"), CHATS
    ),
    Shortcut(
        "chat_settings",
        ("Ctrl+I",),
        QT_TRANSLATE_NOOP("Shortcuts", "Settings of the chat: preset, system prompt, sampler"),
        CHATS,
    ),
    Shortcut(
        "delete_chat", ("Del",), QT_TRANSLATE_NOOP("Shortcuts", "Delete the chat"), CHATS, _LIST
    ),
    Shortcut(
        "undo_delete", ("Ctrl+Z",), QT_TRANSLATE_NOOP("Shortcuts", "Get it back"), CHATS, _LIST
    ),
    Shortcut(
        "focus_prompt",
        ("Ctrl+L",),
        QT_TRANSLATE_NOOP("Shortcuts", "Write the next question"),
        ANSWERS,
    ),
    Shortcut("send", ("Enter",), QT_TRANSLATE_NOOP("Shortcuts", "Send"), ANSWERS, _PROMPT),
    Shortcut(
        "new_line",
        ("Shift+Enter",),
        QT_TRANSLATE_NOOP("Shortcuts", "Begin a new line"),
        ANSWERS,
        _PROMPT,
    ),
    Shortcut(
        "edit_question",
        ("Ctrl+E",),
        QT_TRANSLATE_NOOP("Shortcuts", "Edit the last question"),
        ANSWERS,
    ),
    Shortcut(
        "attach", ("Ctrl+Shift+A",), QT_TRANSLATE_NOOP("Shortcuts", "Attach text files"), ANSWERS
    ),
    Shortcut(
        "regenerate",
        ("Ctrl+R",),
        QT_TRANSLATE_NOOP("Shortcuts", "Answer again, and keep both"),
        ANSWERS,
    ),
    Shortcut(
        "copy_answer",
        ("Ctrl+Shift+C",),
        QT_TRANSLATE_NOOP("Shortcuts", "Copy the last answer"),
        ANSWERS,
    ),
    Shortcut(
        "replay",
        ("Ctrl+Shift+R",),
        QT_TRANSLATE_NOOP("Shortcuts", "Show how the last answer came about, or its text"),
        ANSWERS,
    ),
    Shortcut(
        "repaint",
        ("Ctrl+Shift+P",),
        QT_TRANSLATE_NOOP("Shortcuts", "Repaint the selected words"),
        ANSWERS,
    ),
    Shortcut(
        "inspector",
        ("Ctrl+Shift+I",),
        QT_TRANSLATE_NOOP("Shortcuts", "Inspector: the steps of an answer from inside"),
        ANSWERS,
    ),
    Shortcut("page_up", ("PgUp",), QT_TRANSLATE_NOOP("Shortcuts", "Scroll up"), ANSWERS),
    Shortcut("page_down", ("PgDown",), QT_TRANSLATE_NOOP("Shortcuts", "Scroll down"), ANSWERS),
    Shortcut(
        "show_start",
        ("Ctrl+Home",),
        QT_TRANSLATE_NOOP("Shortcuts", "Go to the beginning"),
        ANSWERS,
        _TALK,
    ),
    Shortcut(
        "show_end", ("Ctrl+End",), QT_TRANSLATE_NOOP("Shortcuts", "Go to the end"), ANSWERS, _TALK
    ),
    Shortcut(
        "choose_model", ("Ctrl+Shift+M",), QT_TRANSLATE_NOOP("Shortcuts", "Choose a model"), MODELS
    ),
    Shortcut(
        "choose_quant",
        ("Ctrl+Shift+Q",),
        QT_TRANSLATE_NOOP("Shortcuts", "Choose a quantization"),
        MODELS,
    ),
    Shortcut("open_file", ("Ctrl+O",), QT_TRANSLATE_NOOP("Shortcuts", "Open a model file"), MODELS),
    Shortcut(
        "machine",
        ("Ctrl+Shift+H",),
        QT_TRANSLATE_NOOP("Shortcuts", "What fits this machine"),
        MODELS,
    ),
    Shortcut(
        "models", ("Ctrl+Shift+D",), QT_TRANSLATE_NOOP("Shortcuts", "Get and manage models"), MODELS
    ),
    Shortcut("forms", ("Ctrl+Shift+F",), QT_TRANSLATE_NOOP("Shortcuts", "Fill in a form"), WINDOW),
    Shortcut(
        "fill",
        ("Ctrl+Enter",),
        QT_TRANSLATE_NOOP("Shortcuts", "Fill in the form"),
        WINDOW,
        _FORMS,
    ),
    Shortcut(
        "escape",
        ("Esc",),
        QT_TRANSLATE_NOOP("Shortcuts", "Stop the answer, or go back to the chat"),
        WINDOW,
    ),
    Shortcut(
        "sidebar", ("Ctrl+B",), QT_TRANSLATE_NOOP("Shortcuts", "Show or hide the chats"), WINDOW
    ),
    Shortcut("settings", ("Ctrl+,",), QT_TRANSLATE_NOOP("Shortcuts", "Settings"), WINDOW),
    Shortcut(
        "shortcuts", ("F1", "Ctrl+/"), QT_TRANSLATE_NOOP("Shortcuts", "This list of keys"), WINDOW
    ),
    Shortcut("find_on_page", ("Ctrl+F",), QT_TRANSLATE_NOOP("Shortcuts", "Search"), WINDOW, _PAGES),
    Shortcut(
        "zoom_in",
        ("Ctrl++", "Ctrl+="),
        QT_TRANSLATE_NOOP("Shortcuts", "Larger text of the chat"),
        WINDOW,
    ),
    Shortcut(
        "zoom_out", ("Ctrl+-",), QT_TRANSLATE_NOOP("Shortcuts", "Smaller text of the chat"), WINDOW
    ),
    Shortcut(
        "zoom_reset", ("Ctrl+0",), QT_TRANSLATE_NOOP("Shortcuts", "Usual text of the chat"), WINDOW
    ),
)
"""In the order of the table; those that work in one place only are bound there."""

_WITH_CTRL_ENTER: Final = {"send": ("Ctrl+Enter",), "new_line": ("Enter",)}


def keys_of(shortcut: Shortcut, send_key: str) -> tuple[str, ...]:
    """The keys as this platform writes them.

    Args:
        shortcut: which one.
        send_key: a value of ``core.settings.SEND_KEY``.
    """
    keys = shortcut.keys
    if send_key == "ctrl_enter":
        keys = _WITH_CTRL_ENTER.get(shortcut.id, keys)
    return tuple(native_keys(each) for each in keys)


def bind(window: QWidget, actions: Mapping[str, Callable[[], object]]) -> None:
    """Give the window its keys.

    Args:
        window: where they work.
        actions: by id, one for each shortcut that works in the whole window.

    Raises:
        KeyError: an action is missing, or there is no such shortcut.
    """
    bound = {shortcut.id: shortcut for shortcut in SHORTCUTS if not shortcut.where}
    odd = bound.keys() ^ actions.keys()
    if odd:
        raise KeyError(*sorted(odd))
    for name, action in actions.items():
        for keys in bound[name].keys:
            QShortcut(QKeySequence(keys), window).activated.connect(action)
