"""Tells from errors, and from the last words of a process, that memory ran out."""

from __future__ import annotations

import errno
from collections.abc import Iterator

TEXT = "There is not enough memory for this model and context."
HINT = "Close other programs, or choose a smaller file or a shorter context."

# How ggml, C++, Rust, torch, the drivers, the dynamic linker and Python put it.
_WORDS = (
    "out of memory",
    "outofdevicememory",
    "not enough memory",
    "insufficient memory",
    "memory allocation of",
    "memory allocation still failed",
    "allocate memory",
    "failed to allocate",
    "failed to map segment",
    "bad_alloc",
    "memoryerror",
    # A thread needs memory for its stack.
    "thread creation failed",
    "can't start new thread",
)


def is_told_in(text: str) -> bool:
    """Whether these are the words of a program that could not get memory."""
    text = text.lower()
    return any(word in text for word in _WORDS)


def is_cause_of(error: BaseException) -> bool:
    """Whether an error comes of memory that could not be had, directly or further down."""
    return any(map(_is_one, _chain(error)))


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__


def _is_one(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    # torch and the dynamic linker have no type of their own for it.
    told = isinstance(error, RuntimeError | ImportError | OSError) and is_told_in(str(error))
    return told or isinstance(error, MemoryError)
