"""``darkroom fit`` on files, on the catalogue, on machines that are made up, and on bad input."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from darkroom.cli.fit import size_bytes
from darkroom.cli.main import main
from darkroom.gguf.header import read_header
from gguf_files import write_model
from sparse_gguf import Q4_K_M, write_sparse_model

GIB = 1 << 30
PLAN_KEYS = {
    "quant", "file", "size_bytes", "verdict", "peak_bytes", "gpu_layers", "n_layers",
    "max_context", "reason",
}  # fmt: skip


def fit_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["fit", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_local_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_model(tmp_path / "tiny-Q8_0.gguf", matrix_type="Q8_0")
    found = fit_json(capsys, str(path), "--ram", "16G")
    assert found["machine"]["ram"]["total_bytes"] == 16 * GIB
    assert found["machine"]["simulated"]
    (plan,) = found["plans"]
    assert set(plan) >= PLAN_KEYS
    assert plan["file"] == str(path)
    assert plan["size_bytes"] == path.stat().st_size
    assert (plan["verdict"], plan["gpu_layers"], plan["n_layers"]) == ("cpu", 0, 3)
    assert set(plan["peak_bytes"]) == {"ram"}
    assert found["recommended"] == plan["quant"] == "Q8_0"
    assert not plan["estimated"]


def test_any_part_of_a_split_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = write_model(tmp_path / "a-F16.gguf", matrix_type="F16", parts=3)
    parts = read_header(first).paths
    for path in parts:
        (plan,) = fit_json(capsys, str(path), "--ram", "16G")["plans"]
        assert plan["size_bytes"] == sum(part.stat().st_size for part in parts)


def test_a_header_of_the_published_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_sparse_model(tmp_path / "real-Q4_K_M.gguf", Q4_K_M)
    found = fit_json(capsys, str(path), "--vram", "24G", "--ram", "64G", "--context", "8192")
    (plan,) = found["plans"]
    assert (plan["verdict"], plan["gpu_layers"]) == ("fits_gpu", 30)
    assert 16e9 < plan["peak_bytes"]["gpu0"] < 20e9


@pytest.mark.parametrize(
    "name", ["diffusiongemma", "DiffusionGemma", "unsloth/diffusiongemma-26B-A4B-it-GGUF"]
)
def test_the_catalogue_needs_no_connection(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    found = fit_json(capsys, name, "--vram", "24G", "--ram", "64G")
    quants = [plan["quant"] for plan in found["plans"]]
    assert quants == ["Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "BF16"]
    assert all(plan["estimated"] for plan in found["plans"])
    assert found["plans"][0]["verdict"] == "fits_gpu"
    assert found["recommended"] in quants


def test_flags_make_up_the_machine(capsys: pytest.CaptureFixture[str]) -> None:
    two = fit_json(capsys, "diffusiongemma", "--vram", "12G", "--vram", "24G", "--ram", "32G")
    totals = [gpu["total_bytes"] for gpu in two["machine"]["gpus"]]
    assert totals == [12 * GIB, 24 * GIB]
    assert {key for plan in two["plans"] for key in plan["peak_bytes"]} == {"ram", "gpu0", "gpu1"}
    apple = fit_json(capsys, "diffusiongemma", "--unified", "--ram", "128G")
    assert [gpu["unified"] for gpu in apple["machine"]["gpus"]] == [True]
    assert apple["recommended"] == "BF16"


def test_wishes_reach_the_planner(capsys: pytest.CaptureFixture[str]) -> None:
    machine = ("--vram", "24G", "--ram", "64G")
    base = fit_json(capsys, "diffusiongemma", *machine)["plans"][0]
    long = fit_json(capsys, "diffusiongemma", *machine, "--context", "65536")["plans"][0]
    small = fit_json(capsys, "diffusiongemma", *machine, "--context", "65536", "--kv-type", "q8_0")[
        "plans"
    ][0]
    few = fit_json(capsys, "diffusiongemma", *machine, "--gpu-layers", "7")["plans"][0]
    none = fit_json(capsys, "diffusiongemma", *machine, "--gpu-layers", "0")["plans"][0]
    assert long["context"] == 65536
    assert long["peak_bytes"]["gpu0"] > small["peak_bytes"]["gpu0"] > base["peak_bytes"]["gpu0"]
    assert (few["verdict"], few["gpu_layers"]) == ("partial", 7)
    assert (none["verdict"], none["gpu_layers"]) == ("cpu", 0)


def test_nothing_fits_is_an_answer_too(capsys: pytest.CaptureFixture[str]) -> None:
    found = fit_json(capsys, "diffusiongemma", "--ram", "8G")
    assert found["recommended"] is None
    assert {plan["verdict"] for plan in found["plans"]} == {"too_large"}
    assert "demo model" in found["advice"]
    assert main(["fit", "diffusiongemma", "--ram", "8G"]) == 0
    assert "demo model" in capsys.readouterr().out


@pytest.mark.parametrize("vram", ["8G", "12G", "16G", "24G", "32G", "80G"])
def test_the_table_has_80_columns_and_one_star(
    vram: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fit", "diffusiongemma", "--vram", vram, "--ram", "64G"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    head = next(index for index, line in enumerate(lines) if line.startswith("  Quant"))
    rows = lines[head + 1 : lines.index("", head)]
    assert len(rows) == 5
    (starred,) = [row for row in rows if row.startswith("★")]
    assert any(line.startswith(f"★ recommended: {starred.split()[1]}.") for line in lines)


def test_the_bundled_model_on_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    found = fit_json(capsys, "demo")
    assert not found["machine"]["simulated"]
    assert found["recommended"] == found["plans"][0]["quant"]


def cut(path: Path) -> None:
    raw = write_model(path).read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def corrupt(path: Path) -> None:
    raw = bytearray(write_model(path).read_bytes())
    raw[8:16] = b"\xff" * 8
    path.write_bytes(raw)


def no_model(path: Path) -> None:
    path.write_text("<!DOCTYPE html><title>Sign in</title>")


def llama(path: Path) -> None:
    write_model(path, architecture="llama")


def stranger(path: Path) -> None:
    write_model(path, architecture="sedd")


def missing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (cut, "model_file", "bytes are missing"),
        (corrupt, "model_file", "the number of tensors"),
        (no_model, "model_file", "web page"),
        (Path.touch, "model_file", "is empty"),
        (Path.mkdir, "model_file", "is a folder"),
        (missing, "model_file", "no such file"),
        (llama, "unsupported_model", "autoregressive model (llama)"),
        (stranger, "unsupported_model", "stock llama.cpp"),
    ],
)
def test_bad_files_end_in_words(
    make: Callable[[Path], None], kind: str, words: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = tmp_path / "bad.gguf"
    make(path)
    assert main(["fit", str(path)]) == 2
    human = capsys.readouterr()
    assert human.out == ""
    assert human.err.startswith("darkroom: ")
    assert words in human.err
    assert main(["fit", str(path), "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["kind"] == kind
    assert words in error["text"]
    assert str(path) in error["text"]
    assert error["hint"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("what",), "neither a file nor a model known here"),
        (("a" * 300,), "neither a file nor a model known here"),
        (("a" * 300 + ".gguf",), "cannot be read"),
        (("llada-8b",), "recognised, but not supported yet"),
        (("diffusiongemma", "--context", "9999999"), "context must be in"),
        (("diffusiongemma", "--gpu-layers", "31"), "gpu_layers must be in"),
        (("diffusiongemma", "--unified", "--vram", "8G", "--vram", "8G"), "one GPU"),
    ],
)
def test_bad_wishes_end_in_words(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fit", *words, "--json"]) == 2
    captured = capsys.readouterr()
    assert says in json.loads(captured.out)["error"]["text"]
    assert says in captured.err


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("24G", 24 * GIB),
        ("24GB", 24 * GIB),
        ("24 GiB", 24 * GIB),
        ("1.5g", 3 * GIB // 2),
        ("512M", GIB // 2),
        ("1T", 1024 * GIB),
    ],
)
def test_sizes(text: str, size: int) -> None:
    assert size_bytes(text) == size


@pytest.mark.parametrize("text", ["", "24", "0G", "-1G", "G", "1e9G", "24GG", "9999999T", "٢G x"])
def test_no_sizes(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="24G or 512M"):
        size_bytes(text)
