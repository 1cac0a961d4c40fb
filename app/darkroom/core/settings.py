"""Every setting of Darkroom, once: for the settings file, the page, and their documentation."""

from __future__ import annotations

from typing import Any, Final

from darkroom.core.paths import data_dir, models_dir
from darkroom.core.setting import Choice, Family, Folder, Option, Section, Setting, Switch, Whole
from darkroom.core.texts import QT_TRANSLATE_NOOP

SECTION_TITLES: Final = {
    Section.APPEARANCE: QT_TRANSLATE_NOOP("Settings", "Appearance"),
    Section.CHAT: QT_TRANSLATE_NOOP("Settings", "Chat"),
    Section.MODELS: QT_TRANSLATE_NOOP("Settings", "Models"),
    Section.DATA: QT_TRANSLATE_NOOP("Settings", "Data"),
    Section.LANGUAGE: QT_TRANSLATE_NOOP("Settings", "Language"),
}

THEME: Final = Choice(
    key="theme",
    section=Section.APPEARANCE,
    title=QT_TRANSLATE_NOOP("Settings", "Theme"),
    help=QT_TRANSLATE_NOOP(
        "Settings", "Light or dark. System follows what the rest of your desktop does."
    ),
    default="system",
    since="0.1",
    options=(
        Option("system", QT_TRANSLATE_NOOP("Settings", "System")),
        Option("light", QT_TRANSLATE_NOOP("Settings", "Light")),
        Option("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
    ),
)
ACCENT: Final = Choice(
    key="accent",
    section=Section.APPEARANCE,
    title=QT_TRANSLATE_NOOP("Settings", "Accent colour"),
    help=QT_TRANSLATE_NOOP(
        "Settings", "The one colour for what is alive: new words, progress, the button to press."
    ),
    default="amber",
    since="0.2",
    options=(
        Option("amber", QT_TRANSLATE_NOOP("Settings", "Amber")),
        Option("coral", QT_TRANSLATE_NOOP("Settings", "Coral")),
        Option("moss", QT_TRANSLATE_NOOP("Settings", "Moss")),
        Option("sea", QT_TRANSLATE_NOOP("Settings", "Sea")),
        Option("violet", QT_TRANSLATE_NOOP("Settings", "Violet")),
    ),
)
FONT_FAMILY: Final = Family(
    key="font_family",
    section=Section.APPEARANCE,
    title=QT_TRANSLATE_NOOP("Settings", "Font"),
    help=QT_TRANSLATE_NOOP("Settings", "For everything but code."),
    default="",
    since="0.2",
)
FONT_SIZE: Final = Choice(
    key="font_size_px",
    section=Section.APPEARANCE,
    title=QT_TRANSLATE_NOOP("Settings", "Size of everything"),
    help=QT_TRANSLATE_NOOP(
        "Settings", "Height of the window’s letters; all the rest grows and shrinks along."
    ),
    default=0,
    since="0.2",
    options=(
        Option(0, QT_TRANSLATE_NOOP("Settings", "As the system says")),
        *(Option(size, f"{size} px") for size in (12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 27, 30)),
    ),
)
CODE_FAMILY: Final = Family(
    key="code_family",
    section=Section.APPEARANCE,
    title=QT_TRANSLATE_NOOP("Settings", "Font of code"),
    help=QT_TRANSLATE_NOOP("Settings", "For code in answers. All of its letters are equally wide."),
    default="",
    since="0.2",
    fixed=True,
)
REDUCE_MOTION: Final = Switch(
    key="reduce_motion",
    section=Section.APPEARANCE,
    title=QT_TRANSLATE_NOOP("Settings", "Reduce motion"),
    help=QT_TRANSLATE_NOOP(
        "Settings",
        "Nothing fades or slides, and steps are shown as they come instead of evenly paced.",
    ),
    default=False,
    since="0.1",
)
ZOOM: Final = Choice(
    key="zoom",
    section=Section.CHAT,
    title=QT_TRANSLATE_NOOP("Settings", "Text of the chat"),
    help=QT_TRANSLATE_NOOP(
        "Settings", "Size of questions and answers, on top of the size of everything."
    ),
    default=100,
    since="0.1",
    options=tuple(
        Option(percent, f"{percent} %") for percent in (80, 90, 100, 110, 125, 150, 175, 200)
    ),
)
SEND_KEY: Final = Choice(
    key="send_key",
    section=Section.CHAT,
    title=QT_TRANSLATE_NOOP("Settings", "Send with"),
    help=QT_TRANSLATE_NOOP(
        "Settings",
        "With Enter, Shift+Enter begins a new line. With Ctrl+Enter, Enter alone does.",
    ),
    default="enter",
    since="0.2",
    options=(
        Option("enter", QT_TRANSLATE_NOOP("Settings", "Enter")),
        Option("ctrl_enter", QT_TRANSLATE_NOOP("Settings", "Ctrl+Enter")),
    ),
)
MODELS_FOLDER: Final = Folder(
    key="models_folder",
    section=Section.MODELS,
    title=QT_TRANSLATE_NOOP("Settings", "Folder of models"),
    help=QT_TRANSLATE_NOOP(
        "Settings",
        "Where downloads go. Models that are in another folder stay there and are found all "
        "the same.",
    ),
    default=None,
    since="0.1",
    usual=models_dir,
    usual_words="`models` in Darkroom’s data folder",
)
DOWNLOAD_LIMIT: Final = Whole(
    key="download_limit_mb",
    section=Section.MODELS,
    title=QT_TRANSLATE_NOOP("Settings", "Limit of downloads"),
    help=QT_TRANSLATE_NOOP("Settings", "What all downloads together may take of your line."),
    default=0,
    since="0.1",
    least=0,
    most=10_000,
    unit=QT_TRANSLATE_NOOP("Settings", "MB/s"),
    zero=QT_TRANSLATE_NOOP("Settings", "no limit"),
)
HISTORY_FOLDER: Final = Folder(
    key="history_folder",
    section=Section.DATA,
    title=QT_TRANSLATE_NOOP("Settings", "Folder of chats"),
    help=QT_TRANSLATE_NOOP(
        "Settings",
        "Takes effect at the next start. Chats that you have stay in the old folder: back them "
        "up before, and restore them afterwards, to take them along.",
    ),
    default=None,
    since="0.2",
    at_start=True,
    usual=data_dir,
    usual_words="Darkroom’s data folder",
)
TRACE_CAP: Final = Whole(
    key="trace_cap_mb",
    section=Section.DATA,
    title=QT_TRANSLATE_NOOP("Settings", "Room for recorded steps"),
    help=QT_TRANSLATE_NOOP(
        "Settings",
        "Every answer keeps how it developed, to be looked at again. The oldest recordings go "
        "first when the room is full; the answers themselves always stay.",
    ),
    default=500,
    since="0.2",
    least=0,
    most=100_000,
    stride=100,
    unit=QT_TRANSLATE_NOOP("Settings", "MB"),
    zero=QT_TRANSLATE_NOOP("Settings", "keep none"),
)
RECORD_ALTERNATIVES: Final = Switch(
    key="record_alternatives",
    section=Section.DATA,
    title=QT_TRANSLATE_NOOP("Settings", "Record alternatives"),
    help=QT_TRANSLATE_NOOP(
        "Settings",
        "The inspector then shows what else might have stood in each place of an answer. "
        "Recorded steps take several times the room, and answers take a little longer.",
    ),
    default=False,
    since="0.2",
)
LANGUAGE: Final = Choice(
    key="language",
    section=Section.LANGUAGE,
    title=QT_TRANSLATE_NOOP("Settings", "Language of the window"),
    help=QT_TRANSLATE_NOOP(
        "Settings",
        "System takes the first of your system’s languages that Darkroom speaks. Models answer "
        "in whatever language you ask.",
    ),
    default="system",
    since="0.2",
    options=(
        Option("system", QT_TRANSLATE_NOOP("Settings", "System")),
        # Each in its own words, for those who do not read the others.
        Option("en", "English"),
        Option("de", "Deutsch"),
    ),
)

SETTINGS: Final[tuple[Setting[Any], ...]] = (
    THEME,
    ACCENT,
    FONT_FAMILY,
    FONT_SIZE,
    CODE_FAMILY,
    REDUCE_MOTION,
    ZOOM,
    SEND_KEY,
    MODELS_FOLDER,
    DOWNLOAD_LIMIT,
    HISTORY_FOLDER,
    TRACE_CAP,
    RECORD_ALTERNATIVES,
    LANGUAGE,
)
"""In the order of the page."""
