"""``darkroom fit OWNER/NAME`` asks a Hub: a real one but for its address, on this computer."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_hub import FakeHub, running
from gguf_files import write_model

pytestmark = pytest.mark.process

REPO = "owner/model-GGUF"
TOKEN = "hf_secret"  # noqa: S105 - of the fake hub


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running() as hub:
        yield hub


def fit(url: str, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"HF_ENDPOINT": url, "HF_HOME": str(home), "HF_TOKEN": TOKEN}
    return subprocess.run(
        [sys.executable, "-m", "darkroom", "fit", *words, "--vram", "8G", "--ram", "16G"],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_every_model_of_a_repository_is_planned(hub: FakeHub, tmp_path: Path) -> None:
    write_model(tmp_path / "b-Q8_0.gguf", matrix_type="Q8_0", parts=2)
    write_model(tmp_path / "b-F16.gguf", matrix_type="F16")
    write_model(tmp_path / "b-llama.gguf", architecture="llama")
    for path in tmp_path.iterdir():
        hub.files[REPO, path.name] = path
    hub.files[REPO, "README.md"] = b"x"
    hub.redirects = True
    home = tmp_path / "home"
    done = fit(hub.url, home, REPO, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [(plan["quant"], plan["file"]) for plan in found["plans"]] == [
        ("Q8_0", "b-Q8_0-00001-of-00002.gguf"),
        ("F16", "b-F16.gguf"),
    ]
    assert not any(plan["estimated"] for plan in found["plans"])
    (skipped,) = found["skipped"]
    assert "b-llama.gguf" in skipped["file"]
    assert "autoregressive" in skipped["error"]
    assert {seen.host for seen in hub.seen if "authorization" in seen.headers} == {"hub"}
    assert TOKEN not in done.stdout + done.stderr
    assert not home.exists() or not list(home.rglob("*.gguf"))
    table = fit(hub.url, home, REPO)
    assert "★ F16" in table.stdout
    assert "b-llama.gguf" in table.stderr


def test_no_connection_is_said_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    done = fit(f"http://127.0.0.1:{port}", tmp_path, REPO, "--json")
    assert done.returncode == 1
    error = json.loads(done.stdout)["error"]
    assert error["kind"] == "hub"
    assert "Cannot reach the Hub" in error["text"]
    assert "Traceback" not in done.stderr


def test_an_unknown_repository_is_bad_input(hub: FakeHub, tmp_path: Path) -> None:
    done = fit(hub.url, tmp_path, "nobody/nothing")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "does not have the repository nobody/nothing" in done.stderr
