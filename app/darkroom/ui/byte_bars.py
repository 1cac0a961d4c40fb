"""Where the bytes of a plan go: one bar per device."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from darkroom.hardware.machine import Machine
from darkroom.hardware.plan import DeviceUse, Plan
from darkroom.ui import figures, fit_words
from darkroom.ui.controls import label
from darkroom.ui.theme import SMALL_PX, Theme
from darkroom.ui.wrapping import WrapLabel, WrapRow
from darkroom.viewmodels.tips import plain_tip

_HEIGHT_PX = 30
_RADIUS_PX = 7
_VEIL = 0.78
_SHOWN_SHARE = 0.0015
"""Parts that are smaller than this share of the bar are left out of the legend."""


class ByteBar(QWidget):
    """What is taken already, the parts of the plan, what stays free, and the margin, hatched.

    Args:
        theme: colours.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._use: DeviceUse | None = None
        self._total = self._shared = 0
        theme.changed.connect(self._dress)
        self._dress()

    def show_use(self, use: DeviceUse, total_bytes: int, shared_bytes: int) -> None:
        """Show the use of a device of so many bytes, some of which a GPU shares and takes."""
        self._use, self._total, self._shared = use, total_bytes, shared_bytes
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all parts."""
        use = self._use
        if use is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(_RADIUS_PX)
        ground = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(ground, radius, radius)
        painter.setClipPath(shape)
        painter.fillRect(ground, self._theme.colour("raised"))
        self._draw(painter, use)
        painter.setClipping(False)
        painter.setPen(QPen(self._theme.colour("outline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _draw(self, painter: QPainter, use: DeviceUse) -> None:
        taken = max(self._total - use.free_bytes, 0)
        whole = max(self._total, taken + use.peak_bytes, 1)
        scale = self.width() / whole
        others = max(taken - self._shared, 0)
        self._fill(painter, 0, others * scale, "noise", self.tr("in use"), "text")
        shared = self.tr("GPU's share")
        self._fill(painter, others * scale, (taken - others) * scale, "grain", shared, "text")
        at = float(taken)
        for part, size in use.parts.items():
            words = fit_words.part(part, on_gpu=use.key != "ram")
            self._fill(painter, at * scale, size * scale, part.value, words, "bg")
            at += size
        end, height = max(self._total, taken) * scale, self.height()
        margin = use.margin_bytes * scale
        hatch = QBrush(self._theme.colour("outline" if use.fits else "bad"))
        hatch.setStyle(Qt.BrushStyle.BDiagPattern)
        painter.fillRect(QRectF(end - margin, 0, margin, height), hatch)
        if whole > self._total:
            over = QRectF(end, 0, self.width() - end, height)
            veil = self._theme.colour("bad_wash")
            veil.setAlphaF(_VEIL)
            painter.fillRect(over, veil)
            painter.fillRect(over, hatch)
            painter.fillRect(QRectF(end - 1, 0, 3, height), self._theme.colour("bad"))

    def _fill(
        self, painter: QPainter, left: float, width: float, token: str, words: str, ink: str
    ) -> None:
        if width <= 0:
            return
        gap = 1.0 if width > 3 else 0.0
        box = QRectF(left, 0, width - gap, self.height())
        painter.fillRect(box, self._theme.colour(token))
        painter.setFont(self._theme.font(SMALL_PX - 1))
        inset = self._theme.px(8)
        if painter.fontMetrics().horizontalAdvance(words) + 2 * inset <= box.width():
            painter.setPen(self._theme.colour(ink))
            place = box.adjusted(inset, 0, -inset, 0)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT_PX))
        self.update()


class _Swatch(QWidget):
    """The colour of a part, beside its words."""

    def __init__(self, theme: Theme, token: str, hatched: bool) -> None:
        super().__init__()
        self._theme, self._token, self._hatched = theme, token, hatched
        self.setFixedSize(theme.px(11), theme.px(11))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour(self._token)
        hatch = Qt.BrushStyle.BDiagPattern
        painter.setBrush(QBrush(colour, hatch) if self._hatched else QBrush(colour))
        # Hatches and greys are faint without an edge.
        faint = self._hatched or self._token in ("noise", "grain")
        painter.setPen(QPen(self._theme.colour("outline"), 1) if faint else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()


class DeviceBar(QWidget):
    """The bar of one device, its name, and a legend in the order of the bar.

    Args:
        theme: colours.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = label(role="strong")
        self._summary = WrapLabel(role="muted")
        self.bar = ByteBar(theme)
        self._legend = WrapRow(theme.px(14), theme.px(4))
        self._shown: object = None
        px = theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        for part in (self._name, self._summary, self.bar, self._legend):
            layout.addWidget(part)

    def show_use(self, use: DeviceUse, name: str, total_bytes: int, shared_bytes: int = 0) -> None:
        """Show what a plan takes of a device.

        Args:
            use: what it takes.
            name: of the device.
            total_bytes: of the device.
            shared_bytes: of main memory, what a GPU that shares it takes.
        """
        if self._shown == (use, name, total_bytes, shared_bytes):
            return
        self._shown = (use, name, total_bytes, shared_bytes)
        self._name.setText(name)
        self.bar.show_use(use, total_bytes, shared_bytes)
        summary = self._sum_up(use, total_bytes)
        self._summary.setText(summary)
        items = list(self._items(use, total_bytes, shared_bytes))
        self.bar.setAccessibleName(self.tr("Memory of {name}").format(name=name))
        described = "; ".join([*(words for _, words, _ in items), summary])
        self.bar.setAccessibleDescription(described)
        self.bar.setToolTip(plain_tip(described.replace("; ", "\n")))
        self._legend.clear()
        for token, words, hatched in items:
            self._legend.add(self._entry(token, words, hatched))

    def _entry(self, token: str, words: str, hatched: bool) -> QWidget:
        entry = QWidget()
        layout = QHBoxLayout(entry)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(6))
        layout.addWidget(_Swatch(self._theme, token, hatched))
        layout.addWidget(label(words, "muted"))
        return entry

    def _items(
        self, use: DeviceUse, total_bytes: int, shared_bytes: int
    ) -> Iterator[tuple[str, str, bool]]:
        taken = max(total_bytes - use.free_bytes - shared_bytes, 0)
        least = _SHOWN_SHARE * total_bytes
        if taken > least:
            yield "noise", self._sized(self.tr("In use already"), taken), False
        if shared_bytes:
            yield "grain", self._sized(self.tr("GPU's share"), shared_bytes), False
        for part, size in use.parts.items():
            if size > min(least, 1_000_000):
                words = fit_words.part(part, on_gpu=use.key != "ram")
                yield part.value, self._sized(words, size), False
        yield "outline", self._sized(self.tr("Kept free"), use.margin_bytes), True

    def _sized(self, words: str, size_bytes: int) -> str:
        return f"{words} {figures.size(size_bytes)}"

    def _sum_up(self, use: DeviceUse, total_bytes: int) -> str:
        peak, free = figures.size(use.peak_bytes), figures.size(max(use.free_bytes, 0))
        total = figures.size(total_bytes)
        missing = use.peak_bytes + use.margin_bytes - use.free_bytes
        if missing > 0:
            words = self.tr("Takes {peak} where {free} of {total} are free: {missing} too much.")
            return words.format(peak=peak, free=free, total=total, missing=figures.size(missing))
        return self.tr("Takes {peak}; {free} of {total} are free.").format(
            peak=peak, free=free, total=total
        )


class ByteBars(QWidget):
    """A bar for each device that a plan uses.

    Args:
        theme: colours.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bars: list[DeviceBar] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(18))

    def show_plan(self, plan: Plan, machine: Machine) -> None:
        """Show a plan, GPUs first."""
        uses = [*plan.uses[1:], plan.uses[0]]
        while len(self.bars) > len(uses):
            bar = self.bars.pop()
            self._layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        while len(self.bars) < len(uses):
            self.bars.append(DeviceBar(self._theme))
            self._layout.addWidget(self.bars[-1])
        gpus = {f"gpu{index}": gpu for index, gpu in enumerate(machine.usable_gpus)}
        shared = sum(use.peak_bytes for use in plan.uses[1:] if gpus[use.key].unified)
        for bar, use in zip(self.bars, uses, strict=True):
            if use.key == "ram":
                bar.show_use(use, self.tr("Main memory"), machine.ram_total_bytes, shared)
            else:
                bar.show_use(use, use.name, gpus[use.key].total_bytes or use.free_bytes)
