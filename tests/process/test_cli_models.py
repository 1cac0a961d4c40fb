"""``darkroom models list|search|verify|rm|add`` in processes of their own."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_hub import FakeHub, running
from gguf_files import write_model
from library_trees import plant_hugging_face, plant_lm_studio, plant_ollama, put
from models_cli import environment, lines, models, start

pytestmark = pytest.mark.process

REPO = "owner/model-GGUF"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model") / "small-F16.gguf", matrix_type="F16")


@pytest.fixture
def hub(model: Path) -> Iterator[FakeHub]:
    with running() as hub:
        hub.files[REPO, "small-F16.gguf"] = model
        yield hub


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


def darkroom_folder(home: Path) -> Path:
    return home / "data" / "darkroom" / "models"


def trash(home: Path) -> list[str]:
    return [path.name for path in (home / "data" / "Trash" / "files").glob("*")]


def test_list_tells_of_everybodys_models(model: Path, home: Path) -> None:
    ours = put(model, darkroom_folder(home) / "small-F16.gguf")
    theirs = plant_lm_studio(home / ".lmstudio" / "models", model)
    plant_ollama(home / ".ollama" / "models", "registry.ollama.ai/library/small/1b", b"nothing")
    code, out, err = models(environment(home), "list", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["notes"] == []
    by_owner = {one["owner"]: one for one in found["models"]}
    assert set(by_owner) == {"darkroom", "lm-studio", "ollama"}
    assert set(by_owner["darkroom"]) == {
        "name", "quant", "size_bytes", "owner", "runs", "why_not", "path", "paths",
        "architecture", "sha256", "modified",
    }  # fmt: skip
    assert by_owner["darkroom"]["path"] == str(ours)
    assert by_owner["darkroom"]["size_bytes"] == model.stat().st_size
    assert by_owner["lm-studio"]["paths"] == [str(theirs)]
    assert by_owner["lm-studio"]["runs"] is True
    assert by_owner["ollama"]["name"] == "small:1b"
    assert by_owner["ollama"]["why_not"]
    code, out, _ = models(environment(home), "list")
    assert code == 0
    assert out.startswith("Model ")
    assert "~/.lmstudio/models/publisher/model-GGUF/small-F16.gguf" in out
    assert f"  {by_owner['ollama']['why_not'][:40]}" in out
    assert out.rstrip().endswith("Darkroom runs 2.")
    assert max(map(len, out.splitlines())) <= 100


def test_an_empty_computer_has_an_empty_list(home: Path) -> None:
    assert models(environment(home), "list", "--json")[:2] == (
        0,
        json.dumps({"models": [], "notes": []}, indent=2) + "\n",
    )
    assert "No models yet" in models(environment(home), "list")[1]


def test_what_is_added_is_listed_until_it_is_taken_off(model: Path, home: Path) -> None:
    folder = put(model, home / "elsewhere" / "x" / "mine-F16.gguf").parents[1]
    env = environment(home)
    assert models(env, "add", str(folder))[0] == 0
    (found,) = json.loads(models(env, "list", "--json")[1])["models"]
    assert (found["owner"], found["name"]) == ("user", "mine-F16")
    code, _, err = models(env, "rm", str(folder))
    assert (code, "Nothing was deleted" in err) == (0, True)
    assert json.loads(models(env, "list", "--json")[1])["models"] == []
    assert models(env, "rm", str(folder))[0] == 2
    assert folder.is_dir()


@pytest.mark.parametrize("name", ["absent.gguf", "text.gguf"])
def test_what_is_no_model_is_not_added(home: Path, name: str) -> None:
    (home / "text.gguf").write_text("hello")
    code, out, err = models(environment(home), "add", str(home / name))
    assert (code, out) == (2, "")
    assert name in err


def test_search_needs_no_connection(home: Path) -> None:
    code, out, _ = models(environment(home), "search", "gemma", "--json")
    found = json.loads(out)
    assert code == 0
    assert [family["id"] for family in found["families"]] == [
        "diffusiongemma",
        "diffusiongemma-safetensors",
    ]
    assert "Q4_K_M" in {file["quant"] for file in found["families"][0]["files"]}
    code, out, err = models(environment(home), "search", "no such thing")
    assert (code, out) == (0, "")
    assert "--online" in err


def test_search_online_asks_the_hub(hub: FakeHub, home: Path) -> None:
    hub.files["unsloth/diffusiongemma-26B-A4B-it-GGUF", "new-Q3_K_M.gguf"] = b"x" * 1000
    code, out, err = models(environment(home, hub.url), "search", "q3_k_m", "--online", "--json")
    assert code == 0, err
    found = json.loads(out)
    ((file,),) = [family["files"] for family in found["families"]]
    assert (file["file"], file["size_bytes"]) == ("new-Q3_K_M.gguf", 1000)
    assert any("llada" in note.casefold() for note in found["notes"])  # not on this hub
    # From now on it is known without a connection.
    assert "Q3_K_M" in models(environment(home), "search")[1]


def test_search_online_describes_a_repository(hub: FakeHub, home: Path, tmp_path: Path) -> None:
    path = write_model(tmp_path / "old-Q8_0.gguf", architecture="llama", matrix_type="Q8_0")
    hub.files[REPO, path.name] = path
    env = environment(home, hub.url)
    code, out, err = models(env, "search", REPO, "--online", "--json")
    assert code == 0, err
    found = json.loads(out)
    runs = {one["quant"]: (one["runs"], one["why_not"] == "") for one in found["models"]}
    assert runs == {"F16": (True, True), "Q8_0": (False, False)}
    assert found["licence"] == "apache-2.0"
    code, out, _ = models(env, "search", f"https://huggingface.co/{REPO}", "--online")
    assert code == 0
    assert "owner/model-GGUF (licence apache-2.0)" in out
    assert "small-F16.gguf" in out
    assert models(env, "search", "nobody/nothing", "--online")[0] == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
@pytest.mark.parametrize("damage", [False, True])
def test_verify_knows_what_the_hugging_face_cache_knows(
    hub: FakeHub, home: Path, damage: bool
) -> None:
    path = plant_hugging_face(home / "hf" / "hub", hub, REPO, "small-F16.gguf")
    if damage:
        with path.resolve().open("r+b") as file:
            file.seek(100)
            file.write(b"!")
    sha256 = hub.sha256(REPO, "small-F16.gguf")
    code, out, err = models(environment(home), "verify", str(path), "--json")
    *progress, last = lines(out)
    assert {line["type"] for line in progress} == {"progress"}
    assert progress[-1]["bytes"] == progress[-1]["total"] == path.stat().st_size
    if damage:
        assert (code, last["type"], last["kind"]) == (1, "error", "damaged")
        assert f"should be {sha256}" in last["message"]
        assert "is damaged" in err
    else:
        assert code == 0
        assert (last["type"], last["sha256"], last["result"]) == ("done", sha256, "sound")
        assert last["path"] == str(path)


def test_verify_prints_a_hash_that_nobody_has_told(model: Path, home: Path) -> None:
    path = put(model, home / "downloads" / "mine.gguf")
    code, out, err = models(environment(home), "verify", str(path))
    assert code == 0
    assert out == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path}\n"
    assert "Nobody has said what it ought to be" in err
    code, out, _ = models(environment(home), "verify", str(path), "--json")
    assert lines(out)[-1]["result"] == "unknown"
    assert models(environment(home), "verify", str(home / "absent.gguf"))[0] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="the trash of freedesktop.org")
def test_rm_moves_to_the_trash_and_only_with_a_word(model: Path, home: Path) -> None:
    path = put(model, darkroom_folder(home) / "small-F16.gguf")
    env = environment(home)
    code, _, err = models(env, "rm", str(path))
    assert (code, path.exists()) == (2, True)
    assert "--yes" in err
    code, _, err = models(env, "rm", str(path), "--yes")
    assert (code, path.exists()) == (0, False), err
    assert trash(home) == ["small-F16.gguf"]
    assert models(env, "rm", str(path), "--yes")[0] == 2


def test_rm_permanently_leaves_nothing(model: Path, home: Path) -> None:
    path = put(model, darkroom_folder(home) / "small-F16.gguf")
    assert models(environment(home), "rm", str(path), "--yes", "--permanently")[0] == 0
    assert not path.exists()
    assert trash(home) == []


def test_rm_of_another_programs_file_wants_its_name(model: Path, home: Path) -> None:
    path = plant_lm_studio(home / ".lmstudio" / "models", model)
    env = environment(home)
    for words in ([], ["--owner", "ollama"]):
        code, _, err = models(env, "rm", str(path), "--yes", "--permanently", *words)
        assert (code, path.exists()) == (2, True)
        assert "belongs to LM Studio" in err
        assert "--owner lm-studio" in err
    words = ["rm", str(path), "--yes", "--permanently", "--owner", "lm-studio"]
    assert models(env, *words)[0] == 0
    assert not path.exists()


def test_rm_deletes_nothing_but_models(home: Path) -> None:
    (home / "letter.txt").write_text("dear")
    code, _, err = models(environment(home), "rm", str(home / "letter.txt"), "--yes")
    assert code == 2
    assert "is no model file" in err
    assert (home / "letter.txt").exists()


def test_a_reader_that_goes_away_is_no_traceback(model: Path, home: Path) -> None:
    for number in range(300):
        path = darkroom_folder(home) / f"{number}" / "small-F16.gguf"
        path.parent.mkdir(parents=True)
        os.link(put(model, home / "one.gguf") if number == 0 else home / "one.gguf", path)
    with start(environment(home), "list", "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    assert process.returncode == 1
