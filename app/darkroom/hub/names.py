"""Reads what a person pastes to name a model: a repository's name, or an address of the Hub."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from darkroom.core.errors import BadInputError

_ACCOUNT: Final = re.compile(r"//[^/@]*@")
_WWW: Final = re.compile(r"^(https?://)?www\.", re.IGNORECASE)
_LONGEST_SHOWN: Final = 200
_HINT: Final = "Give a name such as owner/model-GGUF, or the address of the model's page."


@dataclass(frozen=True, slots=True)
class RepoName:
    """What was named.

    Attributes:
        repo: ``owner/name``.
        revision: branch, tag or commit; None = the main branch.
        path: of a file or folder in the repository; empty for all of it.
    """

    repo: str
    revision: str | None = None
    path: str = ""


def parse_repo(text: str, endpoint: str | None = None) -> RepoName:
    """Read a name or an address.

    Args:
        text: ``owner/name``, ``hf://owner/name[@REV][/FILE]``, or the address of a model's page, or
            of a file or folder of it, with or without ``https://``.
        endpoint: of a mirror whose addresses are understood too.

    Raises:
        BadInputError: it is none of these, or names no model.
    """
    from huggingface_hub import parse_hf_uri

    # A name and password that stand in an address are nobody's business.
    given = _WWW.sub(r"\1", _ACCOUNT.sub("//", text.strip()))
    is_plain_name = "://" not in given and given.count("/") == 1
    try:
        found = parse_hf_uri(f"hf://{given}" if is_plain_name else given, endpoint)
    except ValueError as error:
        raise _no_model(given) from error
    if found.type != "model":
        raise _no_model(given)
    return RepoName(found.id, found.revision, found.path_in_repo.strip("/"))


def _no_model(given: str) -> BadInputError:
    shown = given if len(given) <= _LONGEST_SHOWN else f"{given[:_LONGEST_SHOWN]}…"
    return BadInputError(f"{shown!r} names no model on the Hugging Face Hub.", _HINT)
