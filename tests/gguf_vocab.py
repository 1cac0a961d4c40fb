"""A small Gemma-4-like vocabulary and chat template for test models."""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import count, islice, product
from typing import Any

SPECIAL = (
    *("<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "<|turn>", "<turn|>", "<|think|>"),
    *("<|channel>", "<channel|>"),
)
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)
WORDS = ("▁the", "▁and", "▁is", "▁hello", "▁world", "user", "model", "system", "thought", "ing")

CHAT_TEMPLATE = """\
{{ bos_token }}
{%- if messages[0].role == 'system' -%}
{{ '<|turn>system\\n' }}{% if enable_thinking %}{{ '<|think|>\\n' }}{% endif -%}
{{ messages[0].content | trim }}{{ '<turn|>\\n' }}
{%- endif -%}
{%- for message in messages if message.role != 'system' -%}
{{ '<|turn>' }}{{ 'model' if message.role == 'assistant' else message.role }}{{ '\\n' }}
{{- message.content | trim }}{{ '<turn|>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|turn>model\\n' }}{%- endif -%}
"""


def small_vocabulary(size: int) -> dict[str, Any]:
    """Tokenizer keys of a header with ``size`` tokens (≥ 400).

    Control tokens, 256 bytes, printable ASCII, a few words; then every string of lower-case
    letters, shortest first, each made by one merge, so that big vocabularies load realistically.
    """
    pieces: dict[str, int] = {text: CONTROL for text in SPECIAL}
    pieces |= {f"<0x{byte:02X}>": BYTE for byte in range(256)}
    pieces |= {"\n": USER_DEFINED, "▁": NORMAL, "é": NORMAL, "漢": NORMAL}
    pieces |= {text: NORMAL for text in string.printable[:94]}
    if size < len(pieces):
        raise ValueError(f"a test vocabulary has at least {len(pieces)} tokens, not {size}")
    merges: list[str] = []
    for left, right in _joins():
        if len(pieces) == size:
            break
        if left + right not in pieces:
            pieces[left + right] = NORMAL
            merges.append(f"{left} {right}")
    return {
        "tokenizer.ggml.model": "gemma4",
        "tokenizer.ggml.tokens": list(pieces),
        "tokenizer.ggml.scores": [-float(i) for i in range(size)],
        "tokenizer.ggml.token_type": list(pieces.values()),
        "tokenizer.ggml.merges": merges or ["▁ a"],
        "tokenizer.ggml.bos_token_id": 2,
        "tokenizer.ggml.eos_token_id": 1,
        "tokenizer.ggml.unknown_token_id": 3,
        "tokenizer.ggml.padding_token_id": 0,
        "tokenizer.ggml.mask_token_id": 4,
        "tokenizer.ggml.add_bos_token": True,
        "tokenizer.ggml.add_space_prefix": False,
    }


def _joins() -> Iterator[tuple[str, str]]:
    for word in WORDS:
        for end in range(1, len(word)):
            yield word[:end], word[end]
    for length in count(2):
        for letters in product(string.ascii_lowercase, repeat=length):
            yield "".join(islice(letters, length - 1)), letters[-1]
