"""Settings and their values in the language of the window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from darkroom.core.setting import Choice, Section, Setting
from darkroom.core.settings import SECTION_TITLES


def say(text: str) -> str:
    """A text that ``core.settings`` has marked."""
    return QCoreApplication.translate("Settings", text)


def section(which: Section) -> str:
    """What a section is called."""
    return say(SECTION_TITLES[which])


def sought(setting: Setting[Any]) -> tuple[str, ...]:
    """Words by which a setting is found beside its title and its help."""
    options = [say(o.title) for o in setting.options] if isinstance(setting, Choice) else []
    return (section(setting.section), setting.key.replace("_", " "), *options)
