"""Reads Markdown: CommonMark with tables, struck text and boxes to tick. No Qt in here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from darkroom.ui.markdown.blocks import (
    Align,
    Block,
    Cell,
    Code,
    Nest,
    Paragraph,
    Rule,
    Span,
    Table,
    as_text,
)
from darkroom.ui.markdown.clean import clean
from darkroom.ui.markdown.inline import InlineReader

_MOST_NESTED = 40
_MOST_GAP = 3
_MOST_COLUMNS = 30
_BULLETS = "•◦▪"
_BLANK = re.compile(r"[\s>]*")
_TASK = re.compile(r"\[([ xX])\]\s+")


@cache
def _parser() -> MarkdownIt:
    # HTML stays text, and a line feed ends a line as it did on the canvas.
    options = {"html": False, "breaks": True, "maxNesting": _MOST_NESTED}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # Paragraphs are read one by one, those without any sign of Markdown not at all.
    parser.core.ruler.disable("inline")
    return parser


# Turns come and go while somebody scrolls; their text stays the same.
@lru_cache(maxsize=32)
def parse(text: str) -> tuple[Block, ...]:
    """Find the blocks of an answer.

    Never fails, and never ends up with nothing: what is no Markdown is a paragraph. Text that is
    nested more deeply than anybody can follow, or that only names addresses, is shown as it is.

    Args:
        text: clean text, see ``clean``.
    """
    env: EnvType = {}
    tokens = _parser().parse(text, env)
    # The parser drops what lies deeper.
    too_deep = any(token.level >= _MOST_NESTED - 2 for token in tokens)
    if too_deep or (not tokens and text.strip()):
        return (Paragraph(0, (), (Span(text),)),)
    return tuple(_Reader(text.split("\n"), InlineReader(_parser(), env)).read(tokens))


def plain_text(source: str) -> str:
    """Write an answer as it is read, without the signs of Markdown.

    Args:
        source: what the model wrote.
    """
    return as_text(parse(clean(source)))


class _Reader:
    """Walks over the tokens of one answer.

    Args:
        lines: the source.
        inline: reads paragraphs.
    """

    def __init__(self, lines: list[str], inline: InlineReader) -> None:
        self._lines = lines
        self._inline = inline
        self._nests: list[Nest] = []
        self._numbers: list[int | None] = []
        self._marker = ""

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "table_open":
                end = _end_of(tokens, index)
                yield from self._bare_marker(token)
                yield self._table(token, tokens[index + 1 : end])
                index = end
            else:
                yield from self._take(token, tokens, index)
            index += 1

    def _take(self, token: Token, tokens: Sequence[Token], index: int) -> Iterator[Block]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                yield from self._bare_marker(token)
                self._enter_list(token, tokens, index)
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
                self._nests.pop()
            case "blockquote_open":
                yield from self._bare_marker(token)
                self._nests.append(Nest())
            case "blockquote_close":
                self._nests.pop()
            case "list_item_open":
                self._marker = self._next_marker()
            case "list_item_close":
                yield from self._bare_marker(token)
            case "paragraph_open" | "heading_open":
                yield self._paragraph(token, tokens[index + 1])
            case "fence" | "code_block":
                yield from self._bare_marker(token)
                language = (token.info.split() or [""])[0]
                text = token.content.removesuffix("\n")
                yield Code(self._gap(token), tuple(self._nests), language, text)
            case "hr":
                yield from self._bare_marker(token)
                yield Rule(self._gap(token), tuple(self._nests))
            case _:
                return

    def _enter_list(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        if token.type == "bullet_list_open":
            depth = sum(not nest.is_quote for nest in self._nests)
            self._numbers.append(None)
            self._nests.append(Nest(_BULLETS[min(depth, len(_BULLETS) - 1)]))
            return
        first = int(token.attrGet("start") or 0) if "start" in token.attrs else 1
        last = first - 1
        for other in tokens[index:]:
            if other.type == "ordered_list_close" and other.level == token.level:
                break
            last += other.type == "list_item_open" and other.level == token.level + 1
        self._numbers.append(first)
        self._nests.append(Nest(f"{last}."))

    def _next_marker(self) -> str:
        number = self._numbers[-1]
        if number is None:
            return self._nests[-1].marker
        self._numbers[-1] = number + 1
        return f"{number}."

    def _bare_marker(self, token: Token) -> Iterator[Block]:
        """The marker of an item that does not begin with text stands alone."""
        if self._marker:
            marker, self._marker = self._marker, ""
            yield Paragraph(self._gap(token), tuple(self._nests), (), marker=marker)

    def _paragraph(self, token: Token, inline: Token) -> Paragraph:
        marker, self._marker = self._marker, ""
        text = inline.content
        task = _TASK.match(text) if marker else None
        if task is not None:
            text = text[task.end() :]
            marker = "☐" if task[1] == " " else "☑"
        level = int(token.tag[1:]) if token.type == "heading_open" else 0
        spans = self._inline.read(text)
        return Paragraph(self._gap(token), tuple(self._nests), spans, level, marker)

    def _table(self, token: Token, inside: Sequence[Token]) -> Table | Code:
        aligns: list[Align] = []
        rows: list[list[Cell]] = []
        for part in inside:
            if part.type == "tr_open":
                rows.append([])
            elif part.type == "th_open":
                style = str(part.attrGet("style") or "")
                aligns.append(cast("Align", style.removeprefix("text-align:")))
            elif part.type == "inline":
                rows[-1].append(self._inline.read(part.content))
        if len(aligns) > _MOST_COLUMNS:
            first, last = token.map or (0, 0)
            source = "\n".join(self._lines[first:last])
            return Code(self._gap(token), tuple(self._nests), "", source)
        cells = tuple(tuple(row) for row in rows)
        return Table(self._gap(token), tuple(self._nests), tuple(aligns), cells)

    def _gap(self, token: Token) -> int:
        """Blank lines above, as they were on the canvas: so little moves when it is committed."""
        line = token.map[0] if token.map else 0
        gap = 0
        while gap < min(line, _MOST_GAP) and _BLANK.fullmatch(self._lines[line - 1 - gap]):
            gap += 1
        return gap


def _end_of(tokens: Sequence[Token], start: int) -> int:
    """Index of the token that closes what begins at ``start``."""
    for index in range(start + 1, len(tokens)):
        if tokens[index].level == tokens[start].level and tokens[index].nesting < 0:
            return index
    return len(tokens) - 1
