"""Draws the parts of a canvas: grain, drafts, the wash of what was just accepted, text."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPixmap, QStaticText

from darkroom.ui.canvas_layout import Solid, Word
from darkroom.ui.theme import Theme
from darkroom.viewmodels.markup import LineKind

_TILE = 128
_SPECK_PX = 2
_DENSITIES = (0.16, 0.30, 0.46, 0.62)
_VEILS = (0.55, 0.70, 0.85, 1.0)
_DRAFTS_KEPT = 4096

Grain = tuple[int, int, int, int, int, bool]
"""A block of noise: left, top, width, density in [0, GRAIN_LEVELS), seed of its pattern, and
whether it lies on the ground of code."""


class CanvasPainter:
    """Brushes and prepared words for one theme, one zoom and one screen.

    Rounded corners are painted over with the ground: filling a rounded path is twenty times slower
    than filling a rectangle.

    Args:
        theme: colours and fonts.
        size_px: size of the text in design pixels.
        pixel_ratio: device pixels per pixel of the screen.
    """

    def __init__(self, theme: Theme, size_px: float, pixel_ratio: float) -> None:
        self.ground = theme.colour("bg")
        self._text = theme.colour("text")
        self._draft = theme.colour("draft")
        self._accent = theme.colour("accent")
        self._wash = theme.colour("accent_wash")
        self._radius = theme.px(4)
        self._underline = theme.px(2)
        self.overhang = theme.px(2)
        self._tiles = [
            _grain_tile(theme, veil, density, pixel_ratio)
            for veil, density in zip(_VEILS, _DENSITIES, strict=True)
        ]
        self._corners = {
            in_code: _corners(theme.colour(ground), self._radius, pixel_ratio)
            for in_code, ground in ((False, "bg"), (True, "raised"))
        }
        self._edges: dict[tuple[int, bool], tuple[QPixmap, QPixmap]] = {}
        self._code_ground = theme.colour("raised")
        self._fence = theme.colour("muted")
        self._prose = _Drafts(theme.chat_font(size_px, italic=True))
        self._code = _Drafts(theme.code_font(size_px, italic=True))

    def noise(self, painter: QPainter, grains: Iterable[Grain], height: int) -> None:
        """Draw cells that are still noise.

        Args:
            painter: target.
            grains: where and how.
            height: of all of them.
        """
        tiles, radius = self._tiles, self._radius
        for left, top, width, level, seed, in_code in grains:
            x, y = seed * 37 % _TILE, seed * 61 % _TILE
            painter.drawTiledPixmap(left, top, width, height, tiles[level], x, y)
            left_edge, right_edge = self._edges_of(height, in_code)
            painter.drawPixmap(left, top, left_edge)
            painter.drawPixmap(left + width - radius, top, right_edge)

    def code_ground(self, painter: QPainter, line: QRect) -> None:
        """Draw what lies below a line of code."""
        painter.fillRect(line, self._code_ground)

    def drafts(self, painter: QPainter, words: Iterable[tuple[Word, float]]) -> None:
        """Draw what the model guesses; each word comes with its baseline."""
        painter.setPen(self._draft)
        for word, baseline in words:
            drafts = self._prose if word.kind is LineKind.PROSE else self._code
            drafts.draw(painter, word.text, word.left, baseline)

    def wash(self, painter: QPainter, block: QRect, strength: float, *, in_code: bool) -> None:
        """Draw the ground of a newly accepted word; ``strength`` fades from 1 to 0."""
        block = block.adjusted(-self.overhang, 0, self.overhang, 0)
        line = QRect(block)
        line.setTop(block.bottom() + 1 - self._underline)
        painter.setOpacity(strength)
        painter.fillRect(block, self._wash)
        painter.fillRect(line, self._accent)
        painter.setOpacity(1.0)
        self._round(painter, block, in_code=in_code)

    def solid(self, painter: QPainter, solid: Solid, top: float) -> None:
        """Draw settled text of a line that begins at ``top``."""
        painter.setPen(self._fence if solid.kind is LineKind.FENCE else self._text)
        for run in solid.runs:
            painter.drawGlyphRun(QPointF(0, top), run)

    def _round(self, painter: QPainter, block: QRect, *, in_code: bool) -> None:
        left, right = self._edges_of(block.height(), in_code)
        painter.drawPixmap(block.left(), block.top(), left)
        painter.drawPixmap(block.right() + 1 - self._radius, block.top(), right)

    def _edges_of(self, height: int, in_code: bool) -> tuple[QPixmap, QPixmap]:
        """What lies outside the rounded corners, left and right; all blocks are equally tall."""
        edges = self._edges.get((height, in_code))
        if edges is None:
            top_left, top_right, bottom_left, bottom_right = self._corners[in_code]
            edges = self._edges[height, in_code] = (
                _stacked(top_left, bottom_left, height),
                _stacked(top_right, bottom_right, height),
            )
        return edges


class _Drafts:
    """Words in one slanted font, prepared once.

    Args:
        font: the font.
    """

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._ascent = QFontMetricsF(font).ascent()
        self._known: dict[str, QStaticText] = {}

    def draw(self, painter: QPainter, text: str, left: float, baseline: float) -> None:
        words = self._known.get(text)
        if words is None:
            if len(self._known) >= _DRAFTS_KEPT:
                self._known.clear()
            words = self._known[text] = self._prepare(text)
        painter.setFont(self._font)
        painter.drawStaticText(QPointF(left, baseline - self._ascent), words)

    def _prepare(self, text: str) -> QStaticText:
        words = QStaticText(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        words.prepare(font=self._font)
        return words


def _grain_tile(theme: Theme, veil: float, density: float, pixel_ratio: float) -> QPixmap:
    """Film grain: specks at random places on a veil, the same ones every time."""
    rng = np.random.default_rng(7)
    size = round(_TILE * pixel_ratio)
    speck = max(1, round(theme.px(_SPECK_PX) * pixel_ratio))
    coarse = -(-size // speck)
    strength = np.where(rng.random((coarse, coarse)) < density, rng.random((coarse, coarse)), 0.0)
    share = np.kron(strength, np.ones((speck, speck)))[:size, :size, None]
    page, noise, grain = (_bgrx(theme.colour(token)) for token in ("bg", "noise", "grain"))
    ground = page + (noise - page) * veil
    pixels = np.rint(ground + (grain - ground) * share).astype(np.uint8)
    image = QImage(pixels.tobytes(), size, size, QImage.Format.Format_RGB32)
    tile = QPixmap.fromImage(image.copy())
    tile.setDevicePixelRatio(pixel_ratio)
    return tile


def _bgrx(colour: QColor) -> NDArray[np.float64]:
    # RGB32 lies in memory as blue, green, red, unused.
    return np.array([colour.blue(), colour.green(), colour.red(), 255.0])


def _stacked(top: QPixmap, bottom: QPixmap, height: int) -> QPixmap:
    """One picture at the upper end, another at the lower end, nothing between."""
    ratio = top.devicePixelRatio()
    result = QPixmap(top.width(), round(height * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.drawPixmap(0, 0, top)
    painter.drawPixmap(0, height - round(bottom.height() / ratio), bottom)
    painter.end()
    return result


def _corners(ground: QColor, radius: int, pixel_ratio: float) -> list[QPixmap]:
    """What lies outside a rounded corner: top left, top right, bottom left, bottom right."""
    corners: list[QPixmap] = []
    for x, y in ((0, 0), (-radius, 0), (0, -radius), (-radius, -radius)):
        corner = QPixmap(round(radius * pixel_ratio), round(radius * pixel_ratio))
        corner.setDevicePixelRatio(pixel_ratio)
        # Without transparency to begin with, the pixmap would have no alpha channel to cut from.
        corner.fill(Qt.GlobalColor.transparent)
        painter = QPainter(corner)
        painter.fillRect(0, 0, radius, radius, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawEllipse(x, y, 2 * radius, 2 * radius)
        painter.end()
        corners.append(corner)
    return corners
