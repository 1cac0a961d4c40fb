"""What can be downloaded: repositories, and the models in them. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from darkroom.hardware.plan import Candidate
from darkroom.hub.catalogue import Family, candidates
from darkroom.hub.downloads.request import Request
from darkroom.hub.library.model import LocalModel
from darkroom.hub.repository import RemoteRepo, RemoteVerdict


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be downloaded, of one file or several.

    Attributes:
        repo: ``owner/name``.
        revision: commit or branch.
        files: paths in the repository, in order; empty where nobody has listed them.
        quant: its quantization, for people.
        size_bytes: of all files.
        approximate: the size was rounded where it was published.
        hashes: SHA-256 of each file; empty where unknown.
        candidate: what the planner plans with; None where this version does not run it.
        why_not: why it does not, in words; empty where the whole family is not run.
    """

    repo: str
    revision: str
    files: tuple[str, ...]
    quant: str
    size_bytes: int
    approximate: bool
    hashes: tuple[str, ...]
    candidate: Candidate | None
    why_not: str = ""

    def request(self, models_folder: Path) -> Request:
        """Its download into the folder of models, below the names of owner and repository."""
        folder = models_folder.joinpath(*self.repo.split("/"))
        return Request(self.repo, self.files, self.revision, folder)

    def find(self, models: Iterable[LocalModel]) -> LocalModel | None:
        """The model on this computer that is the same, whoever put it there."""
        if not self.files:
            return None
        name = PurePosixPath(self.files[0]).name
        for model in models:
            same_size = self.approximate or model.size_bytes == self.size_bytes
            if (model.path.name == name and same_size and model.runs) or (
                self.hashes and model.hashes == self.hashes
            ):
                return model
        return None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A repository and what it offers.

    Attributes:
        name: for people.
        repo: ``owner/name``.
        licence: its name; empty where unknown.
        gated: its owner wants terms accepted before anything is downloaded.
        runs: this version of Darkroom runs at least one of its models.
        offers: the smallest first.
        found: a person looked it up; it is not of the catalogue.
    """

    name: str
    repo: str
    licence: str
    gated: bool
    runs: bool
    offers: tuple[Offer, ...]
    found: bool = False

    @property
    def page(self) -> str:
        """Address of its page."""
        return f"https://huggingface.co/{self.repo}"

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What can be planned of it."""
        return tuple(o.candidate for o in self.offers if o.candidate is not None)

    def matching(self, text: str) -> Shelf | None:
        """What is left of it in a search; None where nothing is.

        Args:
            text: words, all of which must occur.
        """
        words = text.casefold().split()
        own = f"{self.name} {self.repo} {self.licence}".casefold()
        missing = [word for word in words if word not in own]
        offers = tuple(
            o for o in self.offers if all(word in o.quant.casefold() for word in missing)
        )
        return replace(self, offers=offers) if offers else None


def shelf_of_family(family: Family) -> Shelf:
    """What the catalogue says of a family."""
    known = candidates(family) if family.runs else (None,) * len(family.files)
    offers = tuple(
        Offer(
            repo=family.repo,
            revision=family.revision or "main",
            files=(file.file, *file.more_files) if file.file else (),
            quant=file.quant,
            size_bytes=file.size_bytes,
            approximate=file.approximate,
            hashes=file.sha256,
            candidate=candidate,
        )
        for file, candidate in zip(family.files, known, strict=True)
    )
    return Shelf(family.name, family.repo, family.licence, family.gated, family.runs, offers)


def shelf_of_repo(repo: RemoteRepo) -> Shelf:
    """What a look at a repository found."""
    listing = repo.listing
    offers = tuple(_offer(verdict) for verdict in repo.verdicts)
    runs = any(verdict.runs for verdict in repo.verdicts)
    name = listing.repo.partition("/")[2]
    return Shelf(name, listing.repo, listing.licence, listing.gated, runs, offers, found=True)


def _offer(verdict: RemoteVerdict) -> Offer:
    model = verdict.model
    hashes = tuple(sha256 for sha256 in model.hashes if sha256)
    return Offer(
        repo=model.repo,
        revision=model.revision,
        files=model.files,
        quant=model.quant or PurePosixPath(model.files[0]).stem,
        size_bytes=model.size_bytes,
        approximate=False,
        hashes=hashes if len(hashes) == len(model.files) else (),
        candidate=verdict.candidate,
        why_not=verdict.why_not,
    )
