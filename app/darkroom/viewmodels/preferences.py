"""What the person likes, kept between starts."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject, QSettings, Signal

from darkroom.core.types import GenerateSettings
from darkroom.viewmodels.frame_player import LAG_MS

THEMES = ("system", "light", "dark")
ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
SEED_BITS = 31
MAX_STEPS = 256
RECENT_FILES = 6


class Preferences(QObject):
    """Typed access to the settings file.

    Args:
        store: where values lie.
        parent: Qt parent.
    """

    theme_changed = Signal()
    motion_changed = Signal()
    zoom_changed = Signal()

    def __init__(self, store: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.last_seed = 0

    @property
    def theme(self) -> str:
        """One of ``THEMES``."""
        theme = self._text("theme")
        return theme if theme in THEMES else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("theme", theme)
        self.theme_changed.emit()

    @property
    def reduce_motion(self) -> bool:
        """Nothing fades and nothing is paced."""
        return self._text("reduce_motion") == "true"

    @reduce_motion.setter
    def reduce_motion(self, reduce: bool) -> None:
        self._store.setValue("reduce_motion", "true" if reduce else "false")
        self.motion_changed.emit()

    @property
    def display_lag_ms(self) -> int:
        """How far the display may fall behind the engine so that the eye can follow."""
        return 0 if self.reduce_motion else LAG_MS

    @property
    def zoom(self) -> float:
        """Size of the chat's text, one of ``ZOOMS``."""
        zoom = self._number("zoom", 100) / 100
        return min(ZOOMS, key=lambda choice: abs(choice - zoom))

    def zoom_by(self, steps: int) -> None:
        """Make the chat's text larger (> 0) or smaller (< 0); 0 sets it back."""
        index = ZOOMS.index(self.zoom) + steps if steps else ZOOMS.index(1.0)
        zoom = ZOOMS[min(max(index, 0), len(ZOOMS) - 1)]
        self._store.setValue("zoom", str(round(zoom * 100)))
        self.zoom_changed.emit()

    @property
    def seed(self) -> int | None:
        """The seed of every answer; None draws a new one each time."""
        seed = self._number("seed", -1)
        return seed if 0 <= seed < 2**SEED_BITS else None

    @seed.setter
    def seed(self, seed: int | None) -> None:
        self._store.setValue("seed", "-1" if seed is None else str(seed))

    @property
    def steps(self) -> int | None:
        """Most denoising steps per canvas; None leaves it to the model."""
        steps = self._number("steps", 0)
        return steps if 1 <= steps <= MAX_STEPS else None

    @steps.setter
    def steps(self, steps: int | None) -> None:
        self._store.setValue("steps", str(steps or 0))

    def settings_of_next_run(self) -> GenerateSettings:
        """Settle how the next answer is made; draws a seed unless one is set."""
        seed = self.seed
        self.last_seed = secrets.randbits(SEED_BITS) if seed is None else seed
        return GenerateSettings(seed=self.last_seed, steps=self.steps)

    @property
    def recent_files(self) -> list[str]:
        """Model files that were opened, the newest first."""
        return [path for path in self._text("recent_files").split("\n") if path]

    def remember_file(self, path: str) -> None:
        """Put a model file first among the recent ones."""
        others = [known for known in self.recent_files if known != path]
        self._store.setValue("recent_files", "\n".join([path, *others][:RECENT_FILES]))

    @property
    def draft(self) -> str:
        """What stood in the prompt box when the window was closed."""
        return self._text("draft")

    @draft.setter
    def draft(self, text: str) -> None:
        self._store.setValue("draft", text)

    @property
    def geometry(self) -> bytes:
        """Where the window was; empty at the first start."""
        try:
            return bytes.fromhex(self._text("geometry"))
        except ValueError:
            return b""

    @geometry.setter
    def geometry(self, geometry: bytes) -> None:
        # As text: QSettings would pickle Python's bytes.
        self._store.setValue("geometry", geometry.hex())

    def _text(self, key: str) -> str:
        return str(self._store.value(key, ""))

    def _number(self, key: str, default: int) -> int:
        try:
            return int(self._text(key))
        except ValueError:
            return default
