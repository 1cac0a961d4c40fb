"""Icons in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from darkroom.core.resources import resource_path
from darkroom.ui.theme import Theme

_RATIO = 2


def app_icon() -> QIcon:
    """Icon of the window and the task bar."""
    return QIcon(str(resource_path("icons", "darkroom.svg")))


def icon(theme: Theme, name: str, *, colour: str = "muted", active: str = "text") -> QIcon:
    """Draw an icon of ``resources/icons``.

    Args:
        theme: colours and scale.
        name: file name without ``.svg``; the file draws in ``currentColor``.
        colour: token for the resting state.
        active: token while the pointer is over it.
    """
    source = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for mode, token in (
        (QIcon.Mode.Normal, colour),
        (QIcon.Mode.Active, active),
        (QIcon.Mode.Selected, active),
        (QIcon.Mode.Disabled, "faint"),
    ):
        result.addPixmap(_draw(source, theme.colour(token).name(), theme.px(18)), mode)
    return result


def _draw(source: str, colour: str, size: int) -> QPixmap:
    pixmap = QPixmap(size * _RATIO, size * _RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(_RATIO)
    return pixmap
