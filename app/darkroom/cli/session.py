"""A model that answers in this process, and somebody who watches."""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from darkroom.cli.ending import Interrupt
from darkroom.cli.hardware import RPC_WARNING
from darkroom.cli.live import LivePresenter
from darkroom.cli.presenter import JsonPresenter, PlainPresenter, Presenter
from darkroom.cli.screen import Screen
from darkroom.cli.terminal import can_animate, can_colour
from darkroom.core.errors import BadInputError
from darkroom.core.types import Done, Frame, GenerateSettings, ModelInfo
from darkroom.worker.engine_side import LoadedModel, open_model, start
from darkroom.worker.protocol import Load, StartRun

Order = Callable[[LoadedModel], StartRun]
"""Says what a model is to do, once it is loaded."""


RUN_ID: Final = 1
"""Of the only run there is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run.

    Attributes:
        done: its last word.
        frames: all its steps.
        pieces: UTF-8 bytes of the tokens in them.
        info: what the model's file says of itself.
        defaults: the settings that it recommends.
    """

    done: Done
    frames: list[Frame]
    pieces: dict[int, bytes]
    info: ModelInfo
    defaults: GenerateSettings


def answered(
    arguments: argparse.Namespace,
    model: str,
    order: Order,
    presenter: Presenter,
    *,
    engine: str,
    thinking: bool = False,
) -> Answer:
    """Load, answer, show.

    Args:
        arguments: how to load the model is among them.
        model: path of a file, or ``"demo"``.
        order: what it is to do.
        presenter: shows it.
        engine: dotted name of the engine side.
        thinking: the model is asked to think before it answers.

    Raises:
        BadInputError: it is asked to think and cannot.
    """
    if arguments.rpc:
        print(RPC_WARNING, file=sys.stderr)
    with _last_words(), presenter:
        presenter.on_load(0.0, "Starting the engine")
        loaded = open_model(engine, _load_command(arguments, model), presenter.on_load)
        try:
            _check_thinking(loaded, wanted=thinking)
            presenter.on_model(loaded, thinking=thinking)
            answer = _run(loaded, order, presenter)
        finally:
            loaded.close()
        presenter.on_done(answer.done)
    return answer


def _run(model: LoadedModel, order: Order, presenter: Presenter) -> Answer:
    interrupt, frames = Interrupt(), list[Frame]()
    with interrupt.listening():
        items = start(
            model,
            order(model),
            should_cancel=interrupt.is_requested,
            on_prefill=presenter.on_prefill,
            on_rewind=presenter.on_rewind,
        )
        for item in items:
            if isinstance(item, Done):
                pieces = {token: model.piece(token) for token in sorted(tokens_of(frames))}
                return Answer(item, frames, pieces, model.info, model.defaults)
            frames.append(item)
            presenter.on_frame(item)
    raise RuntimeError("the engine stopped without a last word")


def tokens_of(frames: Sequence[Frame]) -> set[int]:
    """Every token in the frames, alternatives too."""
    found = set[int]()
    for frame in frames:
        found.update(frame.tokens.tolist())
        if frame.topk_ids is not None:
            found.update(frame.topk_ids.ravel().tolist())
    return found


def filled(settings: GenerateSettings, defaults: GenerateSettings) -> GenerateSettings:
    """The same settings, with the model's own where nothing was chosen."""
    open_ones: dict[str, Any] = {
        name: getattr(defaults, name)
        for name in GenerateSettings.__slots__
        if getattr(settings, name) is None
    }
    return replace(settings, **open_ones)


def presenter_for(*, as_json: bool, visual: bool) -> Presenter:
    """Who shows a run on this stdout.

    Raises:
        BadInputError: there is none.
    """
    out, notes = sys.stdout, sys.stderr
    if out is None:  # started with a closed stdout
        raise BadInputError("There is no output to write the answer to.")
    if as_json:
        return JsonPresenter(out)
    if visual and can_animate(out):
        return LivePresenter(out, notes, Screen(out, coloured=can_colour()))
    return PlainPresenter(out, notes)


@contextmanager
def _last_words() -> Generator[None]:
    """Let native code that dies, as on a file cut short while it is read, say so."""
    if sys.stderr is None or faulthandler.is_enabled():
        yield
        return
    # A descriptor of its own: a live picture holds the usual one back.
    with os.fdopen(os.dup(2), "w") as terminal:
        faulthandler.enable(terminal)
        try:
            yield
        finally:
            faulthandler.disable()


def _check_thinking(model: LoadedModel, *, wanted: bool) -> None:
    if wanted and not model.info.can_think:
        raise BadInputError(
            f"{model.info.name} cannot think before it answers: its chat template knows no way to "
            "ask for it.",
            "Leave out --thinking, or choose a model that can.",
        )


def _load_command(arguments: argparse.Namespace, model: str) -> Load:
    return Load(
        model,
        context=arguments.context,
        threads=arguments.threads,
        device=arguments.device,
        precision=arguments.precision,
        gpu_layers=arguments.gpu_layers,
        kv_type=arguments.kv_type,
        servers=tuple(arguments.rpc),
    )
