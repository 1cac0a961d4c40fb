"""Says which models of a repository Darkroom runs, by reading their headers and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

from darkroom.core.errors import BadInputError, CancelledError, DarkroomError, ModelFileError
from darkroom.gguf.architecture import check_architecture
from darkroom.gguf.parts import missing_parts, missing_words
from darkroom.hardware.candidates import candidate_of
from darkroom.hardware.plan import Candidate
from darkroom.hub.client import Hub
from darkroom.hub.listing import Listing, RemoteModel, list_repository
from darkroom.hub.names import RepoName, parse_repo
from darkroom.hub.remote_header import read_remote_architecture, read_remote_header

_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class RemoteVerdict:
    """Whether Darkroom runs a model on the Hub.

    Attributes:
        model: its files.
        runs: this version of Darkroom runs it, given the memory.
        why_not: why it does not, in words; empty where it does.
        architecture: as the header calls it; empty where it cannot be read.
        candidate: what the planner can plan with; None where it does not run.
    """

    model: RemoteModel
    runs: bool
    why_not: str
    architecture: str
    candidate: Candidate | None


@dataclass(frozen=True, slots=True)
class RemoteRepo:
    """A repository, and a verdict on each of its models, the smallest first."""

    listing: Listing
    verdicts: tuple[RemoteVerdict, ...]


def describe_repo(
    text: str,
    hub: Hub | None = None,
    *,
    on_verdict: Callable[[RemoteVerdict], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> RemoteRepo:
    """Find a repository and look at each of its models. One that cannot be read hides no other.

    Args:
        text: what a person named it by; see ``parse_repo``.
        hub: where to ask; None = huggingface.co.
        on_verdict: gets each verdict as soon as it is there, from other threads.
        should_stop: asked before each model.

    Raises:
        BadInputError: there is no such repository, file or folder, or it has no GGUF files.
        HubError: the Hub cannot be reached or refuses.
        CancelledError: ``should_stop`` said so.
    """
    hub = hub or Hub()
    wanted = parse_repo(text, hub.endpoint)
    listing = _only(list_repository(wanted.repo, wanted.revision, hub), wanted)

    def look(model: RemoteModel) -> RemoteVerdict:
        if should_stop is not None and should_stop():
            raise CancelledError("The look at the repository was cancelled.")
        verdict = judge(model, hub)
        if on_verdict is not None:
            on_verdict(verdict)
        return verdict

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="headers") as pool:
        return RemoteRepo(listing, tuple(pool.map(look, listing.models)))


def judge(model: RemoteModel, hub: Hub) -> RemoteVerdict:
    """Look at one model. Trouble is part of the verdict."""
    architecture = ""
    file = model.files[0]
    if missing := missing_parts(model.files):
        return RemoteVerdict(model, False, missing_words(len(model.files), missing), "", None)
    try:
        # Of what cannot run, the whole header need not be fetched.
        architecture = read_remote_architecture(model.repo, file, model.revision, hub)
        check_architecture(file, architecture)
        header = read_remote_header(model.repo, file, model.revision, hub).header
        candidate = replace(candidate_of(header, present=False), file=file)
    except ModelFileError as error:
        why_not = f"{error.finding[0].upper()}{error.finding[1:]}"
        return RemoteVerdict(model, False, why_not, architecture, None)
    except DarkroomError as error:
        return RemoteVerdict(model, False, error.text, architecture, None)
    return RemoteVerdict(model, True, "", architecture, candidate)


def _only(listing: Listing, wanted: RepoName) -> Listing:
    """The models that were named, where a file or folder was."""
    if not wanted.path:
        return listing
    models = tuple(
        model
        for model in listing.models
        if any(file == wanted.path or file.startswith(f"{wanted.path}/") for file in model.files)
    )
    if not models:
        raise BadInputError(
            f"The repository {wanted.repo} has no GGUF model at {wanted.path!r}.",
            "Leave the file out to see all it has.",
        )
    return replace(listing, models=models)
