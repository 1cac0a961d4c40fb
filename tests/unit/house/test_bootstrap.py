"""packaging/dev.py: what it says of a machine, and when it has nothing to do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import system
from bootstrap.environment import Environment, with_rpc

DEV = Path(__file__).parents[3] / "packaging" / "dev.py"


@pytest.fixture
def checkout(tmp_path: Path) -> Environment:
    """A checkout whose environment is complete, for running only."""
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.constraints.parent.mkdir()
    environment.constraints.write_text("numpy==2.4.6\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    stamp = {"digest": environment.digest(), "root": str(tmp_path), "dev": False}
    (environment.folder / "darkroom-stamp.json").write_text(json.dumps(stamp))
    return environment


def test_nothing_to_do_when_the_recipe_is_unchanged(checkout: Environment) -> None:
    assert checkout.is_current(dev=False)


def test_testing_needs_more_than_running(checkout: Environment) -> None:
    assert not checkout.is_current(dev=True)


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/constraints.txt"])
def test_changed_recipe_is_installed_again(checkout: Environment, name: str) -> None:
    (checkout.root / name).write_text("other\n")
    assert not checkout.is_current(dev=False)


def test_moved_checkout_is_installed_again(checkout: Environment, tmp_path: Path) -> None:
    moved = checkout.root.rename(tmp_path.with_name(tmp_path.name + "-moved"))
    assert not Environment(moved).is_current(dev=False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "-DGGML_RPC=ON"),
        ({"CMAKE_ARGS": "-DGGML_CUDA=ON"}, "-DGGML_CUDA=ON -DGGML_RPC=ON"),
        ({"CMAKE_ARGS": "-DGGML_RPC=OFF"}, "-DGGML_RPC=OFF"),
    ],
)
def test_rpc_joins_what_a_person_has_set(given: dict[str, str], expected: str) -> None:
    assert with_rpc(given) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="shared libraries of Linux")
def test_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system.QT_LIBRARIES, "libdarkroom-none.so.9", "libdarkroom-none9")
    missing = system.missing_things(need_compiler=False, need_venv=False)
    assert missing == [system.Missing("libdarkroom-none.so.9", "libdarkroom-none9")]
    text = system.remedy(missing)
    assert "- libdarkroom-none.so.9" in text
    assert "libdarkroom-none9" in text.splitlines()[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="compilers of Linux")
def test_missing_compiler_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = system.missing_things(need_compiler=True, need_venv=False)
    assert [thing.package for thing in missing] == ["build-essential"]


@pytest.mark.parametrize(
    ("platform", "command"), [("darwin", "xcode-select --install"), ("win32", "winget install")]
)
def test_remedy_speaks_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, command: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert command in system.remedy([system.Missing("a C and a C++ compiler", "build-essential")])


def test_old_python_is_told_in_words() -> None:
    pretend = f"import sys, runpy; sys.version_info = (3, 9, 1); runpy.run_path({str(DEV)!r})"
    result = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False, timeout=30
    )
    assert result.returncode == 1
    assert "needs Python 3.11 or newer" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["nonsense"], 2)])
def test_usage(arguments: list[str], code: int) -> None:
    result = subprocess.run(
        [sys.executable, DEV, *arguments], capture_output=True, text=True, check=False, timeout=30
    )
    assert result.returncode == code
    assert "usage: python3 packaging/dev.py" in result.stdout
