"""What the arguments mean, and what the exit code says."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import Final, get_args

from darkroom.cli.answer_arguments import (
    add_fill,
    add_repaint,
    add_replay,
    add_resume,
    add_run,
    add_servers,
)
from darkroom.cli.argument_types import (
    count,
    count_from_zero,
    model_to_run,
    port,
    profile_name,
    refuse,
)
from darkroom.cli.ending import ExitCode
from darkroom.cli.fit import fit, size_bytes
from darkroom.cli.hardware import hardware
from darkroom.cli.history import add_arguments as add_history
from darkroom.cli.history import history
from darkroom.cli.lend import LOOPBACK, lend
from darkroom.cli.models import add_arguments, models
from darkroom.cli.settings import settings
from darkroom.core.errors import BadInputError
from darkroom.core.paths import PROFILE, profile
from darkroom.core.placement import KVType
from darkroom.core.version import version
from darkroom.worker.engine_side import ENGINE

_COMMANDS = (
    "run", "resume", "repaint", "fill", "replay",
    "fit", "hardware", "lend", "models", "history", "settings", "window",
)  # fmt: skip
_LIGHT: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "fit": fit,
    "hardware": hardware,
    "lend": lend,
    "models": models,
    "settings": settings,
    "history": history,
}
"""Commands that need no model in this process."""
_DEFAULT_PORT = 50052
_FLAGS_OF_THE_WHOLE = ("-h", "--help", "--version")
_EPILOG = (
    "Without a command, the window opens: darkroom [MODEL] [-p TEXT] [--profile NAME]. "
    "MODEL is a .gguf file or 'demo'. Where a window is open already, it takes both."
)


def main(argv: Sequence[str], *, engine: str = ENGINE) -> int:
    """Run one command.

    Args:
        argv: the arguments behind the program's name.
        engine: dotted name of the engine side.

    Returns:
        0 done, 2 bad input, 130 cancelled, 1 any other failure.
    """
    _replace_what_cannot_be_encoded()
    try:
        arguments = parse(argv)
        if arguments.command == "window":
            return _open_window(arguments, engine)
        if arguments.command in _LIGHT:
            return _LIGHT[arguments.command](arguments)
        # Late: the window starts by way of this module too, and needs none of the others.
        module = importlib.import_module(f"darkroom.cli.{arguments.command}")
        command: Callable[..., int] = getattr(module, arguments.command)
        return command(arguments, engine=engine)
    except KeyboardInterrupt:
        return ExitCode.CANCELLED
    except BrokenPipeError:
        # The reader has gone; Python would fail once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FAILED


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; without a command they are the window's.

    Raises:
        SystemExit: 0 after help, 2 for arguments that mean nothing.
    """
    first = argv[0] if argv else ""
    known = first in _COMMANDS or first in _FLAGS_OF_THE_WHOLE
    parser = _parser()
    arguments = parser.parse_args(list(argv) if known else ["window", *argv])
    try:
        profile()
    except BadInputError as error:
        parser.error(f"{PROFILE}: {error.text} {error.hint}")
    return arguments


def _replace_what_cannot_be_encoded() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _open_window(arguments: argparse.Namespace, engine: str) -> int:
    # Qt's event loop would not let Python see Ctrl+C before the next click.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if arguments.profile:
        # In the environment, so that child processes belong to it too.
        os.environ[PROFILE] = arguments.profile
    # By name and late: the headless commands need no Qt.
    app = importlib.import_module("darkroom.ui.app")
    return app.run_window(arguments.model, arguments.prompt, engine=engine)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="darkroom",
        description="Chat with diffusion language models and watch the answer resolve.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"darkroom {version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_window(commands.add_parser("window", help="open the window (as no command does)"))
    add_run(commands.add_parser("run", help="answer one prompt here"))
    add_resume(commands.add_parser("resume", help="go on from a step of an answer"))
    add_repaint(commands.add_parser("repaint", help="denoise some words of an answer anew"))
    add_fill(commands.add_parser("fill", help="fill in the blanks of a form"))
    add_replay(commands.add_parser("replay", help="make a page or a film of an answer's steps"))
    _add_fit(commands.add_parser("fit", help="tell which files of a model fit this machine"))
    _add_hardware(commands.add_parser("hardware", help="tell what this machine has"))
    _add_lend(commands.add_parser("lend", help="lend this machine's GPU to another computer"))
    add_arguments(commands.add_parser("models", help="get, list, check and delete models"))
    _add_settings(commands.add_parser("settings", help="tell what can be set, and how it stands"))
    add_history(commands.add_parser("history", help="list, export, import and back up chats"))
    return parser


def _add_window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model", nargs="?", type=_model_to_open, metavar="MODEL", help="a .gguf file, or 'demo'"
    )
    parser.add_argument("-p", "--prompt", metavar="TEXT", help="put it into the prompt box")
    parser.add_argument(
        "--profile",
        type=profile_name,
        metavar="NAME",
        help="have chats, settings and a window of its own (default: $DARKROOM_PROFILE)",
    )


def _add_fit(parser: argparse.ArgumentParser) -> None:
    parser.description = "Plan the files of a model for this machine, or for one that you make up."
    parser.epilog = "SIZE is like 24G or 512M, where 1 G is 1,024 M: as memory is sold."
    add = parser.add_argument
    add(
        "model",
        type=model_to_run,
        metavar="MODEL",
        help="a .gguf file, 'demo', 'diffusiongemma' (needs no connection), "
        "or a repository OWNER/NAME of the Hugging Face Hub, whose headers are then read",
    )
    add("--context", type=count, metavar="N", help="tokens the cache shall hold")
    add("--gpu-layers", type=count_from_zero, metavar="N", help="layers that shall lie on GPUs")
    add(
        "--kv-type",
        choices=get_args(KVType),
        default="f16",
        help="how keys and values are kept (default: f16)",
    )
    add(
        "--vram",
        type=size_bytes,
        action="append",
        default=[],
        metavar="SIZE",
        help="make up a machine: memory of its GPU; repeat it for several GPUs",
    )
    add("--ram", type=size_bytes, metavar="SIZE", help="make up a machine: its main memory")
    add("--unified", action="store_true", help="make up a machine: GPU and processor share memory")
    add("--json", action="store_true", help="one JSON object, sizes in bytes")


def _add_hardware(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--json", action="store_true", help="one JSON object, sizes in bytes")
    add_servers(parser)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.description = "List the settings of the window, which is where they are changed."
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON array")
    form.add_argument("--markdown", action="store_true", help="the table of the readme")


def _add_lend(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Lend this machine's GPUs, or its processor if it has none, to Darkroom on another "
        "computer. The link is neither encrypted nor authenticated."
    )
    add = parser.add_argument
    add(
        "--host",
        default=LOOPBACK,
        help="address of this machine to listen on; 0.0.0.0 is all of them "
        "(default: %(default)s, which no other computer can reach)",
    )
    add("--port", type=port, default=_DEFAULT_PORT, metavar="N", help="(default: %(default)s)")
    add("--threads", type=count, metavar="N", help="threads of a lent processor")


def _model_to_open(text: str) -> str:
    if text != "demo" and not text.lower().endswith(".gguf"):
        refuse(f"{text!r} is neither a command ({', '.join(_COMMANDS)}) nor a .gguf file")
    return text
