"""Waits: how long they are, and what ends them."""

from __future__ import annotations

import time
from threading import Thread

import pytest

from darkroom.core.errors import CancelledError
from darkroom.hub.client import HubBusyError
from darkroom.hub.downloads.patience import Limiter, Patience, Stop
from darkroom.hub.downloads.request import Options


class Slept(Stop):
    """Remembers waits, and does not wait."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def wait(self, seconds: float) -> None:
        self.seconds.append(seconds)


def test_waits_double_and_differ_and_end() -> None:
    slept = Slept()
    options = Options(retries=8, backoff_s=1, most_backoff_s=16)
    patience = Patience(options, slept)
    error = HubBusyError("busy")
    for _ in range(8):
        patience.bear(error)
    with pytest.raises(HubBusyError):
        patience.bear(error)
    for longest, wait in zip((1, 2, 4, 8, 16, 16, 16, 16), slept.seconds, strict=True):
        assert longest / 2 <= wait <= longest
    patience.renew()
    patience.bear(error)
    assert slept.seconds[-1] <= 1


def test_the_server_is_waited_for_but_not_for_ever() -> None:
    slept = Slept()
    patience = Patience(Options(), slept)
    patience.bear(HubBusyError("busy", retry_after_s=55))
    assert slept.seconds == [55]
    with pytest.raises(HubBusyError):
        patience.bear(HubBusyError("busy", retry_after_s=3600))


def test_a_wait_is_ended() -> None:
    stop = Stop()
    Thread(target=stop.set).start()
    with pytest.raises(CancelledError):
        stop.wait(3600)
    with pytest.raises(CancelledError):
        Stop(stop).check()


def test_a_limit_is_kept() -> None:
    limiter, stop = Limiter(1_000_000), Stop()
    began = time.monotonic()
    for _ in range(40):
        assert limiter.most(1 << 20) == 100_000
        limiter.spend(10_000, stop)
    # 0.4 s worth of bytes, less what may come at once.
    assert time.monotonic() - began >= 0.25


def test_a_limit_that_is_lifted_lets_those_go_who_wait() -> None:
    limiter, stop = Limiter(1), Stop()
    waiting = Thread(target=limiter.spend, args=(1_000_000, stop))
    waiting.start()
    limiter.set(None)
    waiting.join(30)
    assert not waiting.is_alive()


def test_whoever_waits_for_the_limit_can_be_stopped() -> None:
    limiter, stop = Limiter(1), Stop()
    stop.set()
    with pytest.raises(CancelledError):
        limiter.spend(1_000_000, stop)
