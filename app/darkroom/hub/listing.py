"""What a repository on the Hub has, and on what terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

from darkroom.core.errors import BadInputError
from darkroom.gguf.parts import group_files, is_model_name
from darkroom.gguf.quant import quant_in_name
from darkroom.hub.client import TIMEOUT_S, Hub, explained
from darkroom.hub.families import Format

_NAMES: Final[dict[Format, str]] = {"gguf": "GGUF", "safetensors": "safetensors"}
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """A model in a repository, of one file or several.

    Attributes:
        repo: ``owner/name``.
        revision: the commit that was listed.
        files: paths in the repository; of a split model all parts, in order.
        size_bytes: of all parts.
        hashes: SHA-256 of each file, None where the Hub does not say.
    """

    repo: str
    revision: str
    files: tuple[str, ...]
    size_bytes: int
    hashes: tuple[str | None, ...]

    @property
    def quant(self) -> str:
        """What the name tells of the quantization, else empty."""
        return quant_in_name(self.files[0])


@dataclass(frozen=True, slots=True)
class Listing:
    """A repository.

    Attributes:
        repo: ``owner/name``.
        revision: the commit that was listed.
        gated: its owner wants terms accepted before anything is downloaded.
        licence: its name as the owner gives it, e.g. ``"apache-2.0"``; empty where unknown.
        models: the smallest first; at least one.
    """

    repo: str
    revision: str
    gated: bool
    licence: str
    models: tuple[RemoteModel, ...]


def list_repository(
    repo: str, revision: str | None = None, hub: Hub | None = None, *, kind: Format = "gguf"
) -> Listing:
    """Ask the Hub what a repository has.

    Args:
        repo: ``owner/name``.
        revision: branch, tag or commit; None = the main branch.
        hub: where to ask; None = huggingface.co.
        kind: of the files to list; safetensors of a repository are one model.

    Raises:
        BadInputError: there is no such repository, or it has no files of this format.
        HubError: the Hub cannot be reached or refuses.
    """
    hub = hub or Hub()
    with explained(f"the repository {repo}"):
        import huggingface_hub

        info = huggingface_hub.HfApi(endpoint=hub.endpoint, token=hub.token).model_info(
            repo, revision=revision, timeout=TIMEOUT_S, files_metadata=True
        )
        about = {_text(file.rfilename): file for file in info.siblings or []}
        commit = _text(info.sha or revision or "main")
        models = [
            RemoteModel(
                repo,
                commit,
                files,
                sum(_size(about[file].size) for file in files),
                tuple(_sha256(lfs.sha256) if (lfs := about[file].lfs) else None for file in files),
            )
            for files in _models(about, kind)
        ]
    if not models:
        raise BadInputError(
            f"The repository {repo} has no {_NAMES[kind]} model files.",
            "Look for one whose name ends in -GGUF.",
        )
    models.sort(key=lambda model: (model.size_bytes, model.files))
    licence = _licence(getattr(info.card_data, "license", None))
    return Listing(repo, commit, bool(info.gated), licence, tuple(models))


def _models(names: Iterable[str], kind: Format) -> list[tuple[str, ...]]:
    if kind == "gguf":
        return group_files(filter(is_model_name, names))
    shards = tuple(sorted(name for name in names if name.endswith(".safetensors")))
    return [shards] if shards else []


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is no name")
    return given


def _size(given: Any) -> int:
    """What the Hub says, checked; 0 where it says nothing."""
    if given is not None and not (isinstance(given, int) and given >= 0):
        raise ValueError(f"{given!r} is no size")
    return given or 0


def _sha256(given: Any) -> str:
    if not (isinstance(given, str) and _SHA256.fullmatch(given)):
        raise ValueError(f"{given!r} is no SHA-256")
    return given


def _licence(given: Any) -> str:
    """The card is the owner's writing: one name, several, or anything else."""
    names = cast("list[Any]", given) if isinstance(given, list) else [given]
    return ", ".join(name for name in names if isinstance(name, str))
