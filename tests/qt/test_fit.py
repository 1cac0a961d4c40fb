"""What fits: planning anew, opening files, learning from runs; nothing is really loaded."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from darkroom.core.placement import HOST
from darkroom.core.types import ModelInfo
from darkroom.hardware.machine import Machine, Unknown
from darkroom.hardware.meter import MemoryReading, Reading
from darkroom.hardware.plan import Part, Plan, Verdict, Wishes
from darkroom.viewmodels.considered import CATALOGUE, Considered
from darkroom.viewmodels.fit import FitViewModel
from darkroom.viewmodels.model import DEMO, ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.worker.protocol import NO_RUN, Failed, Finished, Load, Loaded
from gguf_files import write_model
from qt.chat_room import Engine, Room
from qt.conftest import WAIT_MS, Wait
from qt.frames import stats
from qt.machines import CARD_16, CARD_24, GB, LAPTOP, card, machine

pytestmark = pytest.mark.usefixtures("qapp")
Fits = Callable[..., FitViewModel]


class Loads(Engine):
    """Notes whole commands."""

    def __init__(self) -> None:
        super().__init__()
        self.commands: list[Load] = []

    def load(self, command: Load) -> None:
        super().load(command)
        self.commands.append(command)


@pytest.fixture
def engine() -> Loads:
    return Loads()


@pytest.fixture
def model(engine: Loads) -> ModelViewModel:
    return ModelViewModel(engine)


@pytest.fixture
def fits(model: ModelViewModel, preferences: Preferences, tmp_path: Path) -> Iterator[Fits]:
    """Make the view model for a machine."""
    made: list[FitViewModel] = []

    def make(here: Machine) -> FitViewModel:
        fit = FitViewModel(model, preferences, lambda *_: here, tmp_path / "runs.json")
        fit.scout.start()
        made.append(fit)
        return fit

    yield make
    for fit in made:
        fit.scout.shutdown()
        assert fit.scout.wait(WAIT_MS)
        fit.deleteLater()


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(write_model(tmp_path / "tiny-Q8_0.gguf", matrix_type="Q8_0"))


def _answer(model: ModelViewModel, path: str) -> None:
    """Say in the engine's place that the model is there."""
    info = ModelInfo(Path(path), "Tiny", "diffusion-gemma", 16, 512, 512, "Q8_0", 9, 3, 9, (1,))
    model.on_event(Loaded(info, 512))


def _open(fit: FitViewModel, model: ModelViewModel, wait_for: Wait, file: str) -> None:
    """Have a file loaded as planned."""
    fit.open(file)
    wait_for(lambda: model.state is ModelState.LOADING)
    _answer(model, file)


def _catalogue(fits: Fits, wait_for: Wait, here: Machine) -> FitViewModel:
    fit = fits(here)
    fit.look()
    fit.consider(CATALOGUE)
    wait_for(lambda: fit.fit)
    return fit


def _plan(fit: FitViewModel, quant: str) -> Plan:
    assert fit.fit is not None
    return next(plan for plan in fit.fit.plans if plan.candidate.quant == quant)


def test_the_catalogue_is_planned_without_a_file(fits: Fits, wait_for: Wait) -> None:
    fit = _catalogue(fits, wait_for, CARD_24)
    assert fit.title == "DiffusionGemma 26B-A4B"
    assert [plan.candidate.quant for plan in fit.fit.plans] == [
        "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "BF16",
    ]  # fmt: skip
    assert _plan(fit, "Q4_K_M").verdict is Verdict.FITS_GPU
    assert fit.current is fit.fit.recommended
    assert fit.considered.page.endswith("unsloth/diffusiongemma-26B-A4B-it-GGUF")
    assert not any(plan.candidate.present for plan in fit.fit.plans)


def test_nothing_fits_a_small_laptop_and_advice_says_what_does(fits: Fits, wait_for: Wait) -> None:
    fit = _catalogue(fits, wait_for, LAPTOP)
    assert fit.fit.recommended is None
    assert "demo" in fit.fit.advice
    assert fit.current is fit.fit.plans[0]


def test_a_file_is_opened_as_planned(
    fits: Fits, model: ModelViewModel, engine: Loads, wait_for: Wait, file: str
) -> None:
    fit = fits(CARD_16)
    fit.open(file)
    assert model.preparing == file
    assert not engine.commands
    wait_for(lambda: engine.commands)
    (command,) = engine.commands
    assert command.path == file
    assert command.placement.layers == ("CUDA0",) * 3
    assert (command.context, command.kv_type, command.servers) == (512, "f16", ())
    assert not model.preparing
    assert model.state is ModelState.LOADING
    _answer(model, file)
    assert fit.is_loaded(fit.current)


def test_a_file_that_does_not_fit_is_refused_and_the_old_model_stays(
    fits: Fits, model: ModelViewModel, engine: Loads, wait_for: Wait, file: str
) -> None:
    model.load(DEMO)
    _answer(model, DEMO)
    fit = fits(machine(0.6, 0.4))
    fit.open(file)
    wait_for(lambda: model.failure)
    assert engine.loads == [DEMO]
    assert model.failure.kind == "out_of_memory"
    assert "RAM" in model.failure.text
    assert (model.state, model.path) == (ModelState.READY, DEMO)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"GGUF\x03\0\0\0", "end"), (b"<!DOCTYPE html>", "not a GGUF file")],
    ids=["empty", "truncated", "a web page"],
)
def test_a_bad_file_is_refused_in_words(
    fits: Fits, model: ModelViewModel, wait_for: Wait, tmp_path: Path, content: bytes, words: str
) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(content)
    fit = fits(CARD_16)
    fit.open(str(bad))
    wait_for(lambda: model.failure)
    assert words in model.failure.text
    assert fit.failure == model.failure
    assert model.state is not ModelState.LOADING


def test_an_unknown_architecture_is_named(
    fits: Fits, model: ModelViewModel, wait_for: Wait, tmp_path: Path
) -> None:
    path = write_model(tmp_path / "other.gguf", architecture="llama")
    fits(CARD_16).open(str(path))
    wait_for(lambda: model.failure)
    assert model.failure.kind == "unsupported_model"
    assert "llama" in model.failure.text


def test_other_quantizations_beside_the_file_are_offered(
    fits: Fits, wait_for: Wait, tmp_path: Path, file: str
) -> None:
    write_model(tmp_path / "tiny-F16.gguf", matrix_type="F16")
    (tmp_path / "broken-Q4_K.gguf").write_bytes(b"GGUF")
    fit = fits(CARD_16)
    fit.look()
    fit.consider(file)
    wait_for(lambda: fit.fit and len(fit.fit.plans) == 2)
    assert [plan.candidate.quant for plan in fit.fit.plans] == ["Q8_0", "F16"]
    assert fit.current.candidate.file == file


def test_wishes_plan_anew_at_once(fits: Fits, wait_for: Wait) -> None:
    fit = _catalogue(fits, wait_for, CARD_24)
    fit.choose(_plan(fit, "Q4_K_M").candidate)
    changes: list[int] = []
    fit.changed.connect(lambda: changes.append(1))
    fit.wish(Wishes(context=32_768, gpu_layers=10, kv_type="q8_0", threads=3))
    assert changes
    plan = fit.current
    assert (plan.candidate.quant, plan.context, plan.threads) == ("Q4_K_M", 32_768, 3)
    assert plan.placement.gpu_layers == 10
    assert plan.verdict is Verdict.PARTIAL
    command = fit.load_command(plan)
    assert (command.context, command.threads, command.kv_type) == (32_768, 3, "q8_0")
    assert command.placement is plan.placement
    fit.wish(Wishes(context=999_999))
    assert "context must be in" in fit.refusal
    assert fit.current is plan
    fit.wish(Wishes())
    assert not fit.refusal


def test_the_meter_plans_anew_when_enough_has_changed(fits: Fits, wait_for: Wait) -> None:
    fit = _catalogue(fits, wait_for, machine(32, 25, simulated=False))
    before = fit.fit
    assert _plan(fit, "Q4_K_M").verdict is Verdict.CPU

    def read(free_gb: float) -> None:
        total = 32 * GB
        fit.on_reading(Reading(MemoryReading(total - round(free_gb * GB), total)))

    read(24.6)  # below 2 % of 32 GB
    assert fit.fit is before
    read(12)
    assert fit.fit is not before
    assert _plan(fit, "Q4_K_M").verdict is Verdict.TOO_LARGE
    read(25)
    assert _plan(fit, "Q4_K_M").verdict is Verdict.CPU


def test_a_reading_while_a_model_loads_says_nothing_of_what_is_free(
    fits: Fits, model: ModelViewModel, wait_for: Wait, file: str
) -> None:
    fit = fits(machine(32, 25, simulated=False))
    fit.open(file)
    wait_for(lambda: model.state is ModelState.LOADING)
    fit.on_reading(Reading(MemoryReading(31 * GB, 32 * GB)))
    assert fit.machine.ram_available_bytes == 25 * GB


def test_what_the_loaded_model_holds_counts_as_free(
    fits: Fits, model: ModelViewModel, wait_for: Wait, file: str
) -> None:
    here = dataclasses.replace(CARD_16, simulated=False)
    fit = fits(here)
    fit.open(file)
    wait_for(lambda: model.state is ModelState.LOADING)
    taken = fit.current.uses[1].peak_bytes
    _answer(model, file)
    (gpu,) = here.gpus
    assert gpu.free_bytes is not None
    fit.machine = dataclasses.replace(
        here, gpus=(dataclasses.replace(gpu, free_bytes=gpu.free_bytes - taken),)
    )
    fit.wish(Wishes())
    assert fit.fit.machine.gpus[0].free_bytes == gpu.free_bytes


def test_running_out_of_memory_offers_a_smaller_plan(
    fits: Fits, model: ModelViewModel, engine: Loads, wait_for: Wait
) -> None:
    fit = _catalogue(fits, wait_for, CARD_24)
    big = _plan(fit, "Q4_K_M")
    fit.load(big)
    model.on_event(Failed(NO_RUN, "out_of_memory", "No room.", "", ""))
    assert model.state is ModelState.FAILED
    less = fit.relief
    assert less is not None
    assert less.context < big.context
    fit.load(less)
    assert engine.commands[-1].context == less.context
    assert engine.commands[-1].placement == less.placement


def test_running_out_in_a_run_puts_the_model_to_sleep_and_offers_less(
    fits: Fits, model: ModelViewModel, wait_for: Wait, file: str
) -> None:
    fit = fits(CARD_16)
    _open(fit, model, wait_for, file)
    model.on_event(Failed(7, "out_of_memory", "No room.", "", ""))
    assert model.state is ModelState.ASLEEP
    less = fit.relief
    assert less is None or less.uses[1].peak_bytes <= fit.current.uses[1].peak_bytes


def test_runs_are_measured_and_correct_the_plan(
    fits: Fits, model: ModelViewModel, wait_for: Wait, tmp_path: Path, file: str
) -> None:
    fit = fits(machine(16, 12))
    _open(fit, model, wait_for, file)
    before = fit.current
    assert not before.speed_measured
    assert set(before.placement.layers) == {HOST}
    more = before.uses[0].peak_bytes + 100_000_000
    run = dataclasses.replace(stats(4), peak_rss_bytes=more, ms_per_step=70.0)
    fit.on_event(Finished(1, "end", "Yes.", run))
    assert (tmp_path / "runs.json").exists()
    after = fit.current
    assert after.speed_measured
    assert after.seconds_per_step == pytest.approx(0.07)
    assert after.uses[0].peak_bytes == more


def test_what_a_gpu_held_corrects_the_plan_too(
    fits: Fits, model: ModelViewModel, wait_for: Wait, file: str
) -> None:
    fit = fits(CARD_16)
    _open(fit, model, wait_for, file)
    before = fit.current.uses[1]
    held = before.peak_bytes - before.parts[Part.PROCESS] + 50_000_000
    run = dataclasses.replace(stats(4), device_bytes={"CUDA0": held})
    fit.on_event(Finished(1, "end", "Yes.", run))
    assert fit.current.uses[1].peak_bytes == before.peak_bytes + 50_000_000


def test_a_lent_device_stays_known_while_the_model_holds_it(
    fits: Fits, model: ModelViewModel, wait_for: Wait, file: str
) -> None:
    lent = dataclasses.replace(card(17.2, 16.4, "box:50052", "RPC0"), backend="RPC", remote=True)
    busy = Unknown("box:50052", "It does not answer within 3 seconds.")
    fit = fits(machine(16, 12, lent))
    fit.borrow(("box:50052",))
    _open(fit, model, wait_for, file)
    assert fit.current.placement.devices == ("RPC0",)
    fit.on_looked(fit.servers, machine(16, 12, unknowns=(busy,)))
    assert fit.current.placement.devices == ("RPC0",)
    assert fit.machine.unknowns == ()
    model.on_event(Failed(NO_RUN, "engine", "It is gone.", "", ""))
    fit.on_looked(fit.servers, machine(16, 12, unknowns=(busy,)))
    assert fit.current.placement.devices == ()
    assert fit.machine.unknowns == (busy,)


def test_a_question_does_not_overtake_the_model_it_is_for(
    fits: Fits,
    model: ModelViewModel,
    engine: Loads,
    preferences: Preferences,
    wait_for: Wait,
    file: str,
    tmp_path: Path,
) -> None:
    room = Room(preferences, tmp_path, engine, model)
    chat = room.chat
    fits(CARD_16).open(file)
    assert chat.send("Hello")
    assert chat.busy
    assert not engine.runs
    wait_for(lambda: engine.runs)
    assert engine.loads == [file]
    chat.stop()
    assert engine.cancelled == [1]
    room.close()


def test_a_held_question_can_be_stopped(
    fits: Fits,
    model: ModelViewModel,
    engine: Loads,
    preferences: Preferences,
    wait_for: Wait,
    file: str,
    tmp_path: Path,
) -> None:
    room = Room(preferences, tmp_path, engine, model)
    fits(CARD_16).open(file)
    room.chat.send("Hello")
    room.chat.stop()
    assert not room.chat.busy
    wait_for(lambda: engine.loads)
    QCoreApplication.processEvents()
    assert not engine.runs
    room.close()


def test_looking_at_the_catalogue_leaves_the_loaded_model_alone(
    fits: Fits, model: ModelViewModel, engine: Loads, wait_for: Wait
) -> None:
    fit = fits(CARD_24)
    fit.open(DEMO)
    _answer(model, DEMO)
    wait_for(lambda: fit.fit)
    assert not fit.is_apart
    fit.consider(CATALOGUE)
    wait_for(lambda: fit.fit)
    assert fit.is_apart
    assert engine.loads == [DEMO]
    assert model.state is ModelState.READY


def test_considered_without_candidates_is_harmless(fits: Fits, wait_for: Wait) -> None:
    fit = fits(LAPTOP)
    fit.look()
    wait_for(lambda: fit.machine)
    fit.scout.considered.emit(Considered(CATALOGUE, "Nothing"))
    assert fit.current is None
    assert fit.relief is None
