"""Answers into files and out of them, with an engine that is made up."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import fakes
from darkroom.cli.main import main
from darkroom.core.types import Message
from darkroom.history.records import StoredMessage
from darkroom.history.trace_npz import read_npz, write_npz
from darkroom.viewmodels.cells import Lexicon
from darkroom.viewmodels.replay.export import trace_file_of


@pytest.fixture
def trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "answer.npz"
    assert _main("run", "fake", "-p", "two canvases", "--trace", str(path)) == 0
    capsys.readouterr()
    return path


def _main(*argv: str) -> int:
    return main(argv, engine="fakes")


def test_a_run_leaves_all_that_is_to_be_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answer.npz"
    words = ("--system", "Be brief.", "--seed", "7", "--steps", "3")
    assert _main("run", "fake", "-p", "two canvases", *words, "--trace", str(path)) == 0
    said = capsys.readouterr()
    assert said.out == fakes.ANSWER + "\n"
    assert f"6 steps are in {path}." in said.err
    file = read_npz(path)
    assert [(frame.block, frame.step) for frame in file.frames] == [
        (block, step) for block in (0, 1) for step in (1, 2, 3)
    ]
    model = fakes.load("fake")
    for frame in file.frames:
        assert {*frame.tokens.tolist()} <= file.trace.pieces.keys()
    assert all(model.piece(token) == piece for token, piece in file.trace.pieces.items())
    assert (file.text, file.reason, file.seed) == (fakes.ANSWER, "end", 7)
    assert (file.settings.steps, file.settings.t_max) == (3, fakes.DEFAULTS.t_max)
    assert (file.messages, file.system) == ((Message("user", "two canvases"),), "Be brief.")
    assert (file.model.name, file.model.end_ids) == ("Fake", (fakes.END,))
    assert (Path(file.model.path).name, file.model.thinking) == ("fake", model.info.thinking)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--trace", "."], "is a folder"),
        (["--trace", "nowhere/a.npz"], "no folder nowhere"),
        (["--trace", "a.npz", "--seed", str(2**40)], "seed"),
        (["--trace", "a.npz", "--steps", "1001"], "steps"),
    ],
)
def test_what_cannot_be_kept_is_said_before_anything_is_loaded(
    words: list[str],
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _main("run", "missing.gguf", "-p", "x", *words) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_alternatives_stand_in_the_lines_and_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answer.npz"
    words = ("--json", "--top-k", "2", "--trace", str(path))
    assert main(["run", "demo", "-p", "What is 3 plus 4?", *words]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    frames = [line for line in lines if line["type"] == "frame"]
    file = read_npz(path)
    for line, frame in zip(frames, file.frames, strict=True):
        assert line["topk_ids"] == frame.topk_ids.tolist()
        assert np.array_equal(np.float16(line["topk_probs"]), frame.topk_probs)
        assert {*frame.topk_ids.ravel().tolist()} <= file.trace.pieces.keys()
    assert file.model.path == "demo"


def test_a_replay_as_text_has_every_step(trace: Path, tmp_path: Path) -> None:
    page, text = tmp_path / "a.html", tmp_path / "a.json"
    assert _main("replay", str(trace), "--html", str(page), "--json", str(text)) == 0
    said = json.loads(text.read_text("utf-8"))
    file = read_npz(trace)
    assert [raw["tokens"] for raw in said["frames"]] == [f.tokens.tolist() for f in file.frames]
    assert "Content-Security-Policy" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "No file to write was named"),
        (["--json", "{trace}"], "would be overwritten"),
        (["--html", "{trace}/../answer.npz"], "would be overwritten"),
        (["--html", "a", "--json", "./a"], "cannot be one file"),
        (["--html", "nowhere/a"], "no folder"),
    ],
)
def test_outputs_that_cannot_be_are_refused(
    words: list[str],
    says: str,
    trace: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(trace.parent)
    before = trace.read_bytes()
    filled = [word.replace("{trace}/..", ".").replace("{trace}", str(trace)) for word in words]
    assert _main("replay", str(trace), *filled) == 2
    assert says in capsys.readouterr().err
    assert [path.name for path in trace.parent.iterdir()] == ["answer.npz"]
    assert trace.read_bytes() == before


def test_without_qt_pictures_say_what_is_missing(
    trace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "darkroom.ui.replay.still", None)
    assert _main("replay", str(trace), "--png", str(trace.with_suffix(".png"))) == 2
    assert "write --html or --json" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["resume", "replay", "repaint"])
def test_what_is_no_trace_is_said(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.npz"
    words = {"replay": ("--json", "b"), "repaint": ("--span", "x"), "resume": ()}[command]
    assert _main(command, str(path), *words) == 2
    path.write_bytes(b"PK\x03\x04")
    assert _main(command, str(path), *words) == 2
    said = capsys.readouterr().err
    assert "No such file" in said
    assert "no trace of Darkroom" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--block", "2"], "no canvas 2"),
        (["--step", "9"], "no step 9"),
        (["--block", "1", "--step", "6"], "Choose one of 0 to 5"),
        (["--steps", "5"], "All 5 steps of canvas 1 are done"),
        (["--step", "3", "--steps", "2"], "All 2 steps"),
        (["--t-min", "2", "--t-max", "1"], "below t_min"),
        (["--t-min", "9"], "t_min"),
    ],
)
def test_places_and_settings_that_cannot_be_are_refused(
    words: list[str], says: str, trace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main("resume", str(trace), *words) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("command", ["resume", "repaint"])
def test_a_trace_is_not_overwritten_with_what_comes_of_it(
    command: str, trace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--span", "Noise") if command == "repaint" else ("--step", "1")
    assert _main(command, str(trace), *words, "--trace", str(trace)) == 2
    assert "would be overwritten" in capsys.readouterr().err


def test_a_trace_that_does_not_know_its_model_asks_for_it(
    trace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = read_npz(trace)
    write_npz(trace, replace(file, model=replace(file.model, path="")))
    assert _main("resume", str(trace), "--step", "1") == 2
    assert "--model" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (None, "no file"),
        ("  \n", "is empty"),
        ("no blank", "no blank in it"),
        ("x\n {{a", "line 2, column 2"),
    ],
)
def test_forms_that_cannot_be_are_refused_before_anything_is_loaded(
    form: str | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "form.txt"
    if form is not None:
        path.write_text(form, "utf-8")
    assert _main("fill", str(path), "--model", "missing.gguf") == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "says"),
    [({"vocab_size": 99}, "other tokens or canvases"), ({"canvas_length": 17}, "other tokens")],
)
def test_another_vocabulary_is_refused(
    change: dict[str, int], says: str, trace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = read_npz(trace)
    write_npz(trace, replace(file, model=replace(file.model, **change)))
    for words in (("resume", str(trace), "--step", "1"), ("repaint", str(trace), "--span", "step")):
        assert _main(*words, *(["--occurrence", "1"] if "repaint" in words else [])) == 2
        assert says in capsys.readouterr().err


def test_another_file_of_the_same_model_is_warned_of(
    trace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = read_npz(trace)
    write_npz(trace, replace(file, model=replace(file.model, quantization="Q4_K")))
    assert _main("resume", str(trace), "--step", "1") == 0
    assert "The answer is of another model, Fake Q4_K." in capsys.readouterr().err


def test_an_answer_of_the_window_can_be_gone_on_with(
    trace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = read_npz(trace)
    stored = StoredMessage(
        1, "a", 1, None, "assistant", file.text, 0.0, settings=replace(file.settings, steps=None)
    )
    for lexicon in (
        Lexicon(file.trace.pieces, file.model.end_ids, file.model.vocab_size),
        Lexicon(file.trace.pieces),  # of an older Darkroom, which kept no more
    ):
        write_npz(trace, trace_file_of(file.frames, lexicon, stored, file.messages))
        assert _main("resume", str(trace), "--step", "3", "--model", "fake") == 0
        assert capsys.readouterr().out == f"{fakes.ANSWER}\n"
