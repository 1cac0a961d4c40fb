"""One question in the conversation: what the person wrote."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from darkroom.history.records import Attachment
from darkroom.ui.attachment_dialog import AttachmentDialog
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.figures import file_length
from darkroom.ui.flow_text import FlowText, TextLook
from darkroom.ui.markdown.clean import breakable, clean
from darkroom.ui.question_editor import QuestionEditor
from darkroom.ui.theme import ANSWER_PX, Theme
from darkroom.ui.turn_actions import SiblingSwitch, TurnActions
from darkroom.ui.turn_view import TurnView
from darkroom.viewmodels.tips import plain_tip
from darkroom.viewmodels.turns import Action, Question

_BUBBLE_SHARE = 0.85
_BUBBLE_LINE_HEIGHT = 1.5
_COPIED_MS = 1500
_CHIP_PX = 300
_SIDE_PX, _END_PX, _GAP_PX = 18, 10, 6
_ACTIONS = (Action.COPY, Action.EDIT, Action.BRANCH, Action.DELETE)


class QuestionView(TurnView):
    """A bubble at the right with the files that were sent along; can be reworded in place.

    Args:
        theme: colours and fonts.
        question: the turn.
        parent: Qt parent.
    """

    edited = Signal(object, str)
    """The ``Turn``, and what should be asked in its place."""

    def __init__(self, theme: Theme, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(theme, question, parent)
        self.question = question
        self._editor: QuestionEditor | None = None
        self._bubble = QFrame(self)
        self._bubble.setObjectName("bubble")
        self._text = FlowText(self._bubble)
        self._text.setAccessibleName(self.tr("Your question"))
        if not question.text:
            self._text.hide()
        self.chips = [self._make_chip(file) for file in question.attachments]
        names = self.tr("Copy question"), self.tr("Edit question")
        more = self.tr("More for this question")
        row = TurnActions(theme, (Action.COPY, Action.EDIT), names, more, self)
        self._row = row.widgets
        index, count = question.siblings
        if count > 1:
            words = self.tr("Earlier wording"), self.tr("Later wording"), self.tr("{n} of {count}")
            switch = SiblingSwitch(theme, (index, count), words, self)
            switch.asked.connect(self.act)
            self._row += switch.widgets
        self._show_actions(row)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def is_editing(self) -> bool:
        """Another wording is being written."""
        return self._editor is not None

    @property
    def selected_text(self) -> str:
        """What is selected of the question."""
        return self._text.textCursor().selection().toPlainText()

    def actions_now(self) -> list[Action]:
        """All of them, unless the question is being reworded."""
        return [] if self.is_editing else list(_ACTIONS)

    @Slot(object)
    def act(self, action: Action) -> None:
        """Copy and edit here; pass the rest on."""
        if action is Action.COPY:
            self.copy()
        elif action is Action.EDIT:
            self.edit()
        else:
            super().act(action)

    @Slot()
    def copy(self) -> None:
        """Put the question on the clipboard."""
        QGuiApplication.clipboard().setText(self.question.text)
        copy = self._actions.buttons[Action.COPY] if self._actions is not None else None
        if copy is not None:
            copy.set_icon("check")
            QTimer.singleShot(_COPIED_MS, copy, lambda: copy.set_icon("copy"))

    @Slot()
    def edit(self) -> None:
        """Let another wording be written."""
        if self._editor is not None:
            return
        self._editor = QuestionEditor(self._theme, self.question.text, self)
        self._editor.sent.connect(self._on_sent)
        self._editor.cancelled.connect(self._on_cancelled)
        self._editor.height_changed.connect(self._on_editor_changed)
        self._show_parts()
        self._editor.edit.setFocus()

    def heightForWidth(self, width: int) -> int:
        """Height of the bubble and the row below it."""
        return self._lay_out(width, move=False)

    def _make_chip(self, file: Attachment) -> _Chip:
        words = f"{file.name} · {file_length(file)}"
        chip = _Chip(words, self._bubble)
        chip.setAccessibleName(self.tr("Attached file: {name}").format(name=words))
        chip.clicked.connect(partial(self._on_chip, file))
        return chip

    # --- places

    def _place(self) -> None:
        self._lay_out(self.width(), move=True)

    def _lay_out(self, width: int, *, move: bool) -> int:
        """Find, or take, the places of all parts; returns the height they need."""
        px = self._theme.px
        right = width - px(INSET_PX)
        if self._editor is not None:
            room = round(right * _BUBBLE_SHARE)
            height = self._editor.sizeHint().height()
            if move:
                self._editor.setGeometry(right - room, 0, room, height)
            return height
        side, end = px(_SIDE_PX), px(_END_PX)
        room = max(round(width * _BUBBLE_SHARE) - 2 * side, 20)
        places, chips_height = self._chip_places(room)
        inner = max([min(self._text.natural_width(), room), *(p.right() + 1 for p in places)])
        text_height = self._text.heightForWidth(inner) if self.question.text else 0
        height = 2 * end + chips_height + text_height
        # Beside the bubble the row costs no height; only where it is narrow it goes below.
        beside = right - inner - 2 * side >= self._row_width + px(_GAP_PX)
        if move:
            self._bubble.setGeometry(right - inner - 2 * side, 0, inner + 2 * side, height)
            self._text.setGeometry(side, end + chips_height, inner, text_height)
            for chip, place in zip(self.chips, places, strict=True):
                chip.setGeometry(place.translated(side, end))
            if beside:
                self._place_row(self._bubble.x() - px(_GAP_PX), height - self._row_height - px(6))
            else:
                self._place_row(right, height)
        return height if beside else height + self._row_height

    @property
    def _row_height(self) -> int:
        return max(part.sizeHint().height() for part in self._row)

    @property
    def _row_width(self) -> int:
        return sum(part.sizeHint().width() for part in self._row)

    def _chip_places(self, room: int) -> tuple[list[QRect], int]:
        """Side by side, in as many rows as they need; the height has a gap to the text."""
        gap = self._theme.px(_GAP_PX)
        places: list[QRect] = []
        x = y = tallest = 0
        for chip in self.chips:
            hint = chip.sizeHint()
            wide = min(hint.width(), room, self._theme.px(_CHIP_PX))
            if x and x + wide > room:
                x, y = 0, y + tallest + gap
            places.append(QRect(x, y, wide, hint.height()))
            x, tallest = x + wide + gap, hint.height()
        below = gap if self.question.text else 0
        return places, y + tallest + below if places else 0

    def _place_row(self, right: int, top: int) -> None:
        tallest = self._row_height
        for part in reversed(self._row):
            hint = part.sizeHint()
            right -= hint.width()
            above = (tallest - hint.height()) // 2
            part.setGeometry(right, top + above, hint.width(), hint.height())

    def _show_parts(self) -> None:
        for part in (self._bubble, *self._row):
            part.setVisible(self._editor is None)
        if self._editor is not None:
            self._editor.show()
        self._place()
        self._taller()

    # --- what happens

    @Slot()
    def _dress(self) -> None:
        font = self._theme.chat_font(ANSWER_PX - 1)
        height = self._theme.line_height(ANSWER_PX - 1, _BUBBLE_LINE_HEIGHT)
        self._text.set_text(breakable(clean(self.question.text)), TextLook(font, height))
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._place()
        self._taller()

    def _on_chip(self, file: Attachment) -> None:
        AttachmentDialog(self._theme, file, self.window()).open()

    @Slot(str)
    def _on_sent(self, text: str) -> None:
        self._leave_editor()
        self.edited.emit(self.question, text)

    @Slot()
    def _on_cancelled(self) -> None:
        self._leave_editor()
        if self._actions is not None:
            self._actions.buttons[Action.EDIT].setFocus()

    @Slot()
    def _on_editor_changed(self) -> None:
        self._place()
        self._taller()

    def _leave_editor(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        self._show_parts()


class _Chip(QPushButton):
    """A button that leaves out the middle of its words where there is no room for them."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        # A single & would underline the letter behind it.
        self._words = words.replace("&", "&&")
        self.setText(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(plain_tip(words))

    def sizeHint(self) -> QSize:
        """Room for all the words."""
        return QSize(self._frame + self._advance(self._words), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words in."""
        super().resizeEvent(event)
        if self.width() < self.sizeHint().width():
            middle, room = Qt.TextElideMode.ElideMiddle, self.width() - self._frame
            self.setText(self.fontMetrics().elidedText(self._words, middle, room))
        else:
            self.setText(self._words)

    @property
    def _frame(self) -> int:
        return super().sizeHint().width() - self._advance(self.text())

    def _advance(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)
