"""The presets a person has: ways to answer, kept in one small file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from darkroom.core.errors import BadInputError
from darkroom.core.json_file import read_json, write_json
from darkroom.core.preset_file import (
    MAX_NAME,
    MAX_PRESETS,
    Preset,
    checked,
    clean_name,
    parse,
    parse_text,
    raw_presets,
)
from darkroom.core.texts import QT_TRANSLATE_NOOP
from darkroom.core.types import GenerateSettings

STARTERS: Final = (
    Preset(QT_TRANSLATE_NOOP("Presets", "Balanced")),
    Preset(
        QT_TRANSLATE_NOOP("Presets", "Careful"),
        settings=GenerateSettings(steps=96, entropy_bound=0.05, stability=2),
    ),
    Preset(
        QT_TRANSLATE_NOOP("Presets", "Fast draft"),
        settings=GenerateSettings(steps=16, entropy_bound=0.3, confidence=0.02),
    ),
    Preset(
        QT_TRANSLATE_NOOP("Presets", "Writer"),
        "You are a writer with a plain, vivid style. Write in the language of the request and "
        "keep to the form and length it asks for.",
        GenerateSettings(max_new_tokens=2048, t_max=1.0, t_min=0.6),
    ),
    Preset(
        QT_TRANSLATE_NOOP("Presets", "Coder"),
        "You are an experienced programmer. Answer with complete code in a fenced block that "
        "names its language, then explain in a few sentences how it works.",
        GenerateSettings(max_new_tokens=2048, steps=64, entropy_bound=0.05, t_max=0.6, t_min=0.2),
    ),
)
"""What everybody begins with; the first one takes everything from the model."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What ``PresetShelf.restore`` needs to undo a deletion."""

    preset: Preset
    index: int
    was_default: bool


class PresetShelf:
    """Presets in the order a person gave them. Trouble with the file loses them, and nothing else.

    A damaged file is kept aside, with ``.bad`` added to its name; the starters take its place.

    Args:
        path: of a JSON file; it and its folder are made at the first change.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_kept = True
        """The last change is on disk too; else it lasts as long as this process."""
        found = read_json(path, _parse)
        self._presets, self._default = found or (list(STARTERS), STARTERS[0].name)

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def presets(self) -> tuple[Preset, ...]:
        """All of them, in order."""
        return tuple(self._presets)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(preset.name for preset in self._presets)

    @property
    def default(self) -> Preset | None:
        """What new chats begin with."""
        return self.find(self._default)

    def find(self, name: str) -> Preset | None:
        """The preset of a name."""
        return next((preset for preset in self._presets if preset.name == name), None)

    def save(self, preset: Preset) -> Preset:
        """Add a preset at the end, or put it in the place of the one of its name.

        Returns:
            It, with its name cleaned.

        Raises:
            BadInputError: it is no preset, or there is no room for another one.
        """
        preset = checked(preset)
        index = self._index(preset.name)
        if index is None:
            self._make_room(1)
            self._presets.append(preset)
        else:
            self._presets[index] = preset
        self._keep()
        return preset

    def rename(self, old: str, new: str) -> str:
        """Give a preset another name.

        Returns:
            The name, cleaned.

        Raises:
            BadInputError: there is no such preset, or the name cannot be used.
        """
        index, new = self._must_be(old), clean_name(new)
        if new != old and self._index(new) is not None:
            raise BadInputError(f"There is a preset “{new}” already.", "Use another name.")
        self._presets[index] = replace(self._presets[index], name=new)
        if self._default == old:
            self._default = new
        self._keep()
        return new

    def delete(self, name: str) -> Deleted:
        """Take a preset away.

        Returns:
            What brings it back.

        Raises:
            BadInputError: there is no such preset.
        """
        index = self._must_be(name)
        deleted = Deleted(self._presets.pop(index), index, self._default == name)
        if deleted.was_default:
            self._default = ""
        self._keep()
        return deleted

    def restore(self, deleted: Deleted) -> str:
        """Undo a deletion.

        Returns:
            The preset's name, which has a number if it was taken meanwhile.

        Raises:
            BadInputError: there is no room for it any more.
        """
        self._make_room(1)
        preset = replace(deleted.preset, name=self._free(deleted.preset.name))
        self._presets.insert(deleted.index, preset)
        if deleted.was_default and not self._default:
            self._default = preset.name
        self._keep()
        return preset.name

    def move(self, name: str, index: int) -> None:
        """Put a preset elsewhere; an index beyond the ends means the end.

        Raises:
            BadInputError: there is no such preset.
        """
        preset = self._presets.pop(self._must_be(name))
        self._presets.insert(max(index, 0), preset)
        self._keep()

    def make_default(self, name: str) -> None:
        """Let new chats begin with a preset; an empty name lets them begin with none.

        Raises:
            BadInputError: there is no such preset.
        """
        if name:
            self._must_be(name)
        self._default = name
        self._keep()

    def restore_starters(self) -> list[str]:
        """Bring back the starters that are gone, as they were.

        Returns:
            Their names.

        Raises:
            BadInputError: there is no room for them.
        """
        gone = [starter for starter in STARTERS if self._index(starter.name) is None]
        self._make_room(len(gone))
        self._presets += gone
        if gone:
            self._keep()
        return [starter.name for starter in gone]

    def import_json(self, text: str) -> list[str]:
        """Add the presets of a file, all of them or none; a taken name gets a number.

        Returns:
            The names they got.

        Raises:
            BadInputError: it is no file of presets; with what is wrong, and in which one.
        """
        names: list[str] = []
        presets = parse_text(text)
        self._make_room(len(presets))
        for preset in presets:
            names.append(self._free(preset.name))
            self._presets.append(replace(preset, name=names[-1]))
        if names:
            self._keep()
        return names

    def export_json(self, names: Iterable[str] | None = None) -> str:
        """Presets as the text of a file.

        Args:
            names: which ones; None = all.

        Raises:
            BadInputError: there is no such preset.
        """
        chosen = self.names if names is None else names
        presets = [self._presets[self._must_be(name)] for name in chosen]
        return json.dumps(raw_presets(presets), indent=2, ensure_ascii=False) + "\n"

    def _index(self, name: str) -> int | None:
        return next((i for i, preset in enumerate(self._presets) if preset.name == name), None)

    def _must_be(self, name: str) -> int:
        index = self._index(name)
        if index is None:
            raise BadInputError(f"There is no preset “{name}”.", "Choose one of the list.")
        return index

    def _free(self, name: str) -> str:
        number, free = 2, name
        while self._index(free) is not None:
            end = f" {number}"
            free, number = name[: MAX_NAME - len(end)] + end, number + 1
        return free

    def _make_room(self, more: int) -> None:
        if len(self._presets) + more > MAX_PRESETS:
            raise BadInputError(
                f"There would be more than {MAX_PRESETS} presets.",
                "Delete some that you no longer use.",
            )

    def _keep(self) -> None:
        raw = raw_presets(self._presets) | {"default": self._default}
        self.is_kept = write_json(self._path, raw)


def _parse(raw: Any) -> tuple[list[Preset], str]:
    presets = parse(raw)
    if len({preset.name for preset in presets}) < len(presets):
        raise ValueError("two presets of one name")
    return presets, str(raw.get("default", ""))
