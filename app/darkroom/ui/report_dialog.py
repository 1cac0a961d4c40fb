"""A report to read, to copy and to save; nothing sends it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from darkroom.ui.controls import button, label
from darkroom.ui.theme import SMALL_PX, Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.trouble import save_report

_USUAL_SIZE = (760, 560)


class ReportDialog(QDialog):
    """Shows what is known about a crash.

    Args:
        theme: colours and sizes.
        title: what the report is about.
        text: the report.
        folder: of the logs, None where there is none.
        parent: the window.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        folder: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("report")
        self.setWindowTitle(title)
        self._theme = theme
        self._text = text
        self._folder = folder
        px = theme.px
        privacy = WrapLabel(
            self.tr(
                "Darkroom sends this nowhere. No text of your chats is in it, and your home "
                "folder is written as ~. Read it before you give it to anybody."
            ),
            "lead",
        )
        self._body = self._read_only(text)
        self._said = WrapLabel(role="muted")
        self._said.hide()
        self._copy = button(self.tr("Copy"), "primary")
        self._copy.setProperty("small", True)
        self._copy.clicked.connect(self._on_copy)
        save = button(self.tr("Save as …"))
        save.clicked.connect(self._on_save)
        show = button(self.tr("Open the log folder"))
        show.clicked.connect(self._on_show)
        show.setVisible(folder is not None)
        close = button(self.tr("Close"))
        close.clicked.connect(self.close)
        actions = WrapRow(px(8))
        for action in (self._copy, save, show, close):
            actions.add(action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(12))
        layout.addWidget(label(title, "title"))
        layout.addWidget(privacy)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._said)
        layout.addWidget(actions)
        self.resize(*(px(side) for side in _USUAL_SIZE))
        theme.changed.connect(self._dress)
        self._dress()

    def _read_only(self, text: str) -> QPlainTextEdit:
        body = QPlainTextEdit(text)
        body.setReadOnly(True)
        # Read-only text takes no keys unless it is told to: the arrows move a cursor in it.
        body.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        body.setTabChangesFocus(True)
        body.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        body.setAccessibleName(self.tr("Report"))
        body.setFont(self._theme.code_font())
        return body

    @Slot()
    def _dress(self) -> None:
        theme = self._theme
        family = self._body.font().family()
        self._body.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.tokens.raised}; font-family: '{family}';"
            f" font-size: {theme.px(SMALL_PX)}px; border: 1px solid {theme.tokens.line};"
            f" border-radius: {theme.px(8)}px; padding: {theme.px(8)}px; }}"
            f"QPlainTextEdit:focus {{ border: 1px solid {theme.tokens.outline}; }}"
        )

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copy.setText(self.tr("Copied"))

    @Slot()
    def _on_save(self) -> None:
        start = Path.home() / "darkroom-report.txt"
        dialog = QFileDialog(self, self.tr("Save the report"), str(start.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Text (*.txt)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(start.name)
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    @Slot(str)
    def _save_to(self, path: str) -> None:
        if trouble := save_report(self._text, Path(path)):
            said = self.tr("It cannot be saved there: {why}. Choose another place.")
            self._said.setText(said.format(why=trouble))
        else:
            self._said.setText(self.tr("Saved as {path}").format(path=path))
        self._said.show()

    @Slot()
    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
