from __future__ import annotations

import subprocess
import sys

import numpy as np

from darkroom.core.process import peak_rss_bytes

TELL = "from darkroom.core.process import peak_rss_bytes; print(peak_rss_bytes())"


def test_memory_that_was_given_back_still_counts() -> None:
    size = 200_000_000
    before = peak_rss_bytes()
    np.ones(size, np.uint8)
    assert peak_rss_bytes() >= max(before, size)


def test_the_memory_of_the_parent_is_not_the_childs() -> None:
    size = 400_000_000
    held = np.ones(size, np.uint8)
    told = subprocess.run([sys.executable, "-c", TELL], capture_output=True, check=True, text=True)
    assert int(told.stdout) < held.nbytes
