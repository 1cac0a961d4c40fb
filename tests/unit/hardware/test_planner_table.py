"""Which files run how on machines that people have; every verdict is argued for.

What the files need at the default context of 8,192 tokens, GB (10^9):

========  =====  =========================================  ==========================
file      bytes  all on a GPU (with a copy of the embedding  all in main memory
                 and 0.27 of logits; CUDA's 0.45; 0.48 of    (0.31 of canvas, 0.5 of
                 keys and values; 0.11 of buffers)           program and vocabulary)
========  =====  =========================================  ==========================
Q4_K_M     16.8  18.1                                        18.2
Q5_K_M     19.2  20.5                                        20.6
Q6_K       22.7  24.0                                        24.1
Q8_0       26.9  28.2                                        28.3
BF16       50.5  51.8                                        51.9
========  =====  =========================================  ==========================

Main memory of G GiB counts as 15/16 G − 2 GiB free, of which 5 % of G stay free too; a card as
all but 0.37 GB of it, less a margin of 3 %. Each tuple of the table is Q4, Q5, Q6, Q8, BF16.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from darkroom.hardware.plan import Plan, Verdict
from darkroom.hardware.planner import fit
from planning import CANDIDATES, machine

GPU, PART, CPU, NO = Verdict.FITS_GPU, Verdict.PARTIAL, Verdict.CPU, Verdict.TOO_LARGE


@dataclass(frozen=True)
class Row:
    """A machine, sizes in GiB, and what is expected of it."""

    vram: tuple[float, ...]
    ram: float
    unified: bool
    verdicts: tuple[Verdict, ...]
    recommended: str | None

    def __str__(self) -> str:
        kind = "unified" if self.unified else "+".join(map(str, self.vram)) or "no GPU"
        return f"{kind}, {self.ram} RAM"


TABLE = [
    # 5.4 GB can be used: not even a third of the smallest file.
    Row((), 8, False, (NO, NO, NO, NO, NO), None),
    # 13.1 GB can be used, 18.2 are needed; mapped weights would be read from disk at each step.
    Row((), 16, False, (NO, NO, NO, NO, NO), None),
    # 28.3 GB can be used. Q8_0 needs 28.28 and leaves nothing for a browser: Q6_K it is.
    Row((), 32, False, (CPU, CPU, CPU, CPU, NO), "Q6_K"),
    # 58.9 GB: BF16 fits, but takes twice the time of Q8_0 for weights that answer the same.
    Row((), 64, False, (CPU, CPU, CPU, CPU, CPU), "Q8_0"),
    # 7.5 GB of room on the card holds all layers, the head and the experts of a third of Q4_K_M;
    # 12 GB remain, of 13.1. Of Q5_K_M 13.6 would remain.
    Row((8,), 16, False, (PART, NO, NO, NO, NO), "Q4_K_M"),
    # The same card with 28.3 GB beside it: 22 of Q8_0 remain. BF16 leaves 45.
    Row((8,), 32, False, (PART, PART, PART, PART, NO), "Q8_0"),
    # 12.1 GB of room: no file fits wholly; all leave less than 28.3 but BF16, which leaves 40.
    Row((12,), 32, False, (PART, PART, PART, PART, NO), "Q8_0"),
    # 16.1 GB of room: Q4_K_M lacks 2 and leaves the experts of four layers, the only one that
    # stays in the fastest class.
    Row((16,), 64, False, (PART, PART, PART, PART, PART), "Q4_K_M"),
    # 24.6 GB of room: Q6_K fits with 0.7 GB to spare, too little to recommend. Q5_K_M has 4.
    Row((24,), 32, False, (GPU, GPU, GPU, PART, PART), "Q5_K_M"),
    # Whatever lies wholly on the card needs 1.6 GB of main memory; BF16 leaves 28 of it there.
    Row((24,), 16, False, (GPU, GPU, GPU, PART, NO), "Q5_K_M"),
    # 33 GB of room: Q8_0 with 5 to spare.
    Row((32,), 64, False, (GPU, GPU, GPU, GPU, PART), "Q8_0"),
    # 49.6 GB of room: BF16 lacks 2.
    Row((48,), 64, False, (GPU, GPU, GPU, GPU, PART), "Q8_0"),
    # Everything fits: the best there is.
    Row((80,), 128, False, (GPU, GPU, GPU, GPU, GPU), "BF16"),
    # 24.2 GB of room on two cards, but 0.6 of context and buffers are due twice: Q6_K lacks one
    # layer's experts.
    Row((12, 12), 64, False, (GPU, GPU, PART, PART, PART), "Q5_K_M"),
    # 24.6 and 7.9 GB of room: Q8_0 and its head spread over both.
    Row((24, 8), 64, False, (GPU, GPU, GPU, GPU, PART), "Q8_0"),
    # 13.1 GB for GPU and processor together.
    Row((), 16, True, (NO, NO, NO, NO, NO), None),
    # The GPU may use 29 of 36 GiB (34.1 GB are free, of which 1.9 stay so): Q8_0 takes 28.0 + 1.7,
    # which leaves the Mac nothing; Q6_K 23.8 + 1.6.
    Row((), 36, True, (GPU, GPU, GPU, GPU, NO), "Q6_K"),
    # The GPU may use 103 GB: BF16 takes half of it.
    Row((), 128, True, (GPU, GPU, GPU, GPU, GPU), "BF16"),
]


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_table(row: Row) -> None:
    result = fit(CANDIDATES, machine(row.vram, row.ram, unified=row.unified))
    assert tuple(plan.verdict for plan in result.plans) == row.verdicts
    recommended = result.recommended
    assert (recommended.candidate.quant if recommended else None) == row.recommended


def plan_of(quant: str, vram: tuple[float, ...], ram: float) -> Plan:
    plans = fit(CANDIDATES, machine(vram, ram)).plans
    return next(plan for plan in plans if plan.candidate.quant == quant)


def test_a_24_gb_card_has_the_whole_model_with_the_head() -> None:
    plan = plan_of("Q5_K_M", (24,), 32)
    assert plan.placement.gpu_layers == plan.placement.gpu_expert_layers == 30
    assert plan.placement.head == "CUDA0"
    assert plan.context == 8192 <= plan.max_context
    assert plan.reason == (
        "Needs 20.5 GB of GPU memory with a context of 8,192; "
        "25.4 of 25.8 GB on the 24 GB GPU are free."
    )


def test_a_16_gb_card_has_all_layers_and_most_experts() -> None:
    plan = plan_of("Q4_K_M", (16,), 64)
    assert plan.placement.gpu_layers == 30
    assert 24 <= plan.placement.gpu_expert_layers < 30
    assert plan.reason.startswith("All 30 layers go to the GPU, but the experts of only")


def test_an_8_gb_laptop_is_told_what_else_there_is() -> None:
    result = fit(CANDIDATES, machine((), 8))
    assert result.recommended is None
    assert "demo model" in result.advice
    assert "LLaDA-8B (Q4_K_M, 4.9 GB)" in result.advice
    assert "cannot run it yet" in result.advice
    assert all(plan.max_context == 0 for plan in result.plans)


def test_the_mac_of_16_gb_counts_the_shared_memory_once() -> None:
    plans = fit(CANDIDATES, machine((), 16, unified=True)).plans
    assert not any(plan.runs for plan in plans)
