"""Says that Darkroom did not end in good order, or has stumbled, and offers to look at why."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from darkroom.core.crash_report import Ending, Report
from darkroom.ui.banner import Banner
from darkroom.ui.report_dialog import ReportDialog
from darkroom.ui.theme import Theme
from darkroom.viewmodels.trouble import TroubleViewModel


class CrashBanner(QWidget):
    """Shows itself while there is something to tell.

    Args:
        theme: colours.
        trouble: what is observed.
        parent: Qt parent.
    """

    def __init__(
        self, theme: Theme, trouble: TroubleViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trouble = trouble
        self._last = Banner(theme, is_error=False)
        self._last.add_action(self.tr("Show report")).clicked.connect(self._on_show_last)
        self._last.dismissed.connect(trouble.dismiss_last)
        self._now = Banner(theme, is_error=False)
        self._now.set_message(
            self.tr("Something went wrong inside Darkroom"),
            self.tr(
                "The window goes on. If it does not behave as it should from here on, "
                "close it and start it again."
            ),
        )
        self._now.add_action(self.tr("Show details")).clicked.connect(self._on_show_now)
        self._now.dismissed.connect(trouble.dismiss_stumbles)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for banner in (self._last, self._now):
            banner.allow_dismiss()
            layout.addWidget(banner)
        trouble.changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        last, stumbled = self._trouble.last, self._trouble.stumbled
        if last is not None:
            self._last.set_message(
                self.tr("Darkroom did not end in good order last time"),
                self._what_happened(last),
                self.tr("A report can be looked at; it is sent nowhere."),
            )
        # One at a time, the newer first: the chat is what the window is for.
        self._last.setVisible(last is not None and not stumbled)
        self._now.setVisible(stumbled)
        self.setVisible(last is not None or stumbled)

    def _what_happened(self, report: Report) -> str:
        if report.ending is Ending.KILLED:
            return self.tr("It was ended from outside, or the computer went off.")
        if report.ending is Ending.EXCEPTION:
            return self.tr("It met an error that it could not go on from.")
        return self.tr("The system ended it because of a fault: {cause}.").format(
            cause=report.cause
        )

    @Slot()
    def _on_show_last(self) -> None:
        if self._trouble.last is not None:
            self._show(self.tr("How Darkroom ended last time"), self._trouble.last.text)

    @Slot()
    def _on_show_now(self) -> None:
        self._show(self.tr("What went wrong inside Darkroom"), self._trouble.stumbles)

    def _show(self, title: str, text: str) -> None:
        folder = self._trouble.log_folder
        ReportDialog(self._theme, title, text, folder, self.window()).open()
