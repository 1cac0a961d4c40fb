"""The cache of huggingface_hub: ``models--OWNER--NAME/snapshots/COMMIT/FILE`` links to a blob.

Layout: https://huggingface.co/docs/huggingface_hub/guides/manage-cache
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from darkroom.core.errors import DarkroomError

_REPO: Final = re.compile(r"(?:models|datasets|spaces|kernels)--(?P<repo>.+)")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cached:
    """Where a file lies in a cache.

    Attributes:
        cache: the folder of all repositories.
        repo: ``owner/name``.
        file: path in the repository.
    """

    cache: Path
    repo: str
    file: str


def locate(path: Path) -> Cached | None:
    """Tell by the path whether a file lies in such a cache, wherever that is."""
    parts = path.parts
    for index in range(len(parts) - 3, 0, -1):
        if parts[index] == "snapshots" and (repo := _REPO.fullmatch(parts[index - 1])):
            name = repo["repo"].replace("--", "/")
            return Cached(Path(*parts[: index - 1]), name, "/".join(parts[index + 2 :]))
    return None


def blob_hash(path: Path) -> str | None:
    """SHA-256 that a cached file ought to have: its blob is named so, small files apart."""
    try:
        # One step only: a blob may itself link to a store that several caches share.
        name = os.path.basename(os.readlink(path))  # noqa: PTH115, PTH119 - called for every file
    except OSError:
        return None
    return name if _SHA256.fullmatch(name) else None


def delete_cached(cache: Path, real_paths: Collection[Path]) -> None:
    """Delete files for good, from every snapshot, by the cache's own means.

    Args:
        cache: the folder of all repositories.
        real_paths: of the files, with symbolic links resolved.

    Raises:
        DarkroomError: the cache does not know them.
        OSError: the disk refuses.
    """
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        info = scan_cache_dir(cache)
    except (CacheNotFound, ValueError) as error:
        raise DarkroomError(f"{cache} is no cache of Hugging Face any more.") from error
    wanted = set(real_paths)
    files = [
        file
        for repo in info.repos
        for revision in repo.revisions
        for file in revision.files
        if Path(os.path.realpath(file.blob_path)) in wanted
    ]
    if {Path(os.path.realpath(file.blob_path)) for file in files} != wanted:
        raise DarkroomError(
            f"The Hugging Face cache in {cache} is damaged, so that it deletes nothing itself.",
            "Look into it with `hf cache ls`, or delete the folder of the repository by hand.",
        )
    info.delete_files(*files).execute()
    # The cache only logs what it could not delete. A store that several caches share may keep
    # the bytes.
    ours = [path for file in files for path in (file.file_path, file.blob_path)]
    left = [path for path in ours if os.path.lexists(path)]
    if left:
        raise DarkroomError(f"{left[0]} could not be deleted.", "Check that you may change it.")
