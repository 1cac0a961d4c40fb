"""The published Gemma 4 vocabulary, out of llama-cpp-python's source package.

No wheel holds the file; the source package does, and pip has it in its cache where the engine was
built from it. What is taken out of it stays in the user's cache folder.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

import platformdirs

_FOLDER = "vendor/llama.cpp/models"
_FILES = ("ggml-vocab-gemma-4.gguf", "ggml-vocab-gemma-4.gguf.inp", "ggml-vocab-gemma-4.gguf.out")


def gemma_vocab() -> Path:
    """The vocabulary file; llama.cpp's test texts and tokens lie beside it (.inp, .out)."""
    package = f"llama-cpp-python=={version('llama-cpp-python')}"
    folder = platformdirs.user_cache_path("darkroom-tests") / package
    files = [folder / name for name in _FILES]
    if not all(file.is_file() for file in files):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as temporary:
            _extract(package, Path(temporary), folder)
    return files[0]


def _extract(package: str, temporary: Path, folder: Path) -> None:
    options = ("--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(temporary))
    command = [sys.executable, "-m", "pip", "download", *options, package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pip cannot download the source of {package}:\n{done.stderr}")
    (archive,) = temporary.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        for member in source:
            name = Path(member.name).name
            if name in _FILES and _FOLDER in member.name and (data := source.extractfile(member)):
                part = temporary / name
                part.write_bytes(data.read())
                part.replace(folder / name)
