"""The frame of the window: a sidebar beside the page, or over it where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from darkroom.ui.theme import NARROW_PX, SIDEBAR_PX, Theme

_SCRIM = QColor(0, 0, 0, 110)


class Shell(QWidget):
    """Lays out sidebar and page.

    Args:
        theme: sizes.
        sidebar: left part.
        page: the rest.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, sidebar: QWidget, page: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shell")
        self._theme = theme
        self._sidebar = sidebar
        self._page = page
        self._open_wide = True
        self._open_narrow = False
        page.setParent(self)
        self._scrim = _Scrim(self)
        sidebar.setParent(self)
        theme.changed.connect(self._arrange)

    @property
    def is_narrow(self) -> bool:
        """There is no room for both."""
        return self.width() < self._theme.px(NARROW_PX)

    @property
    def sidebar_open(self) -> bool:
        """The sidebar is in sight."""
        return self._open_narrow if self.is_narrow else self._open_wide

    @property
    def open_beside(self) -> bool:
        """The sidebar stands beside the page wherever there is room; kept between starts."""
        return self._open_wide

    @open_beside.setter
    def open_beside(self, is_open: bool) -> None:
        self._open_wide = is_open
        self._arrange()

    @Slot()
    def toggle_sidebar(self) -> None:
        """Open the sidebar, or close it."""
        if self.is_narrow:
            self._open_narrow = not self._open_narrow
        else:
            self._open_wide = not self._open_wide
        self._arrange()

    @Slot()
    def close_overlay(self) -> None:
        """Close the sidebar if it lies over the page."""
        if self.is_narrow and self._open_narrow:
            self.toggle_sidebar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        if not self.is_narrow:
            self._open_narrow = False
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        side = self._theme.px(SIDEBAR_PX) if self.sidebar_open else 0
        beside = 0 if self.is_narrow else side
        self._sidebar.setVisible(side > 0)
        self._sidebar.setGeometry(QRect(0, 0, self._theme.px(SIDEBAR_PX), self.height()))
        self._page.setGeometry(QRect(beside, 0, self.width() - beside, self.height()))
        self._scrim.setGeometry(self.rect())
        self._scrim.setVisible(self.is_narrow and side > 0)
        self._scrim.raise_()
        self._sidebar.raise_()


class _Scrim(QWidget):
    """Dims the page below an open sidebar; a click closes it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the sidebar."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._shell.close_overlay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SCRIM)
        painter.end()
