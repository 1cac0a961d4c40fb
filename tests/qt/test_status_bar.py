"""The foot of the window, and the meter behind it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from darkroom.hardware.meter import GpuReading, MemoryReading, Meter, Reading
from darkroom.ui.app import Desk
from darkroom.ui.status_bar import StatusBar, _Gauge
from darkroom.viewmodels.machine import MachineMeter

GB = 10**9
RAM = MemoryReading(6 * GB, 64 * GB)


def card(name: str, used: int, total: int) -> GpuReading:
    return GpuReading(name, "", MemoryReading(used * GB, total * GB))


def shown(bar: StatusBar) -> list[tuple[str, str]]:
    """Name and figures of the visible gauges, from left to right."""
    gauges = sorted(bar.findChildren(_Gauge), key=lambda gauge: gauge.x())
    visible = [gauge for gauge in gauges if gauge.isVisibleTo(bar)]
    return [(gauge._name.text(), gauge._words.text()) for gauge in visible]


@pytest.mark.process
def test_graphics_memory_stands_before_main_memory(desk: Desk) -> None:
    bar, measured = desk.window.status_bar, desk.meter.measured
    desk.meter.stop()
    measured.emit(Reading(RAM))
    assert shown(bar) == [("RAM", "6.0 of 64.0 GB")]
    measured.emit(Reading(RAM, (card("RTX 4090", 20, 24),)))
    QApplication.processEvents()
    assert shown(bar) == [("GPU", "20.0 of 24.0 GB"), ("RAM", "6.0 of 64.0 GB")]
    measured.emit(Reading(RAM, (card("One", 1, 8), card("Two", 2, 16))))
    QApplication.processEvents()
    assert [name for name, _ in shown(bar)] == ["GPU 1", "GPU 2", "RAM"]
    # Many cards share one bar, which names them.
    measured.emit(Reading(RAM, tuple(card(f"Card {n}", 1, 8) for n in range(3))))
    QApplication.processEvents()
    assert shown(bar)[0] == ("GPU", "3.0 of 24.0 GB")
    names = [gauge._bar.accessibleName() for gauge in bar.findChildren(_Gauge)]
    assert "Memory in use on Card 0, Card 1, Card 2" in names


@pytest.mark.process
def test_gauges_find_room_in_a_narrow_window(desk: Desk) -> None:
    bar = desk.window.status_bar
    desk.meter.stop()
    desk.meter.measured.emit(Reading(RAM, (card("One", 1, 8), card("Two", 2, 16))))
    desk.window.resize(desk.window.minimumSize())
    QApplication.processEvents()
    assert shown(bar) == [("GPU", "3.0 of 24.0 GB"), ("RAM", "6.0 of 64.0 GB")]
    for gauge in bar.findChildren(_Gauge):
        assert not gauge.isVisibleTo(bar) or gauge.width() >= gauge.minimumSizeHint().width()


def test_meter_measures_at_once_and_stops(qapp: QApplication) -> None:
    meter = MachineMeter(meter=Meter(lambda: list))
    readings: list[Reading] = []
    meter.measured.connect(readings.append)
    meter.start()
    meter.stop()
    (reading,) = readings
    assert 0 < reading.ram.used_bytes < reading.ram.total_bytes
