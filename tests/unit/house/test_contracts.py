"""Each import contract is broken by the violation it is there for, and by nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

VIOLATIONS = {
    "imports upwards": ("layers", {"core/planted.py": "import darkroom.gguf"}),
    "upwards inside a function": (
        "layers",
        {"engines/base.py": "def f():\n    import darkroom.model"},
    ),
    "siblings in one row": ("layers", {"gguf/planted.py": "import darkroom.diffusion"}),
    "a package without a place": ("layers", {"planted.py": ""}),
    "Qt in the core": ("qt-free", {"core/planted.py": "from PySide6.QtCore import QObject"}),
    "Qt in the worker": ("qt-free", {"worker/planted.py": "import PySide6"}),
    "torch in the window": ("light-window", {"ui/planted.py": "import torch"}),
    "an engine in the window": (
        "light-window",
        {"viewmodels/planted.py": "import darkroom.engines.ggml_gemma"},
    ),
    "indirectly heavy": (
        "light-window",
        {
            "viewmodels/planted.py": "import darkroom.worker.planted",
            "worker/planted.py": "import llama_cpp",
        },
    ),
    "heavy through the public names": (
        "light-window",
        {"viewmodels/planted.py": "from darkroom import load"},
    ),
    "engine imports engine": (
        "engines",
        {"engines/base.py": "import darkroom.engines.ggml_gemma"},
    ),
    "an engine without a place": ("engines", {"engines/planted.py": ""}),
    "cycle": (
        "acyclic",
        {
            "gguf/planted_a.py": "import darkroom.gguf.planted_b",
            "gguf/planted_b.py": "import darkroom.gguf.planted_a",
        },
    ),
}


def lint_imports(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The working directory comes first on lint-imports' path, so it reads the copy.
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", script, "--no-cache", "--no-logo", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contracts")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "app" / "darkroom", folder / "darkroom", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_tree_keeps_all_contracts(pristine: Path) -> None:
    result = lint_imports(pristine)
    assert "0 broken" in result.stdout, result.stdout + result.stderr
    assert result.returncode == 0


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_violation_breaks_its_contract(pristine: Path, tmp_path: Path, violation: str) -> None:
    contract, planted = VIOLATIONS[violation]
    shutil.copytree(pristine, tmp_path, dirs_exist_ok=True)
    for name, source in planted.items():
        with (tmp_path / "darkroom" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{source}\n")
    result = lint_imports(tmp_path, "--contract", contract)
    assert "0 kept, 1 broken" in result.stdout, result.stdout + result.stderr
    assert result.returncode == 1
