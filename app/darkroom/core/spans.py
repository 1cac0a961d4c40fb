"""Where words stand: in a text, and in the tokens that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from darkroom.core.errors import BadInputError


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where exactly these words stand.

    Args:
        text: to look through.
        words: upper and lower case count, white space too. Where they begin or end with a letter
            or a digit, only whole words are found, unless there are none: ``art`` is not found in
            ``start`` if it stands elsewhere.

    Returns:
        First and last + 1 character of each, in order; they do not overlap.
    """
    places: list[tuple[int, int]] = []
    start = text.find(words) if words else -1
    while start >= 0:
        stop = start + len(words)
        places.append((start, stop))
        start = text.find(words, stop)
    whole = [place for place in places if _is_whole(text, *place)]
    return whole or places


def token_span(pieces: Sequence[bytes], start_char: int, stop_char: int) -> tuple[int, int]:
    """The tokens that a part of their text is made of; those it begins or ends within count.

    Args:
        pieces: UTF-8 bytes of each token, empty for special ones.
        start_char: the first character of the part, ≥ 0.
        stop_char: the one behind its last, > ``start_char``.

    Returns:
        First and last + 1 of the tokens. Neither is a special one without bytes.

    Raises:
        BadInputError: the text has no such part.
    """
    data = b"".join(pieces)
    # A broken character reads as one mark for each of its bytes, or for some of them together.
    offsets = _offsets(data)
    if not 0 <= start_char < stop_char < len(offsets):
        raise BadInputError(
            f"There are no characters {start_char} to {stop_char} in a text of {len(offsets) - 1}."
        )
    start, stop = offsets[start_char], offsets[stop_char]
    ends = list(accumulate(map(len, pieces)))
    inside = [
        index
        for index, (piece, end) in enumerate(zip(pieces, ends, strict=True))
        if piece and end > start and end - len(piece) < stop
    ]
    return inside[0], inside[-1] + 1


def _offsets(data: bytes) -> list[int]:
    """Where each character of ``data.decode("utf-8", "replace")`` begins, and where all end."""
    offsets: list[int] = []
    done = 0
    while done < len(data):
        try:
            sound, broken = data[done:].decode(), 0
        except UnicodeDecodeError as error:
            sound, broken = data[done : done + error.start].decode(), error.end - error.start
        for character in sound:
            offsets.append(done)
            done += len(character.encode())
        if broken:
            offsets.append(done)
            done += broken
    return [*offsets, done]


def _is_whole(text: str, start: int, stop: int) -> bool:
    before, behind = text[start - 1 : start], text[stop : stop + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        behind.isalnum() and text[stop - 1].isalnum()
    )
