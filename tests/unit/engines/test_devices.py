"""A server that lends nothing is refused before ggml, which would abort or wait for ever."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from darkroom.core.errors import BadInputError, EngineError
from darkroom.engines.ggml_gemma import devices
from lent_device import free_port


@contextmanager
def server(greeting: bytes | None) -> Iterator[str]:
    """Takes one connection and says so much; None keeps it waiting."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        links: list[socket.socket] = []

        def serve() -> None:
            link, _ = listener.accept()
            links.append(link)
            if greeting is not None:
                link.sendall(greeting)
                link.close()

        thread = Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        thread.join()
        for link in links:
            link.close()


def refusal(address: str) -> EngineError:
    with pytest.raises(EngineError) as caught:
        devices.add_servers([address])
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("greeting", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 400 Bad\r\n\r\n"])
def test_another_program_listens_there(greeting: bytes) -> None:
    with server(greeting) as address:
        assert "no lent device" in refusal(address).text


def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "CONNECT_S", 0.2)
    with server(None) as address:
        error = refusal(address)
    assert "does not answer within" in error.text
    assert "one program at a time" in error.hint


@pytest.mark.parametrize("host", ["127.0.0.1", "no.such.host.invalid"])
def test_nobody_is_there(host: str) -> None:
    assert "does not answer" in refusal(f"{host}:{free_port()}").text


def test_an_address_that_ggml_would_abort_on() -> None:
    with pytest.raises(BadInputError, match="IPv6"):
        devices.add_servers(["[::1]:50052"])
