"""Deletes the files of models: to the trash, or for good where that was asked for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from darkroom.core.errors import BadInputError, DarkroomError, ModelFileError, NoTrashError
from darkroom.hub.library import hf_cache, ollama
from darkroom.hub.library.model import LocalModel, Owner


def delete_model(
    model: LocalModel,
    in_use: Collection[Path],
    *,
    confirmed_owner: Owner | None = None,
    permanently: bool = False,
) -> None:
    """Delete a model; ``Library.delete`` tells the rest.

    Raises:
        BadInputError: it is another program's, and ``confirmed_owner`` does not name that.
        NoTrashError: it would be gone for good.
        DarkroomError: it is in use, gone already, or the disk refuses.
    """
    _check(model, in_use, confirmed_owner)
    if cached := hf_cache.locate(model.path):
        if not permanently:
            raise NoTrashError(
                f"The Hugging Face cache deletes {model.name} for good.", "Delete it permanently."
            )
        real = {Path(os.path.realpath(path)) for path in model.paths}
        try:
            hf_cache.delete_cached(cached.cache, real)
        except OSError as error:
            raise _refused(model.path, error) from error
        return
    paths = _ollama_files(model.path) if model.owner is Owner.OLLAMA else model.paths
    for path in paths:
        _delete_for_good(path) if permanently else to_trash(path)


def to_trash(path: Path) -> None:
    """Move a file to the trash.

    Raises:
        NoTrashError: there is none for it.
        DarkroomError: the file is gone or may not be changed.
    """
    from send2trash import send2trash

    if not os.path.lexists(path):
        raise _gone(path)
    if not os.access(path.parent, os.W_OK):
        raise DarkroomError(
            f"{path} cannot be deleted: its folder may not be changed.",
            "Ask whoever looks after this computer.",
        )
    try:
        send2trash(path)
    except OSError as error:
        # Its errors do not tell a missing trash from others; the file is still there.
        raise NoTrashError(
            f"{path} cannot be moved to the trash ({error.strerror or error}).",
            "Delete it permanently, or move it yourself.",
        ) from error


def _check(model: LocalModel, in_use: Collection[Path], confirmed_owner: Owner | None) -> None:
    if not model.path.is_file():
        raise _gone(model.path)
    if any(_same(path, used) for path in model.paths for used in in_use):
        raise DarkroomError(f"{model.name} is in use.", "Unload it first, then delete it.")
    if model.owner.is_app and confirmed_owner is not model.owner:
        raise BadInputError(
            f"{model.name} belongs to {model.owner.program}, which will miss it.",
            f"Confirm that you mean the file of {model.owner.program}, or delete it there.",
        )


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _delete_for_good(path: Path) -> None:
    try:
        path.unlink()
    except FileNotFoundError as error:
        raise _gone(path) from error
    except OSError as error:
        raise _refused(path, error) from error


def _ollama_files(blob: Path) -> Iterable[Path]:
    """The manifests that name a blob, then what no other manifest needs."""
    store, sha256 = blob.parent.parent, blob.name.removeprefix("sha256-")
    unread: list[str] = []
    manifests = list(ollama.read_manifests(store, unread.append))
    doomed = [manifest for manifest in manifests if sha256 in manifest.models]
    needed = {digest for m in manifests if m not in doomed for digest in m.all}
    # A manifest that cannot be read may need anything but these weights.
    free = {digest for m in doomed for digest in m.all} - needed if not unread else {sha256}
    blobs = [ollama.blob_path(store, digest) for digest in sorted(free | {sha256})]
    return [m.path for m in doomed] + [path for path in blobs if path.is_file()]


def _gone(path: Path) -> DarkroomError:
    return ModelFileError(path, "there is no such file any more.", hint="Look for models again.")


def _refused(path: Path, error: OSError) -> DarkroomError:
    return DarkroomError(
        f"{path} cannot be deleted ({error.strerror or error}).",
        "Check that you may change it and that no other program holds it.",
    )
