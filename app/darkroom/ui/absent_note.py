"""What to do about a file that is not on this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from darkroom.hardware.plan import Candidate, Plan
from darkroom.ui import figures
from darkroom.ui.controls import button
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow


class AbsentNote(QFrame):
    """Explains, and offers to download it.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    download_asked = Signal(object)
    """Carries the ``Candidate``."""
    open_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._page = ""
        self._candidate: Candidate | None = None
        self._title = WrapLabel(role="strong")
        self._text = WrapLabel(role="lead")
        self._address = WrapLabel()
        self._download = button(self.tr("Download"), "primary")
        self._browse = button(self.tr("Open this page in the browser"))
        choose = button(self.tr("Choose a file …"))
        back = button(self.tr("Back"), "quiet")
        self._download.clicked.connect(self._on_download)
        self._browse.clicked.connect(self._on_browse)
        choose.clicked.connect(self.open_asked)
        back.clicked.connect(self.left)
        row = WrapRow(theme.px(8))
        for part in (self._download, self._browse, choose, back):
            row.add(part)
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        layout.setSpacing(px(6))
        for part in (self._title, self._text, self._address, row):
            layout.addWidget(part)

    def show_plan(self, plan: Plan, page: str) -> None:
        """Explain one file.

        Args:
            plan: of the file.
            page: where it can be had, "" where unknown.
        """
        candidate = self._candidate = plan.candidate
        self._page = page
        self._title.setText(
            self.tr("{quant} is not on this computer").format(quant=candidate.quant)
        )
        size = figures.size(candidate.size_bytes)
        self._text.setText(
            self.tr(
                "Darkroom can download it ({size}), and goes on where it was if that is "
                "interrupted. Or get the file from its page, then choose it here:"
            ).format(size=size)
        )
        self._address.setText(page)
        for part in (self._address, self._browse):
            part.setVisible(bool(page))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(f"{self._text.text()} {page}".strip())
        self.show()

    def focus(self) -> None:
        """Put the focus on the first button."""
        self._download.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_download(self) -> None:
        if self._candidate is not None:
            self.hide()
            self.download_asked.emit(self._candidate)

    @Slot()
    def _on_browse(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))
