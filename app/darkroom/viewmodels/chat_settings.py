"""How answers of the chat on screen are made: system prompt, sampler, seed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any, TypedDict

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.knobs import KNOBS, SEED_BITS, Value, knob
from darkroom.core.preset_file import Preset
from darkroom.core.turning import effective, settled, turned
from darkroom.core.types import GenerateSettings
from darkroom.history.records import Chat
from darkroom.viewmodels.presets import PresetsViewModel


class ChatFields(TypedDict):
    """What of a chat belongs to its settings."""

    system: str
    settings: GenerateSettings
    preset: str
    keep_seed: bool


class ChatSettingsViewModel(QObject):
    """Holds the settings of one chat at a time; whoever keeps chats hears of every change.

    Args:
        presets: settings that have names.
        parent: Qt parent.
    """

    changed = Signal()
    """Anything of what is shown is new."""
    change_asked = Signal(object)
    """Carries the fields of the chat that are new, by name; they are to be stored."""
    replaced = Signal(str)
    """Changes gave way to the preset of this name, or with an empty name to what the model
    recommends; ``undo`` brings them back."""

    def __init__(self, presets: PresetsViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.presets = presets
        self._fields = ChatFields(
            system="", settings=GenerateSettings(), preset="", keep_seed=False
        )
        self._before: ChatFields | None = None
        self._defaults: GenerateSettings | None = None
        self._can_think: bool | None = None
        self._last_seed: int | None = None
        self.alternatives = 0
        """So many are captured per cell and step at least, in answers of all chats."""
        presets.changed.connect(self.changed)
        presets.renamed.connect(self._on_renamed)

    # --- what holds for the chat

    @property
    def system(self) -> str:
        """The system prompt, empty for none."""
        return self._fields["system"]

    @system.setter
    def system(self, text: str) -> None:
        self._change(system=text)

    @property
    def settings(self) -> GenerateSettings:
        """The sampler's; the seed counts with ``keep_seed`` only."""
        return self._fields["settings"]

    @property
    def keep_seed(self) -> bool:
        """Every answer takes the same seed; of this chat's newest answer, if there is one."""
        return self._fields["keep_seed"]

    @keep_seed.setter
    def keep_seed(self, keep: bool) -> None:
        if keep and not self.keep_seed and self._last_seed is not None:
            self.keep_last_seed()
        else:
            self._change(keep_seed=keep)

    @property
    def preset(self) -> str:
        """Name of the preset that it came from; empty for none, or for one that is gone."""
        name = self._fields["preset"]
        return name if self.presets.find(name) is not None else ""

    @property
    def is_modified(self) -> bool:
        """Answers would come out in another way than with the preset."""
        preset = self.presets.find(self.preset)
        return preset is not None and not preset.same_as(self.as_preset(""))

    def as_preset(self, name: str) -> Preset:
        """All of it under a name."""
        return Preset(name, self.system, self.settings, self.keep_seed)

    def show(self, chat: Chat) -> None:
        """Hold the settings of a chat from now on."""
        self._fields = ChatFields(
            system=chat.system,
            settings=chat.settings,
            preset=chat.preset,
            keep_seed=chat.keep_seed,
        )
        self._before = None
        self._last_seed = None
        self.changed.emit()

    def of_new_chat(self) -> ChatFields:
        """What a new chat begins with."""
        preset = self.presets.default or Preset("")
        return ChatFields(
            system=preset.system,
            settings=preset.settings,
            preset=preset.name,
            keep_seed=preset.keep_seed,
        )

    def settings_of_next_run(self, chat: Chat | None = None) -> GenerateSettings:
        """Settle how the next answer is made; draws a seed unless one is kept.

        Args:
            chat: of another chat than this one.
        """
        settings, keep = self.settings, self.keep_seed
        if chat is not None:
            settings, keep = chat.settings, chat.keep_seed
        seed = settings.seed if keep else secrets.randbits(SEED_BITS)
        if chat is None:
            self.last_seed = seed
        thinking = settings.thinking and self._can_think is not False
        return replace(settled(settings, self._defaults), seed=seed, thinking=thinking)

    def capturing(self, settings: GenerateSettings) -> GenerateSettings:
        """The same settings, with as many alternatives as are wanted; the answer is the same."""
        return replace(settings, top_k=max(settings.top_k, self.alternatives))

    # --- what the model says

    @property
    def defaults(self) -> GenerateSettings | None:
        """The model's own values; None while there is no model."""
        return self._defaults

    @defaults.setter
    def defaults(self, defaults: GenerateSettings | None) -> None:
        self._defaults = defaults
        self.changed.emit()

    @property
    def can_think(self) -> bool | None:
        """The model can think first; None while there is no model to say so."""
        return self._can_think

    @can_think.setter
    def can_think(self, can: bool | None) -> None:
        self._can_think = can
        self.changed.emit()

    @property
    def last_seed(self) -> int | None:
        """Seed of the newest answer of this chat; None where there is none."""
        return self._last_seed

    @last_seed.setter
    def last_seed(self, seed: int | None) -> None:
        self._last_seed = seed
        self.changed.emit()

    # --- knobs

    def value(self, name: str) -> Value:
        """Where a knob stands; None = the model's own."""
        return getattr(self.settings, name)

    def effective(self, name: str) -> Value:
        """What that amounts to; None where there is no model to ask."""
        return effective(self.settings, name, self._defaults)

    def own(self, name: str) -> Value:
        """What a knob amounts to when nobody turns it; None where there is no model to ask."""
        return effective(GenerateSettings(), name, self._defaults)

    def is_turned(self, name: str) -> bool:
        """A knob stands elsewhere than usual."""
        return self.value(name) != knob(name).default

    def turn(self, name: str, value: Value) -> None:
        """Turn a knob.

        Raises:
            BadInputError: the value is out of its range.
        """
        self._change(settings=turned(self.settings, name, value, self._defaults))

    def reset(self, name: str) -> None:
        """Turn a knob back to where it usually is."""
        self.turn(name, knob(name).default)

    @property
    def is_sampler_turned(self) -> bool:
        """``reset_all`` would change something."""
        return self.keep_seed or any(map(self.is_turned, _sampler()))

    def reset_all(self) -> None:
        """Turn all knobs of the sampler back and unlock the seed."""
        if self.is_sampler_turned:
            usual: dict[str, Any] = {name: knob(name).default for name in _sampler()}
            settings = replace(self.settings, seed=0, **usual)
            self._replace("", settings=settings, keep_seed=False)

    def keep_last_seed(self) -> None:
        """Let every answer take the seed of the newest one."""
        if self._last_seed is not None:
            settings = turned(self.settings, "seed", self._last_seed, self._defaults)
            self._change(settings=settings, keep_seed=True)

    def keep_new_seed(self) -> None:
        """Let every answer take a seed drawn now."""
        seed = secrets.randbits(SEED_BITS)
        self._change(settings=replace(self.settings, seed=seed), keep_seed=True)

    # --- presets

    def apply_preset(self, name: str) -> None:
        """Take all from a preset."""
        preset = self.presets.find(name)
        if preset is not None:
            # What a run captures is no matter of taste.
            settings = replace(preset.settings, top_k=self.settings.top_k)
            new: dict[str, Any] = {"system": preset.system, "settings": settings}
            new |= {"preset": name, "keep_seed": preset.keep_seed}
            blank = Preset("").same_as(self.as_preset(""))
            if self.is_modified or not (self.preset or blank):
                self._replace(name, **new)
            else:
                self._change(**new)

    @property
    def can_undo(self) -> bool:
        """Something gave way, and nothing was changed since."""
        return self._before is not None

    def undo(self) -> None:
        """Bring back what gave way last."""
        if self._before is not None:
            self._change(**self._before)

    def save_as(self, name: str) -> None:
        """Make a preset of it, or put it in the place of the one of that name."""
        saved = self.presets.save(self.as_preset(name))
        if saved:
            self._change(preset=saved)

    def update_preset(self) -> None:
        """Let the preset be as this chat is now."""
        if self.preset:
            self.presets.save(self.as_preset(self.preset))

    # --- inner

    def _replace(self, name: str, **fields: Any) -> None:
        before = self._fields.copy()
        self._change(**fields)
        self._before = before
        self.replaced.emit(name)

    def _change(self, **fields: Any) -> None:
        old: dict[str, Any] = dict(self._fields)
        new = {name: value for name, value in fields.items() if value != old[name]}
        if new:
            self._before = None
            self._fields.update(new)  # type: ignore[typeddict-item]
            self.change_asked.emit(new)
            self.changed.emit()

    @Slot(str, str)
    def _on_renamed(self, old: str, new: str) -> None:
        if self._fields["preset"] == old:
            self._change(preset=new)


def _sampler() -> tuple[str, ...]:
    """Knobs that are turned back together; the seed has a lock of its own."""
    return tuple(each.name for each in KNOBS if each.name not in ("thinking", "seed"))
