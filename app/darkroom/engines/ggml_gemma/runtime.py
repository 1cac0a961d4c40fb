"""The ggml backend, its scheduler, and running a graph so that it can be cancelled midway."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import c_void_p
from types import SimpleNamespace

import numpy as np

from darkroom.core.errors import CancelledError, EngineError, OutOfMemoryError
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.ops import Tensor

ShouldCancel = Callable[[], bool]


def _never() -> bool:
    return False


class Runtime:
    """One CPU backend with its scheduler.

    Args:
        lib: the bound ggml functions.
        threads: compute threads, ≥ 1.
        max_nodes: nodes of the largest graph.
    """

    def __init__(self, lib: SimpleNamespace, threads: int, max_nodes: int) -> None:
        self._lib = lib
        self._should_cancel: ShouldCancel = _never
        self._backend = lib.backend_cpu_init()
        lib.backend_cpu_set_n_threads(self._backend, threads)
        # ggml asks before every node, some 550 times a step; the callback must outlive the backend.
        self._abort = ggml.AbortCallback(self._poll)
        lib.backend_cpu_set_abort_callback(self._backend, self._abort, None)
        self.buffer_type = lib.backend_get_default_buffer_type(self._backend)
        self._sched = lib.backend_sched_new(
            (c_void_p * 1)(self._backend), None, 1, 2 * max_nodes, False, False
        )

    def _poll(self, _data: int | None) -> bool:
        return self._should_cancel()

    def allocate(self, graph: int) -> None:
        """Give a graph its memory; the graph that had it before can no longer run.

        Raises:
            OutOfMemoryError: the buffers cannot be had.
        """
        self._lib.backend_sched_reset(self._sched)
        if not self._lib.backend_sched_alloc_graph(self._sched, graph):
            raise OutOfMemoryError(
                "There is not enough memory for the engine's buffers.",
                "Choose a smaller context, or close other programs.",
            )

    @property
    def compute_bytes(self) -> int:
        """Size of the compute buffer."""
        return self._lib.backend_sched_get_buffer_size(self._sched, self._backend)

    def set(self, tensor: Tensor, data: np.ndarray) -> None:
        """Copy an array (of the tensor's type and size) into an input; one in no use is skipped."""
        if not ggml.has_buffer(tensor):
            return
        data = np.ascontiguousarray(data)
        self._lib.backend_tensor_set(tensor, data.ctypes.data, 0, data.nbytes)

    def compute(self, graph: int, should_cancel: ShouldCancel | None = None) -> None:
        """Run an allocated graph.

        Raises:
            CancelledError: ``should_cancel`` said so; the graph can be run again.
            OutOfMemoryError: a buffer could not be had while running.
            EngineError: ggml failed.
        """
        self._should_cancel = should_cancel or _never
        status = self._lib.backend_sched_graph_compute(self._sched, graph)
        self._should_cancel = _never
        if status == ggml.STATUS_ABORTED:
            raise CancelledError("The run was cancelled.")
        if status == ggml.STATUS_ALLOC_FAILED:
            raise OutOfMemoryError("Memory ran out while computing.", "Choose a smaller context.")
        if status != 0:
            text = f"The native engine failed (status {status})."
            raise EngineError(text, "Load the model again.")

    def close(self) -> None:
        """Free scheduler and backend."""
        self._lib.backend_sched_free(self._sched)
        self._lib.backend_free(self._backend)
