"""``darkroom models``: what there is, here and on the Hub; getting it, checking it, deleting it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Final

from darkroom.cli.ending import ExitCode, explain
from darkroom.cli.model_files import add, list_models, remove, verify
from darkroom.cli.model_search import search
from darkroom.cli.progress import print_json
from darkroom.cli.pull import pull
from darkroom.core.errors import CancelledError
from darkroom.hub.library.model import Owner
from darkroom.worker.engine_side import failure
from darkroom.worker.protocol import NO_RUN

_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "list": list_models,
    "search": search,
    "pull": pull,
    "verify": verify,
    "rm": remove,
    "add": add,
}
_RATE: Final = re.compile(r"(\d+(?:\.\d+)?) ?([kKMG]?)(?:B(?:/s)?)?")
_POWERS: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
_LEAST_RATE: Final = 1000
_MOST_CONNECTIONS: Final = 16


def models(arguments: argparse.Namespace) -> int:
    """Run one of its commands.

    Args:
        arguments: what ``darkroom models`` was given.

    Returns:
        The exit code.
    """
    try:
        return _COMMANDS[arguments.action](arguments)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return _explain(CancelledError("Stopped."), arguments)
    except Exception as error:  # noqa: BLE001 - a person gets words, not a traceback
        return _explain(error, arguments)


def _explain(error: Exception, arguments: argparse.Namespace) -> int:
    end = failure(NO_RUN, error)
    if getattr(arguments, "json", False):
        print_json(type="error", kind=end.kind, message=end.text, hint=end.hint)
    code = explain(end)
    return ExitCode.CANCELLED if isinstance(error, CancelledError) else code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what ``darkroom models`` takes."""
    parser.description = "Get models from the Hugging Face Hub, and look after those on disk."
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add_list = commands.add_parser("list", help="what is on this computer, whoever put it there")
    _add_json(add_list, "one JSON object, sizes in bytes")
    _add_search(commands.add_parser("search", help="the models that Darkroom knows of"))
    _add_pull(commands.add_parser("pull", help="download a model; started again, it goes on"))
    add_verify = commands.add_parser("verify", help="read a model as a whole and check its SHA-256")
    add_verify.add_argument("path", metavar="PATH", help="a model file; of a split one, any part")
    _add_json(add_verify, "one JSON object a line: progress, then done or error")
    _add_remove(commands.add_parser("rm", help="move a model to the trash"))
    add_add = commands.add_parser("add", help="list a file or folder, wherever it is")
    add_add.add_argument("path", metavar="PATH", help="a .gguf file, or a folder of them")


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text",
        nargs="?",
        default="",
        metavar="TEXT",
        help="part of a name; with --online also a repository OWNER/NAME or its address, of which "
        "is then told what runs here",
    )
    parser.add_argument("--online", action="store_true", help="ask the Hub for what is new")
    _add_json(parser, "one JSON object, sizes in bytes")


def _add_pull(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Ctrl+C keeps what came; the same command goes on from there."
    add = parser.add_argument
    add("repo", metavar="REPO", help="OWNER/NAME, its address, or an id such as 'diffusiongemma'")
    add(
        "file",
        nargs="?",
        default="",
        metavar="FILE",
        help="name of a file, or a quantization such as Q4_K_M; not needed where there is only one",
    )
    add("--dir", metavar="DIR", help="where to put it (default: Darkroom's folder of models)")
    add("--revision", metavar="R", help="branch, tag or commit (default: the main branch)")
    add("--limit", type=rate, metavar="RATE", help="most bytes a second, e.g. 5M or 500k")
    add(
        "--connections",
        type=_connections,
        default=4,
        metavar="N",
        help=f"at a time, 1 to {_MOST_CONNECTIONS} (default: %(default)s)",
    )
    _add_json(parser, "one JSON object a line: progress, then done or error")


def _add_remove(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("path", metavar="PATH", help="a model file, or a folder that was added: that stays on disk")
    add("--yes", action="store_true", help="do not ask")
    add("--permanently", action="store_true", help="delete for good")
    add(
        "--owner",
        choices=[owner.value.replace("_", "-") for owner in Owner if owner.is_app],
        help="agree to delete the file of another program",
    )


def _add_json(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--json", action="store_true", help=words)


def rate(text: str) -> int:
    """Read bytes a second such as ``"5M"``; M is a million, as lines are sold.

    Raises:
        argparse.ArgumentTypeError: it is none, or less than 1k.
    """
    found = _RATE.fullmatch(text.strip())
    wanted = round(float(found[1]) * _POWERS[found[2].lower()]) if found else 0
    if not _LEAST_RATE <= wanted <= 10**12:
        raise argparse.ArgumentTypeError(f"{text!r} is not a rate such as 5M or 500k")
    return wanted


def _connections(text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= _MOST_CONNECTIONS:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 1 and {_MOST_CONNECTIONS}")
    return number
