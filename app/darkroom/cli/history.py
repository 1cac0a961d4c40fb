"""``darkroom history``: chats out of the history and into it, without a window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from darkroom.cli.ending import ExitCode, explain
from darkroom.cli.history_view import chats_json, chats_text, hits_json, hits_text
from darkroom.cli.terminal import inert
from darkroom.core.errors import BadInputError, CancelledError, HistoryError
from darkroom.core.hold import Hold
from darkroom.core.paths import data_dir, history_path
from darkroom.history import pending
from darkroom.history.backup import back_up
from darkroom.history.exchange import read_json
from darkroom.history.store import History
from darkroom.history.writing import Form, file_name, free_path, read_chats, write_chats
from darkroom.worker.engine_side import failure
from darkroom.worker.protocol import NO_RUN

WINDOW_LOCK: Final = "window.lock"
"""Held by the window of a profile."""
_PIPE: Final = "-"
_MOST_HITS: Final = 50


def history(arguments: argparse.Namespace) -> int:
    """Run one of its commands.

    Args:
        arguments: what ``darkroom history`` was given.

    Returns:
        The exit code.
    """
    try:
        return _COMMANDS[arguments.action](arguments)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        explain(failure(NO_RUN, CancelledError("Stopped.")))
        return ExitCode.CANCELLED
    except Exception as error:  # noqa: BLE001 - a person gets words, not a traceback
        code = explain(failure(NO_RUN, error))
        # A file that holds no chats was a bad choice; a disk that is full was not.
        chosen = isinstance(error, HistoryError) and isinstance(error.__cause__, ValueError)
        return ExitCode.BAD_INPUT if chosen else code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what ``darkroom history`` takes."""
    parser.description = "Look through the chats of this computer, and take them out and in."
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add_list = commands.add_parser("list", help="the chats, or where words are found in them")
    add_list.add_argument("--search", metavar="TEXT", help="only where all of these words stand")
    add_list.add_argument("--json", action="store_true", help="one JSON object")
    _add_export(commands.add_parser("export", help="write chats to a file"))
    add_import = commands.add_parser("import", help="add the chats of an exported JSON file")
    add_import.add_argument("file", metavar="FILE", help="- reads stdin")
    add_backup = commands.add_parser("backup", help="copy the whole history to a file")
    add_backup.add_argument("file", metavar="FILE")
    _add_force(add_backup)
    add_restore = commands.add_parser(
        "restore", help="put a backup in the place of the history, which is kept aside"
    )
    add_restore.add_argument("file", metavar="FILE")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Markdown and text hold what is on screen, JSON also all other wordings."
    add = parser.add_argument
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--chat",
        type=int,
        action="append",
        metavar="ID",
        help="one chat, as 'darkroom history list' numbers it; may be repeated",
    )
    which.add_argument("--all", action="store_true", help="all chats (as without --chat)")
    add(
        "--format",
        type=Form,
        choices=list(Form),
        default=Form.JSON,
        metavar="|".join(Form),
        help="json can be imported again (default: json)",
    )
    add("--no-steps", action="store_true", help="JSON without recorded steps, most of its size")
    add(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="- is stdout; a folder that is there gets a file for each chat",
    )
    _add_force(parser)


def _add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def _list(arguments: argparse.Namespace) -> int:
    with _history() as found:
        if arguments.search is None:
            heads = found.heads()
            as_json, as_text = chats_json(heads), chats_text(heads)
        else:
            hits = found.search(arguments.search, _MOST_HITS)
            as_json, as_text = hits_json(hits), hits_text(hits)
    print(json.dumps(as_json, indent=2) if arguments.json else as_text)
    return ExitCode.DONE


def _export(arguments: argparse.Namespace) -> int:
    form: Form = arguments.format
    with _history() as found:
        chats: list[int] | None = arguments.chat
        for chat in chats or []:
            if found.chat(chat) is None:
                raise BadInputError(
                    f"There is no chat {chat}.", "See which there are: darkroom history list."
                )

        def write(path: Path, which: list[int] | None) -> int:
            return write_chats(found, path, form, which, traces=not arguments.no_steps)

        if arguments.output == _PIPE:
            with TemporaryDirectory(prefix="darkroom-") as folder:
                part = Path(folder) / "chats"
                write(part, chats)
                _copy_out(part)
            return ExitCode.DONE
        output = Path(arguments.output).expanduser()
        if output.is_dir():
            heads = [head for head in found.heads() if chats is None or head.id in chats]
            for head in heads:
                write(free_path(output, file_name(head.title), form.suffix), [head.id])
            written = len(heads)
        else:
            _spare(output, arguments)
            written = write(output, chats)
    _tell(f"Exported {_chats(written)} to {output}.")
    return ExitCode.DONE


def _import(arguments: argparse.Namespace) -> int:
    path = _path()
    if pending.is_waiting(path):
        raise HistoryError(
            "A backup waits to take the place of the history, and what is imported now would be "
            "kept aside with it.",
            "Start Darkroom's window once, then import.",
        )
    data = _read_pipe() if arguments.file == _PIPE else read_json(_existing(arguments.file))
    history = History(path)
    try:
        came = read_chats(history, data)
    finally:
        history.close()
    _tell(f"Imported {_chats(came)}." if came else "Nothing new: all chats are here already.")
    if came and _window_is_open():
        _tell("The window that is open shows them after its next start.")
    return ExitCode.DONE


def _backup(arguments: argparse.Namespace) -> int:
    output = Path(arguments.file).expanduser()
    with _history() as found:
        _spare(output, arguments)
        back_up(found, output)
    _tell(f"Backed up to {output}.")
    return ExitCode.DONE


def _restore(arguments: argparse.Namespace) -> int:
    backup, path = _existing(arguments.file), _path()
    hold = _hold_window()
    if hold is None:
        raise HistoryError(
            "Darkroom's window is open and uses the history.",
            "Close it, or restore there: Settings, Data.",
        )
    try:
        pending.stage(backup, path)
        restored = pending.put_in_place(path)
    finally:
        hold.release()
    _tell(f"Restored {backup}.")
    if restored is not None and restored.kept is not None:
        _tell(f"What was there is kept in {restored.kept}.")
    return ExitCode.DONE


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "list": _list,
    "export": _export,
    "import": _import,
    "backup": _backup,
    "restore": _restore,
}


# --- where it is


def _path() -> Path:
    """The database that the window of this profile uses at its next start."""
    try:
        # Late, and only for one line in a file: nothing else here needs Qt.
        from darkroom.viewmodels.preferences import Preferences
        from darkroom.viewmodels.settings_file import open_store
    except ImportError:
        # Where there is no Qt nobody has chosen another folder in a window.
        return history_path()
    return Preferences(open_store()).history_folder / history_path().name


@contextmanager
def _history() -> Generator[History]:
    """The history, which is not made for that."""
    path = _path()
    if not path.exists():
        raise BadInputError(
            f"There are no chats yet: {path} does not exist.",
            "Chat in the window first, or import some. DARKROOM_PROFILE names the profile.",
        )
    found = History(path)
    try:
        yield found
    finally:
        found.close()


def _hold_window() -> Hold | None:
    """Keep the window of this profile from starting; None where one is open."""
    try:
        return Hold.take(data_dir() / WINDOW_LOCK)
    except OSError as error:
        raise HistoryError(
            f"{data_dir()} cannot be locked: {error.strerror or error}.",
            "Check that you may write there.",
        ) from error


def _window_is_open() -> bool:
    hold = _hold_window()
    if hold is not None:
        hold.release()
    return hold is None


# --- files


def _existing(name: str) -> Path:
    path = Path(name).expanduser()
    if not path.is_file():
        raise BadInputError(f"There is no file {path}.", "Check its name.")
    return path


def _spare(path: Path, arguments: argparse.Namespace) -> None:
    if path.is_dir():
        raise BadInputError(f"{path} is a folder.", "Give the name of a file.")
    if path.exists() and not arguments.force:
        raise BadInputError(f"{path} is there already.", "Choose another name, or add --force.")


def _read_pipe() -> object:
    try:
        return json.loads(sys.stdin.buffer.read())
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            f"What came through the pipe is no JSON ({error}).",
            "Pipe in what 'darkroom history export -o -' gives.",
        ) from error


def _copy_out(path: Path) -> None:
    out = sys.stdout.buffer
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            out.write(data)
    out.flush()


def _chats(number: int) -> str:
    return "1 chat" if number == 1 else f"{number:,} chats"


def _tell(text: str) -> None:
    print(inert(text), file=sys.stderr, flush=True)
