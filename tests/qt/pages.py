"""A page in the look of the window, and pictures of what is on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from darkroom.ui.stylesheet import style_sheet
from darkroom.ui.theme import Theme


def show_page(theme: Theme, qtbot: QtBot, name: str, width: int, height: int) -> QWidget:
    """Show an empty page.

    Args:
        theme: what it looks like.
        qtbot: closes it when the test ends.
        name: of its object, for the style sheet.
        width: in pixels.
        height: in pixels.
    """
    QApplication.setPalette(theme.palette())
    page = QWidget()
    page.setObjectName(name)
    page.setStyleSheet(style_sheet(theme, ""))
    page.resize(width, height)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


def pixels(widget: QWidget) -> np.ndarray:
    """What a widget looks like: uint8[height, width, 3]."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[..., :3].copy()


def settle(rounds: int = 3) -> None:
    """Let what is posted happen."""
    for _ in range(rounds):
        QApplication.processEvents()
