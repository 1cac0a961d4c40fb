"""Where a file is: asked with the token at the endpoint, and nowhere else."""

from __future__ import annotations

import pytest
from huggingface_hub.utils import _http

from darkroom.core.errors import HubError
from darkroom.hub.client import Hub, find_source
from fake_hub import COMMIT, FakeHub

REPO = "owner/model-GGUF"
TOKEN = "hf_secret"  # noqa: S105 - of the fake hub


@pytest.fixture(autouse=True)
def file(hub: FakeHub) -> None:
    hub.files[REPO, "a.gguf"] = b"x" * 1000
    hub.token = TOKEN


def test_a_mirror_that_sends_people_to_the_hub_itself_keeps_the_token(
    hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """huggingface_hub trusts huggingface.co with every token, also with that of a mirror."""
    host, port = hub.cdn_url.removeprefix("http://").split(":")
    monkeypatch.setattr(_http, "_HUB_ORIGINS", frozenset({("http", host, int(port))}))
    hub.redirects = True
    source = find_source(Hub(hub.url, TOKEN), REPO, "a.gguf", "main")
    assert source.url.startswith(hub.cdn_url)
    assert source.size_bytes == 1000
    assert "authorization" not in {name.lower() for name in source.headers}
    assert [seen.host for seen in hub.seen if "authorization" in seen.headers] == ["hub"]
    assert {seen.host for seen in hub.seen} == {"hub"}


def test_a_mirror_that_knows_nothing_itself_is_followed_without_the_token(hub: FakeHub) -> None:
    hub.redirects, hub.silent = True, True
    source = find_source(Hub(hub.url, TOKEN), REPO, "a.gguf", "main")
    assert (source.size_bytes, source.url.startswith(hub.cdn_url)) == (1000, True)
    assert [(seen.host, "authorization" in seen.headers) for seen in hub.seen] == [
        ("hub", True),
        ("cdn", False),
    ]


def test_a_file_says_what_it_is(hub: FakeHub) -> None:
    for redirects in (False, True):
        hub.redirects = redirects
        source = find_source(Hub(hub.url, TOKEN), REPO, "a.gguf", "main")
        assert source.sha256 == source.etag == hub.sha256(REPO, "a.gguf")
        assert source.commit == COMMIT
        assert ("authorization" in {name.lower() for name in source.headers}) != redirects


def test_what_leads_in_circles_is_an_error(hub: FakeHub) -> None:
    hub.circles = True
    with pytest.raises(HubError):
        find_source(Hub(hub.url, TOKEN), REPO, "a.gguf", "main")
    assert len(hub.seen) < 20
