"""``python -m darkroom`` and the ``darkroom`` command."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support

from darkroom.cli import main as cli


def main() -> int:
    """Run the command line and return its exit code."""
    freeze_support()
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
