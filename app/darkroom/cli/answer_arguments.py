"""What the commands take that make an answer, or something of one."""

from __future__ import annotations

import argparse
from typing import get_args

from darkroom.cli.argument_types import (
    alternatives,
    count,
    count_from_zero,
    file_path,
    integer,
    model_to_run,
    real,
    server,
)
from darkroom.core.placement import KVType
from darkroom.core.types import GenerateSettings

_TRACE = "what 'darkroom run --trace' or the window's export has written"


def add_run(parser: argparse.ArgumentParser) -> None:
    """Say what ``darkroom run`` takes."""
    default = GenerateSettings()
    add = parser.add_argument
    add("model", type=model_to_run, metavar="MODEL", help="path of a .gguf file, or 'demo'")
    add("-p", "--prompt", required=True, metavar="TEXT", help="what to answer; - reads stdin")
    add("--system", metavar="TEXT", help="system prompt")
    add("--seed", type=integer, default=default.seed, metavar="N", help="same seed, same answer")
    add("--steps", type=count, metavar="N", help="most denoising steps per canvas")
    add(
        "--max-new-tokens",
        type=count,
        default=default.max_new_tokens,
        metavar="N",
        help="upper limit of the answer (default: %(default)s)",
    )
    add("--thinking", action="store_true", help="let the model think before it answers")
    _add_alternatives(parser, default.top_k)
    _add_loading(parser)
    _add_showing(parser)
    _add_trace(parser, "write all steps to a file, for 'resume', 'repaint', 'replay' and NumPy")


def add_resume(parser: argparse.ArgumentParser) -> None:
    """Say what ``darkroom resume`` takes."""
    parser.description = (
        "Go on denoising from a step of an answer. The steps up to it are done once more, unseen; "
        "with the same seed and settings the answer becomes the same as before."
    )
    parser.epilog = (
        "What is not given is as it was. From the last step of a canvas it goes on until all "
        "--steps are done, unless --confidence says when to end."
    )
    add = parser.add_argument
    add("source", type=file_path, metavar="TRACE", help=_TRACE)
    add(
        "--block",
        type=count_from_zero,
        metavar="B",
        help="which canvas, from 0 (default: the last); those behind it are denoised anew",
    )
    add(
        "--step",
        type=count_from_zero,
        metavar="K",
        help="the last step that stays; 0 begins the canvas anew (default: the last one)",
    )
    _add_model(parser)
    add("--seed", type=integer, metavar="N", help="draw other noise from there on")
    add("--steps", type=count, metavar="N", help="most steps per canvas, those before included")
    add("--t-min", type=real, metavar="T", help="temperature of the last step")
    add("--t-max", type=real, metavar="T", help="temperature of the first step")
    add("--entropy-bound", type=real, metavar="NATS", help="entropy accepted in a step")
    add("--stability", type=count_from_zero, metavar="N", help="steps without change before an end")
    add("--confidence", type=real, metavar="NATS", help="mean entropy that a canvas may end at")
    add("--max-new-tokens", type=count, metavar="N", help="upper limit of the whole answer")
    _add_alternatives(parser, None)
    _add_loading(parser)
    _add_showing(parser)
    _add_trace(parser, "write the new answer, with the steps before, to another file")


def add_repaint(parser: argparse.ArgumentParser) -> None:
    """Say what ``darkroom repaint`` takes."""
    parser.description = (
        "Denoise some words of an answer anew while all others stay as they are. Words are made of "
        "tokens: one that is only in part among the words goes as a whole."
    )
    add = parser.add_argument
    add("source", type=file_path, metavar="TRACE", help=_TRACE)
    add(
        "--span", required=True, metavar="TEXT", help="the exact words, as they stand in the answer"
    )
    add("--occurrence", type=count, metavar="N", help="which, where they stand in several places")
    add("--tokens", type=count, metavar="N", help="tokens in their place (default: as many)")
    add("--wish", default="", metavar="TEXT", help="what is to stand there; told to the model")
    _add_model(parser)
    add("--seed", type=integer, metavar="N", help="another seed brings other words")
    add("--steps", type=count, metavar="N", help="most denoising steps per canvas")
    _add_alternatives(parser, None)
    _add_loading(parser)
    _add_showing(parser)
    _add_trace(parser, "write the new answer with its steps to another file")


def add_fill(parser: argparse.ArgumentParser) -> None:
    """Say what ``darkroom fill`` takes."""
    parser.description = (
        "Fill in the blanks of a form; all other text stays as it is. {{name:12}} is a blank of "
        "at most 12 tokens, {{name|yes|no}} becomes one of its choices."
    )
    add = parser.add_argument
    add("form", metavar="FORM", help="a text file with blanks; - reads stdin")
    add("--model", type=model_to_run, default="demo", metavar="M", help="(default: %(default)s)")
    add("-p", "--prompt", default="", metavar="TEXT", help="what the form is about")
    add("--system", metavar="TEXT", help="system prompt")
    add("--seed", type=integer, default=0, metavar="N", help="same seed, same words")
    add("--steps", type=count, metavar="N", help="most denoising steps per canvas")
    _add_loading(parser)
    add("--json", action="store_true", help="one JSON object: text, and the blanks by name")
    add("--no-visual", action="store_true", help="print the text only")


def add_replay(parser: argparse.ArgumentParser) -> None:
    """Say what ``darkroom replay`` takes."""
    parser.description = (
        "Show an answer's steps to others. Several kinds of files can be written at once; those "
        "that are there are replaced."
    )
    add = parser.add_argument
    add("source", type=file_path, metavar="TRACE", help=_TRACE)
    add("--html", type=file_path, metavar="OUT", help="a page to play, step by step; needs no net")
    add("--webp", type=file_path, metavar="OUT", help="an animated picture, small and sharp")
    add("--gif", type=file_path, metavar="OUT", help="one that plays everywhere, and is larger")
    add("--png", type=file_path, metavar="OUT", help="the text, coloured by when words settled")
    add("--json", type=file_path, metavar="OUT", help="all steps as text, for other programs")
    add("--light", action="store_true", help="light pictures rather than dark ones")
    add("--width", type=count, metavar="PIXELS", help="of --webp and --gif (default: 760)")


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        type=model_to_run,
        metavar="M",
        help="path of a .gguf file, or 'demo' (default: the one that answered)",
    )


def _add_alternatives(parser: argparse.ArgumentParser, default: int | None) -> None:
    parser.add_argument(
        "--top-k",
        type=alternatives,
        default=default,
        metavar="N",
        help="also tell the N likeliest tokens of each cell and step (with --json and --trace)",
    )


def _add_loading(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--context", type=count, metavar="N", help="tokens the cache shall hold")
    add("--threads", type=count, metavar="N", help="processor threads")
    add(
        "--device",
        choices=("auto", "cpu"),
        default="auto",
        help="auto uses the GPUs that are there, cpu none of them (default: auto)",
    )
    add(
        "--gpu-layers",
        type=count_from_zero,
        metavar="N",
        help="layers on GPUs (default: what fits)",
    )
    add("--kv-type", choices=get_args(KVType), help="how keys and values are kept")
    add_servers(parser)
    add(
        "--precision",
        choices=("fast", "exact"),
        default="fast",
        help="exact computes as the reference does, and slower (default: fast)",
    )


def add_servers(parser: argparse.ArgumentParser) -> None:
    """Other computers that may be used."""
    parser.add_argument(
        "--rpc",
        type=server,
        action="append",
        default=[],
        metavar="HOST:PORT",
        help="another computer that lends its GPU (darkroom lend); may be repeated",
    )


def _add_showing(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--json", action="store_true", help="one JSON object a line: frame, text, done")
    add("--no-visual", action="store_true", help="print the answer only")


def _add_trace(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--trace", type=file_path, metavar="OUT.npz", help=words)
