"""Trees of model files: split, damaged, linked in circles, large."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from darkroom.core.errors import CancelledError
from darkroom.hub.library.library import Library
from gguf_files import write_model
from library_trees import only, put


def test_nothing_is_there(library: Library) -> None:
    assert library.scan() == ()
    assert library.notes == ()


def test_a_split_model_is_one(library: Library, ours: Path, parts: list[Path]) -> None:
    paths = tuple(put(part, ours / part.name) for part in parts)
    model = only(library)
    assert (model.paths, model.path, model.name) == (paths, paths[0], "split")
    assert model.size_bytes == sum(part.stat().st_size for part in parts)
    assert model.runs
    assert model.sha256 is None


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_split_model_that_lacks_a_part(
    library: Library, ours: Path, parts: list[Path], gone: int
) -> None:
    for part in parts[:gone] + parts[gone + 1 :]:
        put(part, ours / part.name)
    model = only(library)
    assert not model.runs
    assert model.why_not == f"1 of 3 parts missing, the first of them {parts[gone].name}."
    assert model.architecture == ("" if gone == 0 else "diffusion-gemma")
    put(parts[gone], ours / parts[gone].name)
    assert only(library).runs


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (0, "file is empty"),
        (3, "not a GGUF file"),
        (40, "only 24 bytes follow"),
        (9000, "only 1,256 bytes follow"),
    ],
)
def test_damaged_files_are_listed(
    library: Library, ours: Path, small: Path, length: int, words: str
) -> None:
    put(small, ours / "good.gguf")
    (ours / "bad.gguf").write_bytes(small.read_bytes()[:length])
    bad, good = library.scan()
    assert good.runs
    assert not bad.runs
    assert words in bad.why_not
    assert str(ours) not in bad.why_not
    assert (bad.name, bad.size_bytes, bad.architecture) == ("bad", length, "")


def test_parts_of_two_models(library: Library, ours: Path, parts: list[Path], small: Path) -> None:
    for part in parts:
        put(part, ours / part.name)
    put(small, ours / parts[1].name)
    model = only(library)
    assert not model.runs
    assert model.why_not.startswith(f"{parts[1].name}: ")
    assert "belongs to another set" in model.why_not


@pytest.mark.parametrize(
    ("architecture", "words"),
    [("llama", "autoregressive"), ("dream", "Dream"), ("clip", "no language model")],
)
def test_others_are_told_what_they_are(
    library: Library, ours: Path, architecture: str, words: str
) -> None:
    ours.mkdir()
    write_model(ours / "other-Q4_K_M.gguf", architecture=architecture)
    model = only(library)
    assert (model.architecture, model.quant, model.runs) == (architecture, "Q4_K_M", False)
    assert words in model.why_not


def test_what_is_no_model_is_left_out(library: Library, ours: Path, small: Path) -> None:
    names = ["mmproj-F16.gguf", "imatrix.gguf", "a.gguf.part", "a.gguf.incomplete", "._a.gguf"]
    for name in [*names, "blob", "a.safetensors"]:
        put(small, ours / name)
    (ours / "folder.gguf").mkdir()
    assert library.scan() == ()
    put(small, ours / "SHOUTED.GGUF")
    assert only(library).name == "SHOUTED"


def test_links_in_circles(library: Library, ours: Path, small: Path, tmp_path: Path) -> None:
    put(small, ours / "a" / "b" / "model.gguf")
    (ours / "a" / "b" / "up").symlink_to(ours)
    (ours / "a" / "self").symlink_to("self")
    (ours / "x.gguf").symlink_to("y.gguf")
    (ours / "y.gguf").symlink_to("x.gguf")
    (ours / "gone.gguf").symlink_to(tmp_path / "nothing")
    (ours / "again").symlink_to(ours / "a")
    (ours / "other.gguf").symlink_to(ours / "a" / "b" / "model.gguf")
    assert only(library).size_bytes == small.stat().st_size


def test_a_folder_behind_a_link(library: Library, ours: Path, small: Path, tmp_path: Path) -> None:
    put(small, tmp_path / "disk" / "model.gguf")
    ours.mkdir()
    (ours / "disk").symlink_to(tmp_path / "disk")
    assert only(library).path == ours / "disk" / "model.gguf"


def test_a_folder_that_cannot_be_read(library: Library, ours: Path, small: Path) -> None:
    put(small, ours / "model.gguf")
    # Not even an administrator can list a path of more than 4,096 bytes.
    folder = os.open(ours, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=folder)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    (model,) = library.scan()
    assert model.runs
    (note,) = library.notes
    assert "cannot be read" in note


def test_a_scan_can_be_cancelled(library: Library, ours: Path, small: Path) -> None:
    for i in range(3):
        put(small, ours / f"d{i}" / "model.gguf")
    for asked in range(8):
        answers = iter([False] * asked + [True])
        with pytest.raises(CancelledError):
            library.scan(lambda answers=answers: next(answers))
    assert len(library.scan(lambda: False)) == 3


def test_a_tree_of_5000_files(library: Library, ours: Path, small: Path) -> None:
    for i in range(5000):
        path = ours / f"d{i % 50}" / f"e{i % 5}" / (f"m{i}.gguf" if i % 20 == 0 else f"f{i}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"") if path.suffix == ".txt" else os.link(small, path)
    for what in ("cold", "warm"):
        began = time.perf_counter()
        models = library.scan()
        print(f"{what} scan of 5,000 files, 250 models: {time.perf_counter() - began:.2f} s")
        assert len(models) == 250
        assert all(model.runs for model in models)
