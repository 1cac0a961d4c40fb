"""What becomes of a form: its canvas while it is filled, then its text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from darkroom.core.types import Failure
from darkroom.ui import figures
from darkroom.ui.banner import Banner
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.canvas_view import CanvasView
from darkroom.ui.controls import IconButton, announce, button, label
from darkroom.ui.form.filled_text import FilledText
from darkroom.ui.form.steps import Steps
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.forms.filling import Filling
from darkroom.viewmodels.forms.form import FormViewModel
from darkroom.viewmodels.forms.pictures import preview
from darkroom.viewmodels.preferences import Preferences

_MOST_PREVIEWED = 20_000
"""Characters of a form that is shown anew at every key."""
_TOLD_MS = 1500


class Result(QWidget):
    """The filling that is shown, or what the form will look like.

    Args:
        theme: colours and sizes.
        forms: what is observed and asked.
        preferences: motion as the person wants it.
        parent: Qt parent.
    """

    grown = Signal()
    """There is more to see than before."""

    def __init__(
        self,
        theme: Theme,
        forms: FormViewModel,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._forms = forms
        self._preferences = preferences
        self._filling: Filling | None = None
        self._failure: Failure | None = None
        self.title = label(role="section")
        self.previous = IconButton(theme, "previous", self.tr("Earlier result"))
        self.place = label(role="muted")
        self.next = IconButton(theme, "next", self.tr("Later result"))
        self.status = WrapLabel(role="muted")
        self.canvas = CanvasView(theme)
        self.canvas.setAccessibleName(self.tr("The form, being filled in"))
        self.text = FilledText(theme)
        self.steps = Steps(theme)
        self.banner = Banner(theme)
        self.again = button(self.tr("Try again"))
        self.again.setToolTip(self.tr("Fill the same form with another seed"))
        self.replay = button(self.tr("Steps"))
        self.replay.setToolTip(self.tr("Go through the steps in which the blanks were filled"))
        self.copy = button(self.tr("Copy text"))
        self.copy_json = button(self.tr("Copy JSON"))
        self._build()
        self._connect()
        self._on_shown()

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(4))
        self.title.setFixedHeight(px(30))
        head.addWidget(self.title, 1)
        for part in (self.previous, self.place, self.next):
            head.addWidget(part)
        actions = WrapRow(px(8))
        for part in (self.again, self.replay, self.copy, self.copy_json):
            actions.add(part)
        self._actions = actions
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addLayout(head)
        text = QHBoxLayout()
        text.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), 0)
        text.addWidget(self.text)
        column.addWidget(self.canvas)
        column.addLayout(text)
        for part in (self.steps, self.status, self.banner, actions):
            column.addWidget(part)
        column.addStretch(1)

    def _connect(self) -> None:
        forms = self._forms
        self.previous.clicked.connect(lambda: forms.step_by(-1))
        self.next.clicked.connect(lambda: forms.step_by(1))
        self.again.clicked.connect(forms.try_again)
        self.replay.clicked.connect(self._on_replay)
        self.steps.moved.connect(self._show_canvas)
        self.steps.closed.connect(self._on_steps_closed)
        self.copy.clicked.connect(self._on_copy)
        self.copy_json.clicked.connect(self._on_copy_json)
        forms.shown.connect(self._on_shown)
        forms.changed.connect(self._show)

    @Slot()
    def _on_shown(self) -> None:
        self.steps.close_bar()
        last, self._filling = self._filling, self._forms.current
        if last is not None and last in self._forms.fillings:
            last.changed.disconnect(self._show)
            last.canvas_changed.disconnect(self._show_canvas)
            last.ended.disconnect(self._on_ended)
        filling = self._filling
        if filling is not None:
            filling.changed.connect(self._show)
            filling.canvas_changed.connect(self._show_canvas)
            filling.ended.connect(self._on_ended)
            self.text.show_pieces(filling.pieces)
        self._show()
        self._show_canvas()

    @Slot()
    def _show(self) -> None:
        forms, filling = self._forms, self._filling
        self.title.setText(self.tr("PREVIEW") if filling is None else self.tr("RESULT"))
        place, places = forms.place
        for part in (self.previous, self.place, self.next):
            part.setVisible(places > 1)
        words = self.tr("{n} of {m}").format(n=figures.number(place), m=figures.number(places))
        self.place.setText(words)
        self.previous.setEnabled(place > 1)
        self.next.setEnabled(place < places)
        self.status.setText(self._status())
        self._show_failure(filling.run.failure if filling and filling.run else None)
        final = filling is not None and filling.state.is_final
        self.replay.setVisible(final and filling is not None and filling.has_steps)
        self.replay.setEnabled(not self.steps.is_open)
        self.canvas.setVisible(not self._shows_text)
        self.text.setVisible(self._shows_text)
        self._actions.setVisible(final)
        self.again.setEnabled(not forms.busy and forms.has_model)
        self.copy.setEnabled(filling is not None and bool(filling.text))
        self.copy_json.setEnabled(filling is not None and filling.is_done)
        if filling is None:
            self._show_canvas()

    @property
    def _shows_text(self) -> bool:
        """The words are there; a form that failed early shows its blanks."""
        filling = self._filling
        done = filling is not None and filling.state.is_final and bool(filling.pieces)
        return done and not self.steps.is_open

    @Slot()
    def _show_canvas(self) -> None:
        if self._shows_text:
            return
        form = self._forms.sheets.readable
        self.canvas.reduce_motion = self._preferences.reduce_motion
        if self._filling is not None and self.steps.is_open:
            self.canvas.set_content(self._filling.step_content, fades=False)
        elif self._filling is not None:
            self.canvas.set_content(self._filling.content)
        elif form is not None and len(self._forms.sheets.text) <= _MOST_PREVIEWED:
            self.canvas.set_content(preview(form))

    @Slot()
    def _on_ended(self) -> None:
        filling = self._filling
        if filling is None:
            return
        self.text.show_pieces(filling.pieces)
        self._show()
        self.grown.emit()
        announce(self, f"{self.status.text()} {filling.text}")

    def _status(self) -> str:
        filling = self._filling
        if filling is None:
            return self.tr("Grey is noise: the model puts its words there, all at once.")
        run = filling.run
        if run is None:
            return self.tr("Waits for the answer in the chat.")
        if not run.state.is_final:
            return figures.position(run)
        seed = self.tr("seed {seed}").format(seed=filling.seed)
        said = self.tr("filled in") if filling.is_done else ""
        return " · ".join(filter(None, (said, figures.position(run), seed)))

    def _show_failure(self, failure: Failure | None) -> None:
        self.banner.setVisible(failure is not None)
        if failure is not None and failure is not self._failure:
            self.banner.set_failure(failure)
        self._failure = failure

    @Slot()
    def _on_replay(self) -> None:
        if self._filling is not None:
            self.steps.open(self._filling)
            self._show()
            self._show_canvas()
            self.grown.emit()

    @Slot()
    def _on_steps_closed(self) -> None:
        self.steps.close_bar()
        self._show()
        self.replay.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_copy(self) -> None:
        if self._filling is not None:
            self._put(self._filling.text, self.copy, self.tr("Copied"))

    @Slot()
    def _on_copy_json(self) -> None:
        if self._filling is not None:
            self._put(self._filling.json, self.copy_json, self.tr("Copied"))

    def _put(self, text: str, pressed: QPushButton, words: str) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(pressed, words)
        pressed.setText(words)
        QTimer.singleShot(_TOLD_MS, self, self._name_copies)

    @Slot()
    def _name_copies(self) -> None:
        self.copy.setText(self.tr("Copy text"))
        self.copy_json.setText(self.tr("Copy JSON"))
