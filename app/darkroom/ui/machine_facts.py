"""What was found of the machine, and how."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from darkroom.hardware.machine import Gpu, Machine
from darkroom.ui import figures
from darkroom.ui.theme import Theme
from darkroom.ui.wrapping import WrapLabel


class MachineFacts(QWidget):
    """Pairs of a name and what is known; what is not known says why.

    Args:
        theme: sizes.
        parent: Qt parent.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QWidget()
        self._values: dict[str, WrapLabel] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._grid)

    def show_machine(self, machine: Machine | None) -> None:
        """Show a machine, or that there is none yet."""
        facts = self._facts(machine) if machine else []
        if [name for name, _ in facts] != list(self._values):
            self._lay_out([name for name, _ in facts])
        for name, words in facts:
            self._values[name].setText(words)
            self._values[name].setAccessibleName(f"{name}: {words}")

    def _lay_out(self, names: list[str]) -> None:
        grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(self._theme.px(16))
        layout.setVerticalSpacing(self._theme.px(10))
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 8)
        self._values = {name: WrapLabel() for name in names}
        for row, (name, value) in enumerate(self._values.items()):
            layout.addWidget(WrapLabel(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(value, row, 1)
        self._layout.replaceWidget(self._grid, grid)
        self._grid.hide()
        self._grid.deleteLater()
        self._grid = grid

    def _facts(self, machine: Machine) -> list[tuple[str, str]]:
        cpu = machine.cpu
        found: list[tuple[str, str]] = []
        if machine.simulated:
            found.append((self.tr("Note"), self.tr("This machine is made up, not measured.")))
        cores = self.tr("{n} cores, {m} threads").format(
            n=figures.number(cpu.physical_cores), m=figures.number(cpu.logical_cores)
        )
        found.append((self.tr("Processor"), ", ".join(filter(None, (cpu.model, cores)))))
        sets = ", ".join(cpu.instruction_sets) or self.tr("unknown")
        found.append((self.tr("Instruction sets"), sets))
        found.append(
            (
                self.tr("Main memory"),
                self.tr("{free} of {total} can be had without swapping").format(
                    free=figures.size(machine.ram_available_bytes),
                    total=figures.size(machine.ram_total_bytes),
                ),
            )
        )
        found.append((self.tr("Swap"), self._swap(machine)))
        found.append((self.tr("Disk"), self._disk(machine)))
        for index, gpu in enumerate(machine.gpus):
            name = self.tr("GPU") if len(machine.gpus) == 1 else self.tr("GPU {n}")
            found.append((name.format(n=figures.number(index + 1)), self._gpu(gpu)))
        if not machine.gpus:
            found.append((self.tr("GPU"), self.tr("none found")))
        found.extend((unknown.what, unknown.reason) for unknown in machine.unknowns)
        return [(name[:1].upper() + name[1:], words) for name, words in found]

    def _swap(self, machine: Machine) -> str:
        if not machine.swap_total_bytes:
            return self.tr("none")
        return self.tr("{free} of {total} unused; no plan counts on it").format(
            free=figures.size(machine.swap_free_bytes), total=figures.size(machine.swap_total_bytes)
        )

    def _disk(self, machine: Machine) -> str:
        if machine.disk_free_bytes is None:
            return self.tr("unknown")
        return self.tr("{free} free in {folder}").format(
            free=figures.size(machine.disk_free_bytes), folder=machine.disk_path or ""
        )

    def _gpu(self, gpu: Gpu) -> str:
        parts: list[str] = []
        if gpu.free_bytes is not None and gpu.total_bytes is not None:
            parts.append(
                self.tr("{free} of {total} free").format(
                    free=figures.size(gpu.free_bytes), total=figures.size(gpu.total_bytes)
                )
            )
        else:
            parts.append(self.tr("memory unknown"))
        if gpu.unified:
            parts.append(self.tr("shares main memory"))
        if gpu.remote:
            parts.append(self.tr("lent by another computer"))
        parts += [part for part in (gpu.backend, gpu.driver) if part]
        if gpu.source:
            parts.append(self.tr("told by {source}").format(source=gpu.source))
        lines = [gpu.name, figures.side_by_side(parts, " · "), gpu.unusable_because]
        return "\n".join(filter(None, lines))
