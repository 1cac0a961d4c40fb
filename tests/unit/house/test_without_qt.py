"""Everything below the view models works where PySide6 is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
QT_FREE = ("core", "gguf", "diffusion", "history", "hub", "hardware", "worker")


def run_without_qt(*arguments: str) -> subprocess.CompletedProcess[str]:
    plugins = ["-p", "no_qt", "-p", "no:pytest-qt", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(300)
def test_suites_pass_with_pyside6_absent() -> None:
    folders = [ROOT / "tests" / "unit" / name for name in QT_FREE]
    result = run_without_qt(*(str(folder) for folder in folders if folder.is_dir()))
    assert result.returncode == 0, result.stdout + result.stderr


def test_pyside6_really_is_absent(tmp_path: Path) -> None:
    (tmp_path / "test_qt.py").write_text("def test_qt():\n    import PySide6.QtCore\n")
    result = run_without_qt("-c", str(ROOT / "pyproject.toml"), str(tmp_path))
    assert result.returncode == 1
    assert "No module named 'PySide6' (blocked)" in result.stdout
