"""Where model files lie on this computer, and whose they are."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from darkroom.hub.library.model import Owner


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, and whose the models in it are."""

    owner: Owner
    folder: Path


def standard_places(
    models_folder: Path, environment: Mapping[str, str] = os.environ, home: Path | None = None
) -> tuple[Place, ...]:
    """The folders of Darkroom and of the programs it knows; they need not exist.

    Args:
        models_folder: of Darkroom, as the person chose it.
        environment: where programs are told of other folders than usual.
        home: of the person; None = as the system says.
    """
    home = home or Path.home()
    return (
        Place(Owner.DARKROOM, models_folder),
        Place(Owner.HUGGING_FACE, hugging_face_cache(environment, home)),
        *(Place(Owner.LM_STUDIO, folder) for folder in _lm_studio(home)),
        *(Place(Owner.OLLAMA, folder) for folder in _ollama(environment, home)),
    )


def hugging_face_cache(environment: Mapping[str, str], home: Path) -> Path:
    """What ``huggingface_hub.constants.HF_HUB_CACHE`` would be; importing that takes long."""
    root = environment.get("XDG_CACHE_HOME", str(home / ".cache"))
    root = environment.get("HF_HOME", str(Path(root, "huggingface")))
    old = environment.get("HUGGINGFACE_HUB_CACHE", str(Path(_expanded(root), "hub")))
    return Path(_expanded(environment.get("HF_HUB_CACHE", old)))


def _expanded(path: str) -> str:
    return os.path.expandvars(Path(path).expanduser())


def _lm_studio(home: Path) -> list[Path]:
    # The second was the usual one until the end of 2024.
    folders = [home / ".lmstudio" / "models", home / ".cache" / "lm-studio" / "models"]
    with suppress(OSError, ValueError, AttributeError):
        text = (home / ".lmstudio" / "settings.json").read_text(encoding="utf-8")
        chosen = cast("dict[str, Any]", json.loads(text)).get("downloadsFolder")
        if isinstance(chosen, str) and Path(chosen).is_absolute() and Path(chosen) not in folders:
            folders.append(Path(chosen))
    return folders


def _ollama(environment: Mapping[str, str], home: Path) -> list[Path]:
    if chosen := environment.get("OLLAMA_MODELS"):
        return [Path(chosen).expanduser()]
    # The second is that of the service which Ollama's installer for Linux sets up.
    return [home / ".ollama" / "models", Path("/usr/share/ollama/.ollama/models")]
