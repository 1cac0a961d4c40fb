"""How people call the quantization of a file."""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(
    r"(?<![A-Za-z0-9])"
    r"((?:UD-)?(?:(?:I?Q[1-8]|TQ[12])_[A-Z0-9]+(?:_[A-Z0-9]+)*|MXFP4(?:_MOE)?|NVFP4|BF16|F16|F32))"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def quant_in_name(file: str) -> str:
    """The quantization that a file's name tells, e.g. ``"Q4_K_M"``; empty where it tells none."""
    labels: list[str] = _LABEL.findall(file.replace("\\", "/").rpartition("/")[2])
    return labels[-1].upper() if labels else ""
