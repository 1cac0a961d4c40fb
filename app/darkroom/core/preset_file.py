"""Presets as JSON: what is written, and the strict reading of what somebody else wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, cast

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError
from darkroom.core.knobs import knob, short, validated
from darkroom.core.types import GenerateSettings

FORMAT: Final = 1
MARKER: Final = "darkroom_presets"
MAX_PRESETS: Final = 500
MAX_NAME: Final = 80
MAX_SYSTEM: Final = 100_000
"""Characters of a name, and of a system prompt."""

_KEYS: Final = ("name", "system", "settings", "keep_seed")
_AGAIN: Final = "Export the presets again from Darkroom, and import that file."


@dataclass(frozen=True, slots=True)
class Preset:
    """A way to answer that has a name.

    Attributes:
        name: one line, not empty.
        system: system prompt, empty for none.
        settings: of the sampler; the seed counts only with ``keep_seed``.
        keep_seed: every answer takes the seed of ``settings``.
    """

    name: str
    system: str = ""
    settings: GenerateSettings = field(default_factory=GenerateSettings)
    keep_seed: bool = False

    def same_as(self, other: Preset) -> bool:
        """Answers come out alike.

        Names make no difference, nor does an unlocked seed or what a run captures.
        """
        return self._essence == other._essence

    @property
    def _essence(self) -> tuple[object, ...]:
        raw = raw_settings(self.settings)
        del raw["top_k"]
        if not self.keep_seed:
            del raw["seed"]
        return self.system, raw, self.keep_seed


def clean_name(name: str) -> str:
    """A name on one line, without stray spaces.

    Raises:
        BadInputError: nothing is left of it, or it is too long.
    """
    clean = " ".join("".join(c for c in name if c.isspace() or ord(c) >= 32).split())
    if not clean:
        raise BadInputError("A preset needs a name.", "Type a few words.")
    if len(clean) > MAX_NAME:
        raise BadInputError(
            f"The name is {len(clean):,} characters long.", f"Use at most {MAX_NAME}."
        )
    return clean


def checked(preset: Preset) -> Preset:
    """The preset with its name cleaned, when it is one that ``parse`` would take.

    Raises:
        BadInputError: it is none; with what is wrong.
    """
    name, system = clean_name(_sound(preset.name)), _sound(preset.system)
    if len(system) > MAX_SYSTEM:
        raise BadInputError(
            f"The system prompt is {len(system):,} characters long.", f"Use at most {MAX_SYSTEM:,}."
        )
    return Preset(name, system, validated(preset.settings), preset.keep_seed)


def raw_presets(presets: Iterable[Preset]) -> dict[str, object]:
    """Presets as a JSON object."""
    return {
        MARKER: FORMAT,
        "presets": [
            {
                "name": preset.name,
                "system": preset.system,
                "settings": raw_settings(preset.settings),
                "keep_seed": preset.keep_seed,
            }
            for preset in presets
        ],
    }


def raw_settings(settings: GenerateSettings) -> dict[str, object]:
    """Settings as a JSON object, without those that are the model's own."""
    values = {f.name: getattr(settings, f.name) for f in fields(settings)}
    return {name: value for name, value in values.items() if value is not None}


def parse_text(text: str) -> list[Preset]:
    """Read a file of presets.

    Raises:
        BadInputError: it is none; with what is wrong, and in which preset.
    """
    try:
        raw = json.loads(text)
    except RecursionError:
        raise BadInputError("This is no file of presets: it is nested too deeply.") from None
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInputError(f"This is no file of presets: it is not JSON{where}.", _AGAIN) from None
    return parse(raw)


def parse(raw: object) -> list[Preset]:
    """The presets of a JSON value.

    Raises:
        BadInputError: as in ``parse_text``.
    """
    if not isinstance(raw, dict) or MARKER not in raw:
        raise BadInputError(
            "This JSON holds no presets of Darkroom.",
            "Choose a file that was made with Export in the panel of a chat.",
        )
    data = cast("Mapping[str, object]", raw)
    version = cast("int", data[MARKER])
    if not is_whole(version) or version < FORMAT:
        raise BadInputError("The format of these presets is not known.", _AGAIN)
    if version > FORMAT:
        raise BadInputError(
            f"These presets were made by a newer Darkroom: format {version:,}; this one "
            f"reads up to format {FORMAT}.",
            "Update Darkroom, or export them from there anew.",
        )
    presets = data.get("presets")
    if not isinstance(presets, list):
        raise BadInputError("The list of presets is missing.", _AGAIN)
    entries = cast("list[object]", presets)
    if len(entries) > MAX_PRESETS:
        raise BadInputError(
            f"The file holds {len(entries):,} presets.", f"Import at most {MAX_PRESETS} at a time."
        )
    return [_preset(entry, number) for number, entry in enumerate(entries, 1)]


def _preset(raw: object, number: int) -> Preset:
    where = f"Preset {number}"
    if not isinstance(raw, dict):
        raise BadInputError(f"{where} is no JSON object.", _AGAIN)
    entry = cast("Mapping[str, object]", raw)
    name = entry.get("name")
    if not isinstance(name, str):
        raise BadInputError(f"{where} has no name.", _AGAIN)
    try:
        name = clean_name(_sound(name))
        where = f"Preset {number}, “{name}”"
        return _known(entry, name)
    except BadInputError as error:
        raise BadInputError(f"{where}: {error.text}", error.hint) from None


def _known(entry: Mapping[str, object], name: str) -> Preset:
    for key in entry:
        if key not in _KEYS:
            raise BadInputError(
                f"{short(key)} means nothing here.",
                f"A preset has {', '.join(_KEYS)}, and nothing else.",
            )
    system, keep_seed = entry.get("system", ""), entry.get("keep_seed", False)
    if not isinstance(system, str):
        raise BadInputError("The system prompt is no text.", _AGAIN)
    if not isinstance(keep_seed, bool):
        raise BadInputError("keep_seed is neither true nor false.", _AGAIN)
    settings = parse_settings(entry.get("settings", {}))
    return checked(Preset(name, system, settings, keep_seed))


def parse_settings(raw: object) -> GenerateSettings:
    """Settings of a JSON object; those it leaves out are as they are without it.

    Raises:
        BadInputError: one of them is unknown or out of range.
    """
    if not isinstance(raw, dict):
        raise BadInputError("The settings are no JSON object.", _AGAIN)
    values = cast("Mapping[str, Any]", raw)
    for name in values:
        knob(name)
    return validated(GenerateSettings(**values))


def _sound(text: str) -> str:
    """The text, unless it holds halves of characters that cannot be written to a file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInputError("A text holds broken characters.", _AGAIN) from None
    return text
