"""``darkroom run``: answer one prompt in this process."""

from __future__ import annotations

import argparse
import sys
import time

from darkroom.cli.ending import ExitCode, in_words
from darkroom.cli.session import RUN_ID, answered, presenter_for
from darkroom.cli.traces import check_output, write_answer
from darkroom.core.errors import BadInputError
from darkroom.core.knobs import validated
from darkroom.core.types import GenerateSettings, Message
from darkroom.history.records import Provenance
from darkroom.worker.protocol import StartRun


def run(arguments: argparse.Namespace, *, engine: str) -> int:
    """Load, answer, show.

    Args:
        arguments: what ``darkroom run`` was given.
        engine: dotted name of the engine side.

    Returns:
        The exit code.
    """
    return in_words(lambda: _run(arguments, engine))


def _run(arguments: argparse.Namespace, engine: str) -> int:
    presenter = presenter_for(as_json=arguments.json, visual=not arguments.no_visual)
    messages = (Message("user", read_prompt(arguments.prompt)),)
    settings = GenerateSettings(
        max_new_tokens=arguments.max_new_tokens,
        steps=arguments.steps,
        seed=arguments.seed,
        top_k=arguments.top_k,
        thinking=arguments.thinking,
    )
    if arguments.trace is not None:
        check_output(arguments.trace)
        validated(settings)  # a file holds only what can be used again
    created = time.time()

    command = StartRun(RUN_ID, messages, settings, arguments.system)
    answer = answered(
        arguments,
        arguments.model,
        lambda _: command,
        presenter,
        engine=engine,
        thinking=arguments.thinking,
    )
    if arguments.trace is not None:
        provenance = Provenance(system=arguments.system or "")
        write_answer(
            arguments.trace, answer, arguments.model, messages, settings, provenance, created
        )
    return ExitCode.CANCELLED if answer.done.reason == "cancelled" else ExitCode.DONE


def read_prompt(text: str) -> str:
    """What to answer; ``-`` stands for what comes through the pipe.

    Raises:
        BadInputError: there are no words in it.
    """
    # Bytes that are no UTF-8 become U+FFFD, as everywhere else.
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    if not text.strip():
        raise BadInputError("The prompt is empty.", "Give the words to answer with -p TEXT.")
    return text
