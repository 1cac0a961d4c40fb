"""The plans of a model, one below the other: what to take, and why not the others."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from darkroom.hardware.plan import Plan
from darkroom.ui import fit_words
from darkroom.ui.controls import Dot, label
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.tips import plain_tip

_TYPING_PAUSE_S = 1.0


class VerdictChip(QWidget):
    """A dot and the verdict; the ground is washed where it is recommended.

    Args:
        theme: colours.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._dot = Dot(theme)
        self._words = label(role="chip")
        self._texts = ("", "")
        px = theme.px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(9), px(3), px(10), px(3))
        layout.setSpacing(px(7))
        layout.addWidget(self._dot)
        layout.addWidget(self._words)

    def show_plan(self, plan: Plan, *, recommended: bool, short: bool = False) -> None:
        """Show how a file fits."""
        words = fit_words.short_verdict(plan) if short else fit_words.verdict(plan)
        best = self.tr("{words} · recommended").format(words=words)
        self._texts = (best if recommended else words, words)
        self._words.setText(self._texts[0])
        self._dot.set_colour(fit_words.colour(plan))
        if self.property("best") != recommended:
            self.setProperty("best", recommended)
            self.style().polish(self)

    def shorten(self, wanted: bool) -> None:
        """Let the ground alone say that it is recommended, where there is little room."""
        self._words.setText(self._texts[wanted])


class PlanRow(QPushButton):
    """One file. A row that does not fit says why, can be reached, and is not taken.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.plan: Plan | None = None
        self._quant = label(role="strong")
        self._mark = label(role="muted")
        self._chip = VerdictChip(theme)
        self._facts = WrapLabel(role="muted")
        self._reason = WrapLabel(role="muted")
        px = theme.px
        head = WrapRow(px(10))
        for part in (self._quant, self._chip, self._mark):
            head.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(9), px(14), px(10))
        layout.setSpacing(px(4))
        for part in (head, self._facts, self._reason):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)

    def show_plan(self, plan: Plan, *, recommended: bool, loaded: bool) -> None:
        """Show a file's plan."""
        self.plan = plan
        self._quant.setText(plan.candidate.quant)
        self._chip.show_plan(plan, recommended=recommended)
        mark = fit_words.mark(plan, loaded=loaded)
        self._mark.setText(mark)
        self._mark.setVisible(bool(mark))
        self._facts.setText(fit_words.facts(plan))
        self._reason.setText("" if plan.runs else plan.reason)
        self._reason.setVisible(not plan.runs)
        self.setToolTip(plain_tip(plan.reason))
        self.setAccessibleName(fit_words.in_words(plan, recommended=recommended, loaded=loaded))
        if self._quant.property("off") == plan.runs:
            self._quant.setProperty("off", not plan.runs)
            self._quant.style().polish(self._quant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the list: a button would walk out of it with them."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """What is checked is decided by the owner."""

    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same height, any width."""
        return QSize(40, self.sizeHint().height())


class PlanList(QWidget):
    """Rows to go through with the arrow keys, Home, End, or by typing a name.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    taken = Signal(object)
    """Carries the ``Plan`` of a row that was clicked, whether it runs or not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typed, self._typed_at = "", 0.0
        self.rows: list[PlanRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(4))
        self.setAccessibleName(self.tr("Files of this model"))

    def show_plans(
        self,
        plans: Sequence[Plan],
        recommended: Plan | None,
        current: Plan | None,
        loaded: str | None,
    ) -> None:
        """Show all plans.

        Args:
            plans: in their order.
            recommended: gets a mark.
            current: is checked.
            loaded: the file that answers now.
        """
        while len(self.rows) > len(plans):
            row = self.rows.pop()
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(plans):
            row = PlanRow(self._theme)
            row.clicked.connect(self._on_clicked)
            self.rows.append(row)
            self._layout.addWidget(row)
        for row, plan in zip(self.rows, plans, strict=True):
            row.show_plan(
                plan, recommended=plan is recommended, loaded=plan.candidate.file == loaded
            )
            row.setChecked(plan is current)

    def focus_current(self) -> None:
        """Put the focus on the checked row, or the first."""
        row = next((row for row in self.rows if row.isChecked()), None) or next(
            iter(self.rows), None
        )
        if row is not None:
            row.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the rows."""
        rows = self.rows
        at = next((index for index, row in enumerate(rows) if row.hasFocus()), None)
        if at is None:
            super().keyPressEvent(event)
            return
        moves = {
            Qt.Key.Key_Up: max(at - 1, 0),
            Qt.Key.Key_Down: min(at + 1, len(rows) - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(rows) - 1,
        }
        if event.key() in moves:
            self._focus(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            rows[at].click()
        elif event.text().isprintable() and event.text().strip():
            self._type(event.text(), at)
        else:
            super().keyPressEvent(event)

    def _type(self, letters: str, at: int) -> None:
        now = time.monotonic()
        again = now - self._typed_at <= _TYPING_PAUSE_S
        self._typed = (self._typed if again else "") + letters.casefold()
        self._typed_at = now
        start = at if len(self._typed) > 1 else at + 1
        order = [*range(start, len(self.rows)), *range(start)]
        for index in order:
            plan = self.rows[index].plan
            if plan is not None and plan.candidate.quant.casefold().startswith(self._typed):
                self._focus(index)
                return

    def _focus(self, index: int) -> None:
        self.rows[index].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, PlanRow) and row.plan is not None:
            self.taken.emit(row.plan)
