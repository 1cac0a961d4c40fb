"""Answers made of other answers: what is to be done for each, or why it cannot be."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Final

from darkroom.core.canvas import Allowed
from darkroom.core.knobs import SEED_BITS
from darkroom.core.settings import TRACE_CAP
from darkroom.core.types import GenerateSettings
from darkroom.history.records import Chat, Kind, Provenance, Span, StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.answering import Task
from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.model import ModelViewModel
from darkroom.viewmodels.obstacles import Obstacles
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.recorder import Post, packed
from darkroom.viewmodels.resuming import Source, drafted, holed
from darkroom.viewmodels.run import RunViewModel

MORE_STEPS: Final = 8
"""So many steps are added where there are none left to go on with."""


class Siblings:
    """Finds out what it takes to make an answer of another one, whose frames are there.

    Args:
        chat: the chat on screen.
        model: the model that answers.
        preferences: how much room frames may take.
        history: of the window's own thread.
        post: has something done with the history in the background.
        obstacles: has words for what cannot be.
    """

    def __init__(
        self,
        chat: ChatViewModel,
        model: ModelViewModel,
        preferences: Preferences,
        history: History,
        post: Post,
        obstacles: Obstacles,
    ) -> None:
        self._chat = chat
        self._model = model
        self._preferences = preferences
        self._history = history
        self._post = post
        self._obstacles = obstacles

    def keep(self, run: RunViewModel, block: int, step: int) -> str:
        """Add the draft at a step as an answer; one that is under way is stopped.

        Returns:
            Why that cannot be; empty if it is done.
        """
        message = run.message
        if message is None:
            return self._obstacles.of_step()
        source = self._source(run, message)
        frames = source.until(block, step)
        if not frames:
            return self._obstacles.of_step()
        text, thinking = drafted(frames, run.lexicon, run.opening)
        chunk, cap_bytes = b"", self._preferences.get(TRACE_CAP) * 10**6
        if cap_bytes:
            chunk = packed(frames, run.lexicon)
        if run is self._chat.run:
            self._chat.stop()
        with self._chat.kept():
            kept = self._history.add_answer(
                message.chat,
                message.parent,
                text,
                thinking=thinking,
                model=run.model_name,
                quantization=run.quantization,
                settings=run.settings,
                provenance=self._provenance(source, "kept", message),
            )
            if chunk:
                self._post(lambda history: history.append_trace(kept.id, chunk))
                self._post(lambda history: history.drop_oldest_traces(cap_bytes))
            self._chat.refresh(message.chat)
        return ""

    def resumed(
        self,
        run: RunViewModel,
        kind: Kind,
        block: int,
        step: int,
        settings: GenerateSettings,
        allowed: Allowed,
    ) -> Task | str:
        """What is to be done to go on from a step, or why it cannot be."""
        message, question, info = run.message, self._chat.question_of(run), self._model.info
        if message is None or question is None or info is None:
            return self._obstacles.of_step()
        source, cells = self._source(run, message), info.canvas_length
        if not source.has(block, step):
            return self._obstacles.of_step()
        if not source.can_resume(block, cells):
            return self._obstacles.of_canvas()
        settings = self._going_on(replace(settings, thinking=run.settings.thinking), step)
        start, origins = source.resumed(block, step, settings, allowed)
        provenance = replace(self._provenance(source, kind, message), origins=origins)
        return Task(
            self._chat_of(message),
            question,
            settings,
            _before(message, provenance),
            start=start,
            frames=source.until(block, step),
            provenance=provenance,
        )

    def repainted(self, run: RunViewModel, span: Span, wish: str) -> Task | str:
        """What is to be done to denoise some tokens anew, or why it cannot be."""
        message, question, info = run.message, self._chat.question_of(run), self._model.info
        if message is None or question is None or info is None:
            return self._obstacles.of_step()
        source, cells = self._source(run, message), info.canvas_length
        tokens = source.tokens()
        if not (0 <= span.start < span.stop <= len(tokens) and 1 <= span.n_tokens <= cells):
            return self._obstacles.of_span()
        infill = holed(tokens, span.start, span.stop, span.n_tokens, info.end_ids, cells)
        settings = replace(run.settings, seed=secrets.randbits(SEED_BITS))
        provenance = Provenance(
            "repaint",
            message.uid,
            source.provenance.prefix,
            source.provenance.prefix_thinking,
            system=source.provenance.system,
            wish=wish,
            span=span,
            accepted=False,
        )
        return Task(
            self._chat_of(message),
            question,
            settings,
            _before(message, provenance),
            infill=infill,
            provenance=provenance,
        )

    def _going_on(self, settings: GenerateSettings, step: int) -> GenerateSettings:
        """The same settings, with steps behind this one."""
        defaults = self._model.defaults
        steps = settings.steps if settings.steps is not None else defaults and defaults.steps
        if steps is None or steps > step:
            return settings
        return replace(settings, steps=step + MORE_STEPS)

    def _provenance(self, source: Source, kind: Kind, message: StoredMessage) -> Provenance:
        return replace(source.provenance, kind=kind, source=message.uid, accepted=True)

    def _source(self, run: RunViewModel, message: StoredMessage) -> Source:
        provenance = message.provenance
        if provenance is None:
            # Older versions did not keep it; the system prompt may have been another one.
            provenance = Provenance(system=self._chat_of(message).system)
        return Source(run.frames, run.settings, provenance)

    def _chat_of(self, message: StoredMessage) -> Chat:
        here = self._chat.chat
        return here if message.chat == here.id else self._history.chat(message.chat) or here


def _before(message: StoredMessage, provenance: Provenance) -> StoredMessage | None:
    """What an answer went on from, so that another one can go on from there too."""
    text, thinking = provenance.prefix, provenance.prefix_thinking
    return replace(message, text=text, thinking=thinking) if text or thinking else None
