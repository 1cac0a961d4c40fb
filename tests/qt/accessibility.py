"""Finds controls that a screen reader could not name, in whatever is built so far."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

_KINDS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
    QPlainTextEdit, QTabBar, QTextEdit,
)  # fmt: skip
# A spin box, a list that drops down and a table speak for the parts they are made of.
_SPOKEN_FOR = (QAbstractSpinBox, QComboBox, QTableView)
_ROLES_OF_NOTHING = (
    QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border,
)  # fmt: skip


def controls(root: QWidget) -> list[QWidget]:
    """All a person can act on below a widget, hidden ones too: they may come into sight."""
    found = [root, *root.findChildren(QWidget)]
    return [widget for widget in found if _is_control(widget) and not _is_part(widget, root)]


def nameless(root: QWidget) -> list[str]:
    """Controls without a name, or without a role, each with the way to it."""
    found: list[str] = []
    for widget in controls(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None:
            found.append(f"no interface: {_way(widget)}")
        elif not interface.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {_way(widget)}")
        elif interface.role() in _ROLES_OF_NOTHING:
            found.append(f"no role: {_way(widget)}")
    return found


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar):
        return False  # the keys that scroll work without it
    by_keyboard = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    # What hands its focus on is only the place where the control stands.
    return isinstance(widget, _KINDS) or (by_keyboard and widget.focusProxy() is None)


def _is_part(widget: QWidget, root: QWidget) -> bool:
    parent: QObject | None = widget
    while parent is not root and (parent := parent.parent()) is not None:
        if isinstance(parent, _SPOKEN_FOR):
            return True
    return False


def _way(widget: QWidget) -> str:
    names: list[str] = []
    step: QObject | None = widget
    while step is not None:
        names.append(step.objectName() or type(step).__name__)
        step = step.parent()
    return " < ".join(names)
