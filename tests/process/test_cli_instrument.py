"""Going on with answers from the command line, with the demo model."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from difflib import SequenceMatcher
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from darkroom.cli.main import main
from darkroom.core.types import Frame
from darkroom.history.trace_npz import read_npz
from darkroom.viewmodels.resuming import sequence

pytestmark = pytest.mark.process

_PROMPT = "Explain in detail how you work."
Command = Callable[..., tuple[str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command that is to succeed; what it said."""

    def run(*argv: str) -> tuple[str, str]:
        capsys.readouterr()
        code = main(
            [*argv, *(["--device", "cpu", "--threads", "1"] if argv[0] != "replay" else [])]
        )
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out, said.err

    return run


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An answer of two canvases, made once."""
    path = tmp_path_factory.mktemp("answer") / "answer.npz"
    words = ("-p", _PROMPT, "--seed", "5", "--device", "cpu", "--threads", "1")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assert main(["run", "demo", *words, "--trace", str(path)]) == 0
    return path


@pytest.fixture
def trace(answer: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(answer, tmp_path))


def _same(one: list[Frame], other: list[Frame]) -> bool:
    return len(one) == len(other) and all(
        (a.block, a.step, a.max_steps) == (b.block, b.step, b.max_steps)
        and np.array_equal(a.tokens, b.tokens)
        and np.array_equal(a.accepted, b.accepted)
        and np.array_equal(a.entropy, b.entropy)
        for a, b in zip(one, other, strict=True)
    )


def _lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_resumed_as_it_was_an_answer_becomes_what_it_was(
    trace: Path, tmp_path: Path, command: Command
) -> None:
    whole, path = read_npz(trace), tmp_path / "resumed.npz"
    assert {frame.block for frame in whole.frames} == {0, 1}
    for block in (0, 1):
        words = ("--block", str(block), "--step", "2", "--trace", str(path))
        out, _ = command("resume", str(trace), *words)
        again = read_npz(path)
        assert out.strip() == again.text == whole.text
        assert _same(again.frames, whole.frames)
        assert again.provenance.kind == "fork"
        assert [(o.block, [s.until for s in o.stages]) for o in again.provenance.origins] == [
            (block, [2])
        ]
        assert again.messages == whole.messages


def test_a_fork_of_a_fork_stays_what_it_is(trace: Path, tmp_path: Path, command: Command) -> None:
    fork, again = tmp_path / "fork.npz", tmp_path / "again.npz"
    other = ("--seed", "77", "--t-max", "1.5", "--t-min", "1.0", "--max-new-tokens", "128")
    words = ("--block", "1", "--step", "2", *other)
    command("resume", str(trace), *words, "--trace", str(fork))
    made, whole = read_npz(fork), read_npz(trace)
    assert (made.seed, made.settings.t_max) == (77, 1.5)
    until = [f for f in whole.frames if (f.block, f.step) <= (1, 2)]
    assert _same(made.frames[: len(until)], until)
    assert not _same(made.frames, whole.frames)
    # The two steps before the fork are done with the old seed, those behind it with the new one.
    for step in ("2", "5"):
        command("resume", str(fork), "--block", "1", "--step", step, "--trace", str(again))
        assert _same(read_npz(again).frames, made.frames)
    seeds = [stage.settings.seed for stage in read_npz(again).provenance.origin(1).stages]
    assert seeds == [5, 77]


def test_without_a_place_it_goes_on_from_the_end_for_longer(
    trace: Path, tmp_path: Path, command: Command
) -> None:
    path, last = tmp_path / "polished.npz", read_npz(trace).frames[-1]
    out, _ = command(
        "resume", str(trace), "--steps", str(last.step + 3), "--json", "--trace", str(path)
    )
    frames = [line for line in _lines(out) if line["type"] == "frame"]
    assert [line["step"] for line in frames] == [last.step + 1, last.step + 2, last.step + 3]
    assert {line["block"] for line in frames} == {last.block}
    assert read_npz(path).provenance.kind == "polish"


def test_repainted_words_are_other_ones_and_nothing_else_is(
    trace: Path, tmp_path: Path, command: Command
) -> None:
    path, before = tmp_path / "repainted.npz", read_npz(trace)
    span = re.findall(r"\w+ \w+", before.text)[2]
    occurrence = ("--occurrence", "1", "--seed", "9", "--trace", str(path))
    out, err = command("repaint", str(trace), "--span", span, *occurrence, "--json")
    after, told = read_npz(path), before.provenance
    changes = _lines(out)[-1]
    assert changes["type"] == "changes"
    assert "".join(text for kind, text in changes["changes"] if kind != "added") == before.text
    assert "".join(text for kind, text in changes["changes"] if kind != "removed") == after.text
    place = after.provenance.span
    assert (after.provenance.kind, told.span) == ("repaint", None)
    assert place is not None
    old, new = sequence(before.frames), sequence(after.frames)
    assert np.array_equal(old[: place.start], new[: place.start])
    rest = new[place.stop :]
    assert np.array_equal(old[place.stop :][: len(rest)], rest)
    assert place.n_tokens == place.stop - place.start
    assert err == "" or "as a whole" in err or "steps" in err


def test_other_lengths_and_wishes(trace: Path, tmp_path: Path, command: Command) -> None:
    path, before = tmp_path / "repainted.npz", read_npz(trace)
    span = re.findall(r"\w+", before.text)[3]
    words = ("--occurrence", "1", "--tokens", "4", "--wish", "In other words.")
    out, _ = command("repaint", str(trace), "--span", span, *words, "--trace", str(path))
    after = read_npz(path)
    assert after.provenance.wish == "In other words."
    assert after.messages == before.messages
    assert out.strip() == after.text.strip()
    matcher = SequenceMatcher(None, before.text, after.text, autojunk=False)
    start = before.text.index(span)
    assert before.text[:start].rstrip() == after.text[: len(before.text[:start].rstrip())]
    assert matcher.ratio() > 0.5


@pytest.mark.parametrize("as_json", [False, True])
def test_a_form_is_filled_in_and_stays_a_form(
    as_json: bool, tmp_path: Path, command: Command
) -> None:
    path = tmp_path / "form.txt"
    path.write_text("{{sum:3}} is 3 plus 4.\nSure? {{sure|yes|no}}\n", "utf-8")
    out, _ = command("fill", str(path), "-p", "What is 3 plus 4?", *["--json"][:as_json])
    text = json.loads(out)["text"] if as_json else out
    match = re.fullmatch(r"(.*) is 3 plus 4\.\nSure\? (yes|no)\n*", text)
    assert match, text
    if as_json:
        blanks = json.loads(out)["blanks"]
        assert blanks == {"sum": match[1].strip(), "sure": match[2]}


def test_tokens_that_are_more_than_a_canvas_are_refused(
    trace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--span", read_npz(trace).text[:9], "--occurrence", "1", "--tokens", "9999")
    assert main(["repaint", str(trace), *words]) == 2
    assert "more than a canvas has" in capsys.readouterr().err
