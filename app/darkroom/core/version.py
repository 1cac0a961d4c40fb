"""Which Darkroom this is."""

from __future__ import annotations

from importlib import import_module


def version() -> str:
    """Return the version, e.g. ``"0.2.0"``."""
    # By name: the package lies above all of its parts, and some of it is heavy.
    return str(import_module("darkroom").__version__)
