"""Bundled files are found in a checkout and in an installed package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from darkroom.core.errors import DarkroomError
from darkroom.core.resources import resource_path

ROOT = Path(__file__).parents[3]


def test_checkout_reads_its_own_folder() -> None:
    assert resource_path() == ROOT / "resources"
    assert resource_path("icons", "darkroom.svg").is_file()


def test_installed_package_carries_its_folder(tmp_path: Path) -> None:
    package = tmp_path / "darkroom"
    shutil.copytree(ROOT / "app" / "darkroom" / "core", package / "core")
    shutil.copy(ROOT / "app" / "darkroom" / "__init__.py", package)
    (package / "resources").mkdir()
    (package / "resources" / "one.txt").touch()
    script = "from darkroom.core.resources import resource_path; print(resource_path('one.txt'))"
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.stdout.strip() == str(package / "resources" / "one.txt"), result.stderr


def test_incomplete_installation_is_named() -> None:
    with pytest.raises(DarkroomError, match=r"nothing\.bin is missing") as caught:
        resource_path("demo", "nothing.bin")
    assert caught.value.hint
