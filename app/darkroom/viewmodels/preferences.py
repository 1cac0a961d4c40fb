"""What the person likes, kept between starts."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from darkroom.core.paths import models_dir
from darkroom.core.types import GenerateSettings
from darkroom.viewmodels.frame_player import LAG_MS

THEMES = ("system", "light", "dark")
ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
SEED_BITS = 31
MAX_STEPS = 256
RECENT_FILES = 6
MAX_LIMIT_MB = 10_000


class Preferences(QObject):
    """Typed access to the settings file.

    Args:
        store: where values lie.
        parent: Qt parent.
    """

    changed = Signal(str)
    """Carries the key of a setting."""
    theme_changed = Signal()
    motion_changed = Signal()
    zoom_changed = Signal()
    models_folder_changed = Signal()
    download_limit_changed = Signal()

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
    def send_key(self) -> str:
        """What sends a question: ``"enter"`` or ``"ctrl_enter"``."""
        return "ctrl_enter" if self._text("send_key") == "ctrl_enter" else "enter"

    @property
    def last_chat(self) -> int:
        """Id of the chat that was on screen last, 0 for none."""
        return self._number("last_chat", 0)

    @last_chat.setter
    def last_chat(self, chat: int) -> None:
        self._store.setValue("last_chat", str(chat))

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
    def models_folder(self) -> Path:
        """Where downloaded models go; it need not exist yet."""
        chosen = Path(self._text("models_folder"))
        return chosen if chosen.is_absolute() else models_dir()

    @models_folder.setter
    def models_folder(self, folder: Path) -> None:
        if folder != self.models_folder:
            self._store.setValue("models_folder", str(folder))
            self.models_folder_changed.emit()

    @property
    def download_limit(self) -> float | None:
        """Most bytes a second of all downloads together; None = all there are."""
        limit_mb = self._number("download_limit_mb", 0)
        return 1e6 * limit_mb if 1 <= limit_mb <= MAX_LIMIT_MB else None

    @download_limit.setter
    def download_limit(self, bytes_per_s: float | None) -> None:
        self._store.setValue("download_limit_mb", str(round((bytes_per_s or 0) / 1e6)))
        self.download_limit_changed.emit()

    @property
    def open_downloads(self) -> list[str]:
        """Ids of downloads that were under way when last heard of."""
        return [id_ for id_ in self._text("open_downloads").split("\n") if id_]

    @open_downloads.setter
    def open_downloads(self, ids: Iterable[str]) -> None:
        text = "\n".join(ids)
        if text != self._text("open_downloads"):
            self._store.setValue("open_downloads", text)
            # A crash must not forget them.
            self._store.sync()

    @property
    def wants_no_model(self) -> bool:
        """The person has declined the welcome page's offer of a model."""
        return self._text("wants_no_model") == "true"

    @wants_no_model.setter
    def wants_no_model(self, declined: bool) -> None:
        self._store.setValue("wants_no_model", "true" if declined else "false")

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
