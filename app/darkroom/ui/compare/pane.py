"""One of two answers: which one it is, how it was made, and its canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.compare import words
from darkroom.ui.controls import button
from darkroom.ui.instrument.card import paragraph
from darkroom.ui.instrument.origin_note import origin_words
from darkroom.ui.picker import Picker
from darkroom.ui.stack import Stack
from darkroom.ui.theme import Theme
from darkroom.ui.thinking_box import ThinkingBox
from darkroom.viewmodels.replay.replay import ReplayViewModel
from darkroom.viewmodels.run import RunViewModel

_GAP_PX = 8


class AnswerPane(QWidget):
    """Shows a step of an answer, or its text where the steps are not there.

    Args:
        theme: colours and fonts.
        name: which side it is.
        reduce_motion: nothing fades.
        parent: Qt parent.
    """

    chosen = Signal(int)
    """Carries the index of the answer that is to be here."""
    show_asked = Signal()
    """The answer is to be shown in the chat."""
    height_changed = Signal()

    def __init__(
        self, theme: Theme, name: str, reduce_motion: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reduce_motion = reduce_motion
        self._replay: ReplayViewModel | None = None
        self._arranging = False
        self.picker = Picker(theme, name)
        self.picker.currentIndexChanged.connect(self.chosen)
        self.head = paragraph("", "muted")
        self.settings = paragraph("", "muted")
        self.text = paragraph("")
        self.note = paragraph("", "muted")
        self.thinking: ThinkingBox | None = None
        self.canvas = self._make_canvas(name)
        self.show_in_chat = button(self.tr("Show in chat"), "quiet")
        self.show_in_chat.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_in_chat.clicked.connect(self.show_asked)
        self._stack = Stack(self, theme.px(_GAP_PX))
        inset = theme.px(INSET_PX)
        for part in (self.picker, self.head, self.settings):
            self._stack.add(part, inset)
        self._stack.add(self.canvas)
        for part in (self.text, self.note, self.show_in_chat):
            self._stack.add(part, inset)
        for part in (self.canvas, self.text, self.note):
            part.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, places: Sequence[str], index: int) -> None:
        """List the answers there are, and which of them is here."""
        with QSignalBlocker(self.picker):
            self.picker.clear()
            self.picker.addItems(list(places))
            self.picker.setCurrentIndex(index)

    def show_answer(self, run: RunViewModel, other: RunViewModel) -> None:
        """Say whose answer it is and what is different from the other one."""
        self.head.setText(words.head(run.model_name, run.quantization, run.settings))
        provenance = run.message.provenance if run.message is not None else None
        origin = origin_words(provenance) if provenance is not None else ""
        told = [origin, words.differences(run.settings, other.settings)]
        self.settings.setText(" · ".join(filter(None, told)))

    def show_steps(self, replay: ReplayViewModel) -> None:
        """Show the steps of the answer; they are moved elsewhere."""
        self._replay = replay
        replay.moved.connect(self._on_moved)
        self.text.hide()
        self.note.hide()
        self.canvas.show()
        self._show_picture(fades=False)
        self._on_height()

    def show_text(self, text: str, why: str) -> None:
        """Show words in the place of the steps, and say why; empty while they are looked for."""
        self._replay = None
        self.canvas.hide()
        if self.thinking is not None:
            self.thinking.hide()
        self.text.setText(text)
        self.text.show()
        self.note.setText(why)
        self.note.setVisible(bool(why))
        self._on_height()

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its parts."""
        for part in (self.head, self.settings, self.text, self.note):
            part.ensurePolished()
        return self._stack.height(width)

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts in their places."""
        super().resizeEvent(event)
        self._arrange()
        if self.heightForWidth(self.width()) != self.height():
            self.height_changed.emit()

    def _make_canvas(self, name: str) -> CanvasView:
        canvas = CanvasView(self._theme, parent=self)
        canvas.setAccessibleName(name)
        canvas.reduce_motion = self._reduce_motion
        canvas.height_changed.connect(self._on_height)
        return canvas

    def _show_picture(self, *, fades: bool) -> None:
        if self._replay is None:
            return
        picture = self._replay.picture()
        self.canvas.set_content(picture.answer, fades=fades)
        thinks = picture.thinking is not None
        if picture.thinking is not None:
            self._need_thinking().show_live(picture.thinking)
        if self.thinking is not None and self.thinking.isHidden() == thinks:
            self.thinking.setVisible(thinks)
            self._on_height()

    def _need_thinking(self) -> ThinkingBox:
        if self.thinking is None:
            self.thinking = ThinkingBox(self._theme, self._reduce_motion, self)
            self.thinking.hide()
            self.thinking.height_changed.connect(self._on_height)
            self._stack.add(self.thinking, after=self.settings)
        return self.thinking

    @Slot()
    def _on_moved(self) -> None:
        self._show_picture(fades=True)

    def _arrange(self) -> None:
        self._arranging = True
        # The canvas knows its height only when it has its width.
        for _ in range(2):
            self._stack.place(self.width())
        self._arranging = False

    @Slot()
    def _on_height(self) -> None:
        if not self._arranging:
            self._arrange()
            self.updateGeometry()
            self.height_changed.emit()
