"""How long the library takes to look through 5,000 files, more or fewer of them models."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from bench.timing import seconds_of, spread
from darkroom.hub.library.library import Library
from darkroom.hub.library.model import Owner
from darkroom.hub.library.places import Place
from gguf_files import write_model
from sparse_gguf import Q4_K_M, write_sparse_model

FILES: Final = 5000
MODELS: Final = (50, 500, 5000)
"""How many of the files are models."""
RUNS: Final = 5


def measure() -> None:
    """Print cold and warm scans of trees with more and more models."""
    with tempfile.TemporaryDirectory(prefix="darkroom-library-") as name:
        folder = Path(name)
        small = write_model(folder / "small-Q8_0.gguf", matrix_type="Q8_0")
        for models in MODELS:
            tree = _plant(folder / f"tree-{models}", small, models)
            _scan(f"{FILES:,} files, {models:,} of them models", tree, folder / "data")
            shutil.rmtree(tree)
        tree = _plant(folder / "tree", small, 0)
        for number in range(10):
            write_sparse_model(tree / f"published-{number}-Q4_K_M.gguf", Q4_K_M)
        _scan(f"{FILES:,} files and 10 headers of the published size", tree, folder / "data")


def _plant(tree: Path, small: Path, models: int) -> Path:
    """Folders two deep, 20 files in each; models are links to one file, but each is read."""
    every = FILES // models if models else FILES + 1
    for number in range(FILES):
        folder = tree / f"d{number % 50}" / f"e{number % 5}"
        folder.mkdir(parents=True, exist_ok=True)
        if models and number % every == 0:
            (folder / f"m{number}-Q8_0.gguf").hardlink_to(small)
        else:
            (folder / f"f{number}.txt").touch()
    return tree


def _scan(what: str, tree: Path, data: Path) -> None:
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(RUNS):
        shutil.rmtree(data, ignore_errors=True)
        library = Library([Place(Owner.DARKROOM, tree)], data)
        cold.append(seconds_of(library.scan))
        warm.append(seconds_of(library.scan))
    print(f"   {what}: first scan {spread(cold, ' s')}, again {spread(warm, ' s', 3)}")
