"""What a file that is no GGUF file looks like, so that the error can name it."""

from __future__ import annotations

import re

_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive, as PyTorch checkpoints are"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x80\x02", "a Python pickle, as old PyTorch checkpoints are"),
    (b"\x80\x04", "a Python pickle, as old PyTorch checkpoints are"),
    (b"version https://git-lfs", "a Git LFS pointer: the model itself was not downloaded"),
    (b"lmgg", "a GGML file from before GGUF"),
    (b"fmgg", "a GGML file from before GGUF"),
    (b"tjgg", "a GGML file from before GGUF"),
    (b"algg", "a GGML adapter from before GGUF"),
    (b"\x89HDF", "an HDF5 file"),
    (b"FUGG", "a GGUF file with reversed bytes"),
)
_SAFETENSORS = re.compile(rb"[^\0]{1,4}\0{4,7}\{", re.DOTALL)
_WEB_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml|head|body)", re.IGNORECASE)
_TEXT = re.compile(rb"[\t\n\r\x20-\x7e]{16,}")


def looks_like(start: bytes) -> str:
    """Say in a few words what the first bytes of a file (some 64 of them) look like."""
    for signature, words in _SIGNATURES:
        if start.startswith(signature):
            return words
    if len(start) > 8 and start[8:9] == b"{" and _SAFETENSORS.match(start.lstrip(b"\0")):
        return "a safetensors file"
    if not start.strip(b"\0"):
        return "a file of zeros, as an unfinished download leaves behind"
    if _WEB_PAGE.match(start):
        return "a web page: the download was answered with a page instead of the file"
    if start.lstrip()[:1] in (b"{", b"["):
        return "a JSON file"
    return "a text file" if _TEXT.match(start) else "something else"
