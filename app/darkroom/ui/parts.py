"""What a window shows and talks to."""

from __future__ import annotations

from dataclasses import dataclass

from darkroom.ui.theme import Theme
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.chat_files import ChatFilesViewModel
from darkroom.viewmodels.chat_settings import ChatSettingsViewModel
from darkroom.viewmodels.chats.chats import ChatsViewModel
from darkroom.viewmodels.composer import Composer
from darkroom.viewmodels.context_meter import ContextMeter
from darkroom.viewmodels.exports import ReplayExports
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.forms.form import FormViewModel
from darkroom.viewmodels.inspector.inspector import InspectorViewModel
from darkroom.viewmodels.instrument import Instrument
from darkroom.viewmodels.machine import MachineMeter
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.models.manager import ModelsViewModel
from darkroom.viewmodels.preferences import Preferences


@dataclass(slots=True, kw_only=True)
class Parts:
    """The view models of one window, and its look; they outlive it.

    Attributes:
        theme: colours and fonts.
        chats: all chats.
        chat: the one on screen.
        settings: its system prompt and sampler.
        composer: files that go along with the next question.
        context: how much of the model's context the chat takes.
        model: the model that answers.
        fit: what fits this machine.
        models: catalogue, library and downloads.
        meter: memory.
        instrument: what can be done to an answer.
        inspector: what its steps look like from inside.
        forms: texts with blanks, and what fills them.
        files: export, import and backups.
        exports: replays that leave Darkroom.
        preferences: what the person likes.
    """

    theme: Theme
    chats: ChatsViewModel
    chat: ChatViewModel
    settings: ChatSettingsViewModel
    composer: Composer
    context: ContextMeter
    model: ModelViewModel
    fit: FitViewModel
    models: ModelsViewModel
    meter: MachineMeter
    instrument: Instrument
    inspector: InspectorViewModel
    forms: FormViewModel
    files: ChatFilesViewModel
    exports: ReplayExports
    preferences: Preferences
