"""Where the bytes of an answer are read from."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import httpx2
import pytest
from httpcore2._backends.sync import SyncStream, TLSinTLSStream

from darkroom.hub.downloads.fetch import _connection


def response(url: str, stream: Any) -> httpx2.Response:
    return httpx2.Response(
        200,
        headers={"Content-Length": "10"},
        request=httpx2.Request("GET", url),
        extensions={"network_stream": stream, "http_version": b"HTTP/1.1"},
    )


@pytest.fixture
def secured() -> Any:
    context = ssl.create_default_context()
    with context.wrap_socket(
        socket.socket(), server_hostname="hub", do_handshake_on_connect=False
    ) as found:
        yield found


def test_tls_is_read_from_its_own_socket(secured: ssl.SSLSocket) -> None:
    assert _connection(response("https://hub/a", SyncStream(secured))) is secured


def test_tls_inside_the_tls_of_a_proxy_is_not(secured: ssl.SSLSocket) -> None:
    """That socket gives what the inner TLS has encrypted."""
    stream = TLSinTLSStream.__new__(TLSinTLSStream)  # it would shake hands at once
    stream._sock = secured
    stream.ssl_obj = ssl.create_default_context().wrap_bio(
        ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="hub"
    )
    assert _connection(response("https://hub/a", stream)) is None


def test_plain_bytes_are_read_from_a_plain_socket() -> None:
    with socket.socket() as found:
        assert _connection(response("http://hub/a", SyncStream(found))) is found
        assert _connection(response("https://hub/a", SyncStream(found))) is None
