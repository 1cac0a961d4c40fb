"""What questions and answers have in common on screen."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from darkroom.ui.theme import Theme
from darkroom.ui.turn_actions import TurnActions, fill_menu
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Action


class TurnView(QWidget):
    """Shows its actions while the pointer or the keyboard is in it, and always in the last turn.

    Its height follows from its width, and can be asked for before it is shown.

    Args:
        theme: colours and fonts.
        turn: what it shows.
        parent: Qt parent.
    """

    acted = Signal(object, object)
    """An ``Action`` and the ``Turn`` that it is asked for; copying and editing happen in here."""
    height_changed = Signal()
    """It needs another height, at the same width."""

    def __init__(self, theme: Theme, turn: Turn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._turn = turn
        self._actions: TurnActions | None = None
        self._is_last = self._pointer_inside = False
        self._menu: QMenu | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        app = cast("QApplication", QApplication.instance())
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def is_last(self) -> bool:
        """Its actions are always to be seen."""
        return self._is_last

    def set_last(self, is_last: bool) -> None:
        """Show the actions always, or only to those who come near."""
        self._is_last = is_last
        self._relight()

    def actions_now(self) -> list[Action]:
        """What can be done to the turn as it stands, in the order of the menu."""
        raise NotImplementedError

    @property
    def selected_text(self) -> str:
        """What is selected in it; empty for nothing."""
        return ""

    @Slot(object)
    def act(self, action: Action) -> None:
        """Do what was asked for, or pass it on."""
        self.acted.emit(action, self._turn)

    @Slot(QPoint)
    def open_menu(self, place: QPoint) -> None:
        """Show all actions.

        Args:
            place: on the screen.
        """
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self.selected_text
        if chosen:
            copy = menu.addAction(self.tr("Copy selection"))
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(chosen))
            menu.addSeparator()
        fill_menu(menu, self.actions_now(), self.act)
        menu.aboutToHide.connect(self._on_menu_closed)
        self._menu = menu
        self._relight()
        menu.popup(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu at the pointer, or where the keyboard is."""
        if self.actions_now():
            self.open_menu(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody comes near."""
        super().enterEvent(event)
        self._pointer_inside = True
        self._relight()

    def leaveEvent(self, event: QEvent) -> None:
        """And goes away."""
        super().leaveEvent(event)
        self._pointer_inside = False
        self._relight()

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the taller."""
        return True

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(self._theme.px(320), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts in their places."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the parts in their places."""

    def _show_actions(self, actions: TurnActions) -> None:
        """Take on a row of actions."""
        self._actions = actions
        actions.asked.connect(self.act)
        actions.menu_asked.connect(self.open_menu)
        self._relight()

    def _taller(self) -> None:
        """Tell everybody that the height may be another one."""
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._place()
        self.updateGeometry()
        self.height_changed.emit()

    @Slot()
    def _relight(self) -> None:
        if self._actions is not None:
            focus = QApplication.focusWidget()
            near = self._pointer_inside or (focus is not None and self.isAncestorOf(focus))
            self._actions.set_lit(self._is_last or near or self._menu is not None)

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._relight()

    @Slot()
    def _on_menu_closed(self) -> None:
        self._menu = None
        self._relight()
