"""What the machine itself must bring, and the command that installs what it lacks."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""What PySide6's wheel expects of Linux: shared library to the Debian package that carries it."""

BUILD_TOOLS_WINDOWS = (
    "winget install Microsoft.VisualStudio.2022.BuildTools --override "
    '"--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"'
)


@dataclass(frozen=True)
class Missing:
    """One thing the machine lacks.

    Attributes:
        what: its name for people.
        package: the Debian package that brings it.
    """

    what: str
    package: str


def missing_things(*, need_compiler: bool, need_venv: bool) -> list[Missing]:
    """Look for everything that pip cannot bring.

    Args:
        need_compiler: llama-cpp-python is still to be built.
        need_venv: the virtual environment is still to be made.
    """
    found: list[Missing] = []
    if need_venv and importlib.util.find_spec("ensurepip") is None:
        version = f"python3.{sys.version_info.minor}-venv"
        found.append(Missing("Python's ensurepip, which makes virtual environments", version))
    if need_compiler and not has_compiler(os.environ):
        found.append(Missing("a C and a C++ compiler", "build-essential"))
    if sys.platform == "linux":
        libraries = QT_LIBRARIES.items()
        found += [Missing(name, package) for name, package in libraries if not _loads(name)]
    return found


def remedy(missing: list[Missing]) -> str:
    """Name what is missing and the command that installs it."""
    names = "\n".join(f"  - {thing.what}" for thing in missing)
    return f"Darkroom needs what this machine does not have:\n{names}\n{_command(missing)}"


def has_compiler(environment: Mapping[str, str]) -> bool:
    """Tell whether C++ can be compiled here."""
    if sys.platform == "darwin":
        return _succeeds("xcode-select", "-p")
    if sys.platform == "win32":
        return shutil.which("cl") is not None or _visual_studio(environment)
    c = environment.get("CC", "").split(" ")[0], "cc", "gcc", "clang"
    cxx = environment.get("CXX", "").split(" ")[0], "c++", "g++", "clang++"
    return any(map(shutil.which, filter(None, c))) and any(map(shutil.which, filter(None, cxx)))


def has_display(environment: Mapping[str, str]) -> bool:
    """Tell whether a window could be shown, as far as the environment says."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(environment.get(name) for name in names)


def _command(missing: list[Missing]) -> str:
    if sys.platform == "darwin":
        return "Install it with:\n  xcode-select --install"
    if sys.platform == "win32":
        return f"Install it with:\n  {BUILD_TOOLS_WINDOWS}"
    packages = " ".join(sorted({thing.package for thing in missing}))
    if shutil.which("apt-get") is None:
        return f"Install what Debian calls:\n  {packages}\nwith this system's package manager."
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"Install it with:\n  {sudo}apt-get update && {sudo}apt-get install -y {packages}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _visual_studio(environment: Mapping[str, str]) -> bool:
    programs = Path(environment.get("ProgramFiles(x86)", "C:/Program Files (x86)"))
    vswhere = programs / "Microsoft Visual Studio" / "Installer" / "vswhere.exe"
    component = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"
    command = [vswhere, "-products", "*", "-requires", component, "-property", "installationPath"]
    try:
        found = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return False
    return bool(found.stdout.strip())
