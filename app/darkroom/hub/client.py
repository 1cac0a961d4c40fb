"""What every question to the Hugging Face Hub has in common: address, token, time limit, errors.

``huggingface_hub`` is imported late: it takes 0.4 s, and most starts ask the Hub nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from darkroom.core.errors import BadInputError, DarkroomError, HubError

if TYPE_CHECKING:
    import httpx2

TIMEOUT_S: Final = 10.0
"""Silence after which a server counts as gone."""

_MOST_REDIRECTS: Final = 10
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SIGN_IN: Final = "Sign in with `hf auth login`"
_STATUS: Final = {
    401: ("it does not accept the token of this computer", f"{_SIGN_IN} again."),
    403: ("you may not read it", f"Ask its owner for access. {_SIGN_IN} if you have it."),
    416: ("the file there is shorter than announced", "Try again in some minutes."),
    429: ("it was asked too often", "Try again in some minutes."),
}
_BUSY: Final = (408, 425, 429)
_SERVER_ERROR: Final = 500


@dataclass(frozen=True, slots=True)
class Hub:
    """The Hub, or a mirror of it.

    Attributes:
        endpoint: its address; None = what the environment says, else huggingface.co.
        token: of the person's account; None = the one saved on this computer, if any.
    """

    endpoint: str | None = None
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of a file come from.

    Attributes:
        url: of the file itself, perhaps on another host than the Hub's.
        size_bytes: of the file.
        headers: to send along; they hold the token only where the host is the Hub's.
        etag: the Hub's name for this content; empty where it has none.
        commit: that the file was found in; empty where the Hub does not say.
        sha256: of the content, in hexadecimal; None where the Hub does not say.
    """

    # A signed address lets in whoever knows it.
    url: str = field(repr=False)
    size_bytes: int
    headers: dict[str, str] = field(repr=False)
    etag: str = ""
    commit: str = ""
    sha256: str | None = None


class HubBusyError(HubError):
    """The Hub gives nothing for the moment; the same question may be answered later.

    Args:
        text, hint: as of every error.
        retry_after_s: the server's wish; 0 where it has none.
    """

    def __init__(self, text: str, hint: str = "", retry_after_s: float = 0.0) -> None:
        super().__init__(text, hint)
        self.retry_after_s = retry_after_s


def find_source(hub: Hub, repo: str, file: str, revision: str) -> Source:
    """Ask the Hub where a file is.

    Raises:
        HubError, BadInputError: see ``explained``.
    """
    with explained(f"the file {file} of {repo}"):
        import huggingface_hub
        from huggingface_hub.utils import (
            build_hf_headers,  # pyright: ignore[reportUnknownVariableType] - of its user_agent
        )

        url = huggingface_hub.hf_hub_url(repo, file, revision=revision, endpoint=hub.endpoint)
        found = _head(url, hub)
        location = urljoin(str(found.url), found.headers.get("Location", ""))
        at_home = _origin(location) == _origin(url)
        headers = build_hf_headers(token=hub.token if at_home else False)
    about = found.headers
    size = about.get("X-Linked-Size") or ("" if found.is_redirect else about.get("Content-Length"))
    if not (size and size.isdecimal()):
        raise HubError(f"The Hub does not say how large the file {file} of {repo} is.")
    etag = (about.get("X-Linked-ETag") or about.get("ETag", "")).removeprefix("W/").strip('"')
    # Files under LFS are named by their SHA-256, others by git's 40 digits; a storage behind the
    # Hub may answer with a hash of its own.
    is_sha256 = _SHA256.fullmatch(etag) and etag != about.get("X-Xet-Hash")
    sha256 = etag if is_sha256 else None
    return Source(location, int(size), headers, etag, about.get("X-Repo-Commit", ""), sha256)


def _head(url: str, hub: Hub) -> httpx2.Response:
    """The answer that tells of a file; the last one before another host, if that tells of it.

    ``get_hf_file_metadata`` takes the token along to huggingface.co from wherever a mirror leads.
    """
    from huggingface_hub.utils import (
        build_hf_headers,  # pyright: ignore[reportUnknownVariableType] - of its user_agent
        get_session,
        hf_raise_for_status,
    )

    home = _origin(url)
    for _ in range(_MOST_REDIRECTS):
        headers = build_hf_headers(token=hub.token if _origin(url) == home else False)
        # Of a compressed answer the length would be another.
        headers["Accept-Encoding"] = "identity"
        response = get_session().head(
            url, headers=headers, timeout=TIMEOUT_S, follow_redirects=False
        )
        hf_raise_for_status(response)
        if not response.has_redirect_location:
            return response
        target = urljoin(url, response.headers["Location"])
        if _origin(target) != home and "X-Linked-Size" in response.headers:
            return response
        url = target
    raise HubError("The Hub sends people who ask for a file in circles.", "Try again later.")


def is_elsewhere(source: Source, hub: Hub, repo: str) -> bool:
    """Whether the bytes come from another host than the Hub's, by an address that expires."""
    import huggingface_hub

    home = huggingface_hub.hf_hub_url(repo, "file", endpoint=hub.endpoint)
    return _origin(source.url) != _origin(home)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


@contextmanager
def explained(what: str) -> Generator[None]:
    """Turn what the Hub's client raises into words.

    Args:
        what: what is asked for, e.g. ``"the file a.gguf of owner/name"``.

    Raises:
        BadInputError: there is no such thing.
        HubError: there is no connection, no permission, or no sensible answer.
    """
    try:
        yield
    except DarkroomError:
        raise
    except Exception as error:  # noqa: BLE001 - its transport has errors without a public name
        # The cause would show addresses that are signed for this person.
        raise _words(what, error) from None


def _words(what: str, error: Exception) -> DarkroomError:
    from huggingface_hub import errors

    if isinstance(error, errors.OfflineModeIsEnabled):
        return HubError(
            f"Cannot ask for {what}: HF_HUB_OFFLINE forbids it.", "Unset HF_HUB_OFFLINE."
        )
    if isinstance(error, errors.HFValidationError):
        return BadInputError(f"The Hub cannot have {what}.", "A model is named owner/name.")
    if isinstance(error, errors.GatedRepoError):
        text = f"Cannot read {what}: its owner wants its terms accepted first."
        return HubError(text, f"Accept them on the model's page. {_SIGN_IN} here.")
    absent = errors.RepositoryNotFoundError | errors.RevisionNotFoundError
    if isinstance(error, absent | errors.RemoteEntryNotFoundError):
        text = f"The Hub does not have {what}, or not for everybody."
        return BadInputError(text, f"Check the name. {_SIGN_IN} if it is private.")
    if isinstance(error, errors.HfHubHTTPError):
        status = error.response.status_code
        why, hint = _STATUS.get(status, (f"it answers {status}", "Try again in some minutes."))
        text = f"The Hub does not give {what}: {why}."
        if status in _BUSY or status >= _SERVER_ERROR:
            return HubBusyError(text, hint, _retry_after_s(error.response.headers))
        return HubError(text, hint)
    if isinstance(error, ValueError):
        text = f"Asked for {what}, the Hub gave no answer that can be read ({error})."
        return HubError(text, "Check that no sign-in page of your network answers in its place.")
    text = f"Cannot reach the Hub for {what} ({type(error).__name__}: {error})."
    return HubBusyError(text, "Check the connection to the internet, then try again.")


def _retry_after_s(headers: Mapping[str, str]) -> float:
    """How long a server wants to be left alone, s; 0 where it does not say."""
    from huggingface_hub.utils import parse_ratelimit_headers

    wish = headers.get("Retry-After", "")
    if wish.isdecimal():
        return float(wish)
    try:
        return max(0.0, parsedate_to_datetime(wish).timestamp() - time.time())
    except ValueError:
        limit = parse_ratelimit_headers(headers)
        return float(limit.reset_in_seconds) if limit and not limit.remaining else 0.0
