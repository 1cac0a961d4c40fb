"""The catalogue that comes along: complete, strict, and usable without a connection."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from darkroom.core.errors import DarkroomError, UnsupportedModelError
from darkroom.gguf import known
from darkroom.gguf.architecture import DIFFUSION_GEMMA
from darkroom.hub.catalogue import (
    DIFFUSION_GEMMA_26B,
    bundled_catalogue,
    candidates,
    read_catalogue,
)

GOOD: dict[str, Any] = {
    "date": "2026-11-23",
    "families": [
        {
            "id": "llada-8b",
            "name": "LLaDA",
            "architecture": "llada",
            "repo": "a/b",
            "runs": False,
            "files": [{"quant": "Q8_0", "size_bytes": 9}, {"quant": "Q4_K_M", "size_bytes": 5}],
        }
    ],
}


def written(folder: Path, raw: object) -> Path:
    path = folder / "models.json"
    path.write_text(json.dumps(raw))
    return path


def test_diffusion_gemma_has_its_five_files() -> None:
    family = bundled_catalogue().find("unsloth/DiffusionGemma-26B-A4B-it-GGUF")
    assert family is bundled_catalogue().find("diffusiongemma") is not None
    found = candidates(family)
    assert [c.quant for c in found] == ["Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "BF16"]
    assert found[0].size_bytes == 16_806_810_336
    for candidate in found:
        assert candidate.estimated
        assert not candidate.present
        assert candidate.quant in candidate.file
        # What is no weight is the header.
        assert 0.998 < candidate.footprint.weight_bytes / candidate.size_bytes < 1
        assert 25.0e9 < candidate.footprint.parameters < 25.5e9


def test_sizes_of_the_published_model() -> None:
    params = DIFFUSION_GEMMA_26B
    assert params.sliding.count(True) == 25
    assert [i for i, sliding in enumerate(params.sliding) if not sliding] == [5, 11, 17, 23, 29]
    assert set(zip(params.sliding, params.kv_heads, strict=True)) == {(True, 8), (False, 2)}


def test_kin_are_listed_and_refused_with_their_name() -> None:
    kin = [f for f in bundled_catalogue().families if not f.runs]
    assert {f.architecture for f in kin} == {*known.DIFFUSION, DIFFUSION_GEMMA}
    assert {f.architecture for f in bundled_catalogue().families if f.runs} == {DIFFUSION_GEMMA}
    for family in kin:
        with pytest.raises(UnsupportedModelError, match="recognised, but not supported yet") as e:
            candidates(family)
        assert family.name in str(e.value)
        assert e.value.hint


def test_ids_and_repositories_are_found_once() -> None:
    names = [n.casefold() for f in bundled_catalogue().families for n in (f.id, f.repo)]
    assert len(names) == len(set(names))
    assert bundled_catalogue().find("nobody/nothing") is None


def test_small_files_come_first_and_unknown_fields_are_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD | {"mood": 1})
    (family,) = read_catalogue(path).families
    assert [file.quant for file in family.files] == ["Q4_K_M", "Q8_0"]
    assert family.licence == family.files[0].file == ""


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("date",), "soon", "date"),
        (("date",), 2026, "date"),
        (("families",), [], "families"),
        (("families",), {"a": 1}, "families"),
        (("families", 0), "x", r"families\[0\]"),
        (("families", 0, "id"), "", r"families\[0\]\.id"),
        (("families", 0, "repo"), None, r"families\[0\]\.repo"),
        (("families", 0, "runs"), 1, r"families\[0\]\.runs"),
        (("families", 0, "runs"), True, r"families\[0\]\.runs"),
        (("families", 0, "files"), None, r"families\[0\]\.files"),
        (("families", 0, "files", 1, "quant"), 4, r"families\[0\]\.files\[1\]\.quant"),
        (("families", 0, "files", 1, "size_bytes"), 0, r"files\[1\]\.size_bytes"),
        (("families", 0, "files", 1, "size_bytes"), True, r"files\[1\]\.size_bytes"),
        (("families", 0, "files", 1, "approximate"), "no", r"files\[1\]\.approximate"),
    ],
)
def test_a_wrong_field_is_named(
    tmp_path: Path, place: tuple[str | int, ...], value: object, words: str
) -> None:
    raw: Any = deepcopy(GOOD)
    target = raw
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    with pytest.raises(DarkroomError, match=words) as caught:
        read_catalogue(written(tmp_path, raw))
    assert caught.value.hint == "Install Darkroom again."


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b"{"])
def test_a_broken_file_is_named(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "models.json"
    path.write_bytes(raw)
    with pytest.raises(DarkroomError, match=r"models\.json"):
        read_catalogue(path)
