"""One file, fetched over several connections at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock, Thread
from typing import Final

from darkroom.core.errors import CancelledError, HubError
from darkroom.hub.client import Hub, HubBusyError, Source, find_source, is_elsewhere
from darkroom.hub.downloads.fetch import (
    ExpiredError,
    NoRangesError,
    OtherFileError,
    answer,
    pieces,
)
from darkroom.hub.downloads.journal import Identity
from darkroom.hub.downloads.part_file import PartFile
from darkroom.hub.downloads.patience import Limiter, Patience, Stop
from darkroom.hub.downloads.ranges import Ranges
from darkroom.hub.downloads.request import Options

_MOST_CHUNKS: Final = 16
"""In one answer: a new connection costs little beside it, and the hash stays close behind."""

_SHARES: Final = 8
"""Answers that every connection has of a file, about: at the end none is long alone."""


class Transfer:
    """Fills a part file.

    Args:
        hub: to ask for a new address when the old one has expired.
        source: where the file is.
        revision: of the repository.
        part: to fill.
        options: see there.
        limiter: shared by all downloads.
        stop: ends it.

    Attributes:
        received_bytes: from servers.
        new_bytes: of them, those that were missing.
        trouble: what went wrong last; empty once bytes come again.
        whole: the server knows no ranges, so that what breaks off begins again.
    """

    def __init__(
        self,
        hub: Hub,
        source: Source,
        revision: str,
        part: PartFile,
        options: Options,
        limiter: Limiter,
        stop: Stop,
    ) -> None:
        self.received_bytes = 0
        self.new_bytes = 0
        self.trouble = ""
        self._hub = hub
        self._source = source
        self._revision = revision
        self._part = part
        self._options = options
        self._limiter = limiter
        self._stop = stop
        self._what = f"the file {part.identity.file} of {part.identity.repo}"
        self._size = part.identity.size_bytes
        self._lock = Lock()
        self._renewing = Lock()
        self._taken = Ranges(part.ranges)
        self.whole = False
        self._served_etag: str | None = None
        self._renewed_at = -1
        self._error: Exception | None = None
        self._weary: HubBusyError | None = None

    def run(self, watch: Callable[[], None]) -> None:
        """Fetch all that is missing.

        Args:
            watch: called some times a second.

        Raises:
            OtherFileError: the file on the Hub is another one by now.
            DarkroomError: it cannot be had.
            CancelledError: it was stopped.
        """
        missing = self._size - self._part.ranges.total
        useful = math.ceil(missing / self._options.chunk_bytes)
        try:
            self._round(min(self._options.connections, useful), watch)
        except NoRangesError:
            self.whole, self._error = True, None
            self._round(1, watch)

    def _round(self, connections: int, watch: Callable[[], None]) -> None:
        stop = Stop(self._stop)
        threads = [
            Thread(target=self._work, args=(stop,), name=f"download-{number}", daemon=True)
            for number in range(connections)
        ]
        for thread in threads:
            thread.start()
        try:
            while alive := [thread for thread in threads if thread.is_alive()]:
                if self._error is not None or self._stop():
                    break
                watch()
                alive[0].join(0.1)
        finally:
            stop.set()
            for thread in threads:
                # Who still waits for an answer then writes nothing any more when it comes.
                thread.join(0.5)
        self._stop.check()
        if self._error is not None:
            raise self._error
        if self._part.ranges.total < self._size:
            raise self._weary or OtherFileError

    def _work(self, stop: Stop) -> None:
        patience = Patience(self._options, stop)
        try:
            while not stop() and (span := self._take()):
                with self._given_back(span):
                    self._try(span, patience, stop)
        except CancelledError:
            pass
        except HubBusyError as error:
            # The others may still get what this one was denied.
            self._weary = error
        except Exception as error:  # noqa: BLE001 - raised again by the thread that waits
            with self._lock:
                self._error = self._error or error

    def _take(self) -> tuple[int, int] | None:
        """The next bytes that nobody fetches yet."""
        if self.whole:
            return (0, self._size) if self._part.ranges.total < self._size else None
        with self._lock:
            start, end = next(self._taken.missing(0, self._size), (0, 0))
            if start == end:
                return None
            chunk = self._options.chunk_bytes
            share = (self._size - self._taken.total) // (_SHARES * self._options.connections)
            end = min(end, start + max(chunk, min(share, _MOST_CHUNKS * chunk)))
            self._taken.add(start, end)
            return start, end

    @contextmanager
    def _given_back(self, span: tuple[int, int]) -> Generator[None]:
        try:
            yield
        finally:
            with self._lock, self._part.changed:
                gone = list(self._part.ranges.missing(*span))
                if gone:
                    kept = [pair for taken in self._taken for pair in _without(taken, gone)]
                    self._taken = Ranges(kept)

    def _try(self, span: tuple[int, int], patience: Patience, stop: Stop) -> None:
        source = self._source
        try:
            self._fetch(source, span, patience, stop)
        except ExpiredError:
            with self._renewing:
                if self._source is source:
                    if self._renewed_at == self.received_bytes:
                        raise HubError(
                            f"The Hub gives an address for {self._what} that is refused.",
                            "Try again in some minutes.",
                        ) from None
                    self._renewed_at = self.received_bytes
                    self._renew()
        except HubBusyError as error:
            self.trouble = error.text
            patience.bear(error)

    def _renew(self) -> None:
        part = self._part.identity
        source = find_source(self._hub, part.repo, part.file, self._revision)
        if not Identity.of(part.repo, part.file, source).is_same(part):
            raise OtherFileError
        self._source = source

    def _fetch(self, source: Source, span: tuple[int, int], patience: Patience, stop: Stop) -> None:
        start, end = span
        asked = None if self.whole else span
        elsewhere = is_elsewhere(source, self._hub, self._part.identity.repo)
        stall_s = self._options.stall_s
        with (
            answer(source, self._what, asked, elsewhere, stall_s) as response,
            self._part.writer(start) as writer,
        ):
            stop.check()
            self._look_at(response.headers.get("ETag", ""))
            for piece in pieces(
                response,
                self._what,
                end - start,
                limiter=self._limiter,
                stop=stop,
                stall_s=stall_s,
            ):
                new = writer.write(piece)
                with self._lock:
                    self.received_bytes += len(piece)
                    self.new_bytes += new
                if new:
                    patience.renew()
                    self.trouble = ""

    def _look_at(self, etag: str) -> None:
        """A server that names its content anew may have new content."""
        with self._renewing:
            if self._served_etag not in {None, etag}:
                self._renew()
            self._served_etag = etag


def _without(pair: tuple[int, int], gone: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return list(Ranges(gone).missing(*pair))
