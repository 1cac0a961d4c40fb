"""``darkroom models pull`` from a Hub that is real but for its address."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from darkroom.gguf.parts import group_files
from fake_hub import FakeHub, running
from models_cli import TOKEN, environment, lines, models, start

pytestmark = pytest.mark.process

REPO = "owner/model-GGUF"
BIG = "big-Q8_0.gguf"
BIG_BYTES = 48_000_000


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running() as hub:
        hub.files[REPO, "b-Q4_K_M.gguf"] = random.Random(1).randbytes(300_000)
        hub.files[REPO, "b-Q8_0.gguf"] = random.Random(2).randbytes(500_000)
        hub.files[REPO, "README.md"] = b"x"
        hub.token = TOKEN
        hub.redirects = True
        yield hub


@pytest.fixture
def big(hub: FakeHub) -> bytes:
    content = random.Random(3).randbytes(BIG_BYTES)
    hub.files = {(REPO, BIG): content}
    return content


def digest(content: bytes | Path) -> str:
    assert isinstance(content, bytes)
    return hashlib.sha256(content).hexdigest()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("name", ["q4_k_m", "b-Q4_K_M.gguf"])
def test_a_file_comes_whole_and_the_last_line_says_so(
    hub: FakeHub, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "out"
    code, out, err = models(
        environment(tmp_path, hub.url), "pull", REPO, name, "--dir", str(folder), "--json"
    )
    assert code == 0, err
    *progress, done = lines(out)
    path = folder / "b-Q4_K_M.gguf"
    content = hub.files[REPO, path.name]
    assert done == {"type": "done", "path": str(path), "sha256": digest(content)}
    assert path.read_bytes() == content
    assert [file.name for file in folder.iterdir()] == [path.name]
    assert all(list(line) == ["type", "bytes", "total", "bytes_per_s"] for line in progress)
    assert {line["type"] for line in progress} == {"progress"}
    assert (progress[-1]["bytes"], progress[-1]["total"]) == (300_000, 300_000)
    assert err == ""
    assert {seen.host for seen in hub.seen if "authorization" in seen.headers} == {"hub"}


def test_people_get_the_path_on_stdout_and_the_rest_on_stderr(hub: FakeHub, tmp_path: Path) -> None:
    env = environment(tmp_path, hub.url)
    code, out, err = models(env, "pull", f"https://huggingface.co/{REPO}", "Q8_0")
    path = tmp_path / "data" / "darkroom" / "models" / "owner" / "model-GGUF" / "b-Q8_0.gguf"
    assert (code, out) == (0, f"{path}\n"), err
    assert "b-Q8_0.gguf of owner/model-GGUF, 500 kB" in err
    assert f"SHA-256 {digest(hub.files[REPO, path.name])}, as the Hub announces" in err
    assert "\x1b" not in err
    # Its hash is remembered, and what is there already is not fetched again.
    sent = hub.sent_bytes()
    assert models(env, "verify", str(path))[0] == 0
    assert models(env, "pull", REPO, "Q8_0")[:2] == (0, f"{path}\n")
    assert hub.sent_bytes() == sent


def test_a_split_model_comes_with_all_its_parts(hub: FakeHub, tmp_path: Path) -> None:
    names = [f"sub/c-F16-0000{i}-of-00003.gguf" for i in (1, 2, 3)]
    for name in names:
        hub.files[REPO, name] = name.encode() * 1000
    code, out, err = models(
        environment(tmp_path, hub.url), "pull", REPO, names[1].rpartition("/")[2],
        "--dir", str(tmp_path / "out"), "--json", "--connections", "2", "--limit", "5M",
    )  # fmt: skip
    assert code == 0, err
    done = lines(out)[-1]
    paths = [tmp_path / "out" / name for name in names]
    hashes = [digest(hub.files[REPO, name]) for name in names]
    assert (done["path"], done["sha256"]) == (str(paths[0]), hashes[0])
    assert done["files"] == [
        {"path": str(path), "sha256": sha256} for path, sha256 in zip(paths, hashes, strict=True)
    ]
    assert [digest(path.read_bytes()) for path in paths] == hashes


def test_after_a_kill_little_is_fetched_again(hub: FakeHub, big: bytes, tmp_path: Path) -> None:
    env = environment(tmp_path, hub.url)
    words = ("pull", REPO, BIG, "--dir", str(tmp_path / "out"), "--json")
    with start(env, *words, "--limit", "40M") as process:
        while (there := json.loads(_line(process))["bytes"]) < BIG_BYTES // 2:
            pass
        process.kill()
    seen = len(hub.seen)
    code, out, err = models(env, *words)
    assert code == 0, err
    assert lines(out)[-1]["sha256"] == digest(big)
    assert (tmp_path / "out" / BIG).read_bytes() == big
    again = sum(one.sent_bytes for one in hub.seen[seen:])
    assert 0 < again <= BIG_BYTES - there + (16 << 20)
    assert again < BIG_BYTES


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("as_json", [True, False], ids=["json", "words"])
def test_ctrl_c_keeps_what_came(hub: FakeHub, big: bytes, tmp_path: Path, as_json: bool) -> None:
    env = environment(tmp_path, hub.url)
    words = ["pull", REPO, BIG, "--dir", str(tmp_path / "out"), *["--json"] * as_json]
    part = tmp_path / "out" / f"{BIG}.part"
    with start(env, *words, "--limit", "4M") as process:
        while not part.exists():
            assert process.poll() is None
            time.sleep(0.05)
        while as_json and json.loads(_line(process))["bytes"] < 5_000_000:
            pass
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    # In words Ctrl-C may have come before the first byte was safe, and nothing is kept then.
    assert ("Stopped; " if as_json else "Stopped") in err
    assert "The same command goes on from there." in err
    if as_json:
        last = lines(out)[-1]
        assert list(last) == ["type", "kind", "message", "hint"]
        assert (last["type"], last["kind"]) == ("error", "cancelled")
    assert part.exists()
    seen = len(hub.seen)
    assert models(env, *words)[0] == 0
    assert (tmp_path / "out" / BIG).read_bytes() == big
    if as_json:
        assert sum(one.sent_bytes for one in hub.seen[seen:]) < BIG_BYTES - 1_000_000


def test_a_gated_model_says_what_to_do(hub: FakeHub, tmp_path: Path) -> None:
    hub.gated.add(REPO)
    code, out, err = models(environment(tmp_path, hub.url), "pull", REPO, "Q8_0", "--json")
    assert code == 1
    last = lines(out)[-1]
    assert (last["type"], last["kind"]) == ("error", "hub")
    assert "its owner wants its terms accepted first" in last["message"]
    assert "Accept them on the model's page." in last["hint"]
    assert f"darkroom: {last['message']}\n{last['hint']}\n" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nobody/nothing", "Q8_0"], "does not have the repository nobody/nothing"),
        ([REPO, "Q2_K"], "no model called 'Q2_K'.\nIt has Q4_K_M, Q8_0."),
        ([REPO, "README.md"], "no model called 'README.md'"),
        ([REPO], "has more than one model.\nIt has Q4_K_M, Q8_0."),
        (["nonsense", "Q8_0"], "Known here: diffusiongemma, "),
        ([REPO, "Q8_0", "--connections", "0"], "'0' is not between 1 and 16"),
        ([REPO, "Q8_0", "--limit", "fast"], "'fast' is not a rate such as 5M"),
        ([REPO, "d-00001-of-00002.gguf"], "has only part of d-00001-of-00002.gguf: 1 of 2 parts"),
        ([REPO, "evil"], "does not stay inside"),
    ],
)
def test_bad_input(hub: FakeHub, tmp_path: Path, words: list[str], says: str) -> None:
    if "evil" in words:
        hub.files[REPO, "../evil.gguf"] = b"x"
        words[1] = "../evil.gguf"
    if "d-" in words[-1]:
        hub.files[REPO, words[-1]] = b"x"
    folder = tmp_path / "in" / "out"
    code, out, err = models(environment(tmp_path, hub.url), "pull", *words, "--dir", str(folder))
    assert (code, out) == (2, "")
    assert says in err
    assert not (tmp_path / "in").exists() or not list((tmp_path / "in").rglob("*.gguf*"))


def test_another_file_than_announced_is_a_failure(hub: FakeHub, tmp_path: Path) -> None:
    hub.announced_hashes[REPO, "b-Q8_0.gguf"] = "ab" * 32
    folder = tmp_path / "out"
    code, out, _ = models(
        environment(tmp_path, hub.url), "pull", REPO, "Q8_0", "--dir", str(folder), "--json"
    )
    assert code == 1
    assert lines(out)[-1]["type"] == "error"
    assert "came damaged" in lines(out)[-1]["message"]
    assert not (folder / "b-Q8_0.gguf").exists()


def test_no_connection_is_a_failure(tmp_path: Path) -> None:
    code, out, err = models(environment(tmp_path), "pull", "diffusiongemma", "Q4_K_M", "--json")
    assert code == 1
    (last,) = lines(out)
    assert (last["type"], last["kind"]) == ("error", "hub")
    assert "unsloth/diffusiongemma-26B-A4B-it-GGUF" in last["message"]
    assert "Cannot reach the Hub" in err


def test_it_needs_no_qt(hub: FakeHub, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; sys.modules['shiboken6'] = None\n"
        "from darkroom.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    folder = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", code, "models", "pull", REPO, "Q8_0", "--dir", str(folder)],
        env=environment(tmp_path, hub.url), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == f"{folder / 'b-Q8_0.gguf'}\n", done.stderr
    assert group_files(path.name for path in folder.iterdir()) == [("b-Q8_0.gguf",)]
