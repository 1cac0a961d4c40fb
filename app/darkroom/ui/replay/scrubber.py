"""The bar below an answer that goes back and forth in its steps."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from darkroom.ui.controls import label
from darkroom.ui.figures import number
from darkroom.ui.replay.bar_rows import BarRows
from darkroom.ui.replay.step_slider import StepSlider
from darkroom.ui.theme import Theme
from darkroom.ui.turn_actions import QuietButton
from darkroom.viewmodels.replay.replay import SPEEDS, ReplayViewModel

_UNBOUND: Final = (1 << 24) - 1
"""The size that Qt takes for no limit."""


class Scrubber(QWidget):
    """Play, back, forward, a slider; canvas and speed; and what can be done from the shown step.

    Args:
        theme: colours and sizes.
        replay: the steps; it is shared with others who look at the same answer.
        parent: Qt parent.
        returns: there is a text, or a live canvas, to go back to.
    """

    closed = Signal()
    """The text of the answer is wanted again."""
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        replay: ReplayViewModel,
        parent: QWidget | None = None,
        *,
        returns: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scrubber")
        self._theme = theme
        self.replay = replay
        self._play = QuietButton(theme, "play", self.tr("Play"), self)
        self._back = QuietButton(theme, "previous", self.tr("One step back"), self)
        self._forward = QuietButton(theme, "next", self.tr("One step forward"), self)
        self.slider = StepSlider(theme, self)
        self._where = label(role="muted", parent=self)
        self._canvas = self._menu_button(self.tr("Canvas"))
        self._speed = self._menu_button(self.tr("Speed"))
        self._return = self._text_button()
        if not returns:
            self._return.hide()
        self._rows = BarRows(
            self, theme, self.slider,
            [self._play, self._back, self._forward, self.slider],
            [self._where, self._canvas, self._speed, self._return],
        )  # fmt: skip
        self._connect()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)
        self._on_state_changed()
        self._on_moved()

    def add_action(self, item: QAction | QWidget) -> QWidget:
        """Put something at the right that can be done from the shown step.

        Args:
            item: an action gets a button here.

        Returns:
            What was put there.
        """
        if isinstance(item, QAction):
            # Qt would leave out the dots that say that something more is asked.
            item.setIconText(item.text())
            widget: QWidget = self._text_button(item)
        else:
            widget = item
            widget.setParent(self)
        self._rows.add(widget)
        if self.isVisible():
            widget.show()
        self._arrange()
        return widget

    def hasHeightForWidth(self) -> bool:
        """Narrow bars have more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its rows."""
        return self._rows.height(width)

    def sizeHint(self) -> QSize:
        """Any width, and the height that goes with the present one."""
        return QSize(40, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self._rows.place(self.width())

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a part changed its size, came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    # --- making

    def _connect(self) -> None:
        replay, slider = self.replay, self.slider
        self._play.clicked.connect(replay.toggle)
        self._back.clicked.connect(lambda: replay.step_by(-1))
        self._forward.clicked.connect(lambda: replay.step_by(1))
        self._return.clicked.connect(self._on_return)
        slider.chosen.connect(self._on_place_chosen)
        slider.play_asked.connect(replay.toggle)
        slider.left.connect(self._on_return)
        replay.moved.connect(self._on_moved)
        replay.extended.connect(self._on_extended)
        replay.state_changed.connect(self._on_state_changed)
        self._canvas.clicked.connect(self._on_canvas_clicked)
        self._speed.clicked.connect(self._on_speed_clicked)

    def _menu_button(self, name: str) -> QToolButton:
        button = self._text_button()
        button.setAccessibleDescription(name)
        return button

    def _text_button(self, action: QAction | None = None) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if action is not None:
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
        return button

    # --- what people do

    @Slot(int)
    def _on_place_chosen(self, place: int) -> None:
        self.replay.go_place(place)
        # There may be less than the slider has room for.
        self._on_moved()

    @Slot()
    def _on_return(self) -> None:
        if self.replay.is_open_ended:
            self.replay.follow()
        else:
            self.closed.emit()

    @Slot()
    def _on_canvas_clicked(self) -> None:
        menu = self._menu()
        replay = self.replay
        for block in replay.blocks:
            entry = menu.addAction(self.tr("Canvas {n}").format(n=number(block + 1)))
            entry.setCheckable(True)
            entry.setChecked(block == replay.block)
            entry.triggered.connect(lambda _on, chosen=block: replay.go_block(chosen))
        menu.popup(self._canvas.mapToGlobal(self._canvas.rect().bottomLeft()))

    @Slot()
    def _on_speed_clicked(self) -> None:
        menu = self._menu()
        for speed in SPEEDS:
            entry = menu.addAction(_times(speed))
            entry.setCheckable(True)
            entry.setChecked(speed == self.replay.speed)
            entry.triggered.connect(lambda _on, chosen=speed: self.replay.set_speed(chosen))
        menu.popup(self._speed.mapToGlobal(self._speed.rect().bottomLeft()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # --- what the steps say

    @Slot()
    def _on_moved(self) -> None:
        replay = self.replay
        frame = replay.frame
        total = 0
        if frame is not None:
            steps = replay.of_block(frame.block)
            newest = frame.block == replay.blocks[-1]
            grows = replay.is_open_ended and newest
            total = frame.max_steps if grows else steps[-1].step
        last = max(replay.places - 1, total - 1 if frame is not None else 0)
        place = {"n": number(replay.step), "count": number(total)}
        self.slider.show_place(replay.place, last, self.tr("Step {n} of {count}").format(**place))
        self._say(self._where, self.tr("step {n} / {count}").format(**place))
        self._say_canvas()
        self._back.setEnabled(replay.index > 0)
        self._forward.setEnabled(not replay.at_end)

    @Slot()
    def _on_extended(self) -> None:
        self._on_moved()

    @Slot()
    def _on_state_changed(self) -> None:
        replay = self.replay
        moves = replay.playing or replay.is_live
        words = self.tr("Pause") if moves else self.tr("Play")
        self._play.set_icon("pause" if moves else "play")
        self._play.setAccessibleName(words)
        self._play.setToolTip(words)
        self._say(self._speed, _times(replay.speed))
        self._speed.setAccessibleName(self.tr("Speed {x}").format(x=_times(replay.speed)))
        if replay.is_open_ended:
            name, tip = self.tr("Live"), self.tr("Follow the answer again")
        else:
            name, tip = self.tr("Text"), self.tr("Show the text of the answer again")
        self._say(self._return, name)
        self._return.setAccessibleName(tip)
        self._return.setToolTip(tip)
        self._return.setEnabled(not replay.is_live)
        self._on_moved()

    def _say_canvas(self) -> None:
        blocks = self.replay.blocks
        several = len(blocks) > 1
        if several:
            words = self.tr("canvas {n} of {count}").format(
                n=number(self.replay.block + 1), count=number(len(blocks))
            )
            self._say(self._canvas, words)
            self._canvas.setAccessibleName(words)
        if several == self._canvas.isHidden():
            self._canvas.setVisible(several)
            self._arrange()

    def _say(self, part: QLabel | QToolButton, words: str) -> None:
        if words != part.text():
            part.setText(words)
            # Digits that come and go must not push the slider about.
            hint = part.sizeHint()
            if hint.width() > part.minimumWidth():
                # Of a fixed size nobody is told of a new text, step after step.
                part.setFixedSize(hint)
                self._arrange()

    def _arrange(self) -> None:
        self._rows.forget()
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            height = self._rows.height(self.width())
            self._rows.place(self.width())
            if height != self.height():
                self.updateGeometry()
                self.height_changed.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        for part in (self._where, self._canvas, self._speed, self._return):
            part.setMinimumSize(0, 0)
            part.setMaximumSize(_UNBOUND, _UNBOUND)
            part.setFixedSize(part.sizeHint())
        self._arrange()


def _times(speed: float) -> str:
    decimals = 0 if speed == int(speed) else len(f"{speed:g}") - 2
    return f"{number(speed, decimals)}×"
