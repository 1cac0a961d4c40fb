"""Below the prompt: how full the context is, and the ways out when it overflows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from darkroom.ui.banner import Banner
from darkroom.ui.controls import Meter, label
from darkroom.ui.figures import number
from darkroom.ui.theme import Theme
from darkroom.viewmodels.context_meter import ContextMeter

_NEARLY = 0.85


class ContextLine(QWidget):
    """A small meter with its figures.

    Args:
        theme: colours.
        context: what is observed.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, context: ContextMeter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._words = label("", "muted")
        self._meter = Meter(theme, 72, 4, "ok")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        layout.setSpacing(theme.px(8))
        layout.addStretch(1)
        layout.addWidget(self._words)
        layout.addWidget(self._meter, 0, Qt.AlignmentFlag.AlignVCenter)
        context.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        context = self._context
        known = context.used is not None and context.total > 0
        self._words.setVisible(known)
        self._meter.setVisible(known)
        if not known:
            return
        words = self.tr("{used} of {total} tokens of context").format(
            used=number(context.used or 0), total=number(context.total)
        )
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(
            self.tr("What the model reads: the chat, its system prompt and what you are writing. "
                    "An answer needs room for {n} more.").format(n=number(context.reserved))
        )  # fmt: skip
        share = context.share
        self._meter.set_share(share, "bad" if share > 1 else "warn" if share > _NEARLY else "ok")


class OverflowNotice(Banner):
    """Says that the chat has outgrown the context, and offers what can be done.

    Args:
        theme: colours.
        context: what is observed.
        parent: Qt parent.
    """

    drop_oldest_asked = Signal()
    new_chat_asked = Signal()
    larger_context_asked = Signal()

    def __init__(self, theme: Theme, context: ContextMeter, parent: QWidget | None = None) -> None:
        super().__init__(theme, is_error=False, parent=parent)
        self._context = context
        self.drop = self.add_action(self.tr("Leave out the oldest messages"))
        self.drop.clicked.connect(self.drop_oldest_asked)
        self.fresh = self.add_action(self.tr("New chat"))
        self.fresh.clicked.connect(self.new_chat_asked)
        self.larger = self.add_action("")
        self.larger.clicked.connect(self.larger_context_asked)
        context.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        context = self._context
        self.setVisible(context.overflows)
        self.drop.setVisible(not context.is_all_written)
        self.fresh.setVisible(not context.is_all_written)
        if context.is_all_written:
            self.set_message(
                self.tr("This is longer than the model's context"),
                self.tr("What you are writing leaves no room for an answer."),
                self.tr("Shorten it, or leave a file out."),
            )
        else:
            self.set_message(
                self.tr("This chat outgrows the model's context"),
                self.tr("With the next question there is no room left for an answer."),
                self.tr("What is left out stays in the chat; only the model no longer reads it."),
            )
        larger = context.larger_context
        self.larger.setVisible(larger > 0)
        words = self.tr("Context of {n} tokens").format(n=number(larger))
        self.larger.setText(words)
        self.larger.setAccessibleName(words)
