"""What is an address of another computer's device."""

from __future__ import annotations

import pytest

from darkroom.core.checks import endpoint
from darkroom.core.errors import BadInputError


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("192.168.1.5:50052", ("192.168.1.5", 50052)),
        ("localhost:1", ("localhost", 1)),
        ("Studio-2.local:65535", ("Studio-2.local", 65535)),
        ("gpu_box.:7", ("gpu_box.", 7)),
        ("4090.example.org:80", ("4090.example.org", 80)),
    ],
)
def test_addresses(text: str, wanted: tuple[str, int]) -> None:
    assert endpoint(text) == wanted


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not the address"),
        ("studio", "not the address"),
        (":50052", "not the address"),
        ("192.168.1:50052", "not the address"),
        ("192.168.1.256:50052", "not the address"),
        ("1.2.3.4.5:50052", "not the address"),
        ("-studio:50052", "not the address"),
        ("a..b:50052", "not the address"),
        ("my studio:50052", "not the address"),
        ("http://studio:50052", "not the address"),
        ("user@studio:50052", "not the address"),
        ("stüdio:50052", "not the address"),
        ("x" * 64 + ":50052", "not the address"),
        (".".join(["x" * 60] * 5) + ":50052", "not the address"),
        ("studio:", "port"),
        ("studio:0", "port"),
        ("studio:65536", "port"),
        ("studio:-1", "port"),
        ("studio: 80", "port"),
        ("studio:٨٠", "port"),
        ("studio:" + "9" * 5000, "port"),
        ("studio:50052/", "port"),
        ("[::1]:50052", "IPv6"),
        ("::1:50052", "IPv6"),
        ("fe80::1", "IPv6"),
    ],
)
def test_what_is_none(text: str, says: str) -> None:
    with pytest.raises(BadInputError, match=says) as caught:
        endpoint(text)
    assert "192.168.1.5:50052" in caught.value.hint
