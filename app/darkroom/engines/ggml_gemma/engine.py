"""DiffusionGemma on the ggml that llama-cpp-python carries."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import ExitStack

import numpy as np
import torch

from darkroom.core.checks import is_whole, token_ids
from darkroom.core.errors import BadInputError, ContextOverflowError, EngineError
from darkroom.core.placement import DEFAULT_CHUNK, HOST, KVType, Placement
from darkroom.core.types import FloatArray, IntArray, Precision
from darkroom.engines.ggml_gemma import ggml
from darkroom.engines.ggml_gemma.cache import KVCache
from darkroom.engines.ggml_gemma.graph import Graph, GraphBuilder, max_nodes
from darkroom.engines.ggml_gemma.logits import Logits
from darkroom.engines.ggml_gemma.machine import check_memory, check_placement, useful_threads
from darkroom.engines.ggml_gemma.runtime import Runtime, ShouldCancel
from darkroom.engines.ggml_gemma.vocabulary import SoftEmbedding, soft_cap
from darkroom.engines.ggml_gemma.weights import Weights
from darkroom.gguf.architecture import DiffusionGemmaParams
from darkroom.gguf.footprint import EMBEDDING
from darkroom.gguf.header import Header


class GgmlGemmaEngine:
    """One loaded model with its cache.

    Args:
        header: the model file's header.
        params: its hyper-parameters, checked against the tensors.
        context: tokens of prompt and answer together, ≥ canvas length.
        threads: compute threads; None = the physical cores this process may use, fewer for small
            models.
        precision: ``"exact"`` for F32 keys, values and gelu, ``"fast"`` for F16 and ggml's table.
        chunk: prompt tokens per graph.
        kv_type: how keys and values are kept; None = as ``precision`` says.
        placement: which device holds what; None = all on the host.
        on_progress: told the fraction in [0, 1] of the weights copied to other devices.

    Raises:
        BadInputError: the placement is of another model, or ``kv_type`` does not suit this one.
        EngineError: a device of the placement is not there.
        ModelFileError: the file cannot be mapped.
        OutOfMemoryError: weights, cache or buffers cannot be had.
    """

    def __init__(
        self,
        header: Header,
        params: DiffusionGemmaParams,
        *,
        context: int,
        threads: int | None = None,
        precision: Precision = "fast",
        chunk: int = DEFAULT_CHUNK,
        kv_type: KVType | None = None,
        placement: Placement | None = None,
        on_progress: Callable[[float], None] | None = None,
    ) -> None:
        self._lib = ggml.load()
        self.params = params
        self.context = context
        self.canvas_length, self.vocab_size = params.canvas_length, params.vocab
        self.threads = threads or useful_threads(header.n_parameters, params.canvas_length)
        self._chunk = chunk
        self._ids = np.zeros(0, np.int32)  # committed tokens
        self._graph: Graph | None = None  # the canvas graph that is allocated
        self._canvas_at = -1  # where it stands
        exact = precision == "exact"
        kv_type = kv_type or ("f32" if exact else "f16")
        self.placement = placement or Placement.on_host(params.n_layers)
        check_placement(self.placement, params)
        check_memory(params, self.placement, context, kv_type, chunk)
        # For the whole process: an inference process runs one model.
        torch.set_num_threads(self.threads)
        with ExitStack() as stack:
            self._runtime = Runtime(
                self._lib, self.threads, max_nodes(params), self.placement.devices
            )
            stack.callback(self._runtime.close)
            buffer_types = self._runtime.buffer_types
            self._weights = Weights(self._lib, header, self.placement, buffer_types, on_progress)
            stack.callback(self._weights.close)
            self._cache = KVCache(
                self._lib,
                params,
                self.placement,
                buffer_types,
                context=context,
                chunk=chunk,
                kv_type=kv_type,
            )
            stack.callback(self._cache.close)
            self._logits = Logits(
                self._lib,
                params.canvas_length,
                params.vocab,
                on_device=self.placement.head != HOST,
            )
            stack.callback(self._logits.close)
            self._soft = SoftEmbedding(
                self._weights.bytes_of(EMBEDDING),
                self._weights.info(EMBEDDING).type_id,
                params.hidden,
                params.vocab,
                exact=exact,
                threads=self.threads,
            )
            stack.callback(self._soft.close)
            # Also runs when nobody calls close(), and never twice.
            self._finalizer = weakref.finalize(self, stack.pop_all().close)
        self._builder = GraphBuilder(
            self._lib, params, self._weights, self._cache, self._logits, exact=exact
        )

    @property
    def committed(self) -> IntArray:
        """int32[position], the tokens in the cache."""
        return self._ids

    @property
    def used_bytes(self) -> dict[str, int]:
        """Bytes held on each device: cache and buffers, and weights but for the host's map.

        Raises:
            EngineError: the engine is closed.
        """
        self._check_open()
        return {
            device: self._weights.copied_bytes(device) + self._cache.size_bytes(device) + buffers
            for device, buffers in self._runtime.buffer_bytes.items()
        }

    def prefill(
        self,
        ids: IntArray,
        *,
        should_cancel: ShouldCancel | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Encode tokens causally behind the committed ones.

        Args:
            ids: int32[n], each in [0, V).
            should_cancel: polled many times per chunk.
            on_progress: called with (tokens done, tokens in all) after each chunk.

        Raises:
            BadInputError: an id is outside the vocabulary.
            ContextOverflowError: the tokens do not fit.
            CancelledError: what was encoded until then stays.
        """
        self._check_open()
        ids = token_ids(ids, self.vocab_size)
        if len(self._ids) + len(ids) > self.context:
            raise ContextOverflowError(
                f"{len(self._ids) + len(ids):,} tokens do not fit into the context of "
                f"{self.context:,}.",
                "Shorten the conversation, or load the model with a larger context.",
            )
        for start in range(0, len(ids), self._chunk):
            self._encode(ids[start : start + self._chunk], should_cancel)
            if on_progress:
                on_progress(min(start + self._chunk, len(ids)), len(ids))

    def keep(self, position: int) -> int:
        """Forget the committed tokens from ``position`` on.

        Where a sliding layer's window before it was overwritten since, all are forgotten.

        Returns:
            Tokens still committed: ``position`` or 0.

        Raises:
            BadInputError: ``position`` is not within the committed tokens.
        """
        self._check_open()
        if not (is_whole(position) and 0 <= position <= len(self._ids)):
            raise BadInputError(
                f"Cannot rewind to {position}: {len(self._ids)} tokens are committed."
            )
        self._drop_graph()
        held = position if self._cache.rewind(position) else 0
        self._cache.rewind(held)
        self._ids = self._ids[:held]
        return held

    def canvas_logits(
        self,
        canvas: IntArray,
        soft: FloatArray | None = None,
        *,
        should_cancel: ShouldCancel | None = None,
    ) -> FloatArray:
        """One denoising forward of the canvas behind the committed tokens.

        Args:
            canvas: int32[C].
            soft: float32[C, hidden] from :meth:`soft_embedding`, None on the first step.
            should_cancel: polled many times within the step.

        Returns:
            float32[C, V], soft-capped logits; a view that the next call overwrites.

        Raises:
            BadInputError: wrong shape or an id outside the vocabulary.
            ContextOverflowError: no room for a canvas.
            CancelledError: cancelled within the step; call again to repeat it.
        """
        self._check_open()
        params = self.params
        canvas = token_ids(canvas, params.vocab)
        if canvas.shape != (params.canvas_length,):
            raise BadInputError(
                f"A canvas of this model has {params.canvas_length} cells, not {canvas.shape}."
            )
        graph = self._canvas_graph()
        if soft is None:
            soft = np.zeros((params.canvas_length, params.hidden), np.float32)
        self._set_inputs(graph, canvas, self._canvas_ring_mask)
        assert graph.soft is not None  # noqa: S101 - for types
        self._runtime.set(graph.soft, soft)
        if graph.attention.full_mask is not None:
            self._runtime.set(graph.attention.full_mask, self._cache.canvas_mask(len(self._ids)))
        self._runtime.compute(should_cancel)
        self._logits.fetch(self._runtime)
        soft_cap(self._logits.array, params.softcap)
        return self._logits.array

    def soft_embedding(
        self,
        logits: FloatArray,
        temperature: float,
        log_sum: FloatArray,
        *,
        should_cancel: ShouldCancel | None = None,
    ) -> FloatArray:
        """Self-conditioning input of the next step; see :class:`SoftEmbedding`.

        Raises:
            CancelledError: ``should_cancel`` said so.
        """
        self._check_open()
        return self._soft(logits, temperature, log_sum, should_cancel)

    def close(self) -> None:
        """Give all memory back; the engine can't be used after it."""
        self._finalizer()

    def _check_open(self) -> None:
        if not self._finalizer.alive:
            raise EngineError("The model is closed.", "Load it again.")

    def _encode(self, ids: IntArray, should_cancel: ShouldCancel | None) -> None:
        start, count = len(self._ids), len(ids)
        self._drop_graph()
        graph = self._builder.prompt(start, count)
        self._runtime.allocate(graph.ops)
        self._cache.commit(start, count)
        self._set_inputs(graph, ids, self._cache.prompt_ring_mask(start, count))
        if graph.attention.full_mask is not None:
            self._runtime.set(graph.attention.full_mask, self._cache.prompt_mask(start, count))
        try:
            self._runtime.compute(should_cancel)
        except BaseException:
            self._cache.rewind(start)
            raise
        self._ids = np.concatenate([self._ids, ids])

    def _canvas_graph(self) -> Graph:
        """The graph of the canvas at the current position, built once per canvas."""
        start, params = len(self._ids), self.params
        if start + params.canvas_length > self.context:
            raise ContextOverflowError(
                f"The context of {self.context:,} tokens has no room for another canvas.",
                "Start a new conversation, or load the model with a larger context.",
            )
        if self._canvas_at == start and self._graph is not None:
            return self._graph
        self._drop_graph()
        graph = self._builder.canvas(start)
        self._graph = graph
        self._runtime.allocate(graph.ops)
        self._canvas_at = start
        self._cache.claim_scratch(start)
        self._canvas_ring_mask = self._cache.canvas_ring_mask(start)
        return graph

    def _set_inputs(self, graph: Graph, ids: IntArray, ring_mask: np.ndarray) -> None:
        """Inputs share memory with later nodes, so all are set before every computation."""
        start = len(self._ids)
        positions = np.arange(start, start + len(ids))
        inputs, runtime = graph.attention, self._runtime
        runtime.set(graph.ids, ids)
        runtime.set(inputs.positions, positions.astype(np.int32))
        runtime.set(inputs.full_rows, positions.astype(np.int64))
        runtime.set(inputs.ring_rows, self._cache.ring_rows(start, len(ids)))
        runtime.set(inputs.ring_mask, ring_mask)

    def _drop_graph(self) -> None:
        self._runtime.drop()
        self._graph, self._canvas_at = None, -1
