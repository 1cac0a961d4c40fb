"""Kills the window with SIGKILL at 100 moments while it chats, and checks the history each time.

    python packaging/bench/kills.py [--count 100] [--seed 1]

Real windows on the real engine with the bundled model; what is checked stands in tests/kills.py,
and the first thing that is amiss ends it with a traceback.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

COUNT = 100
_TESTS = Path(__file__).parents[2] / "tests"


def measure(count: int, seed: int) -> None:
    """Print how the kills went."""
    from kills import Victims, plan

    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="darkroom-kills-") as folder,
        closing(Victims(Path(folder))) as victims,
    ):
        for number, kill in enumerate(plan(count, seed), 1):
            victims.kill(kill)
            print(f"{number:>4}  {victims.state}", flush=True)
    print(f"{count} kills in {time.monotonic() - began:.0f} s; every check of each passed")
    for state, times in victims.states.most_common():
        print(f"{times:>6}  {state}")
    lost, frames = victims.lost_ticks, victims.frames_lost
    print(f"{victims.finished} finished answers and {victims.questions} questions, all there")
    print(f"{victims.interrupted} partial answers, each marked as interrupted")
    if lost:
        print(f"  of their text the last {max(lost) / 10:.1f} s are gone at most")
        print(f"  of their traces the last {max(frames)} steps are gone at most")
    print(f"{victims.drafts} drafts and questions that waited, all there")


def main() -> None:
    """Parse the command line and kill."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(_TESTS))
    measure(options.count, options.seed)


if __name__ == "__main__":
    main()
