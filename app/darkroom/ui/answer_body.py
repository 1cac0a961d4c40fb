"""What an answer says: the canvas while it is live or replayed, text otherwise, thoughts above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.crossfade import Crossfade
from darkroom.ui.markdown.look import markdown_look
from darkroom.ui.stack import Stack
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.ui.thinking_box import ThinkingBox
from darkroom.viewmodels.draft import Picture
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState

if TYPE_CHECKING:
    from darkroom.ui.markdown.view import MarkdownView


class AnswerBody(QObject):
    """Makes the parts that an answer needs, in the stack of its view.

    Args:
        theme: colours and fonts.
        run: the answer.
        stack: of the view; the parts come behind ``head``.
        head: stands above all of them.
        inset: pixels at both sides of text.
        reduce_motion: nothing fades or eases.
        host: the view.
    """

    height_changed = Signal()
    settled = Signal()
    """The lines of the canvas stand where the text will have them."""
    link_asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        run: RunViewModel,
        stack: Stack,
        head: QWidget,
        inset: int,
        reduce_motion: bool,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._run = run
        self._stack = stack
        self._head = head
        self._inset = inset
        self._reduce_motion = reduce_motion
        self._host = host
        self.thinking: ThinkingBox | None = None
        self.canvas: CanvasView | None = None
        self.markdown: MarkdownView | None = None
        theme.changed.connect(self._on_theme_changed)

    @property
    def last(self) -> QWidget:
        """The lowest part there is."""
        return self.markdown or self.canvas or self.thinking or self._head

    @property
    def live_top(self) -> int:
        """Where the live canvas begins, in the view."""
        canvas = self.canvas
        return 0 if canvas is None else canvas.y() + canvas.live_top

    @property
    def selected_text(self) -> str:
        """What is selected in the answer or in the thoughts before it."""
        parts = (self.canvas, self.markdown, self.thinking)
        there = (part for part in parts if part is not None and not part.isHidden())
        return next(filter(None, (part.selected_text for part in there)), "")

    def prepare_soon(self) -> None:
        """What takes the place of the canvas should not be waited for when it is time."""
        QTimer.singleShot(0, self, self._prepare)

    # --- the canvas

    def show_picture(self, picture: Picture, *, fades: bool = True) -> None:
        """Show a step.

        Args:
            picture: what it looks like.
            fades: what was new at the step before fades.
        """
        if picture.thinking is not None:
            self._need_thinking().show_live(picture.thinking)
            self._thinking_in_sight(True)
        else:
            # What looked like thinking at one step may be something else at the next.
            self._thinking_in_sight(False)
        self._need_canvas().set_content(picture.answer, fades=fades)

    def settle(self) -> bool:
        """Ease the lines of the canvas, if there is one; ``settled`` follows."""
        if self.canvas is None:
            return False
        self.canvas.settle()
        return True

    def show_steps(self, picture: Picture) -> None:
        """Put the canvas in the place of the text, as tall as that at least."""
        text, before = self.markdown, self._grab(self.markdown)
        height = text.height() if text is not None and text.isVisible() else 0
        place = text.pos() if text is not None else QPoint()
        if text is not None:
            text.hide()
        canvas = self._need_canvas()
        canvas.stand(height)
        canvas.show()
        self.show_picture(picture, fades=False)
        self.height_changed.emit()
        self._fade(before, place, canvas.height())

    # --- the text

    def show_text(self) -> None:
        """Put text in the place of the canvas; what stands elsewhere in it fades over."""
        canvas = self.canvas
        before = self._grab(canvas)
        if canvas is not None:
            canvas.hide()
        if self._run.text:
            self._set_text()
        self.height_changed.emit()
        if canvas is not None and self.markdown is not None:
            room = self._host.width() - 2 * self._inset
            self._fade(before, canvas.pos(), self.markdown.heightForWidth(room))

    def show_thoughts(self) -> None:
        """Show what was thought, as text."""
        if self._run.thinking:
            self._need_thinking().show_text(self._run.thinking)
        self._thinking_in_sight(bool(self._run.thinking))

    # --- inside

    def _grab(self, part: QWidget | None) -> QPixmap | None:
        there = part is not None and part.isVisible() and not self._reduce_motion
        return part.grab() if there and part is not None else None

    def _fade(self, picture: QPixmap | None, place: QPoint, height: int) -> None:
        if picture is not None:
            Crossfade(picture, place, height, self._host)

    def _need_canvas(self) -> CanvasView:
        if self.canvas is None:
            self.canvas = CanvasView(self._theme, parent=self._host)
            self.canvas.reduce_motion = self._reduce_motion
            self.canvas.settled.connect(self.settled)
            self.canvas.height_changed.connect(self.height_changed)
            self._stack.add(self.canvas, after=self.thinking or self._head)
        return self.canvas

    def _need_thinking(self) -> ThinkingBox:
        if self.thinking is None:
            self.thinking = ThinkingBox(self._theme, self._reduce_motion, self._host)
            self.thinking.height_changed.connect(self.height_changed)
            self.thinking.link_asked.connect(self.link_asked)
            self._stack.add(self.thinking, after=self._head)
        return self.thinking

    def _need_markdown(self) -> MarkdownView:
        if self.markdown is None:
            from darkroom.ui.markdown.view import MarkdownView  # not for the first paint

            after = self.canvas or self.thinking or self._head
            self.markdown = MarkdownView(self._theme, self.tr("Answer"), self._host)
            self.markdown.link_asked.connect(self.link_asked)
            self.markdown.height_changed.connect(self.height_changed)
            self._stack.add(self.markdown, self._inset, after=after)
        return self.markdown

    def _thinking_in_sight(self, there: bool) -> None:
        if self.thinking is not None and self.thinking.isHidden() == there:
            self.thinking.setVisible(there)
            self.height_changed.emit()

    def _set_text(self) -> None:
        unfinished = self._run.state is not AnswerState.DONE
        look = markdown_look(self._theme, ANSWER_PX, "draft" if unfinished else "text")
        markdown = self._need_markdown()
        markdown.set_text(self._run.text, look)
        markdown.show()

    @Slot()
    def _prepare(self) -> None:
        if self.markdown is None:
            self._need_markdown().hide()

    @Slot()
    def _on_theme_changed(self) -> None:
        if self.markdown is not None and self.markdown.isVisibleTo(self._host):
            self._set_text()
        self.height_changed.emit()
