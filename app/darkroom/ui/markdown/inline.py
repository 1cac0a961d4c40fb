"""Reads what stands inside a paragraph: emphasis, code, links. No Qt in here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from darkroom.ui.markdown.blocks import Mark, Span

PICTURE_SIGN = "▣"

_SIGNS = re.compile(r"[\\`*_~\[\]!<>&]")
_SAFE_ADDRESS = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s?])", re.IGNORECASE)
# Each costs tens of microseconds; no answer that makes sense has nearly as many.
_MOST_SIGNS = 20_000
_MOST_BRACKETS = 3_000
_MARKS = {
    "strong_open": Mark.STRONG,
    "em_open": Mark.EMPHASIS,
    "s_open": Mark.STRUCK,
}


def is_safe(address: str) -> bool:
    """Whether an address may be opened, once somebody has seen it."""
    return _SAFE_ADDRESS.match(address) is not None


class InlineReader:
    """Reads the paragraphs of one answer; too many signs of Markdown are shown as they are.

    Args:
        parser: with the rules for text in lines.
        env: what the blocks told, the addresses of references among it.
    """

    def __init__(self, parser: MarkdownIt, env: EnvType) -> None:
        self._parser = parser
        self._env = env
        self._signs = 0
        self._brackets = 0

    def read(self, text: str) -> tuple[Span, ...]:
        """Take a paragraph apart.

        Args:
            text: its source.
        """
        self._signs += len(_SIGNS.findall(text))
        self._brackets += text.count("[")
        if not _SIGNS.search(text) and "\n" not in text:
            return (Span(text),) if text else ()
        if self._signs > _MOST_SIGNS or self._brackets > _MOST_BRACKETS:
            return (Span(text),)
        tokens: list[Token] = []
        self._parser.inline.parse(text, self._parser, self._env, tokens)
        return tuple(_merged(_spans(tokens)))


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    marks = Mark.NONE
    hrefs: list[str] = []
    for token in tokens:
        href = next((href for href in reversed(hrefs) if is_safe(href)), "")
        if token.type in _MARKS:
            marks |= _MARKS[token.type]
        elif token.type.endswith("_close") and token.type != "link_close":
            marks &= ~_MARKS[token.type.replace("_close", "_open")]
        elif token.type == "link_open":
            hrefs.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            address = hrefs.pop()
            # Where it would lead is said, and that is all.
            if address and not is_safe(address):
                yield Span(f" ({address})", marks | Mark.QUIET)
        elif token.type == "image":
            yield from _picture(token, marks, href)
        elif token.type in ("softbreak", "hardbreak"):
            yield Span("\n", marks, href)
        elif token.content:
            code = Mark.CODE if token.type == "code_inline" else Mark.NONE
            yield Span(token.content, marks | code, href)


def _picture(token: Token, marks: Mark, outer: str) -> Iterator[Span]:
    """What a picture is called; it is never fetched."""
    source = str(token.attrGet("src") or "")
    href = outer or (source if is_safe(source) else "")
    words = "".join(child.content for child in token.children or ())
    yield Span(f"{PICTURE_SIGN} ", marks | Mark.QUIET, href)
    yield Span(words or source, marks, href)
    if source and not is_safe(source) and words:
        yield Span(f" ({source})", marks | Mark.QUIET)


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """Join neighbours that look the same."""
    last: Span | None = None
    for span in spans:
        if last is not None and (last.marks, last.href) == (span.marks, span.href):
            last = Span(last.text + span.text, span.marks, span.href)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
