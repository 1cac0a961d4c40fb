"""How a model is loaded, for those who want to say so themselves."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from darkroom.core.placement import KVType
from darkroom.hardware.plan import Plan, Wishes
from darkroom.ui import figures, fit_words
from darkroom.ui.controls import button, label
from darkroom.ui.network_box import NetworkBox
from darkroom.ui.plan_list import VerdictChip
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.fit import FitViewModel

CONTEXTS = tuple(1024 << n for n in range(9))
"""Steps of the slider, tokens; those beyond the model's maximum are left out."""
_AUTO = -1


class AdvancedPanel(QWidget):
    """Context, GPU layers, threads, cache type, another computer; all of it takes effect at once.

    Args:
        theme: sizes.
        fit: what is shown and changed.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, fit: FitViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fit = fit
        self.context = QSpinBox()
        self.context_steps = QSlider(Qt.Orientation.Horizontal)
        self.layers, self.experts, self.threads = QSpinBox(), QSpinBox(), QSpinBox()
        self.kv_types = QButtonGroup(self)
        self.reset = button(self.tr("Back to automatic"), "quiet")
        self.network = NetworkBox(theme)
        self._chip = VerdictChip(theme)
        self._peak = WrapLabel(role="muted")
        self._refusal = WrapLabel(role="bad")
        self._context_note = WrapLabel(role="muted")
        self._build()
        self._connect()
        fit.changed.connect(self._on_changed)
        self._on_changed()

    def _build(self) -> None:
        px = self._theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(14))
        layout.addWidget(self._prediction())
        self._prepare_spins()
        layout.addWidget(self._field(self.tr("Context, tokens"), self.context))
        self.context_steps.setAccessibleName(self.tr("Context in steps"))
        self.context_steps.setPageStep(1)
        layout.addWidget(self.context_steps)
        layout.addWidget(self._context_note)
        layout.addWidget(self._field(self.tr("Layers on the GPU"), self.layers))
        layout.addWidget(self._field(self.tr("Layers with their experts there"), self.experts))
        layout.addWidget(self._field(self.tr("Threads"), self.threads))
        layout.addWidget(self._field(self.tr("Keys and values as"), self._kv_row()))
        layout.addWidget(self.network)
        layout.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)

    def _prediction(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        px = self._theme.px
        layout = QVBoxLayout(card)
        layout.setContentsMargins(px(14), px(10), px(14), px(12))
        layout.setSpacing(px(6))
        head = WrapRow(px(10))
        head.add(label(self.tr("With these values"), "strong"))
        head.add(self._chip)
        for part in (head, self._peak, self._refusal):
            layout.addWidget(part)
        return card

    def _prepare_spins(self) -> None:
        for box, words in (
            (self.context, self.tr("Context, tokens")),
            (self.layers, self.tr("Layers on the GPU")),
            (self.experts, self.tr("Layers whose experts are on the GPU")),
            (self.threads, self.tr("Threads")),
        ):
            box.setAccessibleName(words)
            box.setKeyboardTracking(False)
            # The style sheet's padding does not reach the text of a spin box.
            box.lineEdit().setTextMargins(self._theme.px(6), 0, 0, 0)
        self.context.setSingleStep(256)
        self.context.setGroupSeparatorShown(True)
        self.threads.setSpecialValueText(self.tr("automatic"))
        for box in (self.layers, self.experts):
            box.setMinimum(_AUTO)
            box.setSpecialValueText(self.tr("automatic"))

    def _field(self, words: str, control: QWidget) -> QWidget:
        row = WrapRow(self._theme.px(12))
        name = label(words)
        name.setMinimumWidth(self._theme.px(230))
        row.add(name)
        row.add(control)
        return row

    def _kv_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(6))
        words: dict[KVType, str] = {
            "f16": self.tr("F16"), "q8_0": self.tr("Q8_0"), "f32": self.tr("F32"),
        }  # fmt: skip
        notes: dict[KVType, str] = {
            "f16": self.tr("F16: the usual"),
            "q8_0": self.tr("Q8_0: half the memory, a little less exact"),
            "f32": self.tr("F32: twice the memory, for comparisons"),
        }
        for kind, text in words.items():
            choice = button(text)
            choice.setCheckable(True)
            choice.setProperty("choice", kind)
            choice.setToolTip(notes[kind])
            choice.setAccessibleName(self.tr("Keys and values as {kind}").format(kind=notes[kind]))
            self.kv_types.addButton(choice)
            layout.addWidget(choice)
        return row

    def _connect(self) -> None:
        self.context.valueChanged.connect(self._on_context)
        self.context_steps.valueChanged.connect(self._on_context_step)
        self.layers.valueChanged.connect(self._on_layers)
        self.experts.valueChanged.connect(self._on_experts)
        self.threads.valueChanged.connect(self._on_threads)
        self.kv_types.buttonClicked.connect(self._on_kv_type)
        self.reset.clicked.connect(self._on_reset)
        self.network.changed.connect(self._fit.borrow)

    # --- what people do

    @Slot(int)
    def _on_context(self, tokens: int) -> None:
        self._fit.wish(replace(self._fit.wishes, context=tokens))

    @Slot(int)
    def _on_context_step(self, step: int) -> None:
        tokens = min(CONTEXTS[step], self.context.maximum())
        self._fit.wish(replace(self._fit.wishes, context=tokens))

    @Slot(int)
    def _on_layers(self, layers: int) -> None:
        wishes = self._fit.wishes
        wanted = None if layers == _AUTO else layers
        experts = wishes.gpu_expert_layers
        if wanted is not None and experts is not None:
            experts = min(experts, wanted)
        self._fit.wish(replace(wishes, gpu_layers=wanted, gpu_expert_layers=experts))

    @Slot(int)
    def _on_experts(self, layers: int) -> None:
        wanted = None if layers == _AUTO else layers
        self._fit.wish(replace(self._fit.wishes, gpu_expert_layers=wanted))

    @Slot(int)
    def _on_threads(self, threads: int) -> None:
        self._fit.wish(replace(self._fit.wishes, threads=threads or None))

    @Slot()
    def _on_kv_type(self) -> None:
        choice = self.kv_types.checkedButton()
        if choice is not None:
            self._fit.wish(replace(self._fit.wishes, kv_type=choice.property("choice")))

    @Slot()
    def _on_reset(self) -> None:
        self._fit.wish(Wishes())

    # --- what the view model says

    @Slot()
    def _on_changed(self) -> None:
        plan = self._fit.current
        self.setEnabled(plan is not None)
        if plan is not None:
            self._show_values(plan)
            self._show_prediction(plan)
        unknowns = self._fit.machine.unknowns if self._fit.machine else ()
        trouble = {unknown.what: unknown.reason for unknown in unknowns}
        self.network.show_servers(self._fit.servers, trouble, looking=self._fit.looking)

    def _show_values(self, plan: Plan) -> None:
        wishes, machine = self._fit.wishes, self._fit.machine
        params = plan.candidate.footprint.params
        steps = [tokens for tokens in CONTEXTS if params.canvas_length < tokens]
        reachable = [n for n, tokens in enumerate(CONTEXTS) if tokens <= params.context_length]
        lowest = len(CONTEXTS) - len(steps)
        context = wishes.context or plan.context
        controls = (self.context, self.context_steps, self.layers, self.experts, self.threads)
        blockers = [QSignalBlocker(control) for control in controls]
        self.context.setRange(params.canvas_length + 1, params.context_length)
        self.context.setValue(context)
        self.context_steps.setRange(lowest, max([lowest, *reachable]))
        nearest = min(range(len(CONTEXTS)), key=lambda n: abs(CONTEXTS[n] - context))
        self.context_steps.setValue(nearest)
        self.layers.setMaximum(plan.n_layers)
        self.layers.setValue(_AUTO if wishes.gpu_layers is None else wishes.gpu_layers)
        most = plan.n_layers if wishes.gpu_layers is None else wishes.gpu_layers
        self.experts.setMaximum(most)
        experts = wishes.gpu_expert_layers
        self.experts.setValue(_AUTO if experts is None else experts)
        self.threads.setRange(0, machine.cpu.logical_cores if machine else 1)
        self.threads.setValue(wishes.threads or 0)
        del blockers
        for choice in self.kv_types.buttons():
            choice.setChecked(choice.property("choice") == wishes.kv_type)
        for box in (self.layers, self.experts):
            box.setEnabled(bool(machine and machine.usable_gpus))
        self.reset.setEnabled(wishes != Wishes())

    def _show_prediction(self, plan: Plan) -> None:
        self._chip.show_plan(plan, recommended=plan is self._fit.best)
        self._peak.setText(fit_words.facts(plan))
        refusal = self._fit.refusal or ("" if plan.runs else plan.reason)
        self._refusal.setText(refusal)
        self._refusal.setVisible(bool(refusal))
        most = figures.number(plan.max_context)
        note = self.tr("Up to {n} tokens fit in this way.") if plan.max_context else ""
        self._context_note.setText(note.format(n=most))
        self._context_note.setVisible(bool(note))
