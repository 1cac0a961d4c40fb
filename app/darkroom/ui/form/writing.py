"""The side of the page where a form is written and begun."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from darkroom.core.form_problems import FormProblem
from darkroom.core.knobs import knob
from darkroom.ui import figures
from darkroom.ui.chat_panel.knob_edit import KnobEdit
from darkroom.ui.chat_panel.wrap_check import WrapCheck
from darkroom.ui.controls import IconButton, button, label, native_keys
from darkroom.ui.form import words
from darkroom.ui.form.editor import FormEditor
from darkroom.ui.form.insert_bar import InsertBar
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.forms.form import FormViewModel


class Writing(QWidget):
    """Editor, what is wrong, blanks to insert, what it is about, chance, and the button.

    Args:
        theme: colours and sizes.
        forms: what is observed and asked.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, forms: FormViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        sheets = forms.sheets
        self.editor = FormEditor(theme)
        self.editor.setPlainText(sheets.text)
        self.note = WrapLabel(role="muted")
        self.insert = InsertBar(theme)
        self.request = QLineEdit(sheets.request)
        self.request.setAccessibleName(self.tr("What is it about?"))
        self.request.setPlaceholderText(self.tr("optional: a request that the form answers"))
        self.fill = button(self.tr("Fill in"), "primary")
        self.fill.setToolTip(native_keys("Ctrl+Return"))
        self.hindrance = WrapLabel(self.tr("Open a model first."), "muted")
        self.lock = WrapCheck(theme, self.tr("Same seed each time"))
        self.seed = KnobEdit(theme, knob("seed"))
        self.dice = IconButton(theme, "dice", self.tr("Draw a new seed and keep it"))
        self._build(theme)
        self._connect()
        self._on_read()
        self._show()

    def _build(self, theme: Theme) -> None:
        px = theme.px
        chance = QHBoxLayout()
        chance.setSpacing(px(6))
        self.lock.setFixedWidth(px(170))
        self.seed.setFixedWidth(px(150))
        line = QWidget()
        line.setLayout(chance)
        chance.setContentsMargins(0, 0, 0, 0)
        for part in (self.seed, self.dice):
            chance.addWidget(part)
        begin = WrapRow(px(12))
        for part in (self.fill, self.lock, line):
            begin.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        title = label(self.tr("FORM"), "section")
        # As tall as the head of the other side.
        title.setFixedHeight(px(30))
        column.addWidget(title)
        column.addWidget(self.editor)
        column.addWidget(self.note)
        column.addSpacing(px(6))
        column.addWidget(self.insert)
        column.addSpacing(px(6))
        column.addWidget(label(self.tr("WHAT IS IT ABOUT?"), "section"))
        column.addWidget(self.request)
        column.addSpacing(px(8))
        column.addWidget(begin)
        column.addWidget(self.hindrance)
        column.addStretch(1)

    def _connect(self) -> None:
        forms = self._forms
        self.editor.textChanged.connect(self._on_typed)
        self.request.textEdited.connect(self._on_typed)
        self.request.returnPressed.connect(forms.fill)
        self.editor.fill_asked.connect(forms.fill)
        self.insert.insert_asked.connect(self.editor.insert)
        self.fill.clicked.connect(self._on_fill)
        self.lock.asked.connect(lambda kept: setattr(forms, "keeps_seed", kept))
        self.seed.chosen.connect(self._on_seed)
        self.dice.clicked.connect(forms.draw_seed)
        forms.sheets.read.connect(self._on_read)
        forms.sheets.replaced.connect(self._on_replaced)
        forms.changed.connect(self._show)

    @Slot()
    def _on_typed(self) -> None:
        self._forms.sheets.write(self.editor.toPlainText(), self.request.text())

    @Slot()
    def _on_replaced(self) -> None:
        sheets = self._forms.sheets
        # What was typed belongs to the form before; the editor's own word on it comes too early.
        text, request = sheets.text, sheets.request
        self.request.setText(request)
        self.editor.put(text)

    @Slot()
    def _on_read(self) -> None:
        error, form = self._forms.sheets.error, self._forms.sheets.form
        self.editor.mark(error)
        if error is None:
            blanks = len(form.blanks) if form is not None else 0
            said = self.tr("1 blank") if blanks == 1 else self.tr("{n} blanks")
            said = said.format(n=figures.number(blanks))
        else:
            said = " ".join(words.trouble(error))
        harmless = error is None or error.problem is FormProblem.NO_BLANK
        self.note.set_role("muted" if harmless else "bad")
        self.note.setText(said)
        self.editor.setAccessibleDescription(self.note.text())

    @Slot()
    def _show(self) -> None:
        forms = self._forms
        text = self.tr("Stop") if forms.busy else self.tr("Fill in")
        self.fill.setText(text)
        self.fill.setAccessibleName(text)
        self.fill.setEnabled(forms.busy or forms.can_fill)
        self.hindrance.setVisible(not forms.has_model)
        self.fill.setAccessibleDescription(self._hindrance())
        self.lock.show_state(forms.keeps_seed)
        self.seed.setEnabled(forms.keeps_seed)
        value = forms.seed if forms.keeps_seed else None
        self.seed.show_value(value, 0, self.tr("a new one each time"))

    def _hindrance(self) -> str:
        forms = self._forms
        if not forms.has_model:
            return self.hindrance.text()
        return "" if forms.busy or forms.can_fill else self.note.text()

    @Slot()
    def _on_fill(self) -> None:
        if self._forms.busy:
            self._forms.stop()
        else:
            self._forms.fill()

    @Slot(object)
    def _on_seed(self, seed: int | None) -> None:
        if self._forms.keeps_seed and seed is not None:
            self._forms.set_seed(seed)
