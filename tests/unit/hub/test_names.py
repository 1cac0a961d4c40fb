"""Names and addresses that people paste."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.hub.names import RepoName, parse_repo

REPO = "owner/model-GGUF"
WHOLE = RepoName(REPO)
FILE = RepoName(REPO, "main", "BF16/a b-Q8_0.gguf")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (REPO, WHOLE),
        (f"  {REPO}\n", WHOLE),
        (f"hf://{REPO}", WHOLE),
        (f"hf://models/{REPO}", WHOLE),
        (f"https://huggingface.co/{REPO}", WHOLE),
        (f"https://huggingface.co/{REPO}/", WHOLE),
        (f"https://www.huggingface.co/{REPO}?library=llama#top", WHOLE),
        (f"HTTPS://HuggingFace.co/{REPO}", WHOLE),
        (f"huggingface.co/{REPO}", WHOLE),
        (f"hf.co/{REPO}", WHOLE),
        (f"https://somebody:secret@hf.co/{REPO}", WHOLE),
        (f"{REPO}@main", RepoName(REPO, "main")),
        (f"https://hf.co/{REPO}/tree/main", RepoName(REPO, "main")),
        (f"https://hf.co/{REPO}/tree/main/BF16/", RepoName(REPO, "main", "BF16")),
        (f"https://hf.co/{REPO}/blob/main/BF16/a%20b-Q8_0.gguf", FILE),
        (f"https://hf.co/{REPO}/resolve/main/BF16/a%20b-Q8_0.gguf?download=true", FILE),
        (f"hf://{REPO}@main/BF16/a b-Q8_0.gguf", FILE),
        (f"hf://{REPO}/BF16", RepoName(REPO, None, "BF16")),
        (f"https://hf.co/{REPO}/tree/refs%2Fpr%2F3", RepoName(REPO, "refs/pr/3")),
        (f"https://hf.co/{REPO}/blob/refs/pr/3/a.gguf", RepoName(REPO, "refs/pr/3", "a.gguf")),
    ],
)
def test_ways_to_name_a_model(text: str, named: RepoName) -> None:
    assert parse_repo(text) == named


@pytest.mark.parametrize("endpoint", ["https://mirror.example", "http://127.0.0.1:8080/hub"])
def test_addresses_of_a_mirror(endpoint: str) -> None:
    text = f"{endpoint}/{REPO}/blob/main/a.gguf"
    assert parse_repo(text, endpoint) == RepoName(REPO, "main", "a.gguf")
    with pytest.raises(BadInputError):
        parse_repo(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "/",
        "model",
        "hf://",
        "hf://model",
        "a/b/c",
        "a/b c",
        "../b",
        "a/..",
        "a--b/c",
        "a/b.git",
        "datasets/a",
        "hf://datasets/a/b",
        "https://hf.co/spaces/a/b",
        "https://hf.co/a",
        f"https://hf.co/{REPO}/discussions/3",
        f"https://example.com/{REPO}",
        f"https://huggingface.co.example.com/{REPO}",
        f"https://example.com@evil.example/{REPO}",
        "https://[x/a/b",
        "file:///etc/passwd",
        "C:\\models\\a.gguf",
        "/home/somebody/a.gguf",
        "a" * 100_000,
    ],
)
def test_what_names_no_model(text: str) -> None:
    with pytest.raises(BadInputError, match="names no model") as caught:
        parse_repo(text)
    assert "owner/model-GGUF" in caught.value.hint
    assert len(str(caught.value)) < 300


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(BadInputError) as caught:
        parse_repo("https://somebody:hf_secret@example.com/a/b")
    assert "hf_secret" not in str(caught.value)


@given(st.text(max_size=80) | st.from_regex(r"(https?://|hf://)?[^/ ]*/[^/ ]*(/[^ ]*)?"))
def test_nothing_else_is_ever_raised(text: str) -> None:
    try:
        found = parse_repo(text)
    except BadInputError:
        return
    owner, name = found.repo.split("/")
    assert owner
    assert name
    assert not any(part.startswith(".") or " " in part for part in (owner, name))
    assert found.revision != ""


PART = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9_]{0,20}[A-Za-z0-9])?", fullmatch=True)
SEGMENT = st.text(st.characters(exclude_characters="/", exclude_categories=["C"]), min_size=1)
KINDS = ("models", "datasets", "spaces", "kernels", "buckets")


@given(PART.filter(lambda part: part not in KINDS), PART, PART, st.lists(SEGMENT, min_size=1))
def test_addresses_name_what_they_were_made_of(
    owner: str, name: str, revision: str, segments: list[str]
) -> None:
    path = "/".join(segments)
    address = f"https://huggingface.co/{owner}/{name}/blob/{revision}/{quote(path)}"
    assert parse_repo(address) == RepoName(f"{owner}/{name}", revision, path)
