"""Files of answers, as a shell sees the commands that make and take them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from darkroom.history.trace_npz import read_npz

pytestmark = pytest.mark.process

_MAIN = (
    "import sys; from darkroom.cli.main import main; sys.exit(main(sys.argv[1:], engine='fakes'))"
)
_NO_QT = f"import sys; sys.modules['PySide6'] = None\n{_MAIN}"
_HERE = str(Path(__file__).parents[1])


def _start(code: str, *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": _HERE},
    )  # fmt: skip


def _run(code: str, *arguments: str) -> tuple[int, str]:
    with _start(code, *arguments) as process:
        _, err = process.communicate(timeout=100)
    return process.returncode, err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_is_stopped_leaves_the_steps_it_made(tmp_path: Path) -> None:
    path = tmp_path / "answer.npz"
    words = ("-p", "slowly", "--steps", "500", "--json", "--trace", str(path))
    with _start(_MAIN, "run", "fake", *words) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    file = read_npz(path)
    steps = [line["step"] for line in map(json.loads, out.splitlines()) if line["type"] == "frame"]
    assert file.reason == "cancelled"
    assert [frame.step for frame in file.frames] == [1, *steps]


def test_an_answer_becomes_pictures_without_a_screen_and_a_page_without_qt(
    tmp_path: Path,
) -> None:
    trace, page = tmp_path / "answer.npz", tmp_path / "answer.html"
    assert _run(_NO_QT, "run", "fake", "-p", "two canvases", "--trace", str(trace))[0] == 0
    assert _run(_NO_QT, "replay", str(trace), "--html", str(page)) == (0, f"Wrote {page}.\n")
    assert "<html" in page.read_text("utf-8")
    paths = {kind: tmp_path / f"answer.{kind}" for kind in ("webp", "gif", "png")}
    words = [word for kind, path in paths.items() for word in (f"--{kind}", str(path))]
    code, err = _run(_MAIN, "replay", str(trace), *words, "--light", "--width", "400")
    assert (code, err.count("Wrote ")) == (0, 3), err
    for kind in ("webp", "gif"):
        with Image.open(paths[kind]) as film:
            assert film.width == 400
            assert film.n_frames == len(read_npz(trace).frames)  # pyright: ignore[reportAttributeAccessIssue]
    with Image.open(paths["png"]) as picture:
        assert min(picture.convert("RGB").crop((2, 2, 3, 3)).tobytes()) > 200  # light
    assert _run(_MAIN, "replay", str(trace), "--gif", str(paths["gif"]), "--width", "3")[0] == 2
