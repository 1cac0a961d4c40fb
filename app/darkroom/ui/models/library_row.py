"""A model on this computer, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from darkroom.core.errors import NoTrashError
from darkroom.hub.library.check import Soundness
from darkroom.hub.library.model import LocalModel, Owner
from darkroom.ui.controls import ElidedLabel, IconButton, Meter, button
from darkroom.ui.models import words
from darkroom.ui.models.confirm import Confirm
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel
from darkroom.viewmodels.models.library import LibraryViewModel

_ACTION_PX = 84


class LibraryRow(QWidget):
    """One model; questions and answers about it appear below it.

    Args:
        theme: sizes.
        library: what is asked.
        parent: Qt parent.
    """

    open_asked = Signal(object)
    """Carries the path."""

    def __init__(
        self, theme: Theme, library: LibraryViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self.model: LocalModel | None = None
        self._for_good = False
        self._name = ElidedLabel("strong", Qt.TextElideMode.ElideMiddle)
        self._facts = WrapLabel(role="muted")
        self._path = ElidedLabel("muted", Qt.TextElideMode.ElideMiddle)
        self._note = WrapLabel(role="muted")
        self._meter = Meter(theme, 0, 4, "accent")
        self.open = button(self.tr("Open"))
        self.open.setMinimumWidth(theme.px(_ACTION_PX))
        self.more = IconButton(theme, "more", self.tr("More"))
        self.confirm = Confirm(theme)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more.clicked.connect(self._on_more)
        self.open.clicked.connect(self._on_open)
        self.confirm.agreed.connect(self._on_delete_agreed)
        self.confirm.declined.connect(self.more.setFocus)
        self._build(theme)

    def show_model(self, model: LocalModel) -> None:
        """Show a model, and how things stand with it."""
        if self.model is None or model.path != self.model.path:
            self.confirm.hide()
        self.model = model
        in_use = self._library.in_use(model)
        facts = words.local_facts(model)
        self._name.setText(model.name)
        self._name.setProperty("off", not model.runs)
        self._facts.setText(self.tr("{facts} · in use").format(facts=facts) if in_use else facts)
        self._path.setText(str(model.path))
        self.open.setVisible(model.runs)
        self.open.setEnabled(not in_use)
        self.open.setAccessibleName(self.tr("Open {name}").format(name=model.name))
        self.more.setAccessibleName(self.tr("More about {name}").format(name=model.name))
        self.setAccessibleName(f"{model.name}, {facts}, {model.path}".replace("\u00a0", " "))
        self.show_note()
        self._ask_for_good()

    def show_note(self) -> None:
        """Show why it does not run, how far a check is, or what went wrong."""
        model = self.model
        if model is None:
            return
        check = self._library.checks.get(model.path)
        trouble = self._library.troubles.get(model.path)
        text, role = "" if model.runs else model.why_not, "muted"
        if trouble is not None and trouble.kind != NoTrashError.kind:
            text, role = " ".join(filter(None, (trouble.text, trouble.hint))), "bad"
        elif check is not None:
            text = words.check_line(check)
            damaged = check.verified and check.verified.soundness is Soundness.DAMAGED
            role = "bad" if damaged else "muted"
        going = check is not None and check.verified is None
        if check is not None:
            self._meter.set_share(check.share)
        self._meter.setVisible(going)
        self._note.set_role(role)
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _build(self, theme: Theme) -> None:
        px = theme.px
        text = QVBoxLayout()
        text.setSpacing(px(2))
        for part in (self._name, self._facts, self._path):
            text.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addLayout(text, 1)
        head.addWidget(self.open)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(10), px(10))
        column.setSpacing(px(6))
        column.addLayout(head)
        for part in (self._meter, self._note, self.confirm):
            column.addWidget(part)

    def _ask_for_good(self) -> None:
        """Without a trash the only way is for good; that is another question."""
        model = self.model
        trouble = self._library.troubles.get(model.path) if model is not None else None
        if model is not None and trouble is not None and trouble.kind == NoTrashError.kind:
            self._for_good = True
            question = self.tr("{why} Deleted for good, it cannot be had back.")
            self.confirm.ask(question.format(why=trouble.text), self.tr("Delete for good"))
            self._library.troubles.pop(model.path)

    @Slot()
    def _fill_menu(self) -> None:
        self.menu.clear()
        model, library = self.model, self._library
        if model is None:
            return
        check = library.checks.get(model.path)
        if check is not None and check.verified is None:
            stop = self.menu.addAction(self.tr("Stop checking"))
            stop.triggered.connect(lambda: library.stop_check(model))
        else:
            verify = self.menu.addAction(self.tr("Verify every byte"))
            verify.triggered.connect(lambda: library.check(model))
        show = self.menu.addAction(self.tr("Show in folder"))
        show.triggered.connect(self._on_reveal)
        if model.path in library.added:
            forget = self.menu.addAction(self.tr("Take off the list"))
            forget.triggered.connect(lambda: library.forget(model.path))
        self.menu.addSeparator()
        if library.in_use(model):
            words_ = self.tr("Delete … (not while it is in use)")
            self.menu.addAction(words_).setEnabled(False)
        else:
            self.menu.addAction(self.tr("Delete …")).triggered.connect(self._on_delete)

    @Slot()
    def _on_more(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot()
    def _on_open(self) -> None:
        if self.model is not None:
            self.open_asked.emit(self.model.path)

    @Slot()
    def _on_reveal(self) -> None:
        if self.model is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.model.folder)))

    @Slot()
    def _on_delete(self) -> None:
        model = self.model
        if model is None:
            return
        self._for_good = model.owner is Owner.HUGGING_FACE
        answer = self.tr("Delete for good") if self._for_good else self.tr("Move to the trash")
        if model.owner.is_app:
            answer = self.tr("{answer} all the same").format(answer=answer)
        self.confirm.ask(words.delete_question(model), answer)

    @Slot()
    def _on_delete_agreed(self) -> None:
        if self.model is not None:
            self._library.delete(self.model, permanently=self._for_good)
