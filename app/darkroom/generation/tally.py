"""What a run has produced and spent so far."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from darkroom.core.canvas import Origin
from darkroom.core.placement import HOST
from darkroom.core.process import peak_rss_bytes
from darkroom.core.types import FinishReason, RunStats


@dataclass(slots=True)
class Tally:
    """Filled in as a run goes; seconds are wall time.

    Attributes:
        tokens: of the answer up to its end token, those that were there before included.
        before: how many of them this run did not denoise.
        reason: why it ended.
        steps: forwards of canvases, those done once more in silence included: they take as long.
        blocks: canvases that were denoised.
        step_seconds: spent on ``steps``.
        prompt_tokens: before the answer, or before what is new of it.
        prefill_tokens: of those, what had to be encoded.
        prefill_seconds: spent on them.
        started: when, of ``time.perf_counter``.
        origins: how canvases began, where not in fresh noise.
        blanks: what stands in the blanks of a form, by name.
        text: of a form; None where the tokens tell it.
    """

    tokens: list[int] = field(default_factory=list[int])
    before: int = 0
    reason: FinishReason = "length"
    steps: int = 0
    blocks: int = 0
    step_seconds: float = 0.0
    prompt_tokens: int = 0
    prefill_tokens: int = 0
    prefill_seconds: float = 0.0
    started: float = field(default_factory=time.perf_counter)
    origins: list[Origin] = field(default_factory=list[Origin])
    blanks: dict[str, str] = field(default_factory=dict[str, str])
    text: str | None = None

    def stats(self, used_bytes: dict[str, int], dropped: int) -> RunStats:
        """The figures of the run until now.

        Args:
            used_bytes: held on each device, by name.
            dropped: messages that were left out of the prompt.
        """
        seconds = time.perf_counter() - self.started
        prefill = self.prefill_tokens / self.prefill_seconds if self.prefill_seconds else 0.0
        new = max(0, len(self.tokens) - self.before)
        return RunStats(
            steps=self.steps,
            blocks=self.blocks,
            tokens=new,
            ms_per_step=1000 * self.step_seconds / self.steps if self.steps else 0.0,
            prompt_tokens=self.prompt_tokens,
            prefill_tokens=self.prefill_tokens,
            prefill_tokens_per_s=prefill if self.prefill_tokens else 0.0,
            effective_tokens_per_s=new / seconds if seconds else 0.0,
            seconds=seconds,
            peak_rss_bytes=peak_rss_bytes(),
            device_bytes={name: size for name, size in used_bytes.items() if name != HOST},
            dropped_messages=dropped,
        )
