"""A question in place, before something is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from darkroom.ui.controls import button
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow


class Confirm(QFrame):
    """Says what would happen; the harmless answer has the focus.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    agreed = Signal()
    declined = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = WrapLabel()
        self.agree = button("")
        self.keep = button(self.tr("Keep it"))
        row = WrapRow(theme.px(8))
        row.add(self.agree)
        row.add(self.keep)
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(10), px(14), px(10))
        layout.setSpacing(px(8))
        layout.addWidget(self._text)
        layout.addWidget(row)
        self.agree.clicked.connect(self._on_agreed)
        self.keep.clicked.connect(self._on_declined)
        self.hide()

    def ask(self, question: str, answer: str) -> None:
        """Show the question.

        Args:
            question: what would happen.
            answer: words of the button that lets it happen.
        """
        self._text.setText(question)
        self.agree.setText(answer)
        self.agree.setAccessibleName(answer)
        self.agree.setAccessibleDescription(question)
        self.keep.setAccessibleDescription(question)
        self.setAccessibleName(question)
        self.show()
        self.keep.setFocus(Qt.FocusReason.TabFocusReason)
        # Once its lines are broken it is as tall as it will be.
        QTimer.singleShot(0, self, self._scroll_here)

    @Slot()
    def _scroll_here(self) -> None:
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(self)
            parent = parent.parentWidget()

    def _on_agreed(self) -> None:
        self.hide()
        self.agreed.emit()

    def _on_declined(self) -> None:
        self.hide()
        self.declined.emit()
