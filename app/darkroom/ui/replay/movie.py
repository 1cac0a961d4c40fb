"""A replay as an animated picture that plays everywhere: WebP or GIF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtGui import QImage

from darkroom.core.errors import BadInputError, CancelledError
from darkroom.core.whole_file import whole_file
from darkroom.history.trace_file import TraceFile
from darkroom.ui.replay.film import Film
from darkroom.ui.replay.film_look import FilmTheme, need_application
from darkroom.ui.replay.output import OnProgress, ShouldCancel, nobody
from darkroom.viewmodels.frame_player import PACE_MS
from darkroom.viewmodels.replay.export import ExportLook
from darkroom.viewmodels.replay.reel import Reel, reel_of
from darkroom.viewmodels.replay.words import PageWords

if TYPE_CHECKING:
    from PIL import Image

Kind = Literal["webp", "gif"]
WIDTH_PX: Final = 760
_NARROWEST_PX: Final = 320
_WIDEST_PX: Final = 1600
_LAST_MS: Final = 2000
_SAMPLES: Final = 5
_COLOURS: Final = ("bg", "text", "muted", "draft", "accent", "accent_wash", "noise", "grain")
_ENGLISH: Final = PageWords()
_MOST_FRAMES: Final = 600
"""Of longer answers some steps are left out, so that the file can still be sent to somebody."""


def write_movie(
    file: TraceFile,
    path: Path,
    *,
    kind: Kind = "webp",
    dark: bool = True,
    width: int = WIDTH_PX,
    look: ExportLook | None = None,
    question: str | None = None,
    words: PageWords = _ENGLISH,
    on_progress: OnProgress = nobody,
    should_cancel: ShouldCancel = lambda: False,
) -> None:
    """Write all steps as a film; a file that is there is replaced once the new one is complete.

    Args:
        file: the answer with its steps.
        path: of the new file.
        kind: of the file.
        dark: dark colours rather than light ones.
        width: pixels, in [320, 1600].
        look: fonts and accent; its ``dark`` does not count.
        question: as people read it; None takes what the model read last.
        words: in the viewer's language.
        on_progress: gets how many frames are done, and of how many.
        should_cancel: asked before each frame.

    Raises:
        BadInputError: there are no steps, the width is out of range, or the file cannot be written.
        CancelledError: ``should_cancel`` said so; nothing was written.
    """
    if not _NARROWEST_PX <= width <= _WIDEST_PX:
        raise BadInputError(
            f"A film of {width} pixels is too narrow or too wide.",
            f"Choose a width of {_NARROWEST_PX} to {_WIDEST_PX} pixels.",
        )
    need_application()
    theme = FilmTheme(replace(look or ExportLook(), dark=dark))
    reel = reel_of(file, question)
    film = Film(reel, theme, width, words)
    shots = chosen(reel)

    def frames() -> Iterator[Image.Image]:
        for number, index in enumerate(shots):
            if should_cancel():
                raise CancelledError("The export was stopped.")
            on_progress(number, len(shots))
            yield as_pil(film.picture(index))

    paces = [PACE_MS] * (len(shots) - 1) + [_LAST_MS]
    with whole_file(path) as part:
        if kind == "gif":
            from darkroom.ui.replay.gif import palette_of, write_gif

            samples = [as_pil(film.picture(shots[at])) for at in _samples(len(shots))]
            write_gif(part, frames(), paces, palette_of(samples, _exact(theme)))
        else:
            from darkroom.ui.replay.webp import write_webp

            write_webp(part, frames(), paces)
    on_progress(len(shots), len(shots))


def chosen(reel: Reel, most: int = _MOST_FRAMES) -> list[int]:
    """Indices of the frames that are shown: all, or as many as may be, ends of canvases always."""
    count = len(reel.frames)
    every = max(-(-count // most), 1)
    return [index for index in range(count) if index % every == 0 or reel.is_last(index)]


def _samples(count: int) -> list[int]:
    """Places of some frames from the first to the last."""
    return sorted({round(at * (count - 1) / (_SAMPLES - 1)) for at in range(_SAMPLES)})


def _exact(theme: FilmTheme) -> Iterator[tuple[int, int, int]]:
    for name in _COLOURS:
        colour = theme.colour(name)
        yield colour.red(), colour.green(), colour.blue()


def as_pil(image: QImage) -> Image.Image:
    """The same picture for PIL."""
    from PIL import Image

    image = image.convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (image.width(), image.height()), image.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", stride)
