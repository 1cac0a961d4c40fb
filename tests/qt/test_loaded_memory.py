"""What a model that is loaded holds: it counts as free, and what it took is learnt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from darkroom.core.placement import HOST
from darkroom.gguf.header import read_header
from darkroom.hardware.candidates import candidate_of
from darkroom.hardware.corrections import CorrectionStore
from darkroom.hardware.machine import Gpu
from darkroom.hardware.plan import Candidate, Part
from darkroom.hardware.planner import plan
from darkroom.viewmodels.learning_planner import LearningPlanner
from darkroom.viewmodels.memory import without
from gguf_files import write_model
from qt.frames import stats
from qt.machines import CARD_16, GB, card, machine


@pytest.fixture
def candidate(tmp_path: Path) -> Candidate:
    path = write_model(tmp_path / "tiny-Q8_0.gguf", matrix_type="Q8_0")
    return candidate_of(read_header(path))


def test_what_a_gpu_without_memory_of_its_own_holds_is_main_memory(candidate: Candidate) -> None:
    apple = Gpu("Apple M3", "MTL", "MTL0", 24 * GB, 20 * GB, unified=True)
    empty = machine(36, 20, apple, simulated=False)
    loaded = plan(candidate, empty)
    ram, gpu = loaded.uses
    host = ram.peak_bytes - ram.parts[Part.WEIGHTS] - ram.parts[Part.EXPERTS]
    free = 20 * GB - gpu.peak_bytes - host
    full = replace(empty, ram_available_bytes=free, gpus=(replace(apple, free_bytes=free),))
    assert without(full, loaded).ram_available_bytes == 20 * GB


def test_a_run_is_held_against_the_placement_that_it_had(
    candidate: Candidate, tmp_path: Path
) -> None:
    used = plan(candidate, CARD_16)
    learner = LearningPlanner(tmp_path / "runs.json")
    # By now another card has more room, where a new plan would put all of it.
    other = replace(CARD_16, gpus=(*CARD_16.gpus, card(25.8, 24.8, device="CUDA1")))
    learner.learn(used, other, stats(4))
    (run,) = CorrectionStore(tmp_path / "runs.json").read().measurements
    assert run.predicted == {use.key: use.peak_bytes for use in used.uses}
    # And with all cards gone, what lay there is still not held against main memory.
    learner.learn(used, replace(CARD_16, gpus=()), stats(4))
    (run,) = CorrectionStore(tmp_path / "runs.json").read().measurements
    assert run.predicted == {"ram": used.uses[0].peak_bytes}
    assert HOST not in used.placement.layers
