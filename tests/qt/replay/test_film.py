"""Films and pictures of a replay: what is in them, how long, and that none is left half done."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from subprocess import run as run_process

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from darkroom.core.errors import BadInputError, CancelledError
from darkroom.core.types import Frame
from darkroom.history.trace import Trace
from darkroom.history.trace_file import TraceFile
from darkroom.ui.colours import DARK, LIGHT
from darkroom.ui.replay.film import Film
from darkroom.ui.replay.film_look import FilmTheme
from darkroom.ui.replay.movie import as_pil, chosen, write_movie
from darkroom.ui.replay.still import settling_map, write_settling_map
from darkroom.viewmodels.frame_player import PACE_MS
from darkroom.viewmodels.replay.export import ExportLook
from darkroom.viewmodels.replay.html import replay_html
from darkroom.viewmodels.replay.reel import reel_of
from darkroom.viewmodels.replay.settling import ramp
from reels import HOSTILE, prose, traced

FILE = traced(prose(40), cells=24, steps=5, question="Why? " * 90)
NASTY = traced(HOSTILE, thinking=HOSTILE, cells=32, steps=3, question="".join(HOSTILE))
pytestmark = pytest.mark.usefixtures("qapp")


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _frames(path: Path) -> list[tuple[Image.Image, int]]:
    with Image.open(path) as film:
        found: list[tuple[Image.Image, int]] = []
        for index in range(getattr(film, "n_frames", 1)):
            film.seek(index)
            film.load()
            found.append((film.convert("RGB"), int(film.info["duration"])))
        return found


@pytest.mark.parametrize("kind", ["webp", "gif"])
@pytest.mark.parametrize("dark", [True, False])
def test_every_step_is_shown_and_the_end_stands_still(
    kind: str, dark: bool, tmp_path: Path
) -> None:
    path = tmp_path / f"film.{kind}"
    write_movie(FILE, path, kind=kind, dark=dark, width=480)
    frames = _frames(path)
    assert len(frames) == len(FILE.frames) == 10
    assert sum(pace for _, pace in frames) == pytest.approx(9 * PACE_MS + 2000, abs=10)
    assert frames[-1][1] == pytest.approx(2000, abs=10)
    with Image.open(path) as film:
        assert film.info["loop"] == 0
        assert film.size[0] == 480
    ground = _rgb((DARK if dark else LIGHT).bg)
    assert {frame.getpixel((2, 2)) for frame, _ in frames} == {ground}
    assert all(one.tobytes() != other.tobytes() for (one, _), (other, _) in pairwise(frames))


def test_a_film_shows_what_was_painted(tmp_path: Path) -> None:
    path = tmp_path / "film.webp"
    write_movie(FILE, path, width=480)
    film = Film(reel_of(FILE), FilmTheme(ExportLook()), 480)
    for index, (frame, _) in enumerate(_frames(path)):
        assert frame.tobytes() == as_pil(film.picture(index)).tobytes()


def test_few_colours_are_close_to_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    write_movie(FILE, path, kind="gif", width=480)
    film = Film(reel_of(FILE), FilmTheme(ExportLook()), 480)
    for index, (frame, _) in enumerate(_frames(path)):
        painted = np.asarray(as_pil(film.picture(index)), np.int16)
        assert np.abs(np.asarray(frame, np.int16) - painted).mean() < 1.5


def test_hostile_text_is_painted_like_any_other(tmp_path: Path) -> None:
    write_movie(NASTY, tmp_path / "film.webp", width=320)
    write_settling_map(NASTY, tmp_path / "map.png")
    assert len(_frames(tmp_path / "film.webp")) == len(NASTY.frames)


def test_of_long_answers_some_steps_are_left_out_but_no_end_of_a_canvas() -> None:
    reel = reel_of(FILE)
    assert chosen(reel, 10) == list(range(10))
    assert chosen(reel, 4) == [0, 3, 4, 6, 9]


@pytest.mark.parametrize("kind", ["webp", "gif"])
def test_whoever_cancels_gets_no_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"film.{kind}"
    path.write_bytes(b"old")
    told: list[tuple[int, int]] = []
    with pytest.raises(CancelledError):
        write_movie(
            FILE,
            path,
            kind=kind,
            width=320,
            on_progress=lambda done, total: told.append((done, total)),
            should_cancel=lambda: len(told) >= 3,
        )
    assert told == [(0, 10), (1, 10), (2, 10)]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"old"


def test_what_cannot_be_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be written"):
        write_movie(FILE, tmp_path / "nowhere" / "film.webp", width=320)
    with pytest.raises(BadInputError, match="cannot be written"):
        write_settling_map(FILE, tmp_path / "nowhere" / "map.png")
    with pytest.raises(BadInputError, match="too narrow"):
        write_movie(FILE, tmp_path / "film.webp", width=20)
    with pytest.raises(BadInputError, match="No steps"):
        write_movie(TraceFile(Trace()), tmp_path / "film.webp")
    frame = FILE.frames[0]
    other = Frame(1, 0, 2, 5, frame.tokens[:3], frame.accepted[:3], frame.entropy[:3])
    with pytest.raises(BadInputError, match="damaged"):
        write_movie(TraceFile(Trace([frame, other])), tmp_path / "film.webp")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("dark", [True, False])
def test_a_map_has_the_colours_of_its_words(dark: bool, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    write_settling_map(FILE, path, dark=dark)
    image = QImage(str(path))
    assert image.width() == 2 * 760
    pixels = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(pixels.constBits(), np.uint8)
    rows = flat.reshape(pixels.height(), pixels.bytesPerLine())[:, : 3 * pixels.width()]
    # Words are above the legend, which ends the picture.
    text = rows[: pixels.height() - 2 * 120].reshape(-1, 3).astype(np.int64) @ [1 << 16, 1 << 8, 1]
    there = {(one >> 16, one >> 8 & 255, one & 255) for one in np.unique(text).tolist()}
    assert len(there & {tuple(colour) for colour in ramp(dark=dark).tolist()}) >= 4


def test_a_map_that_no_program_could_show_is_refused() -> None:
    lines = traced(["x\n"] * 700, cells=1024, steps=1)
    with pytest.raises(BadInputError, match="too long"):
        settling_map(reel_of(lines), FilmTheme(ExportLook()))


def test_a_film_leaves_the_window_as_it_is(qapp: QApplication, tmp_path: Path) -> None:
    scheme, palette = qapp.styleHints().colorScheme(), qapp.palette()
    write_movie(FILE, tmp_path / "film.webp", dark=False, width=320)
    assert qapp.styleHints().colorScheme() == scheme
    assert qapp.palette() == palette
    assert QColor(LIGHT.bg) == FilmTheme(ExportLook(dark=False)).colour("bg")


def test_films_are_made_without_a_screen(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path[:0] = ['tests'];"
        "from reels import traced; from darkroom.ui.replay.movie import write_movie;"
        "from darkroom.ui.replay.still import write_settling_map;"
        "file = traced(['one', ' two'], cells=4, steps=2);"
        "write_movie(file, Path(sys.argv[1]) / 'f.gif', kind='gif');"
        "write_settling_map(file, Path(sys.argv[1]) / 'm.png')"
    )
    run_process(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        env={"PATH": "", "PYTHONPATH": "app", "HOME": str(tmp_path)},
        check=True,
        timeout=100,
    )
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"f.gif", "m.png"}


@pytest.mark.parametrize("kind", ["webp", "gif"])
def test_odd_answers_are_shown_too(kind: str, tmp_path: Path) -> None:
    long, short = traced(["one", " two"], cells=8, steps=2), traced([" three"], cells=4, steps=1)
    later = [replace(frame, block=1) for frame in short.frames]
    pieces = short.trace.pieces | long.trace.pieces
    odd = {
        "one step": short,
        "no words": traced([], cells=4, steps=2, question=""),
        "canvases of two sizes": replace(long, trace=Trace([*later, *long.frames], pieces)),
    }
    for name, file in odd.items():
        path = tmp_path / f"{name}.{kind}"
        write_movie(file, path, kind=kind, width=320)
        with Image.open(path) as film:
            assert getattr(film, "n_frames", 1) == len(file.frames), name
        write_settling_map(file, tmp_path / f"{name}.png")
        assert "<main>" in replay_html(file)
