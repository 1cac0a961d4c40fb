"""Small model files, a fake hub, and a library of empty places."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.hub.library.library import Library
from darkroom.hub.library.model import Owner
from darkroom.hub.library.places import Place
from gguf_files import write_model


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("small") / "small-Q8_0.gguf", matrix_type="Q8_0")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    first = write_model(tmp_path_factory.mktemp("parts") / "split.gguf", parts=3)
    return sorted(first.parent.iterdir())


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(tmp_path: Path, ours: Path) -> Library:
    places = (
        Place(Owner.DARKROOM, ours),
        Place(Owner.HUGGING_FACE, tmp_path / "hub"),
        Place(Owner.LM_STUDIO, tmp_path / "lmstudio"),
        Place(Owner.OLLAMA, tmp_path / "ollama"),
    )
    return Library(places, tmp_path / "data")
