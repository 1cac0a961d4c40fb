"""``darkroom repaint``: denoise some words of an answer anew."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from typing import Any

from darkroom.cli.ending import ExitCode, in_words
from darkroom.cli.repaint_view import changes_text
from darkroom.cli.resume import check_model
from darkroom.cli.session import RUN_ID, answered, presenter_for
from darkroom.cli.terminal import can_animate, can_colour, inert
from darkroom.cli.traces import check_output, model_of, read_answer, write_answer
from darkroom.cli.words import AnswerWords, chosen_span
from darkroom.core.errors import BadInputError
from darkroom.core.knobs import validated
from darkroom.core.types import GenerateSettings, Message
from darkroom.history.records import Provenance, Span
from darkroom.history.trace_file import TraceFile
from darkroom.viewmodels.resuming import Source, holed
from darkroom.viewmodels.word_diff import word_diff
from darkroom.worker.engine_side import LoadedModel
from darkroom.worker.protocol import StartRun


def repaint(arguments: argparse.Namespace, *, engine: str) -> int:
    """Find the words, load, denoise, show.

    Args:
        arguments: what ``darkroom repaint`` was given.
        engine: dotted name of the engine side.

    Returns:
        The exit code.
    """
    return in_words(lambda: _repaint(arguments, engine))


def _repaint(arguments: argparse.Namespace, engine: str) -> int:
    presenter = presenter_for(as_json=arguments.json, visual=not arguments.no_visual)
    if arguments.trace is not None:
        check_output(arguments.trace, arguments.source)
    file = read_answer(arguments.source)
    words = AnswerWords(file)
    start, stop = chosen_span(words, arguments.span, arguments.occurrence)
    _tell_of_more(words, start, stop, arguments.span)
    span = Span(start, stop, arguments.tokens or stop - start)
    wish = arguments.wish.strip()
    messages = _asked(file, wish)
    settings = _settings(arguments, file)
    model = model_of(file, arguments.model)
    source = Source(file.frames, file.settings, file.provenance)
    created = time.time()

    def order(loaded: LoadedModel) -> StartRun:
        info = loaded.info
        check_model(info, file)
        if span.n_tokens > info.canvas_length:
            raise BadInputError(
                f"{span.n_tokens} tokens are more than a canvas has, {info.canvas_length}.",
                "Repaint fewer words at a time, or give less with --tokens.",
            )
        infill = holed(
            source.tokens(), start, stop, span.n_tokens, info.end_ids, info.canvas_length
        )
        return StartRun(
            RUN_ID,
            messages,
            settings,
            file.system or None,
            file.provenance.prefix,
            file.provenance.prefix_thinking,
            infill=infill,
        )

    answer = answered(arguments, model, order, presenter, engine=engine, thinking=settings.thinking)
    done = answer.done
    if done.reason == "cancelled":
        return ExitCode.CANCELLED
    _show_changes(file.text, done.text, as_json=arguments.json)
    if arguments.trace is not None:
        provenance = Provenance(
            "repaint",
            prefix=file.provenance.prefix,
            prefix_thinking=file.provenance.prefix_thinking,
            origins=done.origins,
            system=file.system,
            wish=wish,
            span=span,
        )
        write_answer(arguments.trace, answer, model, file.messages, settings, provenance, created)
    return ExitCode.DONE


def _settings(arguments: argparse.Namespace, file: TraceFile) -> GenerateSettings:
    given: dict[str, Any] = {
        name: getattr(arguments, name)
        for name in ("seed", "steps", "top_k")
        if getattr(arguments, name) is not None
    }
    return validated(replace(file.settings, **given))


def _asked(file: TraceFile, wish: str) -> tuple[Message, ...]:
    if not wish or not file.messages:
        return file.messages
    *before, last = file.messages
    return (*before, replace(last, text=f"{last.text}\n\n{wish}"))


def _tell_of_more(words: AnswerWords, start: int, stop: int, span: str) -> None:
    whole = words.text_of(start, stop)
    if whole.strip() != span.strip():  # a space before a word is often part of it
        said = f"Tokens are repainted as a whole: {whole.strip()!r} goes."
        print(inert(said), file=sys.stderr, flush=True)


def _show_changes(old: str, new: str, *, as_json: bool) -> None:
    changes = word_diff(old, new)
    if as_json:
        print(json.dumps({"type": "changes", "changes": changes}), flush=True)
    elif can_animate(sys.stdout):
        print(f"\n{changes_text(changes, coloured=can_colour())}", flush=True)
