"""The list behind the quantization button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from darkroom.hardware.plan import Candidate, Plan
from darkroom.ui.absent_note import AbsentNote
from darkroom.ui.banner import headline
from darkroom.ui.controls import button
from darkroom.ui.plan_list import PlanList
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.fit import FitViewModel

_WIDTH_PX = 640


class QuantPanel(QFrame):
    """All files of the model that is considered, and where to get those that are not here.

    Args:
        theme: sizes.
        fit: what is shown and changed.
        parent: Qt parent.
    """

    open_asked = Signal()
    machine_asked = Signal()
    download_asked = Signal(object)
    """Carries the ``Candidate`` to download."""

    def __init__(self, theme: Theme, fit: FitViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("settings")
        self._theme = theme
        self._fit = fit
        self._title = WrapLabel(role="section")
        self._trouble = WrapLabel(role="lead")
        self.list = PlanList(theme)
        self.list.taken.connect(self._on_taken)
        self._advice = WrapLabel(role="muted")
        self.absent = AbsentNote(theme)
        self.absent.open_asked.connect(self._on_open)
        self.absent.left.connect(self._on_absent_left)
        self.absent.download_asked.connect(self._on_download)
        machine = button(self.tr("Where the bytes go on this machine …"), "quiet")
        machine.clicked.connect(self._on_machine)
        self._foot = WrapRow(theme.px(8))
        self._foot.add(machine)
        self._inside = QWidget()
        self._inside.setObjectName("inside")
        self._build()
        fit.changed.connect(self._on_changed)

    def open_below(self, anchor: QWidget) -> None:
        """Show the panel below a button, inside the screen."""
        self.absent.hide()
        self._fit.look_if_needed()
        self._on_changed()
        room = self.screen().availableGeometry()
        window = anchor.window()
        width = min(self._theme.px(_WIDTH_PX), window.width() - self._theme.px(16))
        self.setFixedWidth(width)
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + self._theme.px(4)))
        right = min(window.mapToGlobal(QPoint(window.width(), 0)).x(), room.right())
        self.move(max(room.left(), min(corner.x(), right - width - self._theme.px(8))), corner.y())
        self.show()
        self.list.focus_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Find the height that goes with the width."""
        super().showEvent(event)
        self._fit_height()

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(px(10), px(12), px(10), px(10))
        column.setSpacing(px(6))
        for part in (
            self._title, self._trouble, self.list, self._advice, self.absent, self._foot,
        ):  # fmt: skip
            column.addWidget(part)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("plans")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._scroll)

    def _fit_height(self) -> None:
        # Lines break once the width is known, and rows grow with their lines.
        for _ in range(4):
            QApplication.sendPostedEvents()
            height = self._inside.sizeHint().height() + 4
            room = self.screen().availableGeometry().bottom() - self.y() - self._theme.px(8)
            self.setFixedHeight(min(height, max(room, self._theme.px(160))))

    @Slot()
    def _on_changed(self) -> None:
        model, fit = self._fit, self._fit.fit
        plans = fit.plans if fit else ()
        title = model.considered.title if model.considered else ""
        self._title.setText(self.tr("FILES OF {model}").format(model=title.upper()))
        self._title.setVisible(bool(title))
        self.setAccessibleName(self.tr("Quantizations of {model}").format(model=title))
        trouble = ""
        if model.failure is not None:
            failure = model.failure
            trouble = " ".join(filter(None, (headline(failure.kind) + ".", failure.text)))
        elif fit is None:
            trouble = self.tr("Looking at this machine and the file …")
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self.list.show_plans(plans, model.best, model.current, model.loaded_file)
        advice = fit.advice if fit else ""
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        if self.isVisible():
            self._fit_height()

    @Slot(object)
    def _on_taken(self, plan: Plan) -> None:
        if not plan.runs:
            return  # the row says why
        if not plan.candidate.present:
            self.absent.show_plan(plan, self._fit.considered.page if self._fit.considered else "")
            self._fit_height()
            self._scroll.ensureWidgetVisible(self.absent)
            self.absent.focus()
        else:
            self.hide()
            self._fit.load(plan)

    @Slot()
    def _on_absent_left(self) -> None:
        self.absent.hide()
        self._fit_height()
        self.list.focus_current()

    @Slot(object)
    def _on_download(self, candidate: Candidate) -> None:
        self.hide()
        self.download_asked.emit(candidate)

    @Slot()
    def _on_open(self) -> None:
        self.hide()
        self.open_asked.emit()

    @Slot()
    def _on_machine(self) -> None:
        self.hide()
        self.machine_asked.emit()
