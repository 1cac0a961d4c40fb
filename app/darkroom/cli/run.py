"""``darkroom run``: answer one prompt in this process."""

from __future__ import annotations

import argparse
import faulthandler
import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from enum import IntEnum
from types import FrameType

from darkroom.cli.hardware import RPC_WARNING
from darkroom.cli.live import LivePresenter
from darkroom.cli.presenter import JsonPresenter, PlainPresenter, Presenter
from darkroom.cli.screen import Screen
from darkroom.cli.terminal import can_animate, can_colour
from darkroom.core.errors import BadInputError
from darkroom.core.types import Done, GenerateSettings, Message
from darkroom.worker.engine_side import LoadedModel, failure, open_model, start
from darkroom.worker.protocol import NO_RUN, Failed, Load

BAD_INPUT = {"bad_input", "model_file", "unsupported_model", "chat_template", "context_overflow"}
"""Kinds of errors that a person mends by asking for something else."""


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    FAILED = 1
    BAD_INPUT = 2
    CANCELLED = 130


class Interrupt:
    """The first Ctrl+C asks for an end in good order, the second one insists."""

    def __init__(self) -> None:
        self.requested = False

    def is_requested(self) -> bool:
        """Tell whether the person has had enough."""
        return self.requested

    @contextmanager
    def listening(self) -> Generator[None]:
        """Take SIGINT for the time of a ``with`` block."""
        before = signal.signal(signal.SIGINT, self._on_signal)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _on_signal(self, _: int, __: FrameType | None) -> None:
        if self.requested:
            raise KeyboardInterrupt
        self.requested = True


def run(arguments: argparse.Namespace, *, engine: str) -> int:
    """Load, answer, show.

    Args:
        arguments: what ``darkroom run`` was given.
        engine: dotted name of the engine side.

    Returns:
        The exit code.
    """
    try:
        if sys.stdout is None:  # started with a closed stdout
            raise BadInputError("There is no output to write the answer to.")
        prompt = _prompt(arguments.prompt)
        if arguments.rpc:
            print(RPC_WARNING, file=sys.stderr)
        with (
            _last_words(),
            _presenter(as_json=arguments.json, visual=not arguments.no_visual) as presenter,
        ):
            presenter.on_load(0.0, "Starting the engine")
            model = open_model(engine, _load_command(arguments), presenter.on_load)
            try:
                _check_thinking(model, wanted=arguments.thinking)
                presenter.on_model(model, thinking=arguments.thinking)
                done = _answer(model, prompt, arguments, presenter)
            finally:
                model.close()
            presenter.on_done(done)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a person gets words, not a traceback
        return explain(failure(NO_RUN, error))
    return ExitCode.CANCELLED if done.reason == "cancelled" else ExitCode.DONE


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


def _presenter(*, as_json: bool, visual: bool) -> Presenter:
    out, notes = sys.stdout, sys.stderr
    if as_json:
        return JsonPresenter(out)
    if visual and can_animate(out):
        return LivePresenter(out, notes, Screen(out, coloured=can_colour()))
    return PlainPresenter(out, notes)


def _prompt(text: str) -> str:
    # Bytes that are no UTF-8 become U+FFFD, as everywhere else.
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    if not text.strip():
        raise BadInputError("The prompt is empty.", "Give the words to answer with -p TEXT.")
    return text


def _check_thinking(model: LoadedModel, *, wanted: bool) -> None:
    if wanted and not model.info.can_think:
        raise BadInputError(
            f"{model.info.name} cannot think before it answers: its chat template knows no way to "
            "ask for it.",
            "Leave out --thinking, or choose a model that can.",
        )


def _load_command(arguments: argparse.Namespace) -> Load:
    return Load(
        arguments.model,
        context=arguments.context,
        threads=arguments.threads,
        device=arguments.device,
        precision=arguments.precision,
        gpu_layers=arguments.gpu_layers,
        kv_type=arguments.kv_type,
        servers=tuple(arguments.rpc),
    )


def _answer(
    model: LoadedModel, prompt: str, arguments: argparse.Namespace, presenter: Presenter
) -> Done:
    interrupt = Interrupt()
    settings = GenerateSettings(
        max_new_tokens=arguments.max_new_tokens,
        steps=arguments.steps,
        seed=arguments.seed,
        thinking=arguments.thinking,
    )
    with interrupt.listening():
        items = start(
            model,
            [Message("user", prompt)],
            settings,
            system=arguments.system,
            run_id=1,
            should_cancel=interrupt.is_requested,
            on_prefill=presenter.on_prefill,
        )
        for item in items:
            if isinstance(item, Done):
                return item
            presenter.on_frame(item)
    raise RuntimeError("the engine stopped without a last word")


def explain(end: Failed) -> int:
    """Print what went wrong and what to do; returns the exit code."""
    if end.kind == "internal":
        sys.stderr.write(end.details)
    sys.stderr.write(f"darkroom: {end.text}\n")
    if end.hint:
        sys.stderr.write(f"{end.hint}\n")
    return ExitCode.BAD_INPUT if end.kind in BAD_INPUT else ExitCode.FAILED
