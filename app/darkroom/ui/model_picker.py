"""Which model answers: the button at the top, its menu, and how loading goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from darkroom.ui import figures
from darkroom.ui.controls import Dot, ElidedLabel, label, native_keys
from darkroom.ui.icons import icon
from darkroom.ui.theme import Theme
from darkroom.viewmodels.considered import CATALOGUE, CATALOGUE_NAME
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.model import DEMO, ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.tips import plain_tip

_SHORT_PX = 60


class ModelPicker(QPushButton):
    """Shows the model's name and offers others; its lower edge fills while one loads.

    Args:
        theme: colours.
        model: what is observed.
        fit: knows which model is looked at.
        preferences: recent files.
        parent: Qt parent.
    """

    open_asked = Signal()
    model_chosen = Signal(str)
    models_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        model: ModelViewModel,
        fit: FitViewModel,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._fit = fit
        self._preferences = preferences
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name = ElidedLabel("strong")
        self._facts = label(role="muted")
        self._chevron = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), 0, theme.px(10), 0)
        layout.setSpacing(theme.px(10))
        layout.addWidget(self._name, 1)
        layout.addWidget(self._facts)
        layout.addWidget(self._chevron)
        for part in (self._name, self._facts, self._chevron):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.clicked.connect(self.open_menu)
        model.changed.connect(self._on_changed)
        fit.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_changed()

    def sizeHint(self) -> QSize:
        """Room for name and facts, within reason."""
        px = self._theme.px
        words = self._name.sizeHint().width() + self._facts.sizeHint().width()
        return QSize(min(max(words + px(80), px(200)), px(340)), px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name comes first where there is no room for both."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """A short name fits at least."""
        return QSize(self._theme.px(110), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the progress of loading along its lower edge."""
        super().paintEvent(event)
        if self._model.state is not ModelState.LOADING:
            return
        inset = self._theme.px(8)
        width = round((self.width() - 2 * inset) * self._model.fraction)
        thick = self._theme.px(3)
        painter = QPainter(self)
        painter.fillRect(
            QRect(inset, self.height() - thick, width, thick), self._theme.colour("accent")
        )
        painter.end()

    def _make_room(self) -> None:
        words = self._name.sizeHint().width() + self._facts.sizeHint().width()
        self._facts.setVisible(words + self._theme.px(66) <= self.width())

    @Slot()
    def open_menu(self) -> None:
        """Offer other models."""
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        self._offer(group, self.tr("Demo model (bundled)"), DEMO)
        self._offer(group, CATALOGUE_NAME, CATALOGUE)
        files = self._preferences.recent_files
        if files:
            self._menu.addSeparator()
        for path in files:
            self._offer(group, Path(path).name, path)
        self._menu.addSeparator()
        opener, manage = self.tr("Open a .gguf file …"), self.tr("Manage models …")
        # Behind the tab: shown as a shortcut, while the window owns the real one.
        for words, keys, asked in (
            (opener, "Ctrl+O", self.open_asked),
            (manage, "Ctrl+Shift+D", self.models_asked),
        ):
            self._menu.addAction(f"{words}\t{native_keys(keys)}").triggered.connect(asked)

    def _offer(self, group: QActionGroup, text: str, path: str) -> None:
        action = QAction(text.replace("&", "&&"), group)
        action.setCheckable(True)
        action.setChecked(path == self._fit.path)
        action.setToolTip(plain_tip(path))
        action.triggered.connect(lambda _checked=False, path=path: self.model_chosen.emit(path))
        self._menu.addAction(action)

    @Slot()
    def _on_changed(self) -> None:
        model = self._model
        name = model.name if model.path else self.tr("Choose a model")
        facts, tip = "", model.path
        if model.path == DEMO:
            tip = self.tr("Bundled with Darkroom")
        if self._fit.is_apart and not model.preparing:
            facts = self.tr("not loaded")
            tip = self.tr("{model} goes on answering until another model is loaded").format(
                model=name
            )
            name = self._fit.title
        self._name.setText(name)
        self._facts.setText(facts)
        self.setAccessibleName(self.tr("Model: {name}").format(name=f"{name} {facts}".strip()))
        self.setToolTip(plain_tip(tip))
        self.updateGeometry()
        self._make_room()
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        size = self._theme.px(16)
        self._chevron.setPixmap(icon(self._theme, "chevron").pixmap(size, size))


class _Words(ElidedLabel):
    """As wide as they are where there is room; a short word never gives way."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("muted")
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """A short word whole, and as much of a long one."""
        return self.sizeHint().boundedTo(QSize(self._theme.px(_SHORT_PX), self.sizeHint().height()))


class ModelStatus(QWidget):
    """A dot and a word: ready, loading, or not.

    Args:
        theme: colours.
        model: what is observed.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, model: ModelViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._dot = Dot(theme)
        self._words = _Words(theme)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self._dot)
        layout.addWidget(self._words)
        model.changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        model = self._model
        percent = figures.number(100 * model.fraction)
        colour, words = {
            ModelState.EMPTY: ("faint", self.tr("No model")),
            ModelState.LOADING: ("warn", self.tr("Loading {n} %").format(n=percent)),
            ModelState.READY: ("ok", self.tr("Ready")),
            ModelState.FAILED: ("bad", self.tr("Not loaded")),
            ModelState.ASLEEP: ("warn", self.tr("Restarts when you send")),
        }[model.state]
        if model.preparing:
            colour, words = "warn", self.tr("Planning …")
        self._dot.set_colour(colour)
        self._words.setText(words)
        self.setToolTip(plain_tip(model.stage))
        self.setAccessibleName(" ".join(filter(None, (words, model.stage))))
