"""Want of memory is known in all its shapes."""

from __future__ import annotations

import mmap
from collections.abc import Callable

import numpy as np
import pytest
import torch

from darkroom.core.errors import EngineError, ModelFileError, OutOfMemoryError
from darkroom.worker import out_of_memory
from darkroom.worker.engine_side import failure

TOO_MUCH = 1 << 46


def _cause(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "ask",
    [
        lambda: np.empty(TOO_MUCH, np.uint8),
        lambda: bytearray(TOO_MUCH),
        lambda: torch.empty(TOO_MUCH, dtype=torch.uint8),
        lambda: mmap.mmap(-1, TOO_MUCH),
    ],
    ids=["numpy", "Python", "torch", "mmap"],
)
def test_what_really_asks_for_too_much(ask: Callable[[], object]) -> None:
    with pytest.raises((MemoryError, RuntimeError, OSError)) as caught:
        ask()
    end = failure(7, caught.value)
    assert (end.run_id, end.kind) == (7, "out_of_memory")
    assert "not enough memory" in end.text
    assert end.hint
    assert "Traceback" in end.details


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 9.00 GiB."),
        _cause(
            EngineError("llama-cpp-python could not be loaded."),
            ImportError("libggml.so: failed to map segment from shared object"),
        ),
        RuntimeError("can't start new thread"),
    ],
)
def test_errors_that_only_say_so(error: Exception) -> None:
    assert failure(1, error).kind == "out_of_memory"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ValueError("out of memory"), "internal"),
        (RuntimeError("CUDA error: no kernel image"), "internal"),
        (_cause(ModelFileError("m.gguf", "It cannot be read."), OSError(5, "I/O")), "model_file"),
    ],
)
def test_other_errors_keep_their_kind(error: Exception, kind: str) -> None:
    assert failure(1, error).kind == kind


def test_better_words_are_kept() -> None:
    error = _cause(OutOfMemoryError("9 GB are needed.", "Take Q4_K_M."), MemoryError())
    end = failure(1, error)
    assert (end.text, end.hint) == ("9 GB are needed.", "Take Q4_K_M.")


@pytest.mark.parametrize(
    "words",
    [
        "terminate called after throwing an instance of 'std::bad_alloc'",
        "ggml_aligned_malloc: insufficient memory (attempted to allocate   0.43 MB)",
        "ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 600",
        "ggml_backend_cuda_buffer_type_alloc_buffer: cudaMalloc failed: out of memory",
        "ggml_vulkan: Device memory allocation failed: ErrorOutOfDeviceMemory",
        "memory allocation of 112064 bytes failed",
        "OpenBLAS error: Memory allocation still failed after 10 retries, giving up.",
        "libgomp: Thread creation failed: Resource temporarily unavailable",
        "cannot allocate memory for thread-local data: ABORT",
        "MemoryError",
    ],
)
def test_last_words(words: str) -> None:
    assert out_of_memory.is_told_in(f"Inference process 5\n{words}\nAborted")


def test_other_last_words() -> None:
    assert not out_of_memory.is_told_in("GGML_ASSERT(n > 0) failed\nFatal Python error: Aborted")
