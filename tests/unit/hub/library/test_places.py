"""Where programs keep their models, told by their own rules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from darkroom.hub.library.model import Owner
from darkroom.hub.library.places import hugging_face_cache, standard_places

HOME = Path("/home/somebody")


def folders(owner: Owner, environment: dict[str, str], home: Path = HOME) -> list[str]:
    places = standard_places(Path("/models"), environment, home)
    return [place.folder.as_posix() for place in places if place.owner is owner]


def test_usual_folders() -> None:
    assert folders(Owner.DARKROOM, {}) == ["/models"]
    assert folders(Owner.HUGGING_FACE, {}) == [f"{HOME}/.cache/huggingface/hub"]
    assert folders(Owner.LM_STUDIO, {}) == [
        f"{HOME}/.lmstudio/models",
        f"{HOME}/.cache/lm-studio/models",
    ]
    assert folders(Owner.OLLAMA, {}) == [
        f"{HOME}/.ollama/models",
        "/usr/share/ollama/.ollama/models",
    ]


def test_ollama_is_told_of_another_folder() -> None:
    assert folders(Owner.OLLAMA, {"OLLAMA_MODELS": "/disk/ollama"}) == ["/disk/ollama"]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ('{"downloadsFolder": "/disk/models"}', ["/disk/models"]),
        ('{"downloadsFolder": "models"}', []),
        ('{"downloadsFolder": 5}', []),
        ("[]", []),
        ("{", []),
        ("\ufeff", []),
    ],
)
def test_lm_studio_is_told_of_another_folder(
    tmp_path: Path, settings: str, found: list[str]
) -> None:
    (tmp_path / ".lmstudio").mkdir()
    (tmp_path / ".lmstudio" / "settings.json").write_text(settings)
    assert folders(Owner.LM_STUDIO, {}, tmp_path)[2:] == found


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"XDG_CACHE_HOME": "/x"},
        {"HF_HOME": "~/hf", "XDG_CACHE_HOME": "/x"},
        {"HF_HOME": "/disk/$USER"},
        {"HUGGINGFACE_HUB_CACHE": "/old", "HF_HOME": "/hf"},
        {"HF_HUB_CACHE": "$HOME/new", "HUGGINGFACE_HUB_CACHE": "/old"},
    ],
)
def test_the_cache_is_where_hugging_face_says(environment: dict[str, str], tmp_path: Path) -> None:
    names = ("XDG_CACHE_HOME", "HF_HOME", "HUGGINGFACE_HUB_CACHE", "HF_HUB_CACHE")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    code = (
        "import os, pathlib, huggingface_hub.constants as constants\n"
        "from darkroom.hub.library.places import hugging_face_cache\n"
        "print(constants.HF_HUB_CACHE)\n"
        "print(hugging_face_cache(os.environ, pathlib.Path.home()))\n"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | {"HOME": str(tmp_path), "USER": "somebody"} | environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert printed[0] == printed[1]


def test_it_needs_no_environment() -> None:
    assert hugging_face_cache({}, HOME).is_relative_to(HOME)
