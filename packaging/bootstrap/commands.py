"""The commands of packaging/dev.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bootstrap import stages, system, terminal
from bootstrap.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
USAGE = """\
usage: python3 packaging/dev.py COMMAND [ARGUMENTS]

  run     open Darkroom; arguments go to it, e.g. `run run demo -p "Hello"`
  test    lint, types, contracts and tests; arguments go to pytest, e.g. `test -k canvas`
  bench   measure speed; arguments go to packaging/bench
  demo    make or judge the demo model; arguments go to packaging/demo

Each makes .venv first and installs what it needs; once that is done it costs nothing."""


def main(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: its name, then what is passed on.

    Returns:
        The exit code.
    """
    if not arguments or arguments[0] not in {"run", "test", "bench", "demo"}:
        print(USAGE)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    name, *rest = arguments
    environment = Environment(ROOT)
    try:
        _make_ready(environment, dev=name != "run")
    except terminal.CommandFailedError as error:
        print(f"\n{error}")
        return 1
    if name == "test":
        return stages.run_all(environment, rest)
    if name == "run" and not rest and not system.has_display(os.environ):
        print("There is no display to open a window on: DISPLAY and WAYLAND_DISPLAY are not set.")
        return 1
    return _hand_over(environment, "darkroom" if name == "run" else name, rest)


def _make_ready(environment: Environment, *, dev: bool) -> None:
    if environment.is_current(dev=dev):
        return
    missing = system.missing_things(
        need_compiler=not environment.has_llama(), need_venv=not environment.python.exists()
    )
    if missing:
        raise terminal.CommandFailedError(system.remedy(missing))
    environment.bring_up(dev=dev)


def _hand_over(environment: Environment, module: str, arguments: list[str]) -> int:
    """Become the module; on Windows, where a process cannot, wait for it."""
    command = [str(environment.python), "-m", module, *arguments]
    variables = dict(os.environ)
    if module != "darkroom":
        variables["PYTHONPATH"] = python_path(os.environ.get("PYTHONPATH"))
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execve(command[0], command, variables)  # noqa: S606  there is no shell to go through
    return subprocess.run(command, env=variables, check=False).returncode


def python_path(given: str | None) -> str:
    """Let ``bench`` and ``demo`` be found beside this package."""
    return os.pathsep.join(filter(None, [str(ROOT / "packaging"), given]))
