"""Every program's layout as it really is, and whose a file is."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from darkroom.hub.hashes import HashRecord
from darkroom.hub.library.library import Library
from darkroom.hub.library.model import Owner
from darkroom.hub.library.places import Place
from fake_hub import FakeHub
from library_trees import only, plant_hugging_face, plant_lm_studio, plant_ollama, put

REPO = "owner/model-GGUF"


def test_our_own_folder(library: Library, ours: Path, small: Path, tmp_path: Path) -> None:
    path = put(small, ours / "owner" / "model" / "small-Q8_0.gguf")
    HashRecord(tmp_path / "data").note(path, "AB" * 32)
    model = only(library)
    assert (model.path, model.paths, model.folder) == (path, (path,), path.parent)
    assert (model.name, model.quant) == ("small-Q8_0", "Q8_0")
    assert model.architecture == "diffusion-gemma"
    assert model.size_bytes == small.stat().st_size
    assert (model.runs, model.why_not) == (True, "")
    assert model.owner is Owner.DARKROOM
    assert model.sha256 == "ab" * 32


def test_the_real_cache_of_hugging_face(
    library: Library, hub: FakeHub, small: Path, tmp_path: Path
) -> None:
    hub.files[REPO, "deep/small-Q8_0.gguf"] = small
    path = plant_hugging_face(tmp_path / "hub", hub, REPO, "deep/small-Q8_0.gguf")
    model = only(library)
    assert model.path == path
    assert path.is_symlink()
    assert model.size_bytes == small.stat().st_size
    assert (model.name, model.owner, model.runs) == ("small-Q8_0", Owner.HUGGING_FACE, True)
    assert model.sha256 == hashlib.sha256(small.read_bytes()).hexdigest()


def test_a_blob_that_is_named_otherwise(library: Library, small: Path, tmp_path: Path) -> None:
    # Files outside LFS go by git's 40 digits, and where links are not allowed there are no blobs.
    repo = tmp_path / "hub" / "models--owner--model"
    blob = put(small, repo / "blobs" / ("0" * 40))
    link = repo / "snapshots" / ("a" * 40) / "linked.gguf"
    link.parent.mkdir(parents=True)
    link.symlink_to(os.path.relpath(blob, link.parent))
    put(small, link.with_name("copied.gguf"))
    models = library.scan()
    assert [model.name for model in models] == ["copied", "linked"]
    assert {model.owner for model in models} == {Owner.HUGGING_FACE}
    assert [model.sha256 for model in models] == [None, None]
    for model in models:
        library.delete(model, confirmed_owner=Owner.HUGGING_FACE, permanently=True)
    assert library.scan() == ()
    assert not blob.exists()


def test_snapshots_that_share_a_blob_are_one_model(
    library: Library, hub: FakeHub, parts: list[Path], tmp_path: Path
) -> None:
    hub.files |= {(REPO, part.name): part for part in parts}
    paths = [plant_hugging_face(tmp_path / "hub", hub, REPO, part.name) for part in parts]
    path = paths[0]
    # An older commit of which only the first part was fetched, first and last by name.
    for commit in ("0" * 40, "f" * 40):
        other = path.parent.parent / commit / parts[0].name
        other.parent.mkdir()
        other.symlink_to(path.readlink())
    model = only(library)
    assert model.runs
    assert [part.parent for part in model.paths] == [path.parent] * 3


def test_a_cache_elsewhere_is_still_that_of_hugging_face(
    library: Library, hub: FakeHub, small: Path, tmp_path: Path
) -> None:
    hub.files[REPO, small.name] = small
    plant_hugging_face(tmp_path / "disk" / "cache", hub, REPO, small.name)
    library.add(tmp_path / "disk")
    assert only(library).owner is Owner.HUGGING_FACE


def test_lm_studio(library: Library, small: Path, tmp_path: Path) -> None:
    path = plant_lm_studio(tmp_path / "lmstudio", small)
    put(small, path.with_name("mmproj-small-F16.gguf"))
    model = only(library)
    assert (model.path, model.owner, model.sha256) == (path, Owner.LM_STUDIO, None)


@pytest.mark.parametrize(
    ("manifest", "name"),
    [
        ("registry.ollama.ai/library/gemma/4b-it-q8_0", "gemma:4b-it-q8_0"),
        ("registry.ollama.ai/somebody/gemma/latest", "somebody/gemma:latest"),
        ("hf.co/owner/gemma-GGUF/Q8_0", "hf.co/owner/gemma-GGUF:Q8_0"),
    ],
)
def test_ollama(library: Library, small: Path, tmp_path: Path, manifest: str, name: str) -> None:
    content = small.read_bytes()
    blob = plant_ollama(tmp_path / "ollama", manifest, content, template=b"{{ .Prompt }}")
    (tmp_path / "ollama" / "manifests" / ".DS_Store").write_bytes(b"x")
    model = only(library)
    assert (model.path, model.name, model.owner) == (blob, name, Owner.OLLAMA)
    assert model.quant == "Q8_0"
    assert model.runs
    assert model.sha256 == hashlib.sha256(content).hexdigest()


def test_names_of_one_blob_stand_together(library: Library, small: Path, tmp_path: Path) -> None:
    for tag in ("latest", "4b"):
        name = f"registry.ollama.ai/library/gemma/{tag}"
        plant_ollama(tmp_path / "ollama", name, small.read_bytes(), params=tag.encode())
    assert only(library).name == "gemma:4b, gemma:latest"


def test_an_ollama_store_that_is_added(library: Library, small: Path, tmp_path: Path) -> None:
    store = tmp_path / "disk" / "ollama"
    plant_ollama(store, "registry.ollama.ai/library/gemma/4b", small.read_bytes())
    library.add(store)
    assert only(library).owner is Owner.OLLAMA


DIGEST = "sha256:" + "0" * 64
OUTSIDE = {"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:../../../x"}
GONE = OUTSIDE | {"digest": DIGEST}


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        (b"", "no manifest"),
        (b"\xff\xfe{", "no manifest"),
        (b"[" * 100_000, "no manifest"),
        (b"[]", "no manifest"),
        (b'{"layers": 3}', "no manifest"),
        (b'{"layers": [{}]}', "no manifest"),
        (b'{"layers": [], "config": {"digest": 5}}', "no manifest"),
        (json.dumps({"layers": [OUTSIDE]}).encode(), "no manifest"),
        (json.dumps({"layers": [GONE]}).encode(), "is missing"),
    ],
)
def test_manifests_in_a_mess(
    library: Library, small: Path, tmp_path: Path, manifest: bytes, words: str
) -> None:
    name = "registry.ollama.ai/library/gemma/4b"
    plant_ollama(tmp_path / "ollama", name, small.read_bytes())
    (tmp_path / "ollama" / "manifests" / name).with_name("odd").write_bytes(manifest)
    (model,) = library.scan()
    assert model.name == "gemma:4b"
    (note,) = library.notes
    assert words in note


@pytest.mark.parametrize("named", [Owner.LM_STUDIO, Owner.USER])
def test_whose_a_file_is(library: Library, small: Path, tmp_path: Path, named: Owner) -> None:
    inner = tmp_path / "lmstudio" / "publisher" / "own"
    places = [Place(Owner.LM_STUDIO, tmp_path / "lmstudio"), Place(Owner.DARKROOM, inner)]
    path = plant_lm_studio(tmp_path / "lmstudio", small)
    mine = put(small, inner / "mine.gguf")
    if named is Owner.USER:
        places.insert(0, Place(Owner.USER, tmp_path))
        places.insert(0, Place(Owner.USER, inner))
    found = {model.path: model.owner for model in Library(places, tmp_path / "data").scan()}
    # The closest folder around a file counts; a person's own list does not take files from anybody.
    assert found == {mine: Owner.DARKROOM, path: Owner.LM_STUDIO}
    shared = [Place(Owner.DARKROOM, inner), Place(Owner.LM_STUDIO, inner)]
    (model,) = Library(shared, tmp_path / "data").scan()
    assert model.owner is Owner.LM_STUDIO


def test_a_link_to_another_programs_file_is_that_programs(
    library: Library, ours: Path, small: Path, tmp_path: Path
) -> None:
    path = plant_lm_studio(tmp_path / "lmstudio", small)
    ours.mkdir()
    (ours / "link.gguf").symlink_to(path)
    assert (only(library).path, only(library).owner) == (path, Owner.LM_STUDIO)
