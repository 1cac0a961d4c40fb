"""What a model thought before it answered, behind one line that opens and closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.controls import button
from darkroom.ui.crossfade import FADE_MS
from darkroom.ui.figures import number
from darkroom.ui.markdown.look import markdown_look
from darkroom.ui.stack import natural_height
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.ui.turn_actions import kept_icon
from darkroom.viewmodels.cells import CanvasContent

if TYPE_CHECKING:
    from darkroom.ui.markdown.view import MarkdownView

_SIZE_PX = ANSWER_PX - 2
_INDENT_PX = 16
_BAR_PX = 2
_ICON_PX = 16
_ABOVE_PX, _BELOW_PX = 4, 8


class ThinkingBox(QWidget):
    """Open while the model thinks, closed once it is done, unless somebody decides otherwise.

    Args:
        theme: colours and fonts.
        reduce_motion: nothing fades or slides.
        parent: Qt parent.
    """

    height_changed = Signal()
    link_asked = Signal(str)

    def __init__(self, theme: Theme, reduce_motion: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reduce_motion = reduce_motion
        self._text = ""
        self._touched = False
        # Pixels of the thoughts that are shown while they close; None shows all.
        self._limit: int | None = None
        self._clip = QWidget(self)
        self._clip.hide()
        self._canvas: CanvasView | None = None
        self._markdown: MarkdownView | None = None
        self.header = button("", "quiet")
        self.header.setParent(self)
        # The arrow follows the words, so that those stand near where the answer begins.
        self.header.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.header.setCheckable(True)
        self.header.toggled.connect(self._on_toggled)
        self.header.clicked.connect(self._on_touched)
        self._closing = QVariantAnimation(self)
        self._closing.setDuration(FADE_MS)
        self._closing.setEndValue(0)
        self._closing.valueChanged.connect(self._on_closing)
        self._closing.finished.connect(self._on_closed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def is_open(self) -> bool:
        """The thoughts are to be seen."""
        return self.header.isChecked()

    @property
    def selected_text(self) -> str:
        """What is selected of the thoughts."""
        return self._markdown.selected_text if self._markdown is not None else ""

    def show_live(self, content: CanvasContent) -> None:
        """Show thoughts that are still being denoised."""
        if self._canvas is None:
            if self._markdown is not None:
                # They are shown step by step once more; their text comes back after that.
                self._markdown.hide()
                self._markdown.deleteLater()
                self._markdown = None
            self._canvas = CanvasView(self._theme, _SIZE_PX, self._clip)
            self._canvas.setAccessibleName(self.tr("Thoughts, being denoised"))
            self._canvas.reduce_motion = self._reduce_motion
            self._canvas.height_changed.connect(self._refit)
            self._canvas.show()
            self._name(self.tr("Thinking …"))
            self.header.setChecked(True)
        self._canvas.set_content(content)

    def show_text(self, text: str) -> None:
        """Show thoughts that are complete; what was open closes, unless somebody opened it.

        Args:
            text: Markdown; not empty.
        """
        self._text = text
        count = len(text.split())
        words = self.tr("Thought for 1 word") if count == 1 else self.tr("Thought for {n} words")
        self._name(words.format(n=number(count)))
        slides = self._canvas is not None and self.is_open and self.isVisible()
        if self._touched or self._reduce_motion or not slides:
            self._finish()
        else:
            self._closing.setStartValue(self._clip.height())
            self._closing.start()

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the line, and of the thoughts if they are to be seen."""
        line = self.header.sizeHint().height()
        if not self.is_open or self._body is None:
            return line
        return line + self._theme.px(_ABOVE_PX + _BELOW_PX) + self._body_height(width)

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both parts in their places."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Follow the thoughts when they need another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._refit()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a line beside the thoughts."""
        if not self.is_open:
            return
        place, px = self._clip.geometry(), self._theme.px
        painter = QPainter(self)
        left, line = px(INSET_PX), self._theme.colour("line")
        painter.fillRect(left, place.top(), px(_BAR_PX), place.height(), line)
        painter.end()

    def _room(self, width: int) -> int:
        return max(width - self._theme.px(_INDENT_PX + INSET_PX), 1)

    def _body_height(self, width: int) -> int:
        tall = natural_height(self._body, self._room(width)) if self._body is not None else 0
        return tall if self._limit is None else min(self._limit, tall)

    def _place(self) -> None:
        px, hint = self._theme.px, self.header.sizeHint()
        self.header.setGeometry(0, 0, min(hint.width(), self.width()), hint.height())
        if self._body is not None:
            room, top = self._room(self.width()), hint.height() + px(_ABOVE_PX)
            self._body.setGeometry(0, 0, room, natural_height(self._body, room))
            self._clip.setGeometry(px(_INDENT_PX), top, room, self._body_height(self.width()))

    @property
    def _body(self) -> QWidget | None:
        return self._canvas or self._markdown

    def _finish(self) -> None:
        """The thoughts are text now; it is made when somebody wants to read it."""
        if self._canvas is not None:
            self._canvas.hide()
            self._canvas.deleteLater()
            self._canvas = None
        if not self._touched:
            self.header.setChecked(False)
        self._show_body()

    def _show_body(self) -> None:
        if self.is_open and self._body is None and self._text:
            from darkroom.ui.markdown.view import MarkdownView  # not for the first paint

            self._markdown = MarkdownView(self._theme, self.tr("Thoughts"), self._clip)
            self._markdown.link_asked.connect(self.link_asked)
            self._markdown.height_changed.connect(self._refit)
            self._dress()
            self._markdown.show()
        self._clip.setVisible(self.is_open)
        self._refit()

    def _name(self, words: str) -> None:
        self.header.setText(words)
        self.header.setAccessibleName(words)
        self._describe()

    def _describe(self) -> None:
        # Checked means open; readers that do not tell get it in words.
        self.header.setAccessibleDescription(
            self.tr("Thoughts are shown") if self.is_open else self.tr("Thoughts are hidden")
        )

    @Slot()
    def _refit(self) -> None:
        self._place()
        self.update()
        self.updateGeometry()
        self.height_changed.emit()

    @Slot(bool)
    def _on_toggled(self, _open: bool) -> None:
        self._dress_header()
        self._describe()
        self._show_body()

    @Slot()
    def _on_touched(self) -> None:
        self._touched = True

    @Slot(object)
    def _on_closing(self, height: int) -> None:
        self._limit = height
        self._refit()

    @Slot()
    def _on_closed(self) -> None:
        self._limit = None
        self._finish()

    @Slot()
    def _dress(self) -> None:
        self._dress_header()
        if self._markdown is not None:
            self._markdown.set_text(self._text, markdown_look(self._theme, _SIZE_PX, "muted"))

    def _dress_header(self) -> None:
        self.header.setIcon(kept_icon(self._theme, "chevron" if self.is_open else "next"))
        size = self._theme.px(_ICON_PX)
        self.header.setIconSize(QSize(size, size))
