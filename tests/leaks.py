"""Finds what a test leaves running; cheap enough to look after every test."""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import dataclass, field

import psutil

GRACE_S = 2.0
"""How long something that is ending may take to end."""


@dataclass(frozen=True)
class Running:
    """Running things by identity: Qt objects by address, processes by pid and start time."""

    qt: dict[int, str] = field(default_factory=dict[int, str])
    children: dict[tuple[int, float], str] = field(default_factory=dict[tuple[int, float], str])

    def since(self, before: Running) -> list[str]:
        """Name what runs now and did not run ``before``."""
        qt = [name for key, name in self.qt.items() if key not in before.qt]
        return qt + [name for key, name in self.children.items() if key not in before.children]


def running() -> Running:
    """Look at this process: active QThreads, active QTimers, live child processes."""
    return Running(_active_qt(), {key: name for key, name, _ in _children()})


def wait_for_end(before: Running) -> list[str]:
    """Name what still runs that did not run ``before``, after a moment of grace."""
    deadline = time.monotonic() + GRACE_S
    left = running().since(before)
    while left and time.monotonic() < deadline:
        _settle()
        left = running().since(before)
    return left


def end_children(before: Running) -> None:
    """Kill the child processes that did not run ``before``: the next test starts clean."""
    for key, _, process in _children():
        if key not in before.children:
            process.kill()
            process.wait(GRACE_S)


def _active_qt() -> dict[int, str]:
    if "PySide6.QtCore" not in sys.modules:
        return {}
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import Shiboken

    found: dict[int, str] = {}
    for wrapper in Shiboken.getAllValidWrappers():
        if isinstance(wrapper, QThread) and wrapper.isRunning():
            # The main thread is a QThread too and always runs.
            if wrapper is not QThread.currentThread():
                found[id(wrapper)] = f"QThread {wrapper!r}"
        elif isinstance(wrapper, QTimer) and wrapper.isActive():
            found[id(wrapper)] = f"QTimer {wrapper!r}, every {wrapper.interval()} ms"
    return found


def _children() -> list[tuple[tuple[int, float], str, psutil.Process]]:
    if _surely_childless():
        return []
    found: list[tuple[tuple[int, float], str, psutil.Process]] = []
    for child in psutil.Process().children():
        try:
            command = " ".join(child.cmdline())
            alive = child.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            continue
        # multiprocessing keeps its tracker for the life of the process.
        if alive and "multiprocessing.resource_tracker" not in command:
            found.append(
                ((child.pid, child.create_time()), f"process {child.pid} {command}", child)
            )
    return found


def _surely_childless() -> bool:
    # One system call instead of a walk through every process of the machine.
    if not hasattr(os, "waitid"):
        return False
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return True
    return False


def _settle() -> None:
    """Let go of what is only waiting to be let go: garbage and objects under deleteLater."""
    gc.collect()
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QCoreApplication.processEvents()
    time.sleep(0.02)
