"""Downloads 1 GB from this computer: beside curl, and as the window does it.

The server is a process of its own that sends files with ``sendfile``, so that it is not what is
measured. Every round is curl, ``download`` and curl with an fsync of the same file, in this order
and the other way round in turn. ``download`` also checks the SHA-256 and makes its bytes safe on
the disk as they come, so it is at most as fast as the disk, where curl alone fills memory.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

SIZE_BYTES = 1_000_000_000
PAIRS = 5
WANTED_RATIO = 0.8
REPO = "owner/model-GGUF"


def serve(path: Path, sha256: str) -> None:
    """Be a Hub of one file; tells its port on stdout."""
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    while True:
        connection, _ = server.accept()
        threading.Thread(target=_talk, args=(connection, path, sha256), daemon=True).start()


def _talk(connection: socket.socket, path: Path, sha256: str) -> None:
    size = path.stat().st_size
    with connection, connection.makefile("rb") as lines, path.open("rb") as file:
        while request := lines.readline():
            fields = b"".join(iter(lines.readline, b"\r\n"))
            found = re.search(rb"(?i)range: bytes=(\d+)-(\d+)", fields)
            start, end = (int(found[1]), int(found[2]) + 1) if found else (0, size)
            head = (
                f"HTTP/1.1 {'206 Partial Content' if found else '200 OK'}\r\n"
                f"Content-Length: {end - start}\r\n"
                f'X-Linked-Size: {size}\r\nX-Linked-ETag: "{sha256}"\r\n'
            )
            if found:
                head += f"Content-Range: bytes {start}-{end - 1}/{size}\r\n"
            connection.sendall(f"{head}\r\n".encode())
            if request.startswith(b"GET"):
                try:
                    connection.sendfile(file, start, end - start)
                except OSError:
                    return


@contextmanager
def _served(path: Path, sha256: str) -> Iterator[str]:
    words = [sys.executable, "-m", "bench.downloads", str(path), sha256]
    folder = Path(__file__).resolve().parents[1]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=folder) as server:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        server.kill()


def _write(path: Path) -> str:
    """A file of noise; returns its SHA-256."""
    noise, digest = random.Random(1), hashlib.sha256()  # noqa: S311 - not a secret
    with path.open("wb") as file:
        for _ in range(SIZE_BYTES // 10**7):
            block = noise.randbytes(10**7)
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _curl(url: str, folder: Path) -> float:
    began = time.perf_counter()
    words = ["curl", "-sS", "-o", str(folder / "curl.bin"), f"{url}/{REPO}/resolve/main/a.gguf"]
    subprocess.run(words, check=True)
    return time.perf_counter() - began


def _curl_to_disk(url: str, folder: Path) -> float:
    """As long as it takes curl's file to be safe there, as every byte of ours is."""
    began = time.perf_counter()
    _curl(url, folder)
    with (folder / "curl.bin").open("rb+") as file:
        os.fsync(file.fileno())
    return time.perf_counter() - began


def _ours(url: str, folder: Path) -> float:
    from darkroom.hub.client import Hub
    from darkroom.hub.downloads.download import download
    from darkroom.hub.downloads.request import Request

    began = time.perf_counter()
    download(Request(REPO, ("a.gguf",), "main", folder), Hub(url))
    return time.perf_counter() - began


def _alone(way: Callable[[str, Path], float], url: str, folder: Path) -> float:
    """Seconds of one way, with nothing left to be written from what came before."""
    target = folder / "target"
    target.mkdir()
    os.sync()
    taken = way(url, target)
    shutil.rmtree(target)
    return taken


def _as_the_window(url: str, folder: Path) -> None:
    from darkroom.hub.client import Hub
    from darkroom.hub.downloads.queue import DownloadQueue
    from darkroom.hub.downloads.request import DownloadState, Request

    window = psutil.Process()
    others = set(window.children())
    queue = DownloadQueue(folder / "queue.json", Hub(url))
    began, before = time.perf_counter(), window.cpu_times()
    queue.add(Request(REPO, ("a.gguf",), "main", folder / "window"))
    seen: list[tuple[int, float, int]] = []
    child_cpu_s = 0.0
    while (progress := queue.items()[0].progress).state is not DownloadState.DONE:
        if progress.error is not None:
            raise SystemExit(f"{progress.error.text} {progress.error.hint}")
        for child in set(window.children()) - others:
            try:
                used = child.cpu_times()
                child_cpu_s = max(child_cpu_s, used.user + used.system)
                rss = child.memory_info().rss
                seen.append((rss, window.memory_info().rss, progress.done_bytes))
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.1)
    took, after = time.perf_counter() - began, window.cpu_times()
    queue.close()
    window_s = after.user + after.system - before.user - before.system
    moving = [rss for rss, _, done in seen if done]
    print(f"   as the window does it: {took:.2f} s, the start of the process included")
    print(
        f"   the window's processor time: {window_s:.2f} s, {100 * window_s / took:.0f} % of a core"
    )
    print(f"   the other process: {child_cpu_s:.2f} s, {100 * child_cpu_s / took:.0f} % of a core")
    if moving:
        print(
            f"   its memory while bytes came: {min(moving) / 1e6:.0f} … {max(moving) / 1e6:.0f} MB"
        )


def measure() -> None:
    """Print rates of pairs, then what the window's way costs."""
    if shutil.which("curl") is None:
        print("   curl is not installed: nothing to compare with")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sha256 = _write(folder / "a.gguf")
        with _served(folder / "a.gguf", sha256) as url:
            _alone(_ours, url, folder)  # which also imports
            plain: list[float] = []
            safe: list[float] = []
            for number in range(PAIRS):
                ways = [_curl, _ours, _curl_to_disk]
                taken = {way: _alone(way, url, folder) for way in ways[:: (1, -1)[number % 2]]}
                plain.append(taken[_curl] / taken[_ours])
                safe.append(taken[_curl_to_disk] / taken[_ours])
                rates = [SIZE_BYTES / 1e6 / taken[way] for way in ways]
                print(
                    "   curl {:5.0f} MB/s   ours {:5.0f} MB/s   curl and fsync {:5.0f} MB/s".format(
                        *rates
                    ),
                    flush=True,
                )
            ratio = statistics.median(plain)
            good = "ok" if ratio >= WANTED_RATIO else "TOO SLOW"
            print(f"   ours / curl: median {ratio:.2f}  {good}")
            print(f"   ours / curl and fsync: median {statistics.median(safe):.2f}")
            _as_the_window(url, folder)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
