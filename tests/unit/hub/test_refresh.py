"""The catalogue brought up to date by a real server, kept, and never asked for unasked."""

from __future__ import annotations

import hashlib
import socket
from datetime import date, timedelta
from pathlib import Path

import pytest

from darkroom.core.json_file import write_json
from darkroom.hub.catalogue import bundled_catalogue, candidates
from darkroom.hub.catalogue_file import catalogue_json, read_catalogue
from darkroom.hub.client import Hub
from darkroom.hub.families import Catalogue, Family
from darkroom.hub.refresh import known_catalogue, refresh_catalogue
from fake_hub import COMMIT, FakeHub

BUNDLED = bundled_catalogue()
TODAY = BUNDLED.date + timedelta(days=30)
GEMMA = BUNDLED.families[0]
FILES = {
    "model-Q4_K_M.gguf": bytes(2000),
    "BF16/model-BF16-00001-of-00002.gguf": bytes(3000),
    "BF16/model-BF16-00002-of-00002.gguf": bytes(1000),
    "plain.gguf": bytes(2500),
    "empty.gguf": b"",
    "mmproj-F16.gguf": bytes(7),
    "model-00001-of-00002.safetensors": bytes(600),
    "model-00002-of-00002.safetensors": bytes(400),
    "README.md": b"x",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "catalogue.json"


def serve(hub: FakeHub, *families: Family) -> None:
    for family in families:
        hub.files |= {(family.repo, name): content for name, content in FILES.items()}


def gemma(catalogue: Catalogue) -> Family:
    family = catalogue.find(GEMMA.id)
    assert family is not None
    return family


def test_what_the_hub_says_counts(hub: FakeHub, path: Path) -> None:
    serve(hub, *BUNDLED.families)
    hub.gated.add(GEMMA.repo)
    hub.licence = "mit"
    found = refresh_catalogue(path, Hub(hub.url), today=TODAY)
    assert found.notes == ()
    assert found.catalogue.date == TODAY
    assert len(found.catalogue.families) == len(BUNDLED.families)
    family = gemma(found.catalogue)
    assert (family.revision, family.licence, family.gated) == (COMMIT, "mit", True)
    assert (family.name, family.runs) == (GEMMA.name, True)
    quants = [(file.quant, file.size_bytes, file.file) for file in family.files]
    assert quants == [
        ("Q4_K_M", 2000, "model-Q4_K_M.gguf"),
        ("plain", 2500, "plain.gguf"),
        ("BF16", 4000, "BF16/model-BF16-00001-of-00002.gguf"),
    ]
    split = family.files[-1]
    assert split.more_files == ("BF16/model-BF16-00002-of-00002.gguf",)
    assert split.sha256 == tuple(hashlib.sha256(bytes(size)).hexdigest() for size in (3000, 1000))
    assert not split.approximate
    assert [candidate.quant for candidate in candidates(family)] == ["Q4_K_M", "plain", "BF16"]
    (other,) = [f for f in found.catalogue.families if f.format == "safetensors"]
    (shards,) = other.files
    assert (shards.quant, shards.size_bytes, len(shards.more_files)) == ("BF16", 1000, 1)
    assert not other.runs
    assert not any(f.gated for f in found.catalogue.families if f.id != GEMMA.id)


def test_it_is_kept(hub: FakeHub, path: Path) -> None:
    serve(hub, *BUNDLED.families)
    found = refresh_catalogue(path, Hub(hub.url), today=TODAY)
    asked = len(hub.seen)
    assert known_catalogue(path) == found.catalogue
    assert len(hub.seen) == asked == len(BUNDLED.families)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_without_a_connection_the_old_stays(hub: FakeHub, path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        nowhere = Hub(f"http://127.0.0.1:{server.getsockname()[1]}")
    first = refresh_catalogue(path, nowhere, today=TODAY)
    assert first.catalogue == BUNDLED
    assert len(first.notes) == len(BUNDLED.families)
    assert "Cannot reach the Hub" in first.notes[0]
    assert not path.exists()
    serve(hub, *BUNDLED.families)
    kept = refresh_catalogue(path, Hub(hub.url), today=TODAY).catalogue
    again = refresh_catalogue(path, nowhere, today=TODAY + timedelta(days=1))
    assert again.catalogue == kept
    assert again.notes


def test_one_repository_that_fails_keeps_its_old_facts(hub: FakeHub, path: Path) -> None:
    first, second = BUNDLED.families[0], BUNDLED.families[-1]
    serve(hub, first)
    hub.files[second.repo, "README.md"] = b"no models any more"
    found = refresh_catalogue(path, Hub(hub.url), today=TODAY)
    assert gemma(found.catalogue).revision == COMMIT
    assert found.catalogue.families[1:] == BUNDLED.families[1:]
    assert len(found.notes) == len(BUNDLED.families) - 1
    assert any(f"{second.repo} has no GGUF" in note for note in found.notes)
    assert known_catalogue(path) == found.catalogue


@pytest.mark.parametrize("page", [b"<html>Sign in</html>", b"{}", b'{"id": 5}', b"[]", b"null"])
def test_other_answers_change_nothing(hub: FakeHub, path: Path, page: bytes) -> None:
    hub.page = page
    found = refresh_catalogue(path, Hub(hub.url), today=TODAY)
    assert found.catalogue == BUNDLED
    assert len(found.notes) == len(BUNDLED.families)


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[]", b'{"date": "2099-01-01"}', b"[" * 99_999])
def test_a_damaged_file_is_left_alone(hub: FakeHub, path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    assert known_catalogue(path) == BUNDLED
    serve(hub, *BUNDLED.families)
    found = refresh_catalogue(path, Hub(hub.url), today=TODAY)
    assert known_catalogue(path) == found.catalogue != BUNDLED


def test_a_newer_darkroom_brings_newer_facts(path: Path) -> None:
    old = Catalogue(BUNDLED.date - timedelta(days=1), BUNDLED.families[:1])
    write_json(path, catalogue_json(old))
    assert known_catalogue(path) == BUNDLED


def test_this_version_says_what_runs_and_where_it_is(path: Path) -> None:
    first, second, *others = catalogue_json(BUNDLED)["families"]
    raw = catalogue_json(BUNDLED) | {
        "date": "2099-01-01",
        "families": [
            first | {"runs": False, "name": "Other", "licence": "mit"},
            second | {"repo": "moved/away", "licence": "mit"},
            *others,
            second | {"id": "stranger"},
        ],
    }
    write_json(path, raw)
    found = known_catalogue(path)
    assert found.date == date(2099, 1, 1)
    assert (found.families[0].name, found.families[0].runs) == (GEMMA.name, True)
    assert found.families[0].licence == "mit"
    assert found.families[1:] == BUNDLED.families[1:]


def test_a_clock_that_is_wrong(hub: FakeHub, path: Path) -> None:
    serve(hub, *BUNDLED.families)
    found = refresh_catalogue(path, Hub(hub.url), today=date(1970, 1, 1))
    assert known_catalogue(path) == found.catalogue
    assert found.catalogue.date == BUNDLED.date


def test_a_folder_that_cannot_be_written(hub: FakeHub, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    serve(hub, *BUNDLED.families)
    found = refresh_catalogue(tmp_path / "file" / "catalogue.json", Hub(hub.url), today=TODAY)
    assert gemma(found.catalogue).revision == COMMIT
    assert "could not be kept" in found.notes[0]


def test_everything_survives_writing_and_reading(path: Path) -> None:
    write_json(path, catalogue_json(BUNDLED))
    assert read_catalogue(path) == BUNDLED
