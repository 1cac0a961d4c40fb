"""The settling map of an answer as a picture: its text, coloured by when each word settled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QImageWriter, QPainter, QRegion

from darkroom.core.errors import BadInputError
from darkroom.core.whole_file import whole_file
from darkroom.history.trace_file import TraceFile
from darkroom.ui.canvas_picture import CanvasPicture
from darkroom.ui.replay.film_card import QuestionCard
from darkroom.ui.replay.film_look import FilmTheme, need_application
from darkroom.ui.theme import ANSWER_PX, SMALL_PX
from darkroom.viewmodels.cells import CanvasContent, CellState
from darkroom.viewmodels.replay.export import ExportLook
from darkroom.viewmodels.replay.reel import Reel, reel_of
from darkroom.viewmodels.replay.settling import ramp
from darkroom.viewmodels.replay.settling_page import map_colours
from darkroom.viewmodels.replay.whole import whole_answer
from darkroom.viewmodels.replay.words import MapWords

WIDTH_PX: Final = 760
_MARGIN_PX: Final = 28
_GAP_PX: Final = 12
_SWATCH_PX: Final = 24
_TALLEST_PX: Final = 32_000
"""Qt's pictures and most viewers end here."""
_ENGLISH: Final = MapWords()


def write_settling_map(
    file: TraceFile,
    path: Path,
    *,
    dark: bool = True,
    look: ExportLook | None = None,
    question: str | None = None,
    words: MapWords = _ENGLISH,
) -> None:
    """Write the map as PNG; a file that is there is replaced once the new one is complete.

    Args:
        file: the answer with its steps.
        path: of the new file.
        dark: dark colours rather than light ones.
        look: fonts and accent; its ``dark`` does not count.
        question: as people read it; None takes what the model read last.
        words: in the reader's language.

    Raises:
        BadInputError: there are no steps, the answer is too long for a picture, or the file cannot
            be written.
    """
    need_application()
    theme = FilmTheme(replace(look or ExportLook(), dark=dark))
    image = settling_map(reel_of(file, question), theme, words)
    with whole_file(path) as part:
        writer = QImageWriter(str(part), b"PNG")
        if not writer.write(image):
            reason = writer.errorString()
            raise BadInputError(f"{path} cannot be written: {reason}.", "Choose another place.")


def settling_map(reel: Reel, theme: FilmTheme, words: MapWords = _ENGLISH) -> QImage:
    """Paint the map, twice as fine as it is wide, for sharp letters.

    Args:
        reel: the steps.
        theme: colours and fonts.
        words: in the reader's language.

    Raises:
        BadInputError: the answer is too long for a picture.
    """
    return _Map(reel, theme, words).paint()


class _Map:
    """Question, head, text and legend, from top to bottom."""

    def __init__(self, reel: Reel, theme: FilmTheme, words: MapWords) -> None:
        self._reel = reel
        self._theme = theme
        self._words = words
        self._room = WIDTH_PX - 2 * _MARGIN_PX
        self._card = QuestionCard(theme, reel.caption.question, self._room)
        self._line = theme.line_height(SMALL_PX, 1.6)
        self._text = CanvasPicture(theme, ANSWER_PX, 2.0)
        self._text.eased = 1.0
        self._text.rebuild(self._room)
        content, colours = _coloured(reel, dark=theme.is_dark)
        self._text.marks.overlay = colours
        self._text.lay_out(content)

    def paint(self) -> QImage:
        head = self._line + _GAP_PX
        legend = 2 * self._line + _SWATCH_PX + 3 * _GAP_PX
        height = 2 * _MARGIN_PX + self._card.height + head + self._text.height + legend
        if 2 * height > _TALLEST_PX:
            raise BadInputError(
                "This answer is too long for one picture.", "Export the replay as a page instead."
            )
        image = QImage(2 * WIDTH_PX, 2 * height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2.0)
        image.fill(self._theme.colour("bg"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._card.paint(painter, _MARGIN_PX, _MARGIN_PX)
        self._say(painter, top, self._reel.caption.model, strong=True)
        top = self._paint_text(painter, top + head)
        self._paint_legend(painter, top + 2 * _GAP_PX)
        painter.end()
        return image

    def _paint_text(self, painter: QPainter, top: int) -> int:
        painter.save()
        painter.translate(_MARGIN_PX, top)
        everything = QRegion(0, 0, self._room, self._text.height)
        self._text.paint(painter, everything, self._room, everything=True)
        painter.restore()
        return top + self._text.height

    def _paint_legend(self, painter: QPainter, top: int) -> None:
        theme, words = self._theme, self._words
        self._say(painter, top, words.legend, strong=True)
        top += self._line
        grounds = ramp(dark=theme.is_dark)
        left, width = _MARGIN_PX, self._room / len(grounds)
        for number, ground in enumerate(grounds.tolist(), 1):
            right = _MARGIN_PX + round(number * width)
            painter.fillRect(left, top, right - left, _SWATCH_PX, QColor(*ground))
            left = right
        painter.setFont(theme.font(SMALL_PX))
        painter.setPen(theme.colour("text"))
        swatches = QRect(_MARGIN_PX, top, self._room, _SWATCH_PX).adjusted(8, 0, -8, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(swatches, Qt.AlignmentFlag.AlignLeft | middle, words.early)
        painter.drawText(swatches, Qt.AlignmentFlag.AlignRight | middle, words.late)
        self._say(painter, top + _SWATCH_PX + _GAP_PX // 2, words.note)

    def _say(self, painter: QPainter, top: int, text: str, *, strong: bool = False) -> None:
        """Write one line."""
        theme = self._theme
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        font = theme.font(SMALL_PX, weight)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if strong else "muted"))
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._room)
        line = QRect(QPoint(_MARGIN_PX, top), QPoint(_MARGIN_PX + self._room, top + self._line))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _coloured(reel: Reel, *, dark: bool) -> tuple[CanvasContent, np.ndarray]:
    """The whole answer as one canvas, and the ground of each of its cells."""
    texts = [text for row in whole_answer(reel).answer for text in row]
    # White space has no colour of its own.
    states = np.where([bool(text.strip()) for text in texts], CellState.SETTLED, CellState.HIDDEN)
    tokens = np.concatenate([frames[-1].tokens for frames in reel.canvases])
    content = CanvasContent(
        reel.opening[0].lstrip(),
        tuple(texts),
        states.astype(np.uint8),
        np.zeros(len(texts), np.uint8),
        tokens,
    )
    return content, map_colours(reel.canvases, dark=dark)
