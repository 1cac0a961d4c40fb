"""What single arguments may be; argparse asks these."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import NoReturn

from darkroom.core.checks import LAST_PORT, endpoint
from darkroom.core.errors import BadInputError
from darkroom.core.paths import checked_profile

_MOST = 2**31 - 1
_MOST_ALTERNATIVES = 64


def server(text: str) -> str:
    """Another computer, as HOST:PORT."""
    try:
        endpoint(text)
    except BadInputError as error:
        refuse(f"{error.text} {error.hint}")
    return text


def port(text: str) -> int:
    """A port."""
    value = integer(text)
    if not 1 <= value <= LAST_PORT:
        refuse(f"{value} is not a port: those are 1 to {LAST_PORT}")
    return value


def model_to_run(text: str) -> str:
    """A model to load: any words."""
    if not text.strip():
        refuse("no model was named; give the path of a .gguf file, or 'demo'")
    return text


def profile_name(text: str) -> str:
    """A profile that may be new."""
    try:
        return checked_profile(text)
    except BadInputError as error:
        refuse(f"{error.text} {error.hint}")


def file_path(text: str) -> Path:
    """The name of a file."""
    if not text.strip():
        refuse("no file was named")
    return Path(text).expanduser()


def count(text: str) -> int:
    """A whole number from 1."""
    value = integer(text)
    if not 1 <= value <= _MOST:
        refuse(f"{value} is not between 1 and {_MOST}")
    return value


def count_from_zero(text: str) -> int:
    """A whole number from 0."""
    return 0 if text == "0" else count(text)


def alternatives(text: str) -> int:
    """How many alternatives a cell may have."""
    value = integer(text)
    if not 0 <= value <= _MOST_ALTERNATIVES:
        refuse(f"{value} is not between 0 and {_MOST_ALTERNATIVES}")
    return value


def integer(text: str) -> int:
    """Any whole number."""
    try:
        return int(text)
    except ValueError:
        refuse(f"{text!r} is not a whole number")


def real(text: str) -> float:
    """A number from 0."""
    try:
        value = float(text)
    except ValueError:
        refuse(f"{text!r} is not a number")
    if not 0 <= value < math.inf:
        refuse(f"{text} is not a number from 0 up")
    return value


def refuse(text: str) -> NoReturn:
    """Say what is wrong with an argument."""
    raise argparse.ArgumentTypeError(text)
