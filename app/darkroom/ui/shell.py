"""The frame of the window: sidebar and panel beside the page, or over it where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from darkroom.ui.theme import CRAMPED_PX, NARROW_PX, PANEL_PX, SIDEBAR_PX, Theme

_SCRIM = QColor(0, 0, 0, 110)


class Shell(QWidget):
    """Lays out sidebar, page and panel.

    Args:
        theme: sizes.
        sidebar: left part.
        page: the middle.
        parent: Qt parent.
    """

    panel_toggled = Signal()
    """The panel came into sight, or went out of it."""

    def __init__(
        self, theme: Theme, sidebar: QWidget, page: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shell")
        self._theme = theme
        self._sidebar = sidebar
        self._page = page
        self._panel: QWidget | None = None
        self._panel_open = self._panel_told = False
        self._open_wide = True
        self._open_narrow = False
        page.setParent(self)
        self._scrim = _Scrim(self)
        sidebar.setParent(self)
        theme.changed.connect(self._arrange)

    @property
    def is_narrow(self) -> bool:
        """There is no room for a sidebar beside the page."""
        return self.width() < self._theme.px(NARROW_PX)

    @property
    def sidebar_open(self) -> bool:
        """The sidebar is in sight."""
        return self._open_narrow if self.is_narrow else self._open_wide

    @property
    def panel_open(self) -> bool:
        """The panel is in sight."""
        return self._panel_open and self._panel is not None

    @property
    def overlay_open(self) -> bool:
        """Something lies over the page."""
        return (self.is_narrow and self._open_narrow) or (self.is_cramped and self.panel_open)

    @property
    def is_cramped(self) -> bool:
        """There is no room for a panel beside the page."""
        return self.width() < self._theme.px(CRAMPED_PX)

    def set_panel(self, panel: QWidget) -> None:
        """Take in the right part; one that was there before goes out of sight."""
        if self._panel is not None and self._panel is not panel:
            self._panel.hide()
        self._panel = panel
        panel.setParent(self)
        self._arrange()

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
            self._panel_open = self._panel_open and not self._open_narrow
        else:
            self._open_wide = not self._open_wide
        self._arrange()

    def show_panel(self, is_open: bool) -> None:
        """Open the panel, or close it."""
        self._panel_open = is_open
        self._open_narrow = self._open_narrow and not is_open
        self._arrange()

    @Slot()
    def close_overlay(self) -> None:
        """Close what lies over the page."""
        self._open_narrow = False
        if self.is_cramped:
            self._panel_open = False
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        if not self.is_narrow:
            self._open_narrow = False
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        width, height, px = self.width(), self.height(), self._theme.px
        side = px(SIDEBAR_PX) if self.sidebar_open else 0
        left = 0 if self.is_narrow else side
        panel = min(px(PANEL_PX), width) if self.panel_open else 0
        right = 0 if self.is_cramped else panel
        self._sidebar.setVisible(side > 0)
        self._sidebar.setGeometry(QRect(0, 0, px(SIDEBAR_PX), height))
        self._page.setGeometry(QRect(left, 0, width - left - right, height))
        self._scrim.setGeometry(self.rect())
        self._scrim.setVisible(self.overlay_open)
        self._scrim.raise_()
        self._sidebar.raise_()
        if self._panel is not None:
            self._panel.setVisible(panel > 0)
            self._panel.setGeometry(QRect(width - panel, 0, panel, height))
            self._panel.raise_()
        if self.panel_open != self._panel_told:
            self._panel_told = self.panel_open
            self.panel_toggled.emit()


class _Scrim(QWidget):
    """Dims the page below what lies over it; a click closes that."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close what lies over the page."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._shell.close_overlay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SCRIM)
        painter.end()
