"""The virtual environment of a checkout: made once, brought up to date when its recipe changes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bootstrap import terminal

RPC_FLAG = "-DGGML_RPC=ON"
"""Brings a loopback device with which offload can be tested without a GPU."""


@dataclass(frozen=True)
class Environment:
    """Where everything of a checkout's environment lies.

    Attributes:
        root: the checkout, the folder of pyproject.toml.
    """

    root: Path

    @property
    def folder(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.script("python")

    @property
    def constraints(self) -> Path:
        """Exact versions of all packages."""
        return self.root / "packaging" / "constraints.txt"

    def script(self, name: str) -> Path:
        """A program of the environment."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def has_llama(self) -> bool:
        """Tell whether llama-cpp-python is installed."""
        return any(self.folder.glob("[Ll]ib/**/site-packages/llama_cpp/__init__.py"))

    def digest(self) -> str:
        """Fingerprint of the recipe: what is installed follows from it."""
        sources = (self.root / "pyproject.toml", self.constraints)
        return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()

    def is_current(self, *, dev: bool) -> bool:
        """Tell whether everything is installed already."""
        stamp = self._stamp()
        return (
            self.python.exists()
            and stamp.get("digest") == self.digest()
            and stamp.get("root") == str(self.root)
            and (stamp.get("dev") is True or not dev)
        )

    def bring_up(self, *, dev: bool) -> None:
        """Make the environment and install Darkroom in it, from the checkout.

        Args:
            dev: also what testing needs.

        Raises:
            CommandFailedError: a step failed; what it said has been shown.
        """
        terminal.title("Darkroom: setting up .venv")
        dev = dev or self._stamp().get("dev") is True
        if not self._usable():
            with terminal.step("virtual environment"):
                self._create()
        log = self.folder / "install.log"
        log.write_bytes(b"")
        if not self.has_llama():
            terminal.note("llama-cpp-python is compiled here, once: about 6 minutes")
        with terminal.step("llama-cpp-python"):
            self._install_llama(log)
        with terminal.step("packages"):
            self._pip(log, "-e", f"{self.root}[dev]" if dev else str(self.root))
        stamp = {"digest": self.digest(), "root": str(self.root), "dev": dev}
        self._stamp_path().write_text(json.dumps(stamp), encoding="utf-8")

    def _usable(self) -> bool:
        if not self.python.exists() or self._stamp().get("root", str(self.root)) != str(self.root):
            return False
        check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
        result = subprocess.run([self.python, "-c", check], capture_output=True, check=False)
        return result.returncode == 0

    def _create(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        log = self.root / ".venv-creation.log"
        terminal.run_logged([sys.executable, "-m", "venv", self.folder], log)
        log.unlink()

    def _install_llama(self, log: Path) -> None:
        flags = {"CMAKE_ARGS": with_rpc(os.environ)}
        self._pip(log, "llama-cpp-python", environment=flags)
        if not self._has_rpc():
            # pip's cache keeps one build per version, and this one was made without the flag.
            terminal.note("the cached build has no RPC device, so it is compiled again")
            terminal.run_logged([self.python, *PIP, "cache", "remove", "llama_cpp_python"], log)
            again = ("--force-reinstall", "--no-deps", "--no-binary", "llama-cpp-python")
            self._pip(log, *again, "llama-cpp-python", environment=flags)

    def _has_rpc(self) -> bool:
        return any(self.folder.glob("[Ll]ib/**/site-packages/llama_cpp/lib/*ggml-rpc*"))

    def _pip(self, log: Path, *what: str, environment: dict[str, str] | None = None) -> None:
        command = [self.python, *PIP, "install", "-c", self.constraints, *what]
        terminal.run_logged(command, log, environment)

    def _stamp_path(self) -> Path:
        return self.folder / "darkroom-stamp.json"

    def _stamp(self) -> dict[str, object]:
        try:
            return json.loads(self._stamp_path().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}


PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")


def with_rpc(environment: Mapping[str, str]) -> str:
    """Add the RPC device to the CMake arguments a person has set."""
    given = environment.get("CMAKE_ARGS", "")
    return given if "GGML_RPC" in given else f"{given} {RPC_FLAG}".strip()
