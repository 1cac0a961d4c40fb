"""A Hugging Face Hub on this computer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_hub import FakeHub, running


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running() as hub:
        yield hub
