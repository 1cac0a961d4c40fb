"""What ``darkroom lend`` says."""

from __future__ import annotations

import pytest

from darkroom.cli.lend import words


@pytest.mark.parametrize(
    ("host", "how"),
    [
        ("127.0.0.1", "Only programs on this computer"),
        ("192.168.1.5", "darkroom run MODEL -p TEXT --rpc 192.168.1.5:50052"),
        ("0.0.0.0", "On the other computer: darkroom run MODEL"),  # noqa: S104
    ],
)
def test_words(host: str, how: str) -> None:
    text = words(host, 50052, ["RTX 4090", "\x1b[2JRTX 3060"])
    assert text.startswith(f"Lent at {host}:50052: RTX 4090, ")
    assert "neither encrypted nor authenticated" in text
    assert how in text
    assert "\x1b" not in text
    assert "--rpc 0.0.0.0" not in text
    assert max(map(len, text.splitlines()[1:])) <= 80
