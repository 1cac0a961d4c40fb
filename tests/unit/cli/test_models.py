"""Models in the terminal: names that are meant, words, and what fits into a line."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from darkroom.cli.amounts import duration, size, size_of
from darkroom.cli.model_search import matches
from darkroom.cli.models import rate
from darkroom.cli.models_view import catalogue_text, library_text
from darkroom.cli.progress import bar_line
from darkroom.cli.pull import choose, find_repo
from darkroom.core.errors import BadInputError
from darkroom.hub.catalogue import bundled_catalogue
from darkroom.hub.downloads.request import DownloadState, Progress
from darkroom.hub.families import Catalogue, CatalogueFile, Family
from darkroom.hub.library.model import LocalModel, Owner
from darkroom.hub.listing import Listing, RemoteModel

REPO = "owner/model-GGUF"


def listing(*models: tuple[str, ...]) -> Listing:
    found = tuple(RemoteModel(REPO, "main", files, 1, (None,) * len(files)) for files in models)
    return Listing(REPO, "main", False, "", found)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [("a-Q4_K_M.gguf", 0), ("q4_k_m", 0), ("UD-Q4_K_M", 1), ("x/b-Q8_0.gguf", 2),
     ("b-Q8_0.gguf", 2), ("x", 2), ("x/", 2), ("c-F16-00002-of-00002.gguf", 3), ("f16", 3)],
)  # fmt: skip
def test_a_model_is_named_by_file_quantization_or_folder(wanted: str, index: int) -> None:
    parts = ("c-F16-00001-of-00002.gguf", "c-F16-00002-of-00002.gguf")
    found = listing(("a-Q4_K_M.gguf",), ("a-UD-Q4_K_M.gguf",), ("x/b-Q8_0.gguf",), parts)
    assert choose(found, wanted) is found.models[index]


def test_the_only_model_needs_no_name() -> None:
    found = listing(("a.gguf",))
    assert choose(found, "") is found.models[0]


def test_what_two_models_are_called_is_asked_back_by_file() -> None:
    found = listing(("a-Q8_0.gguf",), ("b-Q8_0.gguf",), ("b-F16.gguf",))
    with pytest.raises(BadInputError) as error:
        choose(found, "q8_0")
    assert error.value.hint == "It has a-Q8_0.gguf, b-Q8_0.gguf."
    with pytest.raises(BadInputError) as error:
        choose(found, "")
    assert error.value.hint == "It has a-Q8_0.gguf, b-Q8_0.gguf, F16."


def test_a_family_is_its_repository() -> None:
    assert find_repo("DiffusionGemma").repo == "unsloth/diffusiongemma-26B-A4B-it-GGUF"
    named = find_repo("https://huggingface.co/owner/name/blob/v2/x.gguf")
    assert (named.repo, named.revision, named.path) == ("owner/name", "v2", "x.gguf")


@pytest.mark.parametrize(
    ("text", "bytes_per_s"),
    [("5M", 5_000_000), ("500k", 500_000), ("1.5 MB/s", 1_500_000), ("2G", 2 * 10**9),
     ("1000", 1000)],
)  # fmt: skip
def test_rates(text: str, bytes_per_s: int) -> None:
    assert rate(text) == bytes_per_s


@pytest.mark.parametrize("text", ["", "5", "0", "-1M", "5X", "1e9", "9999999G"])
def test_what_is_no_rate(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        rate(text)


def test_amounts_are_short_and_never_a_thousand_of_a_unit() -> None:
    sizes = [0, 400, 1000, 940_000, 999_999, 999_960_000, 16_806_810_336]
    assert [*map(size, sizes)] == [
        "0 bytes", "400 bytes", "1 kB", "940 kB", "1.0 MB", "1.0 GB", "16.8 GB",
    ]  # fmt: skip
    assert size_of(71_000_000, 16_800_000_000) == "0.1 of 16.8 GB"
    times = [0.4, 59.6, 125, 3599.7, 11520, 200_000]
    assert [*map(duration, times)] == [
        "0 s", "1 min 00 s", "2 min 05 s", "1 h 00 min", "3 h 12 min", "2 days",
    ]  # fmt: skip


@pytest.mark.parametrize("columns", range(10, 130, 7))
def test_a_bar_never_breaks_the_line(columns: int) -> None:
    progress = Progress(DownloadState.RUNNING, 7_100_000_000, 16_800_000_000, 85.3e6, 114.0)
    line = bar_line(progress, columns, "█░")
    assert len(line) <= columns
    assert line.startswith("Downloadin")
    if columns > 100:
        assert line == (
            "Downloading  ████████████░░░░░░░░░░░░░░░░░░   42 %  7.1 of 16.8 GB  85.3 MB/s"
            "  1 min 54 s left"
        )
    assert len(bar_line(Progress(DownloadState.RUNNING), columns, "#.")) <= columns


def local(**changes: object) -> LocalModel:
    path = Path("/models/x.gguf")
    about = {
        "path": path, "paths": (path,), "name": "x", "architecture": "", "quant": "",
        "size_bytes": 1, "runs": True, "why_not": "", "owner": Owner.HUGGING_FACE,
        "hashes": (None,),
        "modified": datetime(2026, 11, 23, tzinfo=UTC),
    }  # fmt: skip
    return LocalModel(**(about | changes))  # pyright: ignore[reportArgumentType]


def test_a_list_stays_narrow_whatever_files_are_called() -> None:
    long = local(name="n" * 300, why_not="It cannot. " * 30, runs=False, quant="UD-IQ2_XXS")
    text = library_text([long, local(name="évil\x1b[2J"), local(name="模型")])
    assert max(map(len, text.splitlines())) <= 100
    assert "\x1b" not in text
    assert "Hugging Face cache" in text
    assert text.endswith("3 models, 3 bytes; Darkroom runs 2.")


def test_the_catalogue_is_searched_by_all_words() -> None:
    (gemma, *others) = bundled_catalogue().families
    assert matches(gemma, "GEMMA q4_k_m")
    assert matches(gemma, "")
    assert not any(matches(other, "gemma q4_k_m") for other in others)


def test_the_catalogue_tells_terms_and_what_is_rounded() -> None:
    file = CatalogueFile("Q8_0", "", 1_500_000_000, approximate=True)
    family = Family("x", "X", "x", "o/x", "", "", False, (file,), gated=True)
    text = catalogue_text(Catalogue(date(2026, 1, 2), (family,)))
    assert "x: X (not supported yet; licence unknown; its owner wants terms accepted)" in text
    assert "~1.5 GB" in text
    assert "As of 2026-01-02" in text
