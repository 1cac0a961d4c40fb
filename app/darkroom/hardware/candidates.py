"""What the planner plans: a file, by what its header says."""

from __future__ import annotations

from darkroom.gguf.architecture import read_params
from darkroom.gguf.footprint import footprint_of
from darkroom.gguf.header import Header
from darkroom.gguf.quant import quant_in_name
from darkroom.hardware.plan import Candidate


def candidate_of(header: Header, *, present: bool = True) -> Candidate:
    """Judge a file by its header.

    Args:
        header: of the file, with all its parts.
        present: the file lies on this computer.

    Raises:
        UnsupportedModelError: no engine here runs its architecture.
        ModelFileError: its keys or tensors are damaged.
    """
    return Candidate(
        quant=quant_in_name(header.path.name) or header.quantization,
        file=str(header.path),
        size_bytes=header.size_bytes,
        footprint=footprint_of(header, read_params(header)),
        present=present,
    )
