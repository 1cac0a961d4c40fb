"""What was sent along with a question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from darkroom.history.records import Attachment
from darkroom.ui.controls import ElidedLabel, button
from darkroom.ui.figures import file_length
from darkroom.ui.markdown.clean import clean
from darkroom.ui.theme import BODY_PX, Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow

_SIZE_PX = (640, 480)


class AttachmentDialog(QDialog):
    """Shows a text file as it was when it was sent.

    Args:
        theme: colours and sizes.
        attachment: the file.
        parent: the window.
    """

    def __init__(self, theme: Theme, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(attachment.name)
        self._attachment = attachment
        px = theme.px
        title = ElidedLabel("title", Qt.TextElideMode.ElideMiddle)
        title.setText(attachment.name)
        self.text = QPlainTextEdit(clean(attachment.text))
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(theme.code_font(BODY_PX))
        self.text.setAccessibleName(attachment.name)
        self._copy = button(self.tr("Copy"))
        self._copy.clicked.connect(self._on_copy)
        close = button(self.tr("Close"))
        close.clicked.connect(self.close)
        row = WrapRow(px(8))
        row.add(self._copy)
        row.add(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(10))
        layout.addWidget(title)
        layout.addWidget(WrapLabel(self._words(), "lead"))
        layout.addWidget(self.text, 1)
        layout.addWidget(row)
        self.resize(*(px(side) for side in _SIZE_PX))

    def _words(self) -> str:
        words = self.tr("{size}, as it was when the question was sent")
        return words.format(size=file_length(self._attachment))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._attachment.text)
        self._copy.setText(self.tr("Copied"))
