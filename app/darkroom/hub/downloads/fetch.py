"""One answer of a server: a piece of a file, read straight from the connection."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from darkroom.core.errors import HubError
from darkroom.hub.client import HubBusyError, Source, explained
from darkroom.hub.downloads.patience import Limiter, Stop

if TYPE_CHECKING:
    import httpx2

READ_BYTES: Final = 1 << 20
_GLANCE_S: Final = 0.25
_OK, _PARTIAL_CONTENT, _OUT_OF_RANGE = 200, 206, 416
_EXPIRED: Final = (401, 403, 404, 410)


class NoRangesError(Exception):
    """The server sends whole files only."""


class ExpiredError(Exception):
    """The address is no longer valid."""


class OtherFileError(Exception):
    """The file there is another one than the one announced."""


@contextmanager
def answer(
    source: Source, what: str, span: tuple[int, int] | None, elsewhere: bool, stall_s: float
) -> Generator[httpx2.Response]:
    """Ask for a piece of a file.

    Args:
        source: where the file is.
        what: how errors call it.
        span: the bytes; None = all.
        elsewhere: the address is signed, and refusing it means that it has expired.
        stall_s: silence after which the server counts as gone.

    Raises:
        NoRangesError, ExpiredError, OtherFileError: see there.
        HubError: the server does not give it.
    """
    from huggingface_hub.utils import get_session, hf_raise_for_status

    # Compressed bytes would be others than those asked for.
    headers = source.headers | {"Accept-Encoding": "identity"}
    if span is not None:
        headers["Range"] = f"bytes={span[0]}-{span[1] - 1}"
    stream = get_session().stream("GET", source.url, headers=headers, timeout=stall_s)
    with ExitStack() as stack:
        with explained(what):
            response = stack.enter_context(stream)
        status = response.status_code
        if elsewhere and status in _EXPIRED:
            raise ExpiredError
        if status == _OUT_OF_RANGE:
            raise OtherFileError
        with explained(what):
            hf_raise_for_status(response)
        if "text/html" in response.headers.get("Content-Type", "").lower():
            raise HubError(
                f"Asked for {what}, a web page came.",
                "Check that no sign-in page of your network answers in its place.",
            )
        _check_length(response, what, span, source.size_bytes)
        yield response


def _check_length(
    response: httpx2.Response, what: str, span: tuple[int, int] | None, size_bytes: int
) -> None:
    status, headers = response.status_code, response.headers
    if "Content-Encoding" in headers and headers["Content-Encoding"].lower() != "identity":
        raise HubBusyError(f"Asked for {what}, the server compressed it.", "Try again.")
    if span is not None and status == _OK:
        raise NoRangesError
    if span is not None and status == _PARTIAL_CONTENT:
        given, _, size = headers.get("Content-Range", "").partition("/")
        if size.isdecimal() and int(size) != size_bytes:
            raise OtherFileError
        if given.lower() != f"bytes {span[0]}-{span[1] - 1}":
            raise HubBusyError(f"Asked for {what}, another piece of it came.", "Try again.")
    expected = span[1] - span[0] if span else size_bytes
    length = headers.get("Content-Length")
    if length is not None and length.isdecimal() and int(length) != expected:
        raise OtherFileError


def pieces(
    response: httpx2.Response,
    what: str,
    size_bytes: int,
    *,
    limiter: Limiter,
    stop: Stop,
    stall_s: float,
) -> Iterator[memoryview]:
    """The body of an answer; each piece is valid until the next is asked for.

    Args:
        response: from ``answer``.
        what: how errors call it.
        size_bytes: of the body; what comes behind is not read.
        limiter: shared by all downloads.
        stop: ends it in a fraction of a second.
        stall_s: silence after which the server counts as gone.

    Raises:
        HubBusyError: the connection broke, or is silent for too long.
        CancelledError: it was stopped.
    """
    left = size_bytes
    with explained(what):
        for piece in _read(response, left, limiter, stop, stall_s):
            view = piece[:left]
            left -= len(view)
            yield view
            if not left:
                return
            limiter.spend(len(view), stop)
            stop.check()
    raise HubBusyError(
        f"The connection broke before the end of {what}.",
        "Check the connection to the internet, then try again.",
    )


def _read(
    response: httpx2.Response, left: int, limiter: Limiter, stop: Stop, stall_s: float
) -> Iterator[memoryview]:
    body = response.iter_raw()
    first = next(body, b"")
    yield memoryview(first)
    connection = _connection(response)
    if connection is None:
        yield from map(memoryview, body)
        return
    # Nothing of the body is left in the client's buffers now, and its own way to read takes
    # three times the processor's time: 64 KB at a time, each copied twice.
    left -= len(first)
    buffer = memoryview(bytearray(min(READ_BYTES, max(left, 1))))
    connection.settimeout(_GLANCE_S)
    heard = time.monotonic()
    while left > 0:
        try:
            size = connection.recv_into(buffer[: limiter.most(min(left, len(buffer)))])
        except TimeoutError:
            stop.check()
            if time.monotonic() - heard > stall_s:
                raise
            continue
        if not size:
            return
        heard = time.monotonic()
        left -= size
        yield buffer[:size]


def _connection(response: httpx2.Response) -> socket.socket | None:
    """The socket below an answer, where its bytes are those of the body."""
    stream = response.extensions.get("network_stream")
    plain = (
        response.http_version == "HTTP/1.1"
        and "Content-Length" in response.headers
        and "Transfer-Encoding" not in response.headers
    )
    found = stream.get_extra_info("socket") if stream is not None and plain else None
    secure = response.request.url.scheme == "https"
    # Through a proxy that is spoken to in TLS itself, TLS runs inside TLS: that socket, of the
    # outer one, gives encrypted bytes.
    if stream is not None and isinstance(stream.get_extra_info("ssl_object"), ssl.SSLObject):
        return None
    return found if isinstance(found, ssl.SSLSocket if secure else socket.socket) else None
