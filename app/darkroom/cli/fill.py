"""``darkroom fill``: fill in the blanks of a form."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from darkroom.cli.ending import ExitCode, in_words
from darkroom.cli.presenter import Presenter
from darkroom.cli.session import RUN_ID, answered, presenter_for
from darkroom.core.errors import BadInputError
from darkroom.core.form import parse_form
from darkroom.core.text_file import read_text
from darkroom.core.types import GenerateSettings, Message
from darkroom.worker.protocol import StartRun


def fill(arguments: argparse.Namespace, *, engine: str) -> int:
    """Load, fill in, show.

    Args:
        arguments: what ``darkroom fill`` was given.
        engine: dotted name of the engine side.

    Returns:
        The exit code.
    """
    return in_words(lambda: _fill(arguments, engine))


def _fill(arguments: argparse.Namespace, engine: str) -> int:
    shown = presenter_for(as_json=False, visual=not arguments.no_visual)
    presenter = Presenter() if arguments.json else shown
    form = _form_text(arguments.form)
    parse_form(form)  # before a model is loaded for it
    settings = GenerateSettings(seed=arguments.seed, steps=arguments.steps)

    # Without words, the form itself is what is asked.
    messages = (Message("user", arguments.prompt),) if arguments.prompt.strip() else ()
    command = StartRun(RUN_ID, messages, settings, arguments.system, form=form)
    done = answered(arguments, arguments.model, lambda _: command, presenter, engine=engine).done
    if done.reason == "cancelled":
        return ExitCode.CANCELLED
    if arguments.json:
        print(json.dumps({"text": done.text, "blanks": done.blanks}), flush=True)
    return ExitCode.DONE


def _form_text(name: str) -> str:
    if name == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        if not text.strip():
            raise BadInputError("The form is empty.", "Pipe in a text with blanks in it.")
        return text
    try:
        return read_text(Path(name).expanduser())
    except BadInputError as error:
        # Its advice is for files that are attached.
        raise BadInputError(error.text, "Name a text file with blanks in it.") from error
