"""What fits this machine: which model is considered, how it would be loaded, and why."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from darkroom.core.errors import DarkroomError, OutOfMemoryError
from darkroom.core.types import Failure
from darkroom.hardware.machine import Machine
from darkroom.hardware.meter import Reading, updated
from darkroom.hardware.plan import Candidate, Fit, Plan, Wishes
from darkroom.viewmodels.considered import CATALOGUE, CATALOGUE_NAME, DEMO, Considered
from darkroom.viewmodels.fit_scout import FitScout, Look
from darkroom.viewmodels.memory import differs, keep_lent, without
from darkroom.viewmodels.model import ModelState, ModelViewModel
from darkroom.viewmodels.preferences import Preferences
from darkroom.worker.protocol import Event, Finished, Load

if TYPE_CHECKING:
    from darkroom.viewmodels.learning_planner import LearningPlanner


class FitViewModel(QObject):
    """Plans the files of one model for the machine as it is now, and loads them as planned.

    Looking at the machine and reading headers happen in the scout's thread; planning takes
    milliseconds and happens here, whenever a wish or what is free has changed.

    Args:
        model: loads what is chosen.
        preferences: knows the recent files.
        look: looks at the machine.
        runs_file: what earlier runs took.
        parent: Qt parent.
    """

    changed = Signal()
    """Any of the attributes is new."""

    def __init__(
        self,
        model: ModelViewModel,
        preferences: Preferences,
        look: Look,
        runs_file: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._preferences = preferences
        self._runs_file = runs_file
        self.scout = FitScout(look, self)
        self.scout.looked.connect(self.on_looked)
        self.scout.considered.connect(self._on_considered)
        self.machine: Machine | None = None
        self.looking = False
        self.considered: Considered | None = None
        self.wishes = Wishes()
        self.servers: tuple[str, ...] = ()
        self.fit: Fit | None = None
        self.refusal = ""
        self._path = CATALOGUE
        self._followed = model.path
        self._chosen = ""
        self._asked: Plan | None = None
        self._reading: Reading | None = None
        model.changed.connect(self._on_model_changed)

    # --- what is shown

    @property
    def path(self) -> str:
        """The file that is considered, ``DEMO`` or ``CATALOGUE``."""
        return self._path

    @property
    def title(self) -> str:
        """What the model that is considered is called."""
        if self.considered is not None:
            return self.considered.title
        return CATALOGUE_NAME if self._path == CATALOGUE else Path(self._path).stem

    @property
    def failure(self) -> Failure | None:
        """Why nothing can be planned."""
        return self.considered.failure if self.considered else None

    @property
    def is_apart(self) -> bool:
        """Another model is considered than the one that answers."""
        return self._path != self._model.path

    @property
    def current(self) -> Plan | None:
        """The plan that is looked at: the chosen one, that of the file, else the recommended."""
        if self.fit is None:
            return None
        by_file = {plan.candidate.file: plan for plan in self.fit.plans}
        chosen = by_file.get(self._chosen) or by_file.get(self._path) or self.fit.recommended
        return chosen or next(iter(self.fit.plans), None)

    @property
    def best(self) -> Plan | None:
        """The plan to recommend; None where there is no choice."""
        several = self.fit is not None and len(self.fit.plans) > 1
        return self.fit.recommended if self.fit is not None and several else None

    @property
    def relief(self) -> Plan | None:
        """A smaller plan for a model that ran out of memory, None where there is none."""
        tried, machine = self._asked, self._free_machine()
        if tried is None or machine is None or tried.candidate.file != self._model.path:
            return None
        return self._planner.smaller(tried, machine)

    @property
    def larger_context(self) -> int:
        """Tokens of a larger context that the loaded model could have; 0 where there is none."""
        own = self.current
        if own is None or not self.is_loaded(own) or own.max_context <= self._model.context:
            return 0
        return min(2 * self._model.context, own.max_context)

    @property
    def loaded_file(self) -> str | None:
        """The file that answers; None while there is none."""
        return self._model.path if self._model.state is ModelState.READY else None

    def is_loaded(self, plan: Plan) -> bool:
        """Its file is the one that answers."""
        return plan.candidate.file == self.loaded_file

    # --- what people do

    def look(self) -> None:
        """Look at the machine anew."""
        self.looking = True
        self.scout.look(self._preferences.models_folder, self.servers)
        self.changed.emit()

    def look_if_needed(self) -> None:
        """Look at the machine if nobody has."""
        if self.machine is None and not self.looking:
            self.look()

    def open(self, path: str) -> None:
        """Load a file as the planner advises, or tell why it does not fit."""
        self.consider(path)
        if path == DEMO:
            # So small that it need not wait for a plan.
            self._model.load(DEMO)
            return
        self._model.prepare(path)
        self.look_if_needed()

    def consider(self, path: str) -> None:
        """Show what fits of a model, without loading it.

        Args:
            path: a file, ``DEMO`` or ``CATALOGUE``.
        """
        self._path, self._chosen, self.considered, self.fit = path, "", None, None
        self.wishes, self.refusal = Wishes(), ""
        self.find_files()
        self.changed.emit()

    def find_files(self) -> None:
        """Look anew which files there are of the model that is considered."""
        recent, folder = self._preferences.recent_files, self._preferences.models_folder
        if self._path == CATALOGUE:
            self.scout.read_catalogue(recent, folder)
        else:
            self.scout.read(self._path, recent, folder)

    def choose(self, candidate: Candidate) -> None:
        """Look at the plan of another file."""
        self._chosen = candidate.file
        self.changed.emit()

    def wish(self, wishes: Wishes) -> None:
        """Plan otherwise; ``refusal`` says why where that cannot be."""
        self.wishes = wishes
        self._replan()

    def enlarge_context(self) -> None:
        """Load the model that answers again, with ``larger_context``."""
        larger = self.larger_context
        if larger:
            self.wish(replace(self.wishes, context=larger))
            if (own := self.current) is not None and own.runs:
                self.load(own)

    def borrow(self, servers: tuple[str, ...]) -> None:
        """Reckon with the devices of other computers, by ``"host:port"``; none ends it."""
        if servers != self.servers:
            self.servers = servers
            self.look()

    def load(self, plan: Plan) -> None:
        """Load a file as planned."""
        self._asked = plan
        self._path, self._chosen = plan.candidate.file, ""
        self._model.load_as(self.load_command(plan))

    def load_command(self, plan: Plan) -> Load:
        """What the engine is told so that it does as planned."""
        return Load(
            plan.candidate.file,
            context=plan.context,
            threads=plan.threads,
            placement=plan.placement,
            kv_type=plan.kv_type,
            servers=self.servers,
        )

    def judge(self, candidates: tuple[Candidate, ...]) -> Fit | None:
        """What fits of files that are not considered; None until somebody has looked."""
        machine = self._free_machine()
        if machine is None or not candidates:
            return None
        return self._planner.fit(candidates, machine, Wishes())

    # --- what others say

    @Slot(object)
    def on_reading(self, reading: Reading) -> None:
        """Take in what is free now."""
        self._reading = reading
        # While a model is loading, what is free tells how far that is and nothing else.
        if self.machine is None or self._model.state is ModelState.LOADING:
            return
        self.machine = updated(self.machine, reading)
        free = self._free_machine()
        if self.fit is not None and free is not None and differs(free, self.fit.machine):
            self._replan()

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Learn from what a run took."""
        used, machine = self._in_force, self._free_machine()
        if not isinstance(event, Finished) or used is None or machine is None:
            return
        self._planner.learn(used, machine, event.stats)
        self._replan()

    @Slot(object, object)
    def on_looked(self, servers: tuple[str, ...], machine: Machine) -> None:
        """Take in what was found."""
        if servers != self.servers:
            return
        self.looking = False
        machine = keep_lent(machine, self.machine, self._in_force)
        self.machine = updated(machine, self._reading) if self._reading else machine
        self._replan()

    @Slot(object)
    def _on_considered(self, considered: Considered) -> None:
        if considered.path == self._path:
            self.considered = considered
            self._replan()

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._model
        if model.path != self._followed:
            self._followed = model.path
            if self._asked is not None and self._asked.candidate.file != model.path:
                self._asked = None
            if model.path != self._path:
                self.consider(model.path)
        if model.state in (ModelState.READY, ModelState.FAILED):
            # Not before: the first model shall be there soon.
            self.look_if_needed()
        self.changed.emit()

    # --- planning

    @cached_property
    def _planner(self) -> LearningPlanner:
        # Imported here, since the first paint need not wait for it.
        from darkroom.viewmodels.learning_planner import LearningPlanner

        return LearningPlanner(self._runs_file)

    @property
    def _in_force(self) -> Plan | None:
        """How the model that answers was loaded, None where that is not known."""
        asked = self._asked
        return asked if asked is not None and self.is_loaded(asked) else None

    def _free_machine(self) -> Machine | None:
        return without(self.machine, self._in_force) if self.machine else None

    def _replan(self) -> None:
        self.refusal = ""
        machine, considered = self._free_machine(), self.considered
        if machine is not None and considered is not None and considered.candidates:
            try:
                self.fit = self._planner.fit(considered.candidates, machine, self.wishes)
            except DarkroomError as error:
                self.refusal = error.text
        own = self.current
        if self._asked is None and own is not None and self.is_loaded(own):
            # Loaded without a word from here; the engine plans in the same way.
            self._asked = own
        if self._model.preparing and self._model.preparing == self._path:
            self._settle_preparing()
        self.changed.emit()

    def _settle_preparing(self) -> None:
        """Load the file that was opened, now that its plan is there, or refuse it."""
        if self.failure is not None:
            self._model.refuse(self.failure)
        elif (own := self.current) is not None:
            if own.runs:
                self.load(own)
            else:
                advice = self.fit.advice if self.fit else ""
                self._model.refuse(Failure(OutOfMemoryError.kind, own.reason, advice))
