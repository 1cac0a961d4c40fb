"""What the headers of model files on the Hub say.

A header of the published DiffusionGemma is 15.8 MB; nothing behind it is downloaded, but for at
most one piece that was read ahead, and nothing is written to disk.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from darkroom.gguf.header import Header, join_parts, read_architecture, read_open_file
from darkroom.gguf.parts import part_paths
from darkroom.hub.client import Hub, find_source
from darkroom.hub.range_file import RangeFile

_FIRST_READ: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class RemoteHeader:
    """A header, and how many bytes were fetched for it."""

    header: Header
    fetched_bytes: int


def read_remote_header(
    repo: str, file: str, revision: str = "main", hub: Hub | None = None
) -> RemoteHeader:
    """Read the header of a model on the Hub and, where it is split, of all its parts.

    Args:
        repo: ``owner/name``.
        file: path in the repository; of a split model, any part.
        revision: branch, tag or commit.
        hub: where to ask; None = huggingface.co.

    Raises:
        BadInputError: there is no such file.
        HubError: the Hub cannot be reached or refuses.
        ModelFileError: what it gives is damaged, or no GGUF file.
        UnsupportedModelError: a GGUF version or byte order that is not read here.
    """
    hub = hub or Hub()
    given = _read_part(hub, repo, file, revision, 0)
    given_path = given.header.path
    paths = part_paths(given_path, given.header.metadata)
    if len(paths) == 1:
        return given
    folder = file[: len(file) - len(given_path.name)]
    parts = [
        given
        if index == 0 and path == given_path
        else _read_part(hub, repo, folder + path.name, revision, index)
        for index, path in enumerate(paths)
    ]
    fetched = sum(part.fetched_bytes for part in parts)
    return RemoteHeader(join_parts([part.header for part in parts]), fetched)


def read_remote_architecture(
    repo: str, file: str, revision: str = "main", hub: Hub | None = None
) -> str:
    """Read the architecture alone, which stands in the first bytes.

    Args:
        repo: ``owner/name``.
        file: path in the repository; of a split model, the first part.
        revision: branch, tag or commit.
        hub: where to ask; None = huggingface.co.

    Raises:
        DarkroomError: as of ``read_remote_header``.
    """
    source = find_source(hub or Hub(), repo, file, revision)
    with RangeFile(source, f"the file {file} of {repo}") as raw:
        return read_architecture(Path(repo, file), io.BufferedReader(raw, _FIRST_READ))


def _read_part(hub: Hub, repo: str, file: str, revision: str, index: int) -> RemoteHeader:
    source = find_source(hub, repo, file, revision)
    with RangeFile(source, f"the file {file} of {repo}") as raw:
        # Its buffer is the read-ahead that the first look at the magic fills.
        header = read_open_file(Path(repo, file), io.BufferedReader(raw, _FIRST_READ), index)
        return RemoteHeader(header, raw.fetched_bytes)
