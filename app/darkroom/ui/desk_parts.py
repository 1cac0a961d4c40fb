"""Where the view models of a window are made and told of one another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from darkroom.core.errors import HistoryError
from darkroom.core.form_shelf import FormShelf
from darkroom.core.paths import corrections_path, data_dir, forms_path, history_path, presets_path
from darkroom.core.presets import PresetShelf
from darkroom.core.settings import HISTORY_FOLDER
from darkroom.core.types import Failure
from darkroom.history.opening import open_history
from darkroom.history.pending import Restored, put_in_place
from darkroom.history.store import History
from darkroom.ui.parts import Parts
from darkroom.ui.replay.export_process import export_in_child
from darkroom.ui.theme import Theme
from darkroom.ui.translation import Translation
from darkroom.ui.wardrobe import Wardrobe
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.chat_files import ChatFilesViewModel
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.chats.history_thread import HistoryThread
from darkroom.viewmodels.chats.search import ChatSearch
from darkroom.viewmodels.composer import Composer
from darkroom.viewmodels.context_meter import ContextMeter
from darkroom.viewmodels.exports import ReplayExports
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.fit_scout import Look, look_here
from darkroom.viewmodels.forms.form import FormViewModel
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.inspector.alternatives import RECORDED
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.instrument import Instrument
from darkroom.viewmodels.machine import MachineMeter
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.models.manager import ModelsViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.presets import PresetsViewModel
from darkroom.viewmodels.replay.stored import StoredFrames

if TYPE_CHECKING:
    from darkroom.hub.client import Hub


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The parts, and what stands behind them.

    Attributes:
        parts: what windows show and talk to.
        archive: works on the history in the background.
        history: of the window's own thread.
        translation: the language of the window.
        restored: what came of a backup that was chosen before.
        not_restored: or what went wrong with it.
        trouble: why the history is not the one that was expected.
    """

    parts: Parts
    archive: HistoryThread
    history: History
    translation: Translation
    restored: Restored | None
    not_restored: HistoryError | None
    trouble: HistoryError | None

    def look_back(self) -> None:
        """Say what went wrong before there was a window; now there is one."""
        chat = self.parts.chat
        if self.trouble is not None:
            chat.failed.emit(Failure(self.trouble.kind, self.trouble.text, self.trouble.hint))
        self.parts.files.look_back(self.restored, self.not_restored)
        self.archive.failed.connect(chat.on_failure)
        self.parts.chats.failed.connect(chat.on_failure)


def make_parts(
    thread: InferenceThread,
    store: QSettings,
    parent: QObject,
    look: Look = look_here,
    *,
    folder: Path | None = None,
    hub: Hub | None = None,
) -> Made:
    """Make all parts and connect them; nothing runs yet.

    Args:
        thread: talks to the inference process; not started.
        store: where preferences lie.
        parent: Qt parent of the view models.
        look: looks at the machine.
        folder: of what Darkroom keeps about models; None = the usual one.
        hub: where models are asked for; None = huggingface.co.
    """
    folder = folder or data_dir()
    preferences = Preferences(store, parent)
    # Before anything says a word.
    translation = Translation(preferences, parent)
    theme = Theme(parent)
    Wardrobe(theme, preferences)

    def place() -> Path:
        return (preferences.get(HISTORY_FOLDER) or folder) / history_path().name

    restored, not_restored = _restore(place())
    history, trouble = open_history(place())
    archive = HistoryThread(history.path, parent)
    settings = ChatSettingsViewModel(
        PresetsViewModel(PresetShelf(folder / presets_path().name), parent), parent
    )
    model = ModelViewModel(thread, parent)
    chat = ChatViewModel(
        thread,
        model,
        preferences,
        history,
        archive.post,
        settings,
        parent,
        last=preferences.last_chat,
        frames_of=StoredFrames(archive.ask, model).of,
    )
    instrument = Instrument(chat, model, preferences, history, archive.post, parent)
    inspector = InspectorViewModel(chat, preferences, parent)
    inspector.denoise_asked.connect(instrument.denoise_around)
    composer = Composer(thread, parent)
    meter = MachineMeter(parent)
    # The model first: it learns what tokens read as before the answer needs it.
    shelf = FormShelf(folder / forms_path().name)
    forms = FormViewModel(thread, model, preferences, chat, shelf, parent)
    for receiver in (model, chat, composer, forms):
        thread.event_received.connect(receiver.on_event)
    fit = FitViewModel(model, preferences, look, corrections_path(), parent)
    thread.event_received.connect(fit.on_event)
    meter.measured.connect(fit.on_reading)
    context = ContextMeter(thread, model, chat, composer, settings, fit, parent)
    thread.event_received.connect(context.on_event)
    models = ModelsViewModel(model, fit, preferences, folder, hub, parent)
    chats = ChatsViewModel(history, ChatSearch(archive, parent), parent)
    chat.chat_touched.connect(chats.refresh)
    chats.removed.connect(chat.on_chat_removed)
    chats.current = chat.chat.id
    chat.current_changed.connect(lambda: setattr(chats, "current", chat.chat.id))
    files = ChatFilesViewModel(history, place, parent)
    files.imported.connect(chats.reload)
    parts = Parts(
        theme=theme, chats=chats, chat=chat, settings=settings, composer=composer,
        context=context, model=model, fit=fit, models=models, meter=meter,
        instrument=instrument, inspector=inspector, forms=forms, files=files,
        preferences=preferences, exports=ReplayExports(export_in_child, parent),
    )  # fmt: skip
    _teach_settings(parts)
    return Made(
        parts=parts,
        archive=archive,
        history=history,
        translation=translation,
        restored=restored,
        not_restored=not_restored,
        trouble=trouble,
    )


def _restore(place: Path) -> tuple[Restored | None, HistoryError | None]:
    """Put a backup in place, if one was chosen before; what came of it, or went wrong."""
    try:
        return put_in_place(place), None
    except HistoryError as error:
        return None, error


def _teach_settings(parts: Parts) -> None:
    """Let the settings of the chat know what the model can do, and what is to be recorded."""
    model, settings, inspector = parts.model, parts.settings, parts.inspector

    def on_loaded() -> None:
        settings.defaults = model.defaults
        settings.can_think = model.info.can_think if model.info else None

    def on_recording_changed() -> None:
        settings.alternatives = RECORDED if inspector.record_alternatives else 0

    model.loaded.connect(on_loaded)
    inspector.recording_changed.connect(on_recording_changed)
    on_recording_changed()
