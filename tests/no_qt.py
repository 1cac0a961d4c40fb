"""A pytest plugin that makes PySide6 as good as absent (`-p no_qt -p no:pytest-qt`)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

ABSENT = {"PySide6", "shiboken6"}


class _Blocker:
    """Comes before all other finders and finds nothing where Qt is asked for."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r} (blocked)", name=name)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    # The settings of pytest-qt stay in pyproject.toml while the plugin is away.
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, help="a setting of pytest-qt")
    parser.addini("qt_log_ignore", type="linelist", help="a setting of pytest-qt")


def pytest_configure() -> None:
    assert not ABSENT & set(sys.modules)
    sys.meta_path.insert(0, _Blocker())
