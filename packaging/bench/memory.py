"""Predicted against measured peak memory of real runs on the processor.

Every run has an inference process of its own, the window's. It loads the model, encodes a prompt
that fills the context but for two canvases, denoises those, and tells the most memory it ever
had, the pages of the mapped weights included.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from bench.models import MEMORY_DIMS, bench_model
from darkroom.core.resources import resource_path
from darkroom.core.types import GenerateSettings, Message
from darkroom.gguf.header import Header, read_header
from darkroom.gguf.tokenizer import Tokenizer
from darkroom.hardware.candidates import candidate_of
from darkroom.hardware.machine import Cpu, Machine
from darkroom.hardware.plan import Plan, Wishes
from darkroom.hardware.planner import plan
from darkroom.worker.client import WorkerClient
from darkroom.worker.protocol import Event, Failed, Finished, Load, Loaded, StartRun

WITHIN, WITHIN_BYTES = 0.05, 50_000_000
"""A prediction is good within this share of the truth, or this many bytes."""

_ENDLESS = Machine(Cpu("", 1, 1), 1 << 50, 1 << 50)
_TEMPLATE_TOKENS = 32

_E = TypeVar("_E", bound=Event)


def _runs() -> Iterator[tuple[Path, int]]:
    demo = resource_path("demo", "demo.gguf")
    yield from ((demo, context) for context in (512, 1024))
    for kind in ("Q5_K", "Q8_0"):
        yield from ((bench_model(kind, MEMORY_DIMS), context) for context in (1024, 8192))


def _predicted(header: Header, context: int) -> Plan:
    """The plan for a machine with room for everything, without any correction."""
    return plan(candidate_of(header), _ENDLESS, Wishes(context))


def _measured_bytes(header: Header, context: int) -> int:
    canvas = candidate_of(header).footprint.params.canvas_length
    sample = "a b "
    tokens = len(Tokenizer(header).encode(sample * 100)) / 100
    text = sample * int((context - 2 * canvas - _TEMPLATE_TOKENS) / tokens)
    settings = GenerateSettings(max_new_tokens=2 * canvas, steps=3)
    client = WorkerClient()
    try:
        client.send(Load(str(header.path), context=context, device="cpu"))
        _until(client, Loaded)
        client.send(StartRun(1, (Message("user", text),), settings))
        return _until(client, Finished).stats.peak_rss_bytes
    finally:
        client.close()


def _until(client: WorkerClient, wanted: type[_E]) -> _E:
    """The first event of a kind."""
    while True:
        for event in client.poll(1.0):
            if isinstance(event, Failed):
                raise SystemExit(f"{event.text} {event.hint}")
            if isinstance(event, wanted):
                return event


def measure() -> None:
    """Print a row per model and context."""
    print(f"   {'model':28}{'context':>8}{'predicted':>12}{'measured':>12}{'difference':>12}")
    for path, context in _runs():
        header = read_header(path)
        predicted = _predicted(header, context).uses[0].peak_bytes
        measured = _measured_bytes(header, context)
        difference = predicted - measured
        good = abs(difference) <= max(WITHIN_BYTES, WITHIN * measured)
        megabytes = (f"{size / 1e6:9,.0f} MB" for size in (predicted, measured, difference))
        share = f"{100 * difference / measured:+7.1f} %  {'ok' if good else 'TOO FAR OFF'}"
        print(f"   {path.stem:28}{context:8,}{''.join(megabytes)}{share}", flush=True)
