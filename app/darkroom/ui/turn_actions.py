"""What can be done to a turn: a row of quiet buttons, a menu, arrows between siblings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from darkroom.ui.controls import label
from darkroom.ui.figures import number
from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.viewmodels.turns import Action

_ICONS = {
    Action.COPY: "copy",
    Action.EDIT: "edit",
    Action.REGENERATE: "retry",
    Action.REPLAY: "replay",
}
_ICON_PX = 18
_RATIO = 2.0


def words(action: Action) -> str:
    """What an action is called in a menu."""
    translate = QCoreApplication.translate
    return {
        Action.COPY: translate("Turns", "Copy"),
        Action.COPY_MARKDOWN: translate("Turns", "Copy as Markdown"),
        Action.EDIT: translate("Turns", "Edit"),
        Action.REGENERATE: translate("Turns", "Answer again"),
        Action.CONTINUE: translate("Turns", "Continue with another canvas"),
        Action.BRANCH: translate("Turns", "Branch into a new chat"),
        Action.DELETE: translate("Turns", "Delete"),
        Action.OLDER: translate("Turns", "The one before"),
        Action.NEWER: translate("Turns", "The one after"),
        Action.THINK_OFF: translate("Turns", "Answer without thinking"),
        Action.REPLAY: translate("Turns", "Show how it came about"),
        Action.REPAINT: translate("Turns", "Repaint words…"),
        Action.COMPARE: translate("Turns", "Compare with another answer"),
        Action.EXPORT_REPLAY: translate("Turns", "Export the replay…"),
    }[action]


class QuietButton(QToolButton):
    """A button with an icon that is there for the keyboard all the time, and seen when it is lit.

    Args:
        theme: colours.
        name: icon.
        text: accessible name and tool tip.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._lit = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setToolTip(text)
        theme.changed.connect(self._dress)
        self._dress()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self._dress()

    def set_lit(self, lit: bool) -> None:
        """Show it, or leave its place empty."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing while it is not lit."""
        if self._lit:
            super().paintEvent(event)

    @Slot()
    def _dress(self) -> None:
        size = self._theme.px(_ICON_PX)
        self.setIcon(kept_icon(self._theme, self._name))
        self.setIconSize(QSize(size, size))


class TurnActions(QObject):
    """The usual actions as buttons, and one more button for a menu of all of them.

    Args:
        theme: colours and sizes.
        quick: actions with a button.
        names: accessible names of these buttons.
        more: accessible name of the button for the menu.
        parent: parent of the buttons; it places them.
    """

    asked = Signal(object)
    """Carries an ``Action``."""
    menu_asked = Signal(QPoint)
    """Carries where the menu should appear, on the screen."""

    def __init__(
        self,
        theme: Theme,
        quick: Sequence[Action],
        names: Sequence[str],
        more: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.buttons: dict[Action, QuietButton] = {}
        for action, name in zip(quick, names, strict=True):
            button = QuietButton(theme, _ICONS[action], name, parent)
            button.clicked.connect(partial(self.asked.emit, action))
            self.buttons[action] = button
        self.more = QuietButton(theme, "more", more, parent)
        self.more.clicked.connect(self._on_more)

    @property
    def widgets(self) -> list[QWidget]:
        """The buttons, from left to right."""
        return [*self.buttons.values(), self.more]

    def set_lit(self, lit: bool) -> None:
        """Show the buttons, or leave their places empty."""
        for button in (*self.buttons.values(), self.more):
            button.set_lit(lit)

    @Slot()
    def _on_more(self) -> None:
        self.menu_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class SiblingSwitch(QObject):
    """Arrows between the wordings of a question, or the answers to it.

    Args:
        theme: colours and sizes.
        place: which one it is, from 1, and how many there are.
        names: accessible names of the arrows, and of what stands between them with ``{n}`` and
            ``{count}`` in it.
        parent: parent of the arrows; it places them.
    """

    asked = Signal(object)
    """Carries ``Action.OLDER`` or ``Action.NEWER``."""

    def __init__(
        self, theme: Theme, place: tuple[int, int], names: tuple[str, str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        index, count = place
        older, newer, where = names
        self.older = QuietButton(theme, "previous", older, parent)
        self.newer = QuietButton(theme, "next", newer, parent)
        self.older.setEnabled(index > 1)
        self.newer.setEnabled(index < count)
        self.older.clicked.connect(partial(self.asked.emit, Action.OLDER))
        self.newer.clicked.connect(partial(self.asked.emit, Action.NEWER))
        self._between = label(f"{number(index)} / {number(count)}", "muted", parent)
        self._between.setAccessibleName(where.format(n=number(index), count=number(count)))

    @property
    def widgets(self) -> list[QWidget]:
        """What it consists of, from left to right."""
        return [self.older, self._between, self.newer]


def fill_menu(menu: QMenu, actions: Sequence[Action], act: Callable[[Action], object]) -> None:
    """Add actions to a menu.

    Args:
        menu: gets them at its end.
        actions: which.
        act: gets the one that is chosen.
    """
    for action in actions:
        if action is Action.DELETE:
            menu.addSeparator()
        entry = menu.addAction(words(action))
        entry.triggered.connect(lambda _checked, chosen=action: act(chosen))


def kept_icon(theme: Theme, name: str) -> QIcon:
    """An icon that is drawn once: turns come and go by the dozen while somebody scrolls."""
    size = theme.px(_ICON_PX)
    result, fresh = QIcon(), None
    for mode, token in (
        (QIcon.Mode.Normal, "muted"),
        (QIcon.Mode.Active, "text"),
        (QIcon.Mode.Disabled, "faint"),
    ):
        key = f"darkroom:{name}:{theme.colour(token).name()}:{size}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            fresh = fresh or icon(theme, name)
            pixmap = fresh.pixmap(QSize(size, size), _RATIO, mode)
            QPixmapCache.insert(key, pixmap)
        result.addPixmap(pixmap, mode)
    return result
