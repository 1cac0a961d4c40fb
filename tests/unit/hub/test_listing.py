"""Listings of repositories, from a real server on this computer."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from darkroom.core.errors import BadInputError, HubError
from darkroom.hub.client import Hub
from darkroom.hub.listing import list_repository
from fake_hub import COMMIT, FakeHub

REPO = "owner/model-GGUF"


def test_listing(hub: FakeHub) -> None:
    sizes = {
        "README.md": 5,
        "mmproj-F16.gguf": 5,
        "a-BF16-00002-of-00002.gguf": 30,
        "a-BF16-00001-of-00002.gguf": 40,
        "sub/a-Q8_0.gguf": 50,
        "a-Q4_K_M.gguf": 20,
        "odd.GGUF": 25,
    }
    hub.files |= {(REPO, name): bytes(size) for name, size in sizes.items()}
    hub.files["owner/other", "b.gguf"] = b""
    found = list_repository(REPO, hub=Hub(hub.url))
    assert [(model.quant, model.size_bytes, model.files) for model in found.models] == [
        ("Q4_K_M", 20, ("a-Q4_K_M.gguf",)),
        ("", 25, ("odd.GGUF",)),
        ("Q8_0", 50, ("sub/a-Q8_0.gguf",)),
        ("BF16", 70, ("a-BF16-00001-of-00002.gguf", "a-BF16-00002-of-00002.gguf")),
    ]
    assert {model.revision for model in found.models} == {found.revision} == {COMMIT}
    assert found.models[0].hashes == (hashlib.sha256(bytes(20)).hexdigest(),)
    assert (found.gated, found.licence) == (False, "apache-2.0")


def test_terms(hub: FakeHub) -> None:
    hub.files[REPO, "a.gguf"] = b"x"
    hub.gated.add(REPO)
    assert list_repository(REPO, hub=Hub(hub.url)).gated


@pytest.mark.parametrize(
    ("given", "licence"), [(["mit", "gpl"], "mit, gpl"), (None, ""), (5, ""), ({}, "")]
)
def test_licences_as_owners_write_them(hub: FakeHub, given: Any, licence: str) -> None:
    hub.files[REPO, "a.gguf"] = b"x"
    hub.licence = given
    assert list_repository(REPO, hub=Hub(hub.url)).licence == licence


def test_a_repository_without_models(hub: FakeHub) -> None:
    hub.files[REPO, "README.md"] = b"x"
    with pytest.raises(BadInputError, match="no GGUF model files"):
        list_repository(REPO, hub=Hub(hub.url))


def test_listings_that_fail(hub: FakeHub) -> None:
    with pytest.raises(BadInputError, match="does not have the repository nobody/nothing"):
        list_repository("nobody/nothing", hub=Hub(hub.url))
    with pytest.raises(BadInputError, match="cannot have the repository"):
        list_repository("a/b/c d", hub=Hub(hub.url))
    hub.page = b"<html>Sign in</html>"
    with pytest.raises(HubError, match="no answer that can be read"):
        list_repository(REPO, hub=Hub(hub.url))


@pytest.mark.parametrize(
    "changes",
    [
        {"rfilename": 5},
        {"size": "large"},
        {"size": -5},
        {"lfs": {"sha256": 5, "size": 1, "pointerSize": 1}},
        {"lfs": {"sha256": "../../x", "size": 1, "pointerSize": 1}},
    ],
)
def test_figures_that_make_no_sense_are_an_error(hub: FakeHub, changes: dict[str, Any]) -> None:
    file = {"rfilename": "a.gguf", "size": 10} | changes
    hub.page = json.dumps({"id": REPO, "sha": COMMIT, "siblings": [file]}).encode()
    with pytest.raises(HubError, match="no answer that can be read"):
        list_repository(REPO, hub=Hub(hub.url))
