"""The one thread of the window that talks to the inference process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from multiprocessing import Pipe
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QThread, Signal

from darkroom.core.canvas import CanvasStart, Infill
from darkroom.core.types import GenerateSettings, Message
from darkroom.worker.client import WorkerClient
from darkroom.worker.engine_side import failure
from darkroom.worker.protocol import (
    NO_RUN,
    Cancel,
    Count,
    CountChat,
    Event,
    Load,
    StartRun,
)


class InferenceThread(QThread):
    """Owns the ``WorkerClient``: commands go in from the GUI thread, events come out as a signal.

    Every method may be called from the GUI thread at any time and returns at once. Receivers of
    ``event_received`` live in the GUI thread and are decorated with ``@Slot(object)``.

    The order that a receiver can rely on: each ``load`` ends in one ``Loaded`` or one
    ``Failed(NO_RUN)``; each ``start_run`` ends in exactly one ``Finished``, ``Cancelled`` or
    ``Failed`` with its run id; ``Pieces`` come before the first frame that uses them; each
    ``count`` and ``count_chat`` is answered by exactly one ``Counted``. A run that
    follows the death of the process loads the model again by itself, so ``LoadProgress`` and
    ``Loaded`` may come again. Starting a run while another is going cancels the other first.

    Args:
        client: the client to own; nobody else may touch it afterwards.
        parent: Qt parent.
    """

    event_received = Signal(object)
    """Carries one ``darkroom.worker.protocol.Event``."""

    def __init__(self, client: WorkerClient | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client or WorkerClient()
        self._commands: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._wake_reader, self._wake_writer = Pipe(duplex=False)
        self._run_ids = count(1)
        self._request_ids = count(1)
        self._last_run_id = NO_RUN
        self._stopping = False

    def load(self, command: Load) -> None:
        """Load a model, replacing the one that is loaded; a run that is going is cancelled."""
        self._post(partial(self._client.send, command))

    def start_run(
        self,
        messages: Sequence[Message],
        settings: GenerateSettings,
        system: str | None = None,
        *,
        prefix: str = "",
        prefix_thinking: str = "",
        drop_oldest: bool = False,
        start: CanvasStart | None = None,
        infill: Infill | None = None,
        form: str = "",
    ) -> int:
        """Ask for an answer to the last message; the arguments are those of ``StartRun``.

        Returns:
            The id that all events of this run carry.
        """
        run_id = self._last_run_id = next(self._run_ids)
        command = StartRun(
            run_id,
            tuple(messages),
            settings,
            system,
            prefix,
            prefix_thinking,
            drop_oldest,
            start,
            infill,
            form,
        )
        self._post(partial(self._client.send, command))
        return run_id

    def count(self, texts: Sequence[str]) -> int:
        """Ask how many tokens each text is.

        Returns:
            The id that the one ``Counted`` which answers carries.
        """
        request_id = next(self._request_ids)
        self._post(partial(self._client.send, Count(request_id, tuple(texts))))
        return request_id

    def count_chat(
        self, messages: Sequence[Message], system: str | None = None, *, thinking: bool = False
    ) -> int:
        """Ask how many tokens the prompt for an answer to this conversation is.

        Returns:
            The id that the one ``Counted`` which answers carries.
        """
        request_id = next(self._request_ids)
        command = CountChat(request_id, tuple(messages), system, thinking)
        self._post(partial(self._client.send, command))
        return request_id

    def cancel(self, run_id: int) -> None:
        """Stop a run; one that has ended already is ignored."""
        self._post(partial(self._client.send, Cancel(run_id)))

    def unload(self) -> None:
        """End the inference process, so that its memory comes back; the next run starts it."""
        self._post(self._client.unload)

    def shutdown(self) -> None:
        """Ask the thread to end the process and itself; follow with ``wait()`` at exit."""
        self._post(self._stop)

    def run(self) -> None:
        """Pass commands down and events up until ``shutdown``."""
        try:
            while not self._stopping:
                try:
                    self._report(self._client.poll(None, also=[self._wake_reader]))
                    self._obey()
                except Exception as error:  # noqa: BLE001 - the window must not wait for ever
                    self._start_afresh(error)
        finally:
            self._client.close()
            self._report(self._client.poll())

    def _start_afresh(self, error: Exception) -> None:
        """End what is going in words; the next command starts a new process."""
        self._client.close()
        self._report([failure(run_id, error) for run_id in (NO_RUN, self._last_run_id)])
        self._wake_reader.poll(None)  # whatever is broken, it is not tried again unasked

    def _post(self, command: Callable[[], None]) -> None:
        self._commands.put(command)
        self._wake_writer.send_bytes(b"!")

    def _report(self, events: Sequence[Event]) -> None:
        for event in events:
            self.event_received.emit(event)

    def _obey(self) -> None:
        while self._wake_reader.poll():
            self._wake_reader.recv_bytes()
        while True:
            try:
                command = self._commands.get_nowait()
            except Empty:
                return
            command()

    def _stop(self) -> None:
        self._stopping = True
