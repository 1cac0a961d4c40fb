"""The page "This machine": what fits, where the bytes go, and what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.hardware.plan import Plan
from darkroom.ui.absent_note import AbsentNote
from darkroom.ui.advanced_panel import AdvancedPanel
from darkroom.ui.banner import headline
from darkroom.ui.byte_bars import ByteBars
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.column_scroll import ColumnScroll
from darkroom.ui.controls import IconButton, button, label
from darkroom.ui.machine_facts import MachineFacts
from darkroom.ui.plan_list import PlanList
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.considered import DEMO
from darkroom.viewmodels.fit import FitViewModel


class MachinePage(ColumnScroll):
    """Answers first, then the picture, then what the person may change, then the facts.

    Args:
        theme: colours and sizes.
        fit: what is observed.
        parent: Qt parent.
    """

    back_asked = Signal()
    open_asked = Signal()
    download_asked = Signal(object)
    """Carries the ``Candidate`` to download."""

    def __init__(self, theme: Theme, fit: FitViewModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, "machine", parent)
        self.setAccessibleName(self.tr("This machine"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit = fit
        self._model = WrapLabel(role="lead")
        self._trouble = WrapLabel(role="bad")
        self.plans = PlanList(theme)
        self.plans.taken.connect(self._on_taken)
        self._advice = WrapLabel(role="lead")
        self.absent = AbsentNote(theme)
        self.absent.open_asked.connect(self.open_asked)
        self.absent.left.connect(self._on_absent_left)
        self.absent.download_asked.connect(self.download_asked)
        self._bars_title = label(role="section")
        self.bars = ByteBars(theme)
        self._why = WrapLabel()
        self.load = button(self.tr("Load with this plan"), "primary")
        self.load.clicked.connect(self._on_load)
        self.look = button(self.tr("Look again"))
        self.look.clicked.connect(fit.look)
        self.advanced = AdvancedPanel(theme, fit)
        self.facts = MachineFacts(theme)
        self.back = IconButton(theme, "back", self.tr("Back to the chat"), "Esc")
        self.back.clicked.connect(self.back_asked)
        self._build()
        fit.changed.connect(self._on_changed)
        self._on_changed()

    def focus(self) -> None:
        """Put the focus where reading begins."""
        self.verticalScrollBar().setValue(0)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self._column)
        column.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), px(16))
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addWidget(label(self.tr("This machine"), "title"))
        head.addStretch(1)
        head.addWidget(self.look)
        column.addLayout(head)
        column.addWidget(self._model)
        column.addWidget(self._trouble)
        column.addWidget(self.plans)
        column.addWidget(self._advice)
        self._begin(column, self._bars_title)
        column.addWidget(self._why)
        column.addWidget(self.bars)
        column.addSpacing(px(6))
        actions = WrapRow(px(8))
        actions.add(self.load)
        column.addWidget(actions)
        column.addWidget(self.absent)
        self._begin(column, label(self.tr("ADVANCED"), "section"))
        column.addWidget(self.advanced)
        self._begin(column, label(self.tr("WHAT WAS FOUND, AND HOW"), "section"))
        column.addWidget(self.facts)
        column.addStretch(1)
        self.absent.hide()

    def _begin(self, column: QVBoxLayout, title: QWidget) -> None:
        column.addSpacing(self._theme.px(22))
        column.addWidget(title)

    @Slot()
    def _on_changed(self) -> None:
        model, fit, plan = self._fit, self._fit.fit, self._fit.current
        self._show_head()
        self.look.setEnabled(not model.looking)
        plans = fit.plans if fit else ()
        self.plans.show_plans(plans, model.best, plan, model.loaded_file)
        advice = fit.advice if fit else ""
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        shown = plan is not None and fit is not None
        for part in (self._bars_title, self._why, self.bars, self.load):
            part.setVisible(shown)
        if plan is not None and fit is not None:
            words = self.tr("WHERE THE BYTES OF {quant} WOULD GO")
            self._bars_title.setText(words.format(quant=plan.candidate.quant))
            self._why.setText(plan.reason)
            self.bars.show_plan(plan, fit.machine)
            self.load.setEnabled(plan.runs)
            here = plan.candidate.present
            again = model.is_loaded(plan)
            words = (
                self.tr("Load again with this plan") if again else self.tr("Load with this plan")
            )
            self.load.setText(words if here else self.tr("Get {quant} …").format(
                quant=plan.candidate.quant
            ))  # fmt: skip
            self.load.setAccessibleName(self.load.text())
        self.facts.show_machine(model.machine)

    def _show_head(self) -> None:
        model = self._fit
        failure, machine = model.failure, model.machine
        trouble = ""
        if failure is not None:
            trouble = " ".join(filter(None, (headline(failure.kind) + ".", failure.text)))
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        title = model.considered.title if model.considered else ""
        if model.looking:
            words = self.tr("Looking at this machine …")
        elif machine is None:
            words = self.tr("Nothing is known of this machine yet.")
        elif title and model.loaded_file not in (None, DEMO):
            words = self.tr("What fits of {model}, once the loaded model has made room.")
        elif title:
            words = self.tr("What fits of {model}, in the memory that is free now.")
        else:
            words = self.tr("Reading the file …")
        self._model.setText(words.format(model=title))

    @Slot(object)
    def _on_taken(self, plan: Plan) -> None:
        self.absent.hide()
        self._fit.choose(plan.candidate)

    @Slot()
    def _on_load(self) -> None:
        plan = self._fit.current
        if plan is None:
            return
        if plan.candidate.present:
            self._fit.load(plan)
        elif self._fit.considered is not None:
            self.absent.show_plan(plan, self._fit.considered.page)
            self.absent.focus()

    @Slot()
    def _on_absent_left(self) -> None:
        self.absent.hide()
        self.load.setFocus(Qt.FocusReason.TabFocusReason)
