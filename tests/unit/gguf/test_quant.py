"""The quantization that people read off a file's name."""

from __future__ import annotations

import pytest

from darkroom.gguf.quant import quant_in_name


@pytest.mark.parametrize(
    ("file", "quant"),
    [
        ("diffusiongemma-26B-A4B-it-Q4_K_M.gguf", "Q4_K_M"),
        ("google.diffusiongemma-26B-A4B-it.Q3_K_M.gguf", "Q3_K_M"),
        ("/F32/a/b-BF16.gguf", "BF16"),
        ("C:\\models\\b-f16.gguf", "F16"),
        ("a-q8_0-00001-of-00003.gguf", "Q8_0"),
        ("a-IQ2_XXS.gguf", "IQ2_XXS"),
        ("a-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("a-MXFP4_MOE.gguf", "MXFP4_MOE"),
        ("from-BF16-to-Q6_K.gguf", "Q6_K"),
        ("asym-2bitexp.gguf", ""),
        ("SEQ4_Kids.gguf", ""),
        ("BF16/model.gguf", ""),
    ],
)
def test_quant_in_name(file: str, quant: str) -> None:
    assert quant_in_name(file) == quant
