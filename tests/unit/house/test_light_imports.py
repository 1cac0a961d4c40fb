"""What the window process and `import darkroom` really load, seen in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = {"torch", "transformers", "llama_cpp", "ggml", "gguf", "tokenizers", "huggingface_hub"}
QT = {"PySide6", "shiboken6"}

WALK = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
if "--below" in sys.argv:
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded_by(module: str, *below: str) -> set[str]:
    """Top-level names in sys.modules once the module, or all below it too, is imported."""
    result = subprocess.run(
        [sys.executable, "-c", WALK, module, *below],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert result.returncode == 0, result.stderr
    return set(result.stdout.split())


@pytest.mark.parametrize("module", ["darkroom.ui", "darkroom.viewmodels"])
def test_window_loads_nothing_heavy(module: str) -> None:
    loaded = loaded_by(module, "--below")
    assert "darkroom" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("module", ["darkroom.core", "darkroom.hardware", "darkroom.worker"])
def test_lower_packages_load_neither_engines_nor_qt(module: str) -> None:
    assert not loaded_by(module, "--below") & (HEAVY | QT)


@pytest.mark.parametrize("module", ["darkroom", "darkroom.__main__"])
def test_package_loads_nothing_heavy(module: str) -> None:
    assert not loaded_by(module) & (HEAVY | QT)
