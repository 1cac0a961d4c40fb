"""One denoising step, all in, against Transformers on the same weights; and where its time goes."""

from __future__ import annotations

import gc
from functools import partial
from typing import Any

import numpy as np
import torch
from reference import Reference, reference_model

from bench.models import DIMS, bench_model
from bench.timing import Stopwatch, seconds_of, spread
from darkroom.core.process import available_cores
from darkroom.diffusion.draws import PhiloxDraws
from darkroom.diffusion.loop import State, denoise
from darkroom.diffusion.pins import Pins
from darkroom.diffusion.sampler import entropy_bound_sampler
from darkroom.diffusion.schedule import linear_temperature
from darkroom.engines.ggml_gemma import engine as engine_module
from darkroom.engines.ggml_gemma.engine import GgmlGemmaEngine
from darkroom.engines.ggml_gemma.ops import Ops
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header

PROMPT, PAIRS, STEPS = 200, 5, 3


def _engine(kind: str) -> GgmlGemmaEngine:
    header = read_header(bench_model(kind))
    engine = GgmlGemmaEngine(header, read_params(header), context=1024)
    engine.prefill(_prompt())
    return engine


def _prompt() -> np.ndarray:
    return np.random.default_rng(0).integers(0, DIMS.vocab, PROMPT).astype(np.int32)


def _our_steps(engine: GgmlGemmaEngine, sampler: Any, seed: int) -> None:
    draws = PhiloxDraws(seed, 0, DIMS.canvas, DIMS.vocab)
    steps = denoise(
        engine,
        State(draws.noise(0)),
        steps=STEPS,
        schedule=linear_temperature(0.4, 0.8),
        sampler=sampler,
        stop=lambda _argmax, _entropy: False,
        draws=draws,
        pins=Pins({}, DIMS.canvas, DIMS.vocab),
    )
    for _ in steps:
        pass


class TheirSteps:
    """The reference's own denoising step, sampler and all."""

    def __init__(self, dtype: torch.dtype) -> None:
        path = bench_model("BF16")
        self._reference = Reference(reference_model(path, DIMS, dtype))
        self._reference.prefill(_prompt())

    @torch.no_grad()
    def __call__(self) -> None:
        """Run STEPS steps from fresh noise."""
        from transformers.models.diffusion_gemma import generation_diffusion_gemma as theirs

        model = self._reference.model
        config = theirs.EntropyBoundSamplerConfig(0.1)
        sampler = theirs.EntropyBoundSampler(config, DIMS.canvas, DIMS.vocab, STEPS)
        stop = theirs.StableAndConfidentStoppingCriteria(1, 0.005)
        schedule = theirs.LinearTemperatureScheduleLogitsProcessor(0.4, 0.8, STEPS)
        canvas = sampler.initialize_canvas(1, torch.device("cpu"))
        argmax, conditioning = canvas, None
        for remaining in range(STEPS, 0, -1):
            canvas, argmax, conditioning, _ = model._denoising_step(
                decoder_forward=model.forward,
                current_canvas=canvas,
                argmax_canvas=argmax,
                input_ids=canvas,
                decoder_position_ids=torch.arange(PROMPT, PROMPT + DIMS.canvas)[None],
                self_conditioning_logits=conditioning,
                mask_mapping=None,
                past_key_values=self._reference._cache,
                finished_denoising=torch.zeros(1, dtype=torch.bool),
                cur_step=remaining,
                sampler=sampler,
                logits_processor=schedule,
                diffusion_stopping_criteria=stop,
            )


def _head_only(engine: GgmlGemmaEngine) -> float:
    """Seconds of the vocabulary projection alone, the median of three."""
    ops = Ops(engine._lib, 16)
    x = ops.input(0, DIMS.hidden, DIMS.canvas)
    ops.output(ops.matmul(engine._weights["token_embd.weight"], x))
    engine._drop_graph()
    engine._runtime.allocate(ops)
    times: list[float] = []
    for _ in range(3):
        engine._runtime.set(x, np.ones((DIMS.canvas, DIMS.hidden), np.float32))
        times.append(seconds_of(engine._runtime.compute))
    return sorted(times)[1]


def _breakdown(kind: str, monkey: Stopwatch) -> None:
    engine = _engine(kind)
    sampler = monkey.wrap("sampler", entropy_bound_sampler(0.1, engine.threads))
    cap = engine_module.soft_cap
    engine_module.soft_cap = monkey.wrap("soft cap", cap)
    engine._runtime.compute = monkey.wrap("graph", engine._runtime.compute)
    engine.soft_embedding = monkey.wrap("self-conditioning", engine.soft_embedding)
    _our_steps(engine, sampler, 1)  # warm: pages, threads, the graph itself
    monkey.seconds.clear()
    with monkey.book("all"):
        for seed in range(3):
            _our_steps(engine, sampler, seed)
    engine_module.soft_cap = cap
    parts = dict(monkey.seconds)
    head = _head_only(engine)
    n_steps = 3 * STEPS
    total = parts.pop("all")
    rest = total - sum(parts.values())
    parts["graph"] -= head * n_steps
    parts = {"graph without head": parts.pop("graph"), "head": head * n_steps, **parts}
    parts["Python overhead"] = rest
    print(f"   {kind}: {1000 * total / n_steps:.0f} ms per step")
    for name, seconds in parts.items():
        print(f"      {name:22}{1000 * seconds / n_steps:8.1f} ms {100 * seconds / total:6.1f} %")


def _compare(kind: str, theirs: TheirSteps, name: str) -> None:
    engine = _engine(kind)
    sampler = entropy_bound_sampler(0.1, engine.threads)
    ours_s: list[float] = []
    theirs_s: list[float] = []
    for pair in range(PAIRS + 1):
        ours_s.append(seconds_of(partial(_our_steps, engine, sampler, pair)) / STEPS)
        theirs_s.append(seconds_of(theirs) / STEPS)
    engine.close()
    ours_s, theirs_s = ours_s[1:], theirs_s[1:]  # the first pair warms both up
    ratios = [a / b for a, b in zip(ours_s, theirs_s, strict=True)]
    print(f"   ours {kind} / Transformers {name}: {spread(ratios)}  ", end="")
    print(f"[{spread(ours_s, ' s')} against {spread(theirs_s, ' s')} per step]", flush=True)


def measure() -> None:
    """Print paired ratios and the breakdown."""
    torch.set_num_threads(available_cores())
    millions = read_header(bench_model("Q8_0")).n_parameters / 1e6
    print(
        f"   {millions:.0f}M parameters, vocabulary {DIMS.vocab:,}, canvas {DIMS.canvas},", end=""
    )
    print(f" prompt {PROMPT}, {available_cores()} threads, {PAIRS} pairs of {STEPS} steps")
    for dtype, name in ((torch.bfloat16, "bf16"), (torch.float32, "F32")):
        theirs = TheirSteps(dtype)
        for kind in ("Q8_0", "Q4_K", "BF16"):
            _compare(kind, theirs, name)
        del theirs
        gc.collect()
    for kind in ("Q8_0", "Q4_K"):
        _breakdown(kind, Stopwatch())
