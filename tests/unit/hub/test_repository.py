"""Which models of a repository run here, from a real server on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.core.errors import BadInputError, CancelledError, HubError
from darkroom.hub.client import Hub
from darkroom.hub.repository import RemoteRepo, RemoteVerdict, describe_repo
from fake_hub import COMMIT, FakeHub
from gguf_files import write_model
from sparse_gguf import Q4_K_M, write_sparse_model

REPO = "owner/model-GGUF"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    write_model(folder / "good-Q8_0.gguf", matrix_type="Q8_0")
    write_model(folder / "split-F32.gguf", parts=3)
    write_model(folder / "llama-Q4_K_M.gguf", architecture="llama")
    write_model(folder / "dream.gguf", architecture="dream")
    write_model(folder / "odd.gguf", metadata={"diffusion-gemma.expert_count": 3})
    (folder / "cut.gguf").write_bytes((folder / "good-Q8_0.gguf").read_bytes()[:3000])
    (folder / "page.gguf").write_bytes(b"<!DOCTYPE html><title>Sign in</title>")
    return folder


def serve(hub: FakeHub, folder: Path, *names: str) -> None:
    for name in names:
        hub.files |= {(REPO, path.name): path for path in folder.glob(name)}


def describe(hub: FakeHub, text: str = REPO) -> RemoteRepo:
    return describe_repo(text, Hub(hub.url))


def by_name(repo: RemoteRepo) -> dict[str, RemoteVerdict]:
    return {verdict.model.files[0]: verdict for verdict in repo.verdicts}


def test_each_model_gets_its_verdict(hub: FakeHub, folder: Path) -> None:
    serve(hub, folder, "*")
    told: list[RemoteVerdict] = []
    found = describe_repo(f"https://hf.co/{REPO}", Hub(hub.url), on_verdict=told.append)
    assert found.listing.revision == COMMIT
    verdicts = by_name(found)
    assert len(verdicts) == 7
    assert sorted(verdicts) == sorted(verdict.model.files[0] for verdict in told)
    good = verdicts["good-Q8_0.gguf"]
    assert (good.runs, good.why_not, good.architecture) == (True, "", "diffusion-gemma")
    assert good.candidate is not None
    assert (good.candidate.quant, good.candidate.file) == ("Q8_0", "good-Q8_0.gguf")
    assert not good.candidate.present
    assert not good.candidate.estimated
    split = verdicts["split-F32-00001-of-00003.gguf"]
    assert split.runs
    assert split.candidate is not None
    assert split.candidate.size_bytes == split.model.size_bytes
    words = {
        "llama-Q4_K_M.gguf": ("llama", "autoregressive"),
        "dream.gguf": ("dream", "recognised, but not supported yet"),
        "odd.gguf": ("diffusion-gemma", "ffn_gate_inp"),
        "cut.gguf": ("diffusion-gemma", "only"),
        "page.gguf": ("", "web page"),
    }
    for name, (architecture, text) in words.items():
        verdict = verdicts[name]
        assert (verdict.runs, verdict.candidate) == (False, None)
        assert verdict.architecture == architecture
        assert text in verdict.why_not
        assert verdict.why_not[0].isupper()
        assert REPO not in verdict.why_not


def test_a_missing_part_is_told(hub: FakeHub, folder: Path) -> None:
    serve(hub, folder, "split*", "good*")
    del hub.files[REPO, "split-F32-00001-of-00003.gguf"]
    found = by_name(describe(hub))
    assert found["good-Q8_0.gguf"].runs
    assert "1 of 3 parts missing" in found["split-F32-00002-of-00003.gguf"].why_not


def test_one_file_or_folder_is_enough(hub: FakeHub, folder: Path) -> None:
    serve(hub, folder, "good*", "dream*")
    hub.files[REPO, "BF16/other.gguf"] = folder / "good-Q8_0.gguf"
    page = f"https://hf.co/{REPO}"
    assert list(by_name(describe(hub, f"{page}/blob/main/dream.gguf"))) == ["dream.gguf"]
    assert list(by_name(describe(hub, f"{page}/tree/main/BF16"))) == ["BF16/other.gguf"]
    with pytest.raises(BadInputError, match=r"no GGUF model at 'dream'"):
        describe(hub, f"{page}/tree/main/dream")


def test_of_what_cannot_run_little_is_fetched(hub: FakeHub, tmp_path: Path) -> None:
    large = write_sparse_model(tmp_path / "large.gguf", Q4_K_M)
    with large.open("rb") as file:
        content = file.read(32 << 20)
    name = b"diffusion-gemma"
    start = content.index(name)
    other = tmp_path / "other.gguf"
    # Another architecture of equal length, before a header of many megabytes.
    other.write_bytes(content[:start] + b"unheard-of-gemm" + content[start + len(name) :])
    hub.files[REPO, "other.gguf"] = other
    (verdict,) = describe(hub).verdicts
    assert verdict.architecture == "unheard-of-gemm"
    assert hub.sent_bytes() <= 1 << 20


def test_a_file_that_may_not_be_read_hides_no_other(hub: FakeHub, folder: Path) -> None:
    serve(hub, folder, "good*", "dream*")
    hub.gated.add(REPO)
    found = describe(hub)
    assert found.listing.gated
    assert [verdict.runs for verdict in found.verdicts] == [False, False]
    assert all("terms" in verdict.why_not for verdict in found.verdicts)


def test_no_repository(hub: FakeHub) -> None:
    with pytest.raises(BadInputError, match="does not have the repository"):
        describe(hub, "nobody/nothing")
    with pytest.raises(BadInputError, match="names no model"):
        describe(hub, "nothing")
    hub.page = b"<html>Sign in</html>"
    with pytest.raises(HubError):
        describe(hub)


def test_it_can_be_cancelled(hub: FakeHub, folder: Path) -> None:
    serve(hub, folder, "good*", "dream*")
    with pytest.raises(CancelledError):
        describe_repo(REPO, Hub(hub.url), should_stop=lambda: True)
    assert not hub.sent_bytes()
