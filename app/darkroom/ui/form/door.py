"""The way to the page "Forms" from the rest of the window, which needs it rarely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from darkroom.core.resources import resource_path
from darkroom.ui.theme import Theme
from darkroom.viewmodels.forms.form import FormViewModel
from darkroom.viewmodels.preferences import Preferences

if TYPE_CHECKING:
    from darkroom.ui.form.page import FormPage


class FormDoor(QObject):
    """Makes the page when it is first wanted.

    Args:
        theme: colours and sizes.
        forms: what is shown.
        preferences: motion as the person wants it.
        stack: where the page goes.
        parent: Qt parent.
    """

    entered = Signal()
    """The page is in front now."""
    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        forms: FormViewModel,
        preferences: Preferences,
        stack: QStackedWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._forms = forms
        self._preferences = preferences
        self._stack = stack
        self.page: FormPage | None = None

    @property
    def is_open(self) -> bool:
        """The page is in front."""
        return self.page is not None and self._stack.currentWidget() is self.page

    @Slot()
    def show(self) -> None:
        """Bring the page to the front."""
        if self.page is None:
            from darkroom.ui.form.page import FormPage  # not for the first paint
            from darkroom.viewmodels.forms.ready import read_ready

            ready = read_ready(resource_path("forms", "forms.json"))
            self.page = FormPage(self._theme, self._forms, self._preferences, ready)
            self.page.back_asked.connect(self.back_asked)
            self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)
        self.entered.emit()
        self.page.focus()
