"""A Hugging Face Hub on this computer: the part of its HTTP interface that Darkroom uses.

``/api/models/OWNER/NAME[/revision/REV]`` lists a repository; ``/OWNER/NAME/resolve/REV/FILE``
answers HEAD and GET, by itself or by sending people to another host, as the real one does.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, Literal
from urllib.parse import quote, unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
_PIECE_BYTES = 16 << 10
_LARGEST_HASHED = 2 << 30
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass(slots=True)
class Seen:
    """A request: on which host, what for, and how much went back in its body."""

    host: Literal["hub", "cdn"]
    method: str
    path: str
    headers: dict[str, str]
    sent_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one answer.

    Attributes:
        status: sent in place of the file.
        headers: sent along with that.
        cut_bytes: of the body before the connection breaks.
        stall_bytes: of the body before nothing more comes.
    """

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cut_bytes: int | None = None
    stall_bytes: int | None = None


@dataclass(slots=True)
class FakeHub:
    """What the hub has and how it behaves; tests change it while it runs.

    Attributes:
        files: content by ``(repository, path)``; paths on disk are read as they are sent.
        token: wanted of everybody; None lets all in.
        gated: repositories whose terms nobody has accepted.
        licence: of every repository.
        redirects: files come from the second host.
        late_redirects: the first host announces files as its own, and sends people on all the same.
        silent: where it redirects, it does not say what the file is.
        circles: every question about a file leads back to it.
        signature: that lets people in at the second host.
        ranges: that host knows byte ranges; else it sends whole files.
        page: sent in place of everything, as a hotel's network does.
        status: answered to everything, e.g. 503.
        cut_bytes: of an answer's body before the connection breaks.
        fault: asked what goes wrong with each GET of a file.
        announced_sizes: by ``(repository, path)``, where they are not the files' own.
        announced_hashes: likewise; those of LFS.
        over: set when it ends.
        url, cdn_url: addresses of the two hosts.
        seen: all requests, in order.
    """

    files: dict[tuple[str, str], bytes | Path] = field(default_factory=dict, repr=False)
    token: str | None = None
    gated: set[str] = field(default_factory=set)
    licence: str = "apache-2.0"
    redirects: bool = False
    late_redirects: bool = False
    silent: bool = False
    circles: bool = False
    signature: str = "secret"
    ranges: bool = True
    page: bytes | None = None
    status: int | None = None
    cut_bytes: int | None = None
    fault: Callable[[Seen], Fault | None] = lambda _: None
    announced_sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    announced_hashes: dict[tuple[str, str], str] = field(default_factory=dict)
    over: Event = field(default_factory=Event)
    url: str = ""
    cdn_url: str = ""
    seen: list[Seen] = field(default_factory=list)

    def sent_bytes(self, path_end: str = ".gguf") -> int:
        """Bytes of bodies sent for paths that end so."""
        return sum(seen.sent_bytes for seen in self.seen if seen.path.endswith(path_end))

    def size(self, repo: str, path: str) -> int:
        content = self.files[repo, path]
        return content.stat().st_size if isinstance(content, Path) else len(content)

    def sha256(self, repo: str, path: str) -> str:
        content = self.files[repo, path]
        if isinstance(content, bytes):
            return _sha256_of_bytes(content)
        found = content.stat()
        return _sha256_of_file(content, found.st_size, found.st_mtime_ns)

    def pieces(self, repo: str, path: str, start: int, end: int) -> Iterator[bytes]:
        content = self.files[repo, path]
        if isinstance(content, bytes):
            for at in range(start, end, _PIECE_BYTES):
                yield content[at : min(at + _PIECE_BYTES, end)]
            return
        with content.open("rb") as file:
            file.seek(start)
            for at in range(start, end, _PIECE_BYTES):
                yield file.read(min(_PIECE_BYTES, end - at))


@lru_cache(32)
def _sha256_of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@lru_cache(32)
def _sha256_of_file(path: Path, size_bytes: int, _mtime_ns: int) -> str:
    # Such a file is all holes, and nobody compares what it hashes to.
    if size_bytes > _LARGEST_HASHED:
        return hashlib.sha256(path.name.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def running(hub: FakeHub | None = None) -> Iterator[FakeHub]:
    """Serve a hub on two ports of the loopback interface."""
    hub = hub or FakeHub()
    servers = [_Server(hub, "hub"), _Server(hub, "cdn")]
    hub.url, hub.cdn_url = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    threads = [Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield hub
    finally:
        hub.over.set()
        for server in servers:
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A reader that hangs up in the middle leaves a thread that only notices at its next write.
    block_on_close = False

    def __init__(self, hub: FakeHub, host: Literal["hub", "cdn"]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hub = hub
        self.host = host

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: readers hang up as they please."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    _fault = Fault()
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the base calls it
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        hub = self.server.hub
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.seen = Seen(self.server.host, self.command, unquote(urlsplit(self.path).path), headers)
        hub.seen.append(self.seen)
        if hub.page is not None:
            self._send(200, hub.page, {"Content-Type": "text/html"})
        elif hub.status is not None:
            self._send(hub.status, b"")
        elif self.server.host == "cdn":
            # A signed address: whoever knows it is let in.
            if urlsplit(self.path).query == f"signature={hub.signature}":
                repo, _, file = self.seen.path[1:].partition("//")
                self._send_file(repo, file)
            else:
                self._send(403, b"")
        elif api := re.fullmatch(r"/api/models/([^/]+/[^/]+)(/revision/[^/]+)?", self.seen.path):
            if self._enter(api[1]):
                self._send_listing(api[1])
        elif found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", self.seen.path):
            if self._enter(found[1], found[3]):
                self._resolve(found[1], found[3])
        else:
            self._send(404, b"")

    def _enter(self, repo: str, file: str | None = None) -> bool:
        """Whether the repository is there for the one who asks; else that was answered."""
        hub = self.server.hub
        if hub.token and self.seen.headers.get("authorization") != f"Bearer {hub.token}":
            return self._refuse(401, "RepoNotFound", "Invalid username or password.")
        if repo not in {name for name, _ in hub.files}:
            return self._refuse(404, "RepoNotFound", "Repository not found")
        if file is not None and repo in hub.gated:
            return self._refuse(403, "GatedRepo", "Access to model is restricted")
        if file is not None and (repo, file) not in hub.files:
            return self._refuse(404, "EntryNotFound", "Entry not found")
        return True

    def _refuse(self, status: int, code: str, message: str) -> bool:
        self._send(status, b"", {"X-Error-Code": code, "X-Error-Message": message})
        return False

    def _send_listing(self, repo: str) -> None:
        hub = self.server.hub
        siblings = [
            {
                "rfilename": file,
                "size": hub.size(repo, file),
                "blobId": COMMIT,
                "lfs": {
                    "sha256": hub.sha256(repo, file),
                    "size": hub.size(repo, file),
                    "pointerSize": 135,
                },
            }
            for name, file in hub.files
            if name == repo
        ]
        about = {
            "id": repo,
            "sha": COMMIT,
            "gated": "manual" if repo in hub.gated else False,
            "cardData": {"license": hub.licence},
            "siblings": siblings,
        }
        self._send(200, json.dumps(about).encode(), {"Content-Type": "application/json"})

    def _resolve(self, repo: str, file: str) -> None:
        hub = self.server.hub
        about = {
            "X-Repo-Commit": COMMIT,
            "X-Linked-Size": str(hub.announced_sizes.get((repo, file), hub.size(repo, file))),
        }
        sha256 = hub.announced_hashes.get((repo, file), hub.sha256(repo, file))
        about["X-Linked-ETag"] = f'"{sha256}"'
        if hub.circles:
            self._send(302, b"", {"Location": self.path})
            return
        late = hub.late_redirects and self.command == "GET"
        if not (hub.redirects or late):
            self._send_file(repo, file, about)
            return
        target = f"{hub.cdn_url}/{repo}//{quote(file)}?signature={hub.signature}"
        self._send(302, b"", ({} if hub.silent else about) | {"Location": target})

    def _send_file(self, repo: str, file: str, extra: dict[str, str] | None = None) -> None:
        hub = self.server.hub
        size = hub.size(repo, file)
        start, end, status = 0, size, 200
        # A storage has names of its own for contents, unlike the Hub's.
        headers = {"ETag": f'"storage-{hub.sha256(repo, file)[:32]}"', **(extra or {})}
        self._fault = (hub.fault(self.seen) if self.command == "GET" else None) or Fault()
        if self._fault.status is not None:
            self._send(self._fault.status, b"", self._fault.headers)
            return
        wanted = _RANGE.fullmatch(self.seen.headers.get("range", ""))
        if hub.ranges and wanted:
            start, status = int(wanted[1]), 206
            end = min(size, int(wanted[2]) + 1) if wanted[2] else size
            if start >= size:
                self._send(416, b"", {"Content-Range": f"bytes */{size}"})
                return
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        self._start(status, end - start, headers)
        if self.command == "GET":
            for piece in hub.pieces(repo, file, start, end):
                self._write(piece)

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self._start(status, len(body), headers or {})
        if self.command == "GET":
            self._write(body)

    def _start(self, status: int, length: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _write(self, piece: bytes) -> None:
        cut, stall = self._fault.cut_bytes, self._fault.stall_bytes
        limits = [limit for limit in (cut, stall, self.server.hub.cut_bytes) if limit is not None]
        left = min(limits, default=self.seen.sent_bytes + len(piece)) - self.seen.sent_bytes
        self.wfile.write(piece[:left])
        self.seen.sent_bytes += min(left, len(piece))
        if left < len(piece):
            if stall is not None:
                self.server.hub.over.wait()
            self.connection.close()
            raise ConnectionAbortedError
