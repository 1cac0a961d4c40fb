"""Texts that stand below the window: marked here, translated where they are shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - lupdate knows this name
    """Mark a text for the translators; ``QCoreApplication.translate(context, text)`` shows it."""
    return text
