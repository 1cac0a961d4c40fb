"""Every error Darkroom raises on purpose, in one tree.

An error tells a person what happened, why, and what to do next: ``str(error)`` is the first two,
``error.hint`` the last. ``kind`` is the stable name that crosses process and JSON boundaries.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class DarkroomError(Exception):
    """Base of all errors a person can act on.

    Args:
        text: what happened and why, one or two sentences.
        hint: what to do next; empty when there is nothing to do.
    """

    kind: ClassVar[str] = "error"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint


class BadInputError(DarkroomError, ValueError):
    """An argument is out of range, of the wrong shape, or contradicts another."""

    kind: ClassVar[str] = "bad_input"


class ModelFileError(DarkroomError):
    """A model file is missing, damaged, or not what its name promises.

    ``finding`` is its text without the path, for where that stands already.

    Args:
        path: the file.
        text: what was found and what was expected.
        offset: byte offset of the trouble, where one is known.
        hint: what to do next.
    """

    kind: ClassVar[str] = "model_file"

    def __init__(
        self, path: Path | str, text: str, *, offset: int | None = None, hint: str = ""
    ) -> None:
        where = f"{path}" if offset is None else f"{path}, byte {offset:,}"
        super().__init__(f"{where}: {text}", hint)
        self.path = Path(path)
        self.offset = offset
        self.finding = text


class UnsupportedModelError(ModelFileError):
    """The file is sound, but no engine here runs its architecture."""

    kind: ClassVar[str] = "unsupported_model"


class HubError(DarkroomError):
    """The Hugging Face Hub cannot be reached, or does not give what was asked for."""

    kind: ClassVar[str] = "hub"


class DiskFullError(DarkroomError):
    """There is no room for a file."""

    kind: ClassVar[str] = "disk_full"


class DamagedError(DarkroomError):
    """The bytes of a file are not those that were published."""

    kind: ClassVar[str] = "damaged"


class NoTrashError(DarkroomError):
    """There is no trash for a file; it can only be deleted for good."""

    kind: ClassVar[str] = "no_trash"


class HistoryError(DarkroomError):
    """Conversations cannot be read or written."""

    kind: ClassVar[str] = "history"


class ChatTemplateError(DarkroomError):
    """The model has no chat template, or it cannot be rendered."""

    kind: ClassVar[str] = "chat_template"


class ContextOverflowError(DarkroomError):
    """The prompt and the reply do not fit into the context."""

    kind: ClassVar[str] = "context_overflow"


class OutOfMemoryError(DarkroomError):
    """Memory for weights, cache or buffers could not be had."""

    kind: ClassVar[str] = "out_of_memory"


class EngineError(DarkroomError):
    """The native engine is missing, of the wrong version, or failed."""

    kind: ClassVar[str] = "engine"


class CancelledError(DarkroomError):
    """The run was cancelled by the person; no failure."""

    kind: ClassVar[str] = "cancelled"


class WorkerDiedError(DarkroomError):
    """The inference process ended without a last word."""

    kind: ClassVar[str] = "worker_died"
