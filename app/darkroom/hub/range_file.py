"""A file on a web server, read piece by piece and never as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from darkroom.core.errors import HubError
from darkroom.gguf.reader import MAX_HEADER_BYTES
from darkroom.hub.client import TIMEOUT_S, Source, explained

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK_BYTES: Final = 64 << 10
_PARTIAL_CONTENT: Final = 206


class RangeFile(io.RawIOBase):
    """The first ``MAX_HEADER_BYTES`` of a file, by HTTP ranges.

    A server that knows no ranges sends the whole file; that is then read as far as is wanted, and
    hung up on by ``close``.

    Args:
        source: where the file is.
        what: how errors call it.

    Attributes:
        fetched_bytes: what the server has sent so far.
    """

    def __init__(self, source: Source, what: str) -> None:
        self.fetched_bytes = 0
        self._source = source
        self._what = what
        self._position = 0
        self._end = min(source.size_bytes, MAX_HEADER_BYTES)
        self._whole: _Body | None = None
        self._whole_open = ExitStack()

    def close(self) -> None:
        """Hang up."""
        self._whole_open.close()
        super().close()

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a byte; the end is that of the whole file."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.size_bytes}
        self._position = max(0, base[whence] + offset)
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fetch at most as many bytes as fit into the buffer.

        Raises:
            HubError: the connection broke, or the server does not give them.
        """
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self._end - self._position)
        if wanted <= 0:
            return 0
        with explained(self._what):
            data = self._fetch(wanted)
        view[: len(data)] = data
        self._position += len(data)
        return len(data)

    def _fetch(self, wanted: int) -> bytes:
        if self._whole is not None and self._whole.position == self._position:
            return self._whole.read(wanted)
        from huggingface_hub.utils import get_session, hf_raise_for_status

        headers = self._source.headers | {
            "Range": f"bytes={self._position}-{self._position + wanted - 1}",
            # Compressed bytes would be others than those asked for.
            "Accept-Encoding": "identity",
        }
        stream = get_session().stream("GET", self._source.url, headers=headers, timeout=TIMEOUT_S)
        with ExitStack() as stack:
            response = stack.enter_context(stream)
            hf_raise_for_status(response)
            chunks = response.iter_raw(_CHUNK_BYTES)
            if response.status_code == _PARTIAL_CONTENT:
                self._check_range(response.headers.get("Content-Range", ""))
                return _Body(chunks, self._count).read(wanted)
            self._whole_open.close()
            self._whole_open = stack.pop_all()
            self._whole = _Body(chunks, self._count)
            self._whole.read(self._position)
            return self._whole.read(wanted)

    def _check_range(self, found: str) -> None:
        expected = f"bytes {self._position}-"
        if not (found.startswith(expected) and found.endswith(f"/{self._source.size_bytes}")):
            raise HubError(
                f"Asked for {self._what}, the server gave another piece of it ({found!r}).",
                "Try again in some minutes: the file may just be replaced.",
            )

    def _count(self, size_bytes: int) -> None:
        self.fetched_bytes += size_bytes


class _Body:
    """What a server sends, taken as it is wanted; ``position`` is the next byte."""

    def __init__(self, chunks: Iterator[bytes], on_bytes: Callable[[int], None]) -> None:
        self.position = 0
        self._chunks = chunks
        self._on_bytes = on_bytes
        self._rest = b""

    def read(self, wanted: int) -> bytes:
        """The next ``wanted`` bytes, fewer at the end."""
        parts = [self._rest]
        missing = wanted - len(self._rest)
        while missing > 0 and (chunk := next(self._chunks, b"")):
            self._on_bytes(len(chunk))
            parts.append(chunk)
            missing -= len(chunk)
        data = b"".join(parts)
        data, self._rest = data[:wanted], data[wanted:]
        self.position += len(data)
        return data
