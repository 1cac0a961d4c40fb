"""Which files of a model are there."""

from __future__ import annotations

from pathlib import Path

from darkroom.viewmodels.model_files import read_catalogue
from sparse_gguf import Q4_K_M, write_sparse_model


def test_a_local_file_takes_the_place_of_the_catalogues(tmp_path: Path) -> None:
    path = str(write_sparse_model(tmp_path / "mine-Q4_K_M.gguf", Q4_K_M))
    found = read_catalogue([path])
    present = {candidate.quant: candidate.present for candidate in found.candidates}
    assert present == {
        "Q4_K_M": True, "Q5_K_M": False, "Q6_K": False, "Q8_0": False, "BF16": False,
    }  # fmt: skip
    assert found.candidates[0].file == path
    assert not found.candidates[0].estimated
