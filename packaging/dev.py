"""Run, test and measure this checkout: ``python3 packaging/dev.py run`` is all it takes.

Needs nothing but Python; makes ``.venv`` beside pyproject.toml and installs everything there.
"""

import sys

# The only file that an old Python reads, so it says what is wrong in words that one understands.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Darkroom needs Python 3.11 or newer; %s is Python %d.%d.\n"  # noqa: UP031
        "Start this with a newer one, for example: python3.11 packaging/dev.py run"
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )

from bootstrap.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
