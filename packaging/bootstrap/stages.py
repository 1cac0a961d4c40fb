"""What `test` runs, one after the other, with the sum at the end."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bootstrap import terminal
from bootstrap.environment import Environment


@dataclass(frozen=True)
class Stage:
    """One check and how to run it."""

    name: str
    command: tuple[str | Path, ...]


@dataclass(frozen=True)
class Result:
    """How a stage ended."""

    name: str
    ok: bool
    seconds: float


def run_all(environment: Environment, pytest_arguments: list[str]) -> int:
    """Run every stage, also after one has failed.

    Args:
        environment: where the tools are installed.
        pytest_arguments: passed on to pytest.

    Returns:
        0 if all passed, else 1.
    """
    # What an interrupted run has left would be counted as this one's.
    erase = (environment.python, "-m", "coverage", "erase")
    subprocess.run(erase, cwd=environment.root, check=False)
    results = [_run(stage, environment.root) for stage in _stages(environment, pytest_arguments)]
    covered = _coverage(environment)
    terminal.title("Summary")
    for result in results:
        remark = f"coverage {covered}" if result.name == "tests" and covered else ""
        terminal.outcome(result.name, result.ok, result.seconds, remark)
    return 0 if all(result.ok for result in results) else 1


def _stages(environment: Environment, pytest_arguments: list[str]) -> tuple[Stage, ...]:
    python = environment.python
    pytest = (python, "-m", "coverage", "run", "-m", "pytest", *pytest_arguments)
    return (
        Stage("lint", (python, "-m", "ruff", "check", ".")),
        Stage("format", (python, "-m", "ruff", "format", "--check", ".")),
        Stage("types", (python, "-m", "pyright")),
        # Its cache does not notice a module that a file imported before it was there.
        Stage("contracts", (environment.script("lint-imports"), "--no-logo", "--no-cache")),
        Stage("tests", pytest),
    )


def _run(stage: Stage, root: Path) -> Result:
    terminal.title(f"{stage.name}: {' '.join(str(part) for part in stage.command[1:])}")
    start = time.monotonic()
    result = subprocess.run(stage.command, cwd=root, stdin=subprocess.DEVNULL, check=False)
    return Result(stage.name, result.returncode == 0, time.monotonic() - start)


def _coverage(environment: Environment) -> str:
    """Total coverage in percent, or nothing if no test ran far enough to tell."""
    tool = (environment.python, "-m", "coverage")
    said = ""
    for arguments in (("combine", "--quiet"), ("report", "--format=total")):
        result = subprocess.run(
            (*tool, *arguments), cwd=environment.root, capture_output=True, text=True, check=False
        )
        if result.returncode:
            return ""
        said = result.stdout.strip()
    return f"{said} %"
