"""Deleting: to a real trash, by each program's own rules, and never what is in use."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from darkroom.core.errors import BadInputError, DarkroomError, ModelFileError, NoTrashError
from darkroom.hub.library.library import Library
from darkroom.hub.library.model import Owner
from fake_hub import FakeHub
from library_trees import only, plant_hugging_face, plant_lm_studio, plant_ollama, put

REPO = "owner/model-GGUF"


@pytest.fixture
def trash(tmp_path: Path) -> Iterator[Path]:
    """The trash of somebody whose home is in the test's folder."""
    trash_module = importlib.import_module("send2trash.plat_other")
    home = tmp_path / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        # It looks at the environment when it is imported.
        importlib.reload(trash_module)
        yield home / "data" / "Trash"
    importlib.reload(trash_module)


def in_trash(trash: Path) -> set[str]:
    return {path.name for path in trash.glob("files/*")}


def test_our_own_goes_to_the_trash(library: Library, ours: Path, small: Path, trash: Path) -> None:
    path = put(small, ours / "model.gguf")
    content = path.read_bytes()
    library.delete(only(library))
    assert not path.exists()
    assert library.scan() == ()
    assert (trash / "files" / "model.gguf").read_bytes() == content
    assert str(path) in (trash / "info" / "model.gguf.trashinfo").read_text()


def test_all_parts_go(library: Library, ours: Path, parts: list[Path], trash: Path) -> None:
    for part in parts:
        put(part, ours / part.name)
    library.delete(only(library))
    assert in_trash(trash) == {part.name for part in parts}
    assert not list(ours.iterdir())


def test_a_damaged_one_can_go(library: Library, ours: Path, small: Path, trash: Path) -> None:
    put(small, ours / "bad.gguf").write_bytes(b"GGUF")
    library.delete(only(library))
    assert in_trash(trash) == {"bad.gguf"}


def test_an_added_file_is_forgotten(
    library: Library, small: Path, trash: Path, tmp_path: Path
) -> None:
    library.add(put(small, tmp_path / "mine.gguf"))
    library.delete(only(library))
    assert library.added == ()
    assert in_trash(trash) == {"mine.gguf"}


def test_a_link_goes_and_not_what_it_leads_to(
    library: Library, ours: Path, small: Path, trash: Path, tmp_path: Path
) -> None:
    target = put(small, tmp_path / "disk" / "model.gguf")
    ours.mkdir()
    (ours / "model.gguf").symlink_to(target)
    library.delete(only(library))
    assert target.exists()
    assert in_trash(trash) == {"model.gguf"}


@pytest.mark.parametrize("permanently", [False, True])
def test_without_a_trash(
    library: Library, ours: Path, small: Path, trash: Path, permanently: bool
) -> None:
    path = put(small, ours / "model.gguf")
    trash.parent.mkdir()
    trash.write_bytes(b"a file where the folder should be")
    model = only(library)
    if permanently:
        library.delete(model, permanently=True)
        assert not path.exists()
        return
    with pytest.raises(NoTrashError, match=r"model\.gguf cannot be moved to the trash") as caught:
        library.delete(model)
    assert "permanently" in caught.value.hint
    assert caught.value.kind == "no_trash"
    assert only(library) == model


@pytest.mark.parametrize("confirmed", [None, Owner.DARKROOM, Owner.OLLAMA])
def test_files_of_another_program_want_its_name(
    library: Library, small: Path, trash: Path, tmp_path: Path, confirmed: Owner | None
) -> None:
    path = plant_lm_studio(tmp_path / "lmstudio", small)
    model = only(library)
    for permanently in (False, True):
        with pytest.raises(BadInputError, match="belongs to LM Studio"):
            library.delete(model, confirmed_owner=confirmed, permanently=permanently)
    assert path.exists()
    library.delete(model, confirmed_owner=Owner.LM_STUDIO)
    assert not path.exists()
    assert in_trash(trash) == {path.name}


@pytest.mark.parametrize("through_link", [False, True])
def test_what_is_in_use_stays(
    library: Library, ours: Path, parts: list[Path], tmp_path: Path, through_link: bool
) -> None:
    paths = [put(part, ours / part.name) for part in parts]
    used = paths[1]
    if through_link:
        used = tmp_path / "link.gguf"
        used.symlink_to(paths[1])
    model = only(library)
    for permanently in (False, True):
        with pytest.raises(DarkroomError, match="in use") as caught:
            library.delete(model, [tmp_path / "gone.gguf", used], permanently=permanently)
        assert "Unload" in caught.value.hint
    assert only(library) == model
    library.delete(model, [tmp_path / "gone.gguf", parts[1]], permanently=True)
    assert library.scan() == ()


def test_a_model_that_is_gone(library: Library, ours: Path, small: Path) -> None:
    put(small, ours / "model.gguf")
    model = only(library)
    model.path.unlink()
    with pytest.raises(ModelFileError, match="no such file any more"):
        library.delete(model)


def test_the_cache_deletes_its_own(
    library: Library, hub: FakeHub, small: Path, parts: list[Path], tmp_path: Path
) -> None:
    cache = tmp_path / "hub"
    hub.files |= {(REPO, path.name): path for path in (small, *parts)}
    path, *_ = [plant_hugging_face(cache, hub, REPO, name) for _, name in list(hub.files)]
    repo = path.parents[2]
    older = repo / "snapshots" / ("0" * 40)
    older.mkdir()
    for name in (small.name, parts[0].name):
        (older / name).symlink_to((path.parent / name).readlink())
    # A second repository with the same parts is another model on disk.
    hub.files["other/copy", small.name] = small
    plant_hugging_face(cache, hub, "other/copy", small.name)
    (split,) = (model for model in library.scan() if model.name == "split")
    with pytest.raises(BadInputError, match="belongs to the Hugging Face cache"):
        library.delete(split)
    with pytest.raises(NoTrashError, match="for good"):
        library.delete(split, confirmed_owner=Owner.HUGGING_FACE)
    assert len(list((repo / "blobs").iterdir())) == 4
    library.delete(split, confirmed_owner=Owner.HUGGING_FACE, permanently=True)
    assert len(list((repo / "blobs").iterdir())) == 1
    assert [link.name for link in repo.glob("snapshots/*/*")] == [small.name] * 2
    left = library.scan()
    assert [model.name for model in left] == ["small-Q8_0"] * 2
    assert all(model.runs for model in left)


def test_a_store_that_caches_share_keeps_its_bytes(
    library: Library, hub: FakeHub, small: Path, tmp_path: Path
) -> None:
    hub.files[REPO, small.name] = small
    path = plant_hugging_face(tmp_path / "hub", hub, REPO, small.name)
    blob = path.parents[2] / "blobs" / path.readlink().name
    shared = blob.rename(tmp_path / blob.name)
    blob.symlink_to(shared)
    library.delete(only(library), confirmed_owner=Owner.HUGGING_FACE, permanently=True)
    assert library.scan() == ()
    assert shared.exists()
    assert not blob.is_symlink()


def test_a_file_of_ollama_that_a_person_added_is_still_ollamas(
    library: Library, small: Path, tmp_path: Path
) -> None:
    store = tmp_path / "elsewhere"
    blob = plant_ollama(store, "registry.ollama.ai/library/x/1b", small.read_bytes())
    library.add(blob)
    model = only(library)
    assert (model.owner, model.name, model.sha256) == (Owner.OLLAMA, "x:1b", blob.name[7:])
    with pytest.raises(BadInputError, match="belongs to Ollama"):
        library.delete(model, permanently=True)
    assert blob.exists()


def test_a_damaged_cache_is_left_alone(
    library: Library, hub: FakeHub, small: Path, tmp_path: Path
) -> None:
    hub.files[REPO, small.name] = small
    path = plant_hugging_face(tmp_path / "hub", hub, REPO, small.name)
    (path.parents[2] / "refs" / "odd").write_text("no such commit")
    model = only(library)
    with pytest.raises(DarkroomError, match="is damaged"):
        library.delete(model, confirmed_owner=Owner.HUGGING_FACE, permanently=True)
    assert only(library) == model


def test_ollama_loses_the_manifest_and_what_only_that_needs(
    library: Library, small: Path, trash: Path, tmp_path: Path
) -> None:
    store = tmp_path / "ollama"
    shared = {"license": b"terms"}
    library_name = "registry.ollama.ai/library"
    content = small.read_bytes()
    blob = plant_ollama(store, f"{library_name}/a/1", content, params=b"1", **shared)
    plant_ollama(store, f"{library_name}/a/2", content, params=b"2", **shared)
    other = plant_ollama(store, f"{library_name}/b/1", b"GGUF other", params=b"3", **shared)
    before = set((store / "blobs").iterdir())
    (model,) = (model for model in library.scan() if model.path == blob)
    assert model.name == "a:1, a:2"
    library.delete(model, confirmed_owner=Owner.OLLAMA)
    (manifest,) = (path for path in (store / "manifests").rglob("*") if path.is_file())
    assert manifest.parts[-2:] == ("b", "1")
    after = set((store / "blobs").iterdir())
    needed = json.loads(manifest.read_text())
    digests = [layer["digest"] for layer in [needed["config"], *needed["layers"]]]
    assert {path.name for path in after} == {digest.replace(":", "-") for digest in digests}
    assert other in after
    # Two manifests, the weights, and two each of params and config.
    assert len(in_trash(trash)) == 2 + 1 + 4
    assert in_trash(trash) >= {path.name for path in before - after}


def test_ollama_keeps_what_an_unread_manifest_may_need(
    library: Library, small: Path, trash: Path, tmp_path: Path
) -> None:
    store = tmp_path / "ollama"
    manifest = "registry.ollama.ai/library/a/1"
    blob = plant_ollama(store, manifest, small.read_bytes(), license=b"terms")
    (store / "manifests" / manifest).with_name("2").write_bytes(b"?")
    before = set((store / "blobs").iterdir())
    (model,) = library.scan()
    library.delete(model, confirmed_owner=Owner.OLLAMA)
    assert set((store / "blobs").iterdir()) == before - {blob}
    assert in_trash(trash) == {blob.name, "1"}


def test_a_folder_that_may_not_be_changed(
    library: Library, ours: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(small, ours / "model.gguf")
    # An administrator, as tests may run, is refused nothing.
    monkeypatch.setattr(os, "access", lambda path, mode: path != ours)
    with pytest.raises(DarkroomError, match="its folder may not be changed"):
        library.delete(only(library))
