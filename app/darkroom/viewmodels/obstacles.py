"""Why something cannot be done to an answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject

from darkroom.viewmodels.chat import ChatViewModel
from darkroom.viewmodels.model import ModelState, ModelViewModel
from darkroom.viewmodels.run import RunViewModel


class Operation(StrEnum):
    """What can be done to an answer."""

    KEEP = "keep"
    """Let the draft at a step be the answer."""
    POLISH = "polish"
    """Go on denoising from a step, to the last of the steps that are added."""
    FORK = "fork"
    """Go on from a step in another way."""
    PIN = "pin"
    """Go on from a step with some cells held."""
    REPAINT = "repaint"
    """Denoise some of its words anew."""
    ACCEPT = "accept"
    REJECT = "reject"
    TRY_AGAIN = "try_again"


_REVIEWS: Final = (Operation.ACCEPT, Operation.REJECT, Operation.TRY_AGAIN)


class Obstacles(QObject):
    """Tells in words what stands in the way; empty words where nothing does.

    Args:
        chat: the chat on screen.
        model: the model that is loaded.
        parent: Qt parent.
    """

    def __init__(
        self, chat: ChatViewModel, model: ModelViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._model = model

    def to(self, operation: Operation, run: RunViewModel) -> str:
        """What stands in the way of doing something to an answer."""
        if run.message is None:
            return self.tr("This answer has not begun yet.")
        provenance = run.message.provenance
        if operation in _REVIEWS and (provenance is None or provenance.accepted):
            return self.tr("There is nothing to decide about this answer.")
        if operation in (Operation.ACCEPT, Operation.REJECT):
            return ""
        if operation is not Operation.TRY_AGAIN and not run.can_replay:
            if not run.state.is_final:
                return self.tr("This answer has no step yet.")
            return self.tr("The steps of this answer were not kept.")
        if operation is Operation.KEEP:
            return ""
        return self._of_engine(run)

    def of_canvas(self) -> str:
        """A canvas whose steps cannot be gone on with."""
        return self.tr(
            "This canvas was laid around words that were repainted, and its steps cannot be gone "
            "on with. Go back to the answer that was repainted, or repaint words of this one."
        )

    def of_step(self) -> str:
        """A step that is not there."""
        return self.tr("This step of the answer was not kept.")

    def of_size(self) -> str:
        """Another model of the same name."""
        return self.tr("The model that is loaded has canvases of another size than this answer.")

    def of_span(self) -> str:
        """Words that are none, or too many."""
        return self.tr("These words cannot be repainted at once. Select fewer words.")

    def of_source(self) -> str:
        """A repaint of something that is gone."""
        return self.tr("The answer that was repainted is gone.")

    def _of_engine(self, run: RunViewModel) -> str:
        if not run.engine_done or (self._chat.run is not None and not self._chat.run.engine_done):
            return self.tr("Another answer is still being written.")
        model, info = self._model, self._model.info
        if info is None or model.state not in (ModelState.READY, ModelState.ASLEEP):
            return self.tr("No model is loaded.")
        if (info.name, info.quantization) != (run.model_name, run.quantization):
            made_by = " ".join(filter(None, (run.model_name, run.quantization)))
            return self.tr("Load {model}, which gave this answer, to go on with it.").format(
                model=made_by
            )
        return ""
