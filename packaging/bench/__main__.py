"""Measures Darkroom on this machine; figures are medians, comparisons are paired within a run.

    python3 packaging/dev.py bench [step|capture|repaint|downloads|memory|paint|scrub|startup …]

Without a name all of them run but the long one, kills. Machines differ and drift: quote the
ratios, not the times.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Test models are written by the tests' own helper; the reference is the one the tests trust.
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "golden")]
# Read by libgomp when it is first loaded, so before anything imports torch or llama_cpp.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")


_LONG = "kills"
"""Takes half an hour, so it is measured by name only."""


def _script(name: str, *arguments: str) -> Callable[[], None]:
    """Window timings run in a process of their own, which holds no engine."""
    script = Path(__file__).with_name(name)
    return lambda: subprocess.run([sys.executable, str(script), *arguments], check=True) and None


def _measures() -> dict[str, Callable[[], None]]:
    from bench import cancel, capture, downloads, history, library, memory, repaint, sampler, step

    return {
        "step": step.measure,
        "sampler": sampler.measure,
        "cancel": cancel.measure,
        "capture": capture.measure,
        "repaint": repaint.measure,
        "downloads": downloads.measure,
        "memory": memory.measure,
        "paint": _script("paint.py"),
        "answers": _script("answers.py"),
        "scroll": _script("scroll.py"),
        "scrub": _script("scrub.py"),
        "chats": _script("chats.py"),
        _LONG: _script("kills.py"),
        "startup": _script("paint.py", "--startup"),
        "watching": _script("watching.py"),
        "library": library.measure,
        "history": history.measure,
    }


def main() -> None:
    """Run the named measurements."""
    measures = _measures()
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="|".join(measures))
    names = parser.parse_args().names or [name for name in measures if name != _LONG]
    for name in names:
        if name not in measures:
            parser.error(f"unknown measurement {name!r}; known: {', '.join(measures)}")
        print(f"\n== {name}", flush=True)
        measures[name]()


if __name__ == "__main__":
    main()
