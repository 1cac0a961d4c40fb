"""Models and downloads in words."""

from __future__ import annotations

from pathlib import PurePosixPath

from PySide6.QtCore import QCoreApplication

from darkroom.gguf.quant import quant_in_name
from darkroom.hub.downloads.queue import Item
from darkroom.hub.downloads.request import DownloadState, Progress
from darkroom.hub.library.check import Soundness
from darkroom.hub.library.model import LocalModel, Owner
from darkroom.ui import figures
from darkroom.viewmodels.models.library import Check
from darkroom.viewmodels.models.offers import Offer

_MINUTE, _HOUR = 60, 3600
_GAP = " · "


def offer_size(offer: Offer) -> str:
    """How large a download is."""
    words = figures.size(offer.size_bytes)
    about = QCoreApplication.translate("Models", "about {size}")
    return about.format(size=words) if offer.approximate else words


def title(item: Item) -> str:
    """What a download is called: its file, without the number of its part."""
    name = PurePosixPath(item.request.files[0]).stem
    return name.split("-00001-of-")[0]


def quant(item: Item) -> str:
    """The quantization of a download, or its file's name."""
    return quant_in_name(item.request.files[0]) or title(item)


def percent(progress: Progress) -> str:
    """How much is there."""
    share = progress.done_bytes / progress.total_bytes if progress.total_bytes else 0.0
    # Not before it is true.
    return f"{figures.number(int(100 * share))} %"


def rate(bytes_per_s: float) -> str:
    """How fast bytes come."""
    translate = QCoreApplication.translate
    return translate("Models", "{size}/s").format(size=figures.size(round(bytes_per_s)))


def time_left(seconds: float) -> str:
    """How long something goes on, no more exact than anybody can know."""
    translate = QCoreApplication.translate
    if seconds < 10:
        return translate("Models", "a few seconds left")
    if seconds < _MINUTE:
        return translate("Models", "{n} s left").format(n=figures.number(round(seconds / 5) * 5))
    if seconds < _HOUR:
        return translate("Models", "{n} min left").format(
            n=figures.number(round(seconds / _MINUTE))
        )
    hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
    words = translate("Models", "{h} h {m} min left")
    return words.format(h=figures.number(hours), m=figures.number(rest))


def state(progress: Progress) -> str:
    """Where a download stands."""
    translate = QCoreApplication.translate
    return {
        DownloadState.QUEUED: translate("Models", "waits for its turn"),
        DownloadState.RUNNING: translate("Models", "downloading"),
        DownloadState.PAUSED: translate("Models", "paused"),
        DownloadState.VERIFYING: translate("Models", "checking every byte"),
        DownloadState.DONE: translate("Models", "on this computer, every byte checked"),
        DownloadState.FAILED: translate("Models", "failed"),
        DownloadState.CANCELLED: translate("Models", "cancelled"),
    }[progress.state]


def progress_line(progress: Progress) -> str:
    """How far a download is, and how long it goes on."""
    translate = QCoreApplication.translate
    if progress.state is DownloadState.DONE:
        return figures.side_by_side([figures.size(progress.total_bytes), state(progress)], _GAP)
    parts: list[str] = []
    running = progress.state is DownloadState.RUNNING
    if progress.total_bytes:
        done, total = figures.size(progress.done_bytes), figures.size(progress.total_bytes)
        parts.append(translate("Models", "{done} of {total}").format(done=done, total=total))
    if running and progress.bytes_per_s:
        parts.append(rate(progress.bytes_per_s))
        if progress.seconds_left is not None:
            parts.append(time_left(progress.seconds_left))
    elif running:
        parts.append(translate("Models", "connecting …"))
    else:
        parts.append(state(progress))
    return figures.side_by_side(parts, _GAP)


def owner(whose: Owner) -> str:
    """Heading of the models of one program, in capitals."""
    translate = QCoreApplication.translate
    return {
        Owner.DARKROOM: translate("Models", "DARKROOM"),
        Owner.HUGGING_FACE: translate("Models", "HUGGING FACE CACHE"),
        Owner.LM_STUDIO: translate("Models", "LM STUDIO"),
        Owner.OLLAMA: translate("Models", "OLLAMA"),
        Owner.USER: translate("Models", "ADDED BY YOU"),
    }[whose]


def local_facts(model: LocalModel) -> str:
    """What a model on disk is."""
    parts = [model.architecture, model.quant, figures.size(model.size_bytes)]
    if len(model.paths) > 1:
        words = QCoreApplication.translate("Models", "{n} files")
        parts.append(words.format(n=figures.number(len(model.paths))))
    return figures.side_by_side([part for part in parts if part], _GAP)


def delete_question(model: LocalModel) -> str:
    """What deleting a model means; names the program whose file it is."""
    translate = QCoreApplication.translate
    size = figures.size(model.size_bytes)
    if model.owner is Owner.HUGGING_FACE:
        words = translate(
            "Models",
            "This file belongs to the Hugging Face cache, which other programs on this computer "
            "may read. It is deleted for good ({size}); whoever needs it downloads it again.",
        )
    elif model.owner.is_app:
        words = translate(
            "Models",
            "This file belongs to {owner}, which will miss it. It goes to the trash ({size}).",
        )
    else:
        words = translate("Models", "The file goes to the trash ({size}).")
    return words.format(owner=model.owner.program, size=size)


def check_line(check: Check) -> str:
    """What came of a check, or how far it is."""
    translate = QCoreApplication.translate
    if check.verified is None:
        words = translate("Models", "Checking every byte: {n} %")
        return words.format(n=figures.number(int(100 * check.share)))
    return {
        Soundness.SOUND: translate("Models", "Sound: every byte is as its publisher says."),
        Soundness.DAMAGED: translate(
            "Models", "Damaged: it is not what its publisher says. Download it again."
        ),
        Soundness.UNKNOWN: translate(
            "Models", "Nobody has said what this file ought to hash to. Its SHA-256 is {sha256}."
        ),
    }[check.verified.soundness].format(sha256=check.verified.files[0].sha256)
