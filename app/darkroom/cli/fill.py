"""``darkroom fill``: fill in the blanks of a form."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from darkroom.cli.ending import ExitCode, in_words
from darkroom.cli.presenter import Presenter
from darkroom.cli.session import ShouldCancel, answered, presenter_for
from darkroom.core.errors import BadInputError
from darkroom.core.form import parse_form
from darkroom.core.text_file import read_text
from darkroom.core.types import Done, Frame, GenerateSettings
from darkroom.worker.engine_side import LoadedModel


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
    form = parse_form(_form_text(arguments.form))
    settings = GenerateSettings(seed=arguments.seed, steps=arguments.steps)

    def begin(model: LoadedModel, should_cancel: ShouldCancel) -> Iterator[Frame | Done]:
        return model.fill(
            arguments.prompt,
            form,
            system=arguments.system,
            run_id=1,
            should_cancel=should_cancel,
            on_prefill=presenter.on_prefill,
            **asdict(settings),
        )

    done = answered(arguments, arguments.model, begin, presenter, engine=engine).done
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
