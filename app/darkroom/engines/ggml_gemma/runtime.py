"""The ggml backends, their scheduler, and running a graph so that it can be cancelled midway."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import c_void_p
from types import SimpleNamespace

import numpy as np

from darkroom.core.errors import CancelledError, EngineError, OutOfMemoryError
from darkroom.core.placement import HOST
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.devices import find_device
from darkroom.engines.ggml_gemma.ops import Ops, Tensor

ShouldCancel = Callable[[], bool]


def _never() -> bool:
    return False


class Runtime:
    """The backends of the devices in use, the processor's among them, with their scheduler.

    Args:
        lib: the bound ggml functions.
        threads: compute threads of the processor, ≥ 1.
        max_nodes: nodes of the largest graph.
        devices: names of the devices beside the processor.

    Attributes:
        buffer_types: ggml buffer type by device, ``HOST`` included.

    Raises:
        EngineError: a device is gone, or cannot be started.
    """

    def __init__(
        self, lib: SimpleNamespace, threads: int, max_nodes: int, devices: Sequence[str] = ()
    ) -> None:
        self._lib = lib
        self._should_cancel: ShouldCancel = _never
        self._poll_error: BaseException | None = None
        self._ops: Ops | None = None  # the graph that has the memory
        self.buffer_types: dict[str, int] = {}
        self._backends: list[int] = []
        try:
            for device in devices:
                self._start(device)
            self._start(HOST)
        except BaseException:
            self._free_backends()
            raise
        host = self._backends[-1]
        lib.backend_cpu_set_n_threads(host, threads)
        # ggml asks before every node, some 550 times a step; the callback must outlive the backend.
        # Other devices don't ask: a graph wholly on one is cancelled between graphs.
        self._abort = ggml.AbortCallback(self._poll)
        lib.backend_cpu_set_abort_callback(host, self._abort, None)
        count = len(self._backends)
        self._sched = lib.backend_sched_new(
            (c_void_p * count)(*self._backends), None, count, 2 * max_nodes, False, False
        )

    def _start(self, name: str) -> None:
        lib = self._lib
        device = find_device(lib, "CPU" if name == HOST else name)
        backend = lib.backend_dev_init(device, None)
        if not backend:
            text = f"The device {name} cannot be started."
            raise EngineError(text, "Choose a plan without it, or reinstall llama-cpp-python.")
        self._backends.append(backend)
        self.buffer_types[name] = lib.backend_dev_buffer_type(device)

    @property
    def buffer_bytes(self) -> dict[str, int]:
        """Bytes of intermediate results by device, as the largest graph so far needed them."""
        return {
            name: self._lib.backend_sched_get_buffer_size(self._sched, backend)
            for name, backend in zip(self.buffer_types, self._backends, strict=True)
        }

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

    def get(self, tensor: Tensor, out: np.ndarray) -> None:
        """Copy a tensor's data into a contiguous array of its size."""
        self._lib.backend_tensor_get(tensor, out.ctypes.data, 0, out.nbytes)

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
        self._free_backends()

    def _free_backends(self) -> None:
        for backend in self._backends:
            self._lib.backend_free(backend)
        self._backends = []
