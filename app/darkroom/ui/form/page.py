"""The page "Forms": a form on one side, what becomes of it on the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from darkroom.core.form_shelf import Sheet
from darkroom.core.types import Failure
from darkroom.ui.canvas_metrics import INSET_PX
from darkroom.ui.chat_panel.name_box import NameBox
from darkroom.ui.chat_panel.notice import Notice
from darkroom.ui.column_scroll import ColumnScroll
from darkroom.ui.controls import IconButton, label
from darkroom.ui.dialogs import ask_for_file
from darkroom.ui.form.result import Result
from darkroom.ui.form.sheet import sheet
from darkroom.ui.form.sheets_button import SheetsButton
from darkroom.ui.form.teach import Teach
from darkroom.ui.form.writing import Writing
from darkroom.ui.theme import NARROW_PX, Theme
from darkroom.viewmodels.forms.form import FormViewModel
from darkroom.viewmodels.preferences import Preferences

_PAGE_PX = 1180


class FormPage(ColumnScroll):
    """Two columns, or one where there is no room for two.

    Args:
        theme: colours and sizes.
        forms: what is observed and asked.
        preferences: motion as the person wants it.
        ready: forms to begin with.
        parent: Qt parent.
    """

    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        forms: FormViewModel,
        preferences: Preferences,
        ready: Sequence[Sheet] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "forms", parent, _PAGE_PX)
        self.setAccessibleName(self.tr("Forms"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._forms = forms
        self.back = IconButton(theme, "back", self.tr("Back to the chat"), "Esc")
        self.sheets = SheetsButton(theme, forms.sheets, ready)
        self.notice = Notice(theme)
        self.name_box = NameBox(theme)
        self.writing = Writing(theme, forms)
        self.teach = Teach(theme, ready)
        self.result = Result(theme, forms, preferences)
        self._sides_layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        self._dress()
        self._show()

    def focus(self) -> None:
        """Put the focus where writing begins."""
        self.verticalScrollBar().setValue(0)
        self.writing.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side where there is room."""
        wide = event.size().width() >= self._theme.px(NARROW_PX)
        directions = QBoxLayout.Direction
        direction = directions.LeftToRight if wide else directions.TopToBottom
        if self._sides_layout.direction() != direction:
            self._sides_layout.setDirection(direction)
        super().resizeEvent(event)

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.back)
        head.addWidget(label(self.tr("Forms"), "title"), 1)
        head.addWidget(self.sheets)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.teach)
        column.addWidget(self.result)
        column.addStretch(1)
        self._sides_layout.setSpacing(px(32))
        for side in (self.writing, right):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._sides_layout.addWidget(side, 1)
        whole = QVBoxLayout(self._column)
        whole.setContentsMargins(px(INSET_PX), 0, px(INSET_PX), px(16))
        whole.setSpacing(px(10))
        whole.addLayout(head)
        whole.addWidget(self.notice)
        whole.addWidget(self.name_box)
        whole.addSpacing(px(4))
        whole.addLayout(self._sides_layout)
        whole.addStretch(1)

    def _connect(self) -> None:
        forms, sheets = self._forms, self._forms.sheets
        self.back.clicked.connect(self.back_asked)
        self.sheets.save_asked.connect(self._on_save)
        self.sheets.rename_asked.connect(self._on_rename)
        self.sheets.import_asked.connect(self._on_import)
        self.name_box.done.connect(self.focus)
        self.teach.chosen.connect(self._on_chosen)
        self._theme.changed.connect(self._dress)
        forms.changed.connect(self._show)
        forms.shown.connect(self._on_grown)
        self.result.grown.connect(self._on_grown)
        sheets.deleted.connect(self._on_deleted)
        sheets.failed.connect(self._on_failed)
        fill = QShortcut(QKeySequence("Ctrl+Return"), self)
        fill.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        fill.activated.connect(forms.fill)

    @Slot()
    def _show(self) -> None:
        teaches = self._forms.sheets.is_empty and not self._forms.fillings
        self.teach.setVisible(teaches)
        has_form = self._forms.sheets.readable is not None or bool(self._forms.fillings)
        self.result.setVisible(has_form and not teaches)

    @Slot()
    def _on_grown(self) -> None:
        # Once it is laid out: where the columns stand one over the other it may be out of sight.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.result, 0))

    @Slot(object)
    def _on_chosen(self, chosen: Sheet) -> None:
        self._forms.sheets.begin(Sheet(chosen.text, chosen.request))
        self.focus()

    @Slot()
    def _on_save(self) -> None:
        sheets = self._forms.sheets

        def warn(name: str) -> tuple[str, bool]:
            taken = name in sheets.names and name != sheets.name
            return (
                (self.tr("The form of this name gives way to this one."), True)
                if taken
                else (
                    "",
                    True,
                )
            )

        self.name_box.ask(self.tr("Name of the form"), sheets.name, warn, sheets.save)

    @Slot()
    def _on_rename(self) -> None:
        sheets, old = self._forms.sheets, self._forms.sheets.name

        def warn(name: str) -> tuple[str, bool]:
            if name in sheets.names and name != old:
                return self.tr("Another form has this name."), False
            return "", True

        self.name_box.ask(
            self.tr("New name of the form"), old, warn, lambda name: sheets.rename(old, name)
        )

    @Slot()
    def _on_import(self) -> None:
        kinds = (self.tr("Text (*.txt)"), self.tr("All files (*)"))
        title = self.tr("Open a form")
        ask_for_file(self.window(), title, kinds, self._forms.sheets.import_file)

    @Slot(str)
    def _on_deleted(self, name: str) -> None:
        words = self.tr("“{name}” is deleted. What you see here stays.").format(name=name)
        self.notice.tell(words, self._forms.sheets.undo_delete)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.notice.tell(" ".join(filter(None, (failure.text, failure.hint))), bad=True)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))
