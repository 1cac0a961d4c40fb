"""The few ggml functions the engine needs, bound to the copy llama-cpp-python has loaded.

ggml must exist once per process, so nothing is loaded a second time: ``llama_cpp`` brings its
libraries in and the symbols are taken from the handles it holds. ``load()`` checks the version,
every symbol, and runs a small graph before anything else may use it.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable
from ctypes import (
    POINTER,
    Structure,
    c_bool,
    c_char_p,
    c_float,
    c_int,
    c_int32,
    c_int64,
    c_size_t,
    c_void_p,
)
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from darkroom.core.errors import EngineError

SUPPORTED_VERSIONS = ((0, 9, 0), (1, 0, 0))
"""ggml versions with the struct layouts used here: from the first, below the second."""

F32, F16, Q8_0, I32, I64 = 0, 1, 8, 26, 27
STATUS_ALLOC_FAILED, STATUS_ABORTED = -2, 1
ROPE_NEOX = 2
MAX_DIMS = 4

AbortCallback = ctypes.CFUNCTYPE(c_bool, c_void_p)


class InitParams(Structure):
    """``struct ggml_init_params``."""

    _fields_ = (("mem_size", c_size_t), ("mem_buffer", c_void_p), ("no_alloc", c_bool))


class TensorHead(Structure):
    """First fields of ``struct ggml_tensor``; used to check the layout at start-up."""

    _fields_ = (
        ("type", c_int),
        ("buffer", c_void_p),
        ("ne", c_int64 * MAX_DIMS),
        ("nb", c_size_t * MAX_DIMS),
    )


class TypeTraits(Structure):
    """``struct ggml_type_traits``."""

    _fields_ = (
        ("type_name", c_char_p),
        ("block_size", c_int64),
        ("block_size_interleave", c_int64),
        ("type_size", c_size_t),
        ("is_quantized", c_bool),
        ("to_float", ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_int64)),
        ("from_float", ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_int64)),
    )


class DeviceProps(Structure):
    """``struct ggml_backend_dev_props``, its capabilities as plain bytes."""

    _fields_ = (
        ("name", c_char_p),
        ("description", c_char_p),
        ("memory_free", c_size_t),
        ("memory_total", c_size_t),
        ("type", c_int),
        ("device_id", c_char_p),
        ("caps", c_bool * 16),
    )


_CODES: dict[str, Any] = {
    "p": c_void_p,
    "i": c_int32,
    "l": c_int64,
    "z": c_size_t,
    "f": c_float,
    "b": c_bool,
    "s": c_char_p,
    "v": None,
    "P": POINTER(c_void_p),
    "Z": POINTER(c_size_t),
    "D": POINTER(DeviceProps),
    "L": POINTER(c_int64),
    "I": InitParams,
    "T": POINTER(TypeTraits),
    "A": AbortCallback,
}

# name: result, then arguments, one letter each (see _CODES). Without "ggml_".
_PROTOTYPES = """
version s-             tensor_overhead z-     graph_overhead_custom z-zb
init p-I               free v-p               get_type_traits T-i
new_tensor p-piiL      set_name p-ps          set_input v-p          set_output v-p
new_graph_custom p-pzb build_forward_expand v-pp
add p-ppp              mul p-ppp              div p-ppp              scale p-ppf
tanh p-pp              sqr p-pp               geglu_split p-ppp      rms_norm p-ppf
mul_mat p-ppp          mul_mat_id p-pppp      get_rows p-ppp         set_rows p-pppp
cont p-pp              reshape_2d p-ppll      reshape_3d p-pplll
view_2d p-ppllzz       view_3d p-pplllzzz     permute p-ppiiii
soft_max_ext p-pppff   sum_rows p-pp          argsort_top_k p-ppi    scale_bias p-ppff
rope_ext p-ppppiiiffffff flash_attn_ext p-pppppfff
backend_cpu_buffer_from_ptr p-pz backend_tensor_alloc i-ppp backend_buffer_free v-p
backend_buffer_set_usage v-pi backend_buffer_clear v-pi
backend_alloc_ctx_tensors_from_buft p-pp
backend_cpu_init p-    backend_cpu_set_n_threads v-pi backend_cpu_set_abort_callback v-pAp
backend_free v-p
backend_dev_count z-   backend_dev_get p-z    backend_dev_by_name p-s backend_dev_get_props v-pD
backend_dev_backend_reg p-p backend_dev_init p-ps backend_dev_buffer_type p-p
backend_reg_name s-p   backend_reg_by_name p-s backend_reg_get_proc_address p-ps
backend_register v-p   backend_buffer_get_size z-p
backend_tensor_set v-ppzz backend_tensor_get v-ppzz
backend_sched_new p-PPizbb backend_sched_free v-p backend_sched_reset v-p
backend_sched_alloc_graph b-pp backend_sched_graph_compute i-pp
backend_sched_get_buffer_size z-pp
"""


def _handles() -> list[ctypes.CDLL]:
    """Handles of the loaded libraries: libllama, and on Windows each ggml module by name."""
    try:
        import llama_cpp.llama_cpp as native
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError(
            f"The native engine (llama-cpp-python) could not be loaded: {error}",
            "Reinstall it with: pip install --force-reinstall 'llama-cpp-python>=0.3.36,<0.4'",
        ) from error
    found: list[ctypes.CDLL] = [native._lib]  # pyright: ignore[reportPrivateUsage]
    if sys.platform == "win32":  # a module handle does not search its dependencies there
        found += [ctypes.CDLL(name) for name in ("ggml-base.dll", "ggml.dll", "ggml-cpu.dll")]
    return found


def _find(handles: list[ctypes.CDLL], symbol: str) -> Any | None:
    for handle in handles:
        function = getattr(handle, symbol, None)
        if function is not None:
            return function
    return None


def _bind(handles: list[ctypes.CDLL]) -> SimpleNamespace:
    words = _PROTOTYPES.split()
    functions: dict[str, Callable[..., Any]] = {}
    missing: list[str] = []
    for name, prototype in zip(words[::2], words[1::2], strict=True):
        function = _find(handles, f"ggml_{name}")
        if function is None:
            missing.append(f"ggml_{name}")
            continue
        result, arguments = prototype.split("-")
        function.restype = _CODES[result]
        function.argtypes = [_CODES[code] for code in arguments]
        functions[name] = function
    if missing:
        raise EngineError(
            f"The installed llama-cpp-python lacks {', '.join(missing)}.",
            "Install a tested version: pip install 'llama-cpp-python==0.3.36'",
        )
    return SimpleNamespace(**functions)


def _check_version(lib: SimpleNamespace) -> None:
    text = lib.version().decode()
    version = tuple(int(part) for part in re.findall(r"\d+", text)[:3])
    low, high = SUPPORTED_VERSIONS
    if not low <= version < high:
        raise EngineError(
            f"ggml {text} is not a version this engine knows.",
            "Install a tested version: pip install 'llama-cpp-python==0.3.36'",
        )


def _self_test(lib: SimpleNamespace) -> None:
    """Multiply two small matrices: proves prototypes, struct layout and threads at once."""
    a = np.arange(6, dtype=np.float32).reshape(2, 3)
    b = np.arange(12, dtype=np.float32).reshape(4, 3)
    backend = lib.backend_cpu_init()
    context = lib.init(InitParams(1 << 20, None, True))
    shape = c_int64 * 4
    ta = lib.new_tensor(context, F32, 2, shape(3, 2, 1, 1))
    tb = lib.new_tensor(context, F32, 2, shape(3, 4, 1, 1))
    head = ctypes.cast(ta, POINTER(TensorHead)).contents
    product = lib.mul_mat(context, ta, tb)
    graph = lib.new_graph_custom(context, 16, False)
    lib.build_forward_expand(graph, product)
    sched = lib.backend_sched_new((c_void_p * 1)(backend), None, 1, 16, False, False)
    for tensor in (ta, tb):
        lib.set_input(tensor)
    lib.set_output(product)
    ok = tuple(head.ne) == (3, 2, 1, 1) and lib.backend_sched_alloc_graph(sched, graph)
    out = np.zeros((4, 2), np.float32)
    if ok:
        lib.backend_tensor_set(ta, a.ctypes.data, 0, a.nbytes)
        lib.backend_tensor_set(tb, b.ctypes.data, 0, b.nbytes)
        ok = lib.backend_sched_graph_compute(sched, graph) == 0
        lib.backend_tensor_get(product, out.ctypes.data, 0, out.nbytes)
    lib.backend_sched_free(sched)
    lib.free(context)
    lib.backend_free(backend)
    if not (ok and np.allclose(out, b @ a.T)):
        raise EngineError(
            "The native engine failed its self-test (a 2x4 matrix product came out wrong).",
            "Reinstall llama-cpp-python; if it persists, report the CPU model.",
        )


@cache
def load() -> SimpleNamespace:
    """The bound functions by name without ``ggml_``; checked once per process.

    Raises:
        EngineError: not installed, unknown version, missing symbol, or failed self-test.
    """
    handles = _handles()
    lib = _bind(handles)
    _check_version(lib)
    _self_test(lib)
    return lib


def has_buffer(tensor: int) -> bool:
    """Whether a tensor was given memory; the allocator leaves out what no node uses."""
    return bool(ctypes.cast(tensor, POINTER(TensorHead)).contents.buffer)


def type_traits(type_id: int) -> TypeTraits:
    """Block size, type size and conversion functions of a ggml type."""
    return load().get_type_traits(type_id).contents


def dequantize(type_id: int, source: int, n: int, out: np.ndarray) -> None:
    """Convert ``n`` elements at address ``source`` to float32 in ``out`` (contiguous)."""
    if type_id == F32:
        ctypes.memmove(out.ctypes.data, source, n * 4)
    else:
        type_traits(type_id).to_float(source, out.ctypes.data, n)
