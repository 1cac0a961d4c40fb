"""Lays out model files as Ollama, LM Studio and the Hugging Face cache do."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import huggingface_hub

from darkroom.hub.library.library import Library
from darkroom.hub.library.model import LocalModel
from fake_hub import FakeHub


def plant_ollama(store: Path, name: str, model: bytes, **layers: bytes) -> Path:
    """Add a model as ``ollama pull`` does, and return the blob of its weights.

    Args:
        store: what OLLAMA_MODELS names.
        name: path below ``manifests``, e.g. ``"registry.ollama.ai/library/gemma3/4b"``.
        model: its weights.
        layers: the rest by kind, e.g. ``template=b"…"``.
    """
    described = [
        {
            "mediaType": f"application/vnd.ollama.image.{kind}",
            "digest": f"sha256:{_plant_blob(store, content)}",
            "size": len(content),
        }
        for kind, content in ({"model": model} | layers).items()
    ]
    config = json.dumps({"model_format": "gguf", "name": name}).encode()
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": {
            "mediaType": "application/vnd.docker.container.image.v1+json",
            "digest": f"sha256:{_plant_blob(store, config)}",
            "size": len(config),
        },
        "layers": described,
    }
    path = store / "manifests" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest))
    return store / "blobs" / f"sha256-{hashlib.sha256(model).hexdigest()}"


def _plant_blob(store: Path, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    path = store / "blobs" / f"sha256-{digest}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return digest


def plant_lm_studio(models: Path, file: Path) -> Path:
    """Copy a model to where LM Studio would download it."""
    path = models / "publisher" / "model-GGUF" / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.read_bytes())
    return path


def plant_hugging_face(cache: Path, hub: FakeHub, repo: str, file: str) -> Path:
    """Let huggingface_hub itself download a file into a cache."""
    return Path(
        huggingface_hub.hf_hub_download(repo, file, cache_dir=cache, endpoint=hub.url, token=False)
    )


def put(source: Path, target: Path) -> Path:
    """Copy a file to where nothing need be yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target


def only(library: Library) -> LocalModel:
    """The one model that a scan finds, with nothing to note."""
    (model,) = library.scan()
    assert not library.notes
    return model
