"""Downloads a model, or what is missing of it, and checks every byte."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from darkroom.core.errors import BadInputError, DarkroomError, HubError
from darkroom.hub.client import Hub, HubBusyError, Source, find_source
from darkroom.hub.downloads.fetch import OtherFileError
from darkroom.hub.downloads.hashing import PrefixHash
from darkroom.hub.downloads.journal import Identity, flush_folder, read_journal
from darkroom.hub.downloads.part_file import PartFile, check_space, explained_disk
from darkroom.hub.downloads.patience import Limiter, Patience, Stop
from darkroom.hub.downloads.ranges import Ranges
from darkroom.hub.downloads.request import (
    JOURNAL_SUFFIX,
    LOCK_SUFFIX,
    MOST_BYTES,
    PART_SUFFIX,
    DownloadState,
    Options,
    Progress,
    Request,
    beside,
)
from darkroom.hub.downloads.telling import Teller
from darkroom.hub.downloads.transfer import Transfer
from darkroom.hub.verify import sha256_of

if TYPE_CHECKING:
    from filelock import FileLock

_STARTS: Final = 4
"""Times that one download begins anew because the file on the Hub changed."""

_LOCK_GLANCE_S: Final = 0.25
_DEFAULTS: Final = Options()


def download(
    request: Request,
    hub: Hub | None = None,
    *,
    options: Options = _DEFAULTS,
    limiter: Limiter | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_file: Callable[[Path, str], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Download a model and return where its files are; what is there already is kept.

    Whatever ends it, the next call goes on from there; ``discard`` removes what it left.

    Args:
        request: what, and where to.
        hub: where to ask; None = huggingface.co.
        options: how it goes about it.
        limiter: of the bytes per second, shared with other downloads.
        on_progress: told some times a second, in the calling thread.
        on_file: told the path and the SHA-256 of every finished file.
        should_stop: asked some times a second, from several threads.

    Raises:
        BadInputError: there is no such file, or its name is refused.
        HubError: the Hub cannot be reached or refuses, or the file came damaged.
        DiskFullError: there is no room; what came so far is kept.
        CancelledError: ``should_stop`` said so; what came so far is kept.
    """
    if not request.files or len(set(request.files)) != len(request.files):
        raise BadInputError("A download needs files, each once.", "Name the files to download.")
    stop = Stop(should_stop)
    teller = Teller(on_progress)
    work = _Download(request, hub or Hub(), options, limiter or Limiter(), stop, teller)
    targets = tuple(request.target(file) for file in request.files)
    sources = work.sources()
    for file, target, source in zip(request.files, targets, sources, strict=True):
        sha256 = work.one(file, target, source)
        teller.file_done(target.stat().st_size)
        if on_file is not None:
            on_file(target, sha256)
    teller.tell(DownloadState.DONE, 0, urgent=True)
    return targets


def discard(request: Request) -> None:
    """Remove what an unfinished download left; finished files stay.

    Raises:
        DarkroomError: another process is at it.
    """
    for file in request.files:
        target = request.target(file)
        if target.parent.is_dir():
            with _locked(target, Stop(), partial(_refuse_taken, target)), explained_disk(target):
                _remove(target)


class _Download:
    def __init__(
        self,
        request: Request,
        hub: Hub,
        options: Options,
        limiter: Limiter,
        stop: Stop,
        teller: Teller,
    ) -> None:
        self._request = request
        self._hub = hub
        self._options = options
        self._limiter = limiter
        self._stop = stop
        self._teller = teller
        self._revision = request.revision

    def sources(self) -> list[Source]:
        """Where all files are; those of a split model in the same commit."""
        first, *others = self._request.files
        sources = [self._find(first)]
        # A branch may move on between two answers, also while a file is on its way.
        self._revision = sources[0].commit or self._revision
        sources += [self._find(file) for file in others]
        self._teller.total_bytes = sum(source.size_bytes for source in sources)
        return sources

    def one(self, file: str, target: Path, source: Source) -> str:
        """Download a file; returns its SHA-256."""
        with explained_disk(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target, self._stop, self._teller.wait_for):
            for _ in range(_STARTS):
                identity = Identity.of(self._request.repo, file, source)
                if sha256 := self._finished(target, identity):
                    _remove(target)
                    return sha256
                try:
                    return self._fetch(target, source, identity)
                except OtherFileError:
                    size = source.size_bytes
                    source = self._find(file)
                    self._teller.total_bytes += source.size_bytes - size
        raise HubError(
            f"The file {file} of {self._request.repo} is not the one that the Hub announces.",
            "Try again in some minutes: it may just be uploaded.",
        )

    def _find(self, file: str) -> Source:
        patience = Patience(self._options, self._stop)
        while True:
            self._stop.check()
            try:
                source = find_source(self._hub, self._request.repo, file, self._revision)
            except HubBusyError as error:
                self._teller.trouble = error.text
                self._teller.tell(DownloadState.RUNNING, 0)
                patience.bear(error)
                continue
            self._teller.trouble = ""
            if not 0 < source.size_bytes <= MOST_BYTES:
                raise HubError(
                    f"The Hub says that the file {file} of {self._request.repo} has "
                    f"{source.size_bytes:,} bytes, which cannot be true of a model.",
                    "Choose another file.",
                )
            return source

    def _finished(self, target: Path, identity: Identity) -> str | None:
        """The hash of a file that is there and as it should be."""
        if not target.is_file() or target.stat().st_size != identity.size_bytes:
            return None
        found = sha256_of(
            target, lambda done: self._teller.tell(DownloadState.VERIFYING, done), self._stop
        )
        return found if identity.sha256 in {found, None} else None

    def _fetch(self, target: Path, source: Source, identity: Identity) -> str:
        ranges = self._left_over(target, identity)
        check_space(target.parent, identity.size_bytes - ranges.total)
        path = beside(target, PART_SUFFIX)
        journal = beside(target, JOURNAL_SUFFIX)
        hashing = Stop(self._stop)
        part = PartFile(path, journal, identity, ranges, self._options.sync_bytes, self._stop)
        try:
            with part:
                digest = PrefixHash(part, hashing)
                self._transfer(source, part)
            while digest.busy:
                self._teller.tell(DownloadState.VERIFYING, digest.done_bytes)
                digest.join(0.1)
            self._stop.check()
            part.check()
            with explained_disk(path):
                found = digest.hexdigest()
        finally:
            hashing.set()
        if found != (identity.sha256 or found):
            self._refuse(target, source, identity, found)
        with explained_disk(target):
            path.replace(target)
            flush_folder(target.parent)
        _remove(target)
        return found

    def _transfer(self, source: Source, part: PartFile) -> None:
        transfer = Transfer(
            self._hub, source, self._revision, part, self._options, self._limiter, self._stop
        )
        before = self._teller.refetched_bytes

        def look() -> None:
            self._teller.trouble = transfer.trouble
            self._teller.refetched_bytes = before + transfer.received_bytes - transfer.new_bytes
            if transfer.whole:
                self._teller.add_note("The server sends whole files only.")

        def watch() -> None:
            look()
            part.check()
            self._teller.tell(DownloadState.RUNNING, part.ranges.total)

        try:
            transfer.run(watch)
        finally:
            look()

    def _left_over(self, target: Path, identity: Identity) -> Ranges:
        """What an earlier download of the same file left."""
        part, entry = beside(target, PART_SUFFIX), read_journal(beside(target, JOURNAL_SUFFIX))
        if entry and part.is_file():
            if not entry.identity.is_same(identity):
                self._start_over(entry.ranges.total)
            elif part.stat().st_size == identity.size_bytes:
                return entry.ranges
        with explained_disk(part):
            _remove(target)
        return Ranges()

    def _start_over(self, wasted_bytes: int) -> None:
        self._teller.refetched_bytes += wasted_bytes
        self._teller.add_note("The file changed on the Hub: it is downloaded anew.")

    def _refuse(self, target: Path, source: Source, identity: Identity, found: str) -> None:
        """What came is not what was announced: because that changed, or because it is damaged."""
        _remove(target)
        now = self._find(identity.file)
        if not Identity.of(identity.repo, identity.file, now).is_same(identity):
            self._start_over(source.size_bytes)
            raise OtherFileError
        raise HubError(
            f"The file {identity.file} of {identity.repo} came damaged: its SHA-256 is {found}, "
            f"but should be {identity.sha256}. It was removed.",
            "Download it again. If that does not help, a proxy or the disk may be at fault.",
        )


def _remove(target: Path) -> None:
    # A damaged journal is kept aside as .bad.
    for suffix in (PART_SUFFIX, JOURNAL_SUFFIX, f"{JOURNAL_SUFFIX}.new", f"{JOURNAL_SUFFIX}.bad"):
        beside(target, suffix).unlink(missing_ok=True)


@contextmanager
def _locked(target: Path, stop: Stop, on_wait: Callable[[int | None], None]) -> Generator[None]:
    """Be the only one, in this process or another, who touches a part file.

    Args:
        target: of the download.
        stop: ends the wait.
        on_wait: told the id of the process that has it, where that is known.
    """
    from filelock import FileLock

    path = beside(target, LOCK_SUFFIX)
    lock = FileLock(path, timeout=0)
    with explained_disk(path):
        while not _acquired(lock):
            entry = read_journal(beside(target, JOURNAL_SUFFIX))
            on_wait(entry.pid if entry else None)
            stop.wait(_LOCK_GLANCE_S)
    try:
        yield
    finally:
        if not beside(target, PART_SUFFIX).exists():
            # Windows keeps a name while the file is open.
            with suppress(OSError):
                path.unlink()
        lock.release()


def _acquired(lock: FileLock) -> bool:
    from filelock import Timeout

    try:
        lock.acquire()
    except Timeout:
        return False
    return True


def _refuse_taken(target: Path, pid: int | None) -> None:
    who = "Another process" if pid is None else f"The process {pid}"
    raise DarkroomError(f"{who} is downloading {target}.", "Stop it there first, then try again.")
