"""One answer in the conversation: the canvas while it is live, then text."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.core.errors import ContextOverflowError, OutOfMemoryError
from darkroom.core.types import Failure
from darkroom.ui import figures, fit_words
from darkroom.ui.banner import Banner
from darkroom.ui.canvas_metrics import INSET_PX, TEXT_LINE_HEIGHT
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.controls import ElidedLabel, IconButton, Meter, label
from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turns import AnswerState

_COPIED_MS = 1500


class AnswerView(QWidget):
    """Observes a ``RunViewModel``.

    Args:
        theme: colours and fonts.
        run: the answer.
        fit: knows smaller plans.
        reduce_motion: nothing fades or eases.
        parent: Qt parent.
    """

    retry_asked = Signal()
    new_chat_asked = Signal()
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        run: RunViewModel,
        fit: FitViewModel,
        reduce_motion: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("answer")
        self._theme = theme
        self._fit = fit
        self.run = run
        self._name = ElidedLabel("name")
        self._position = label(role="muted")
        self._canvas = CanvasView(theme)
        self._canvas.reduce_motion = reduce_motion
        self._text = FlowText()
        self._text.setAccessibleName(self.tr("Answer"))
        self._progress = Meter(theme, 0, 3, "accent")
        self._progress.setAccessibleName(self.tr("Progress of the answer"))
        self._stats = WrapLabel(role="muted")
        self._copy = IconButton(theme, "copy", self.tr("Copy answer"))
        self._retry = IconButton(theme, "retry", self.tr("Answer again"))
        self._build()
        self._copy.clicked.connect(self.copy)
        self._retry.clicked.connect(self.retry_asked)
        self._canvas.settled.connect(self._on_settled)
        self._canvas.height_changed.connect(self.height_changed)
        run.changed.connect(self._on_changed)
        run.canvas_changed.connect(self._on_canvas_changed)
        run.ended.connect(self._on_ended)
        theme.changed.connect(self._on_theme_changed)
        self._on_canvas_changed()
        self._on_changed()
        if run.state.is_final:
            self._show_text()
            self._show_end()

    @property
    def live_top(self) -> int:
        """Where the live canvas begins, in this widget."""
        return self._canvas.y() + self._canvas.live_top

    @property
    def is_last(self) -> bool:
        """Only the last answer can be asked for again."""
        return self._retry.isVisibleTo(self)

    def set_last(self, is_last: bool) -> None:
        """Offer another try, or not."""
        self._retry.setVisible(is_last and self.run.state.is_final)

    @Slot()
    def copy(self) -> None:
        """Put the answer on the clipboard."""
        QGuiApplication.clipboard().setText(self.run.text)
        self._copy.set_icon("check")
        QTimer.singleShot(_COPIED_MS, self._copy, lambda: self._copy.set_icon("copy"))

    def _build(self) -> None:
        self._text.hide()
        self._copy.hide()
        self._retry.hide()
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._position)
        foot = QHBoxLayout()
        foot.setSpacing(px(4))
        foot.addWidget(self._stats, 1)
        foot.addWidget(self._copy)
        foot.addWidget(self._retry)
        self._below = QVBoxLayout()
        self._below.setSpacing(px(8))
        self._below.addWidget(self._text)
        self._below.addSpacing(px(4))
        self._below.addWidget(self._progress)
        self._below.addLayout(foot)
        head.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), 0)
        self._below.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addWidget(self._canvas)
        layout.addLayout(self._below)

    @Slot()
    def _on_changed(self) -> None:
        run = self.run
        self._name.setText(run.model_name)
        self._position.setText(figures.position(run))
        live = run.figures
        if run.state is AnswerState.READING and run.prompt_total:
            self._progress.set_share(run.prompt_done / run.prompt_total, "faint")
        elif live is not None:
            self._progress.set_share(live.step / live.max_steps, "accent")
            self._stats.setText(figures.live_line(live))
        if run.state.is_final and run.stats is not None:
            self._stats.setText(figures.stats_line(run.stats))

    @Slot()
    def _on_canvas_changed(self) -> None:
        if self.run.content is not None:
            self._canvas.set_content(self.run.content)

    @Slot()
    def _on_ended(self) -> None:
        self._show_end()
        self._announce()
        if self.run.figures is None:
            self._show_text()
        else:
            self._canvas.settle()

    @Slot()
    def _on_settled(self) -> None:
        if self.run.state.is_final:
            self._show_text()

    def _announce(self) -> None:
        """Tell screen readers, for the person may be elsewhere in the window."""
        words = {
            AnswerState.DONE: self.tr("The answer is done."),
            AnswerState.STOPPED: self.tr("The answer was stopped."),
        }.get(self.run.state, self.tr("The answer failed."))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _show_text(self) -> None:
        self._set_text()
        self._canvas.hide()
        self._text.setVisible(bool(self.run.text))
        self.height_changed.emit()

    def _set_text(self) -> None:
        theme = self._theme
        unfinished = self.run.state is not AnswerState.DONE
        look = TextLook(
            font=theme.chat_font(ANSWER_PX),
            line_height=theme.line_height(ANSWER_PX, TEXT_LINE_HEIGHT),
            ink=theme.colour("draft") if unfinished else None,
            code_font=theme.code_font(ANSWER_PX),
            code_ground=theme.colour("raised"),
            fence=theme.colour("muted"),
        )
        self._text.set_text(self.run.text, look)

    def _show_end(self) -> None:
        self._progress.hide()
        self._copy.setVisible(bool(self.run.text))
        self._retry.show()
        if self.run.failure is not None:
            self._explain(self.run.failure)
        elif self.run.is_empty:
            banner = self._add_banner(is_error=False)
            banner.add_action(self.tr("Try again")).clicked.connect(self.retry_asked)
            banner.set_message(
                self.tr("The answer came back empty"),
                self.tr("The model ended its canvas without a word; short questions do that."),
                self.tr("Try again with another seed, or ask for a sentence."),
            )

    def _explain(self, failure: Failure) -> None:
        banner = self._add_banner(is_error=True)
        relief = self._fit.relief if failure.kind == OutOfMemoryError.kind else None
        if relief is not None:
            smaller = banner.add_action("")
            fit_words.offer(smaller, relief)
            smaller.clicked.connect(lambda: self._fit.load(relief))
        if failure.kind == ContextOverflowError.kind:
            # The same conversation would not fit a second time.
            banner.add_action(self.tr("New chat")).clicked.connect(self.new_chat_asked)
        else:
            banner.add_action(self.tr("Try again")).clicked.connect(self.retry_asked)
        banner.set_failure(failure)

    def _add_banner(self, *, is_error: bool) -> Banner:
        banner = Banner(self._theme, is_error=is_error)
        self._below.addWidget(banner)
        return banner

    @Slot()
    def _on_theme_changed(self) -> None:
        if self._text.isVisibleTo(self):
            self._set_text()
