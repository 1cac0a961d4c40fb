"""The ggml backend, its scheduler, and running a graph so that it can be cancelled midway."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import c_void_p
from types import SimpleNamespace

import numpy as np

from darkroom.core.errors import CancelledError, EngineError, OutOfMemoryError
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.ops import Ops, Tensor

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
        self._poll_error: BaseException | None = None
        self._ops: Ops | None = None  # the graph that has the memory
        self._backend = lib.backend_cpu_init()
        if not self._backend:
            raise EngineError("The native engine cannot start.", "Reinstall llama-cpp-python.")
        lib.backend_cpu_set_n_threads(self._backend, threads)
        # ggml asks before every node, some 550 times a step; the callback must outlive the backend.
        self._abort = ggml.AbortCallback(self._poll)
        lib.backend_cpu_set_abort_callback(self._backend, self._abort, None)
        self.buffer_type = lib.backend_get_default_buffer_type(self._backend)
        self._sched = lib.backend_sched_new(
            (c_void_p * 1)(self._backend), None, 1, 2 * max_nodes, False, False
        )

    def _poll(self, _data: int | None) -> bool:
        # An exception cannot cross native code (Ctrl+C may arrive here): keep it for compute().
        try:
            return self._should_cancel()
        except BaseException as error:  # noqa: BLE001
            self._poll_error = error
            return True

    def allocate(self, ops: Ops) -> None:
        """Give a graph its memory and take ownership of it; the one before it is freed.

        Raises:
            OutOfMemoryError: the buffers cannot be had.
        """
        self.drop()
        self._ops = ops
        if not self._lib.backend_sched_alloc_graph(self._sched, ops.graph):
            raise OutOfMemoryError(
                "There is not enough memory for the engine's buffers.",
                "Choose a smaller context, or close other programs.",
            )

    def drop(self) -> None:
        """Free the graph that has the memory."""
        self._lib.backend_sched_reset(self._sched)
        if self._ops is not None:
            self._ops.free()
        self._ops = None

    def set(self, tensor: Tensor, data: np.ndarray) -> None:
        """Copy an array (of the tensor's type and size) into an input; one in no use is skipped."""
        if not ggml.has_buffer(tensor):
            return
        data = np.ascontiguousarray(data)
        self._lib.backend_tensor_set(tensor, data.ctypes.data, 0, data.nbytes)

    def compute(self, should_cancel: ShouldCancel | None = None) -> None:
        """Run the allocated graph.

        Raises:
            CancelledError: ``should_cancel`` said so; the graph can be run again.
            OutOfMemoryError: a buffer could not be had while running.
            EngineError: ggml failed, or no graph is allocated.
        """
        if self._ops is None:
            raise EngineError("There is nothing to compute.", "Load the model again.")
        self._should_cancel, self._poll_error = should_cancel or _never, None
        status = self._lib.backend_sched_graph_compute(self._sched, self._ops.graph)
        self._should_cancel = _never
        if self._poll_error is not None:
            raise self._poll_error
        if status == ggml.STATUS_ABORTED:
            raise CancelledError("The run was cancelled.")
        if status == ggml.STATUS_ALLOC_FAILED:
            raise OutOfMemoryError("Memory ran out while computing.", "Choose a smaller context.")
        if status != 0:
            text = f"The native engine failed (status {status})."
            raise EngineError(text, "Load the model again.")

    def close(self) -> None:
        """Free graph, scheduler and backend."""
        self.drop()
        self._lib.backend_sched_free(self._sched)
        self._lib.backend_free(self._backend)
