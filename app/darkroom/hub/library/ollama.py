"""Ollama's store: ``manifests/HOST/NAMESPACE/MODEL/TAG`` name ``blobs/sha256-…``.

Layout: https://github.com/ollama/ollama/blob/main/docs/faq.mdx, server/modelpath.go
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_MODEL: Final = "application/vnd.ollama.image.model"
_DIGEST: Final = re.compile(r"sha256[:-]([0-9a-f]{64})")
_LONGEST_MANIFEST: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model as Ollama has it.

    Attributes:
        path: of the manifest.
        name: as Ollama shows it, e.g. ``"gemma3:4b"``.
        models: SHA-256 of its weights; rarely more than one.
        all: SHA-256 of everything it needs.
    """

    path: Path
    name: str
    models: tuple[str, ...]
    all: frozenset[str]


def is_store(folder: Path) -> bool:
    """Whether a folder looks like Ollama's."""
    return (folder / "manifests").is_dir() and (folder / "blobs").is_dir()


def blob_path(store: Path, sha256: str) -> Path:
    """Where a blob lies; it need not be there."""
    return store / "blobs" / f"sha256-{sha256}"


def read_manifests(store: Path, on_trouble: Callable[[str], None]) -> Iterator[Manifest]:
    """All models of a store; those that cannot be read are told of and left out."""
    root = store / "manifests"
    try:
        paths = sorted(path for path in root.glob("*/*/*/*") if path.is_file())
    except OSError as error:
        on_trouble(f"{root} cannot be read ({error.strerror}).")
        return
    for path in paths:
        # The file manager of macOS leaves .DS_Store everywhere.
        if path.name.startswith("."):
            continue
        try:
            yield _read(path, root)
        except OSError as error:
            on_trouble(f"{path} cannot be read ({error.strerror}).")
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            on_trouble(f"{path} is no manifest of Ollama.")


def _read(path: Path, root: Path) -> Manifest:
    if path.stat().st_size > _LONGEST_MANIFEST:
        raise ValueError("too long")
    raw: dict[str, Any] = json.loads(path.read_bytes())
    layers: list[Any] = raw["layers"] or []
    digests = [(layer["mediaType"], _sha256(layer["digest"])) for layer in layers]
    everything = {digest for _, digest in digests}
    config: dict[str, Any] = raw.get("config") or {}
    if "digest" in config:
        everything.add(_sha256(config["digest"]))
    models = tuple(digest for kind, digest in digests if kind == _MODEL)
    host, namespace, model, tag = path.relative_to(root).parts
    shown = [model]
    if namespace != "library":
        shown.insert(0, namespace)
    if host != "registry.ollama.ai":
        shown = [host, namespace, model]
    return Manifest(path, f"{'/'.join(shown)}:{tag}", models, frozenset(everything))


def _sha256(digest: str) -> str:
    """A digest's hexadecimal part; anything else, such as a path, is refused."""
    found = _DIGEST.fullmatch(digest)
    if found is None:
        raise ValueError(f"{digest!r} is no digest")
    return found[1]
