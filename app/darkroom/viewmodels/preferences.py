"""What the person likes, kept between starts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSettings, Signal, Slot

from darkroom.core.settings import (
    DOWNLOAD_LIMIT,
    HISTORY_FOLDER,
    MODELS_FOLDER,
    REDUCE_MOTION,
    SEND_KEY,
    THEME,
    ZOOM,
)
from darkroom.viewmodels.frame_player import LAG_MS
from darkroom.viewmodels.settings_file import SettingsFile

ZOOMS: Final = tuple(option.value / 100 for option in ZOOM.options)
RECENT_FILES = 6
MAX_LIMIT_MB: Final = DOWNLOAD_LIMIT.most


class Preferences(SettingsFile):
    """Settings by name, and what is remembered without asking.

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
        super().__init__(store, parent)
        self.history_folder_in_use = self.history_folder
        """Where chats are kept until the next start."""
        self._own = {
            THEME.key: self.theme_changed,
            REDUCE_MOTION.key: self.motion_changed,
            ZOOM.key: self.zoom_changed,
            MODELS_FOLDER.key: self.models_folder_changed,
            DOWNLOAD_LIMIT.key: self.download_limit_changed,
        }
        self.changed.connect(self._on_changed)

    @property
    def theme(self) -> str:
        """``"system"``, ``"light"`` or ``"dark"``."""
        return self.get(THEME)

    @theme.setter
    def theme(self, theme: str) -> None:
        self.set(THEME, theme)

    @property
    def reduce_motion(self) -> bool:
        """Nothing fades and nothing is paced."""
        return self.get(REDUCE_MOTION)

    @reduce_motion.setter
    def reduce_motion(self, reduce: bool) -> None:
        self.set(REDUCE_MOTION, reduce)

    @property
    def display_lag_ms(self) -> int:
        """How far the display may fall behind the engine so that the eye can follow."""
        return 0 if self.reduce_motion else LAG_MS

    @property
    def send_key(self) -> str:
        """What sends a question: ``"enter"`` or ``"ctrl_enter"``."""
        return self.get(SEND_KEY)

    @property
    def last_chat(self) -> int:
        """Id of the chat that was on screen last, 0 for none."""
        return self._number("last_chat", 0)

    @last_chat.setter
    def last_chat(self, chat: int) -> None:
        if chat != self.last_chat:
            self._store.setValue("last_chat", str(chat))

    @property
    def zoom(self) -> float:
        """Size of the chat's text, one of ``ZOOMS``."""
        return self.get(ZOOM) / 100

    def zoom_by(self, steps: int) -> None:
        """Make the chat's text larger (> 0) or smaller (< 0); 0 sets it back."""
        values = [option.value for option in ZOOM.options]
        index = values.index(self.get(ZOOM) if steps else ZOOM.default) + steps
        self.set(ZOOM, values[min(max(index, 0), len(values) - 1)])

    @property
    def models_folder(self) -> Path:
        """Where downloaded models go; it need not exist yet."""
        return MODELS_FOLDER.place(self.get(MODELS_FOLDER))

    @models_folder.setter
    def models_folder(self, folder: Path) -> None:
        self.set(MODELS_FOLDER, folder)

    @property
    def history_folder(self) -> Path:
        """Where chats are kept from the next start on; it need not exist yet."""
        return HISTORY_FOLDER.place(self.get(HISTORY_FOLDER))

    @property
    def download_limit(self) -> float | None:
        """Most bytes a second of all downloads together; None = all there are."""
        limit_mb = self.get(DOWNLOAD_LIMIT)
        return 1e6 * limit_mb if limit_mb else None

    @download_limit.setter
    def download_limit(self, bytes_per_s: float | None) -> None:
        self.set(DOWNLOAD_LIMIT, round((bytes_per_s or 0) / 1e6))

    # --- what is remembered; nobody is asked about it

    @property
    def recent_files(self) -> list[str]:
        """Model files that were opened, the newest first."""
        return [path for path in self._text("recent_files").split("\n") if path]

    def remember_file(self, path: str) -> None:
        """Put a model file first among the recent ones."""
        others = [known for known in self.recent_files if known != path]
        self._store.setValue("recent_files", "\n".join([path, *others][:RECENT_FILES]))

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

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        if key in self._own:
            self._own[key].emit()

    def _number(self, key: str, default: int) -> int:
        try:
            return int(self._text(key))
        except ValueError:
            return default
