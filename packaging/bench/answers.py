"""Measures answers as widgets: usual ones, which scrolling makes by the dozen, and huge ones.

    python packaging/bench/answers.py [--runs 30]

Counts what the window's own thread works from a stored answer to a widget that is laid out and
shown, without painting. Parsed text and coloured code are kept between runs, as they are in the
window; ``first`` is without that.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

WIDTH_PX = 760
_SENTENCE = "Imagine a page of score where every note is random, and the orchestra listens to it. "
_CODE = "def add(a: int, b: int) -> int:\n    return a + b  # the sum\n\n"


def usual() -> Iterator[tuple[str, str]]:
    """Name and text of answers as they come every day."""
    prose = "\n\n".join([_SENTENCE * 5] * 2)
    yield "150 words", prose
    yield (
        "headings, lists",
        f"## A heading\n\n{_SENTENCE * 4}\n\n- **one** `two`\n- three\n\n{prose}",
    )
    yield "20 lines of code", f"{_SENTENCE * 5}\n\n```python\n{_CODE * 7}```\n"
    yield "a table", f"{_SENTENCE * 5}\n\n|a|b|c|\n|-|-:|-|\n" + "|one|2|three words|\n" * 6


def huge() -> Iterator[tuple[str, str]]:
    """Name and text of answers that must not freeze the window."""
    yield "200 kB of prose", "\n\n".join([_SENTENCE * 6] * 400)
    yield "5,000 lines of code", f"```python\n{_CODE * 1667}```"
    yield "1,000 rows", "|a|b|c|d|\n|-|-|-|-|\n" + "|one|two words|**3**|`4`|\n" * 1000
    yield "500 blocks of code", "```python\nx = 1\n```\n\n" * 500
    yield "one word of 200 kB", "x" * 200_000
    yield "200,000 brackets", "[" * 200_000
    yield "200,000 quotes", ">" * 200_000
    yield "40,000 items", "- a\n" * 40_000


def measure(runs: int) -> None:
    """Print the times."""
    from darkroom.ui.markdown import highlight
    from darkroom.ui.markdown.look import markdown_look
    from darkroom.ui.markdown.parse import parse
    from darkroom.ui.markdown.view import MarkdownView
    from darkroom.ui.stylesheet import style_sheet
    from darkroom.ui.theme import Theme

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    theme = Theme()
    page = QWidget()
    page.setObjectName("answer")
    page.setStyleSheet(style_sheet(theme, ""))
    page.resize(WIDTH_PX, 900)
    page.show()
    look = markdown_look(theme)

    def make(text: str) -> float:
        begun = time.thread_time()
        view = MarkdownView(theme, "Answer", page)
        view.set_text(text, look)
        view.resize(WIDTH_PX, view.heightForWidth(WIDTH_PX))
        view.show()
        took = time.thread_time() - begun
        view.hide()
        view.deleteLater()
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return took * 1000

    make("Loads what the *first* answer loads.\n\n```python\nx\n```\n\n|a|\n|-|")
    for name, text in usual():
        parse.cache_clear()
        highlight.stretches_of.cache_clear()
        first = make(text)
        again = statistics.median(make(text) for _ in range(runs))
        print(f"{name:20} first {first:6.1f} ms, again {again:6.1f} ms")
    for name, text in huge():
        first = make(text)
        print(f"{name:20} first {first:6.1f} ms, again {make(text):6.1f} ms")


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=30)
    options = parser.parse_args()
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure(options.runs)


if __name__ == "__main__":
    main()
