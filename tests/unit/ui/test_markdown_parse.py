"""Markdown as blocks: what is understood, what stays text, and that nothing breaks it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.ui.markdown.blocks import (
    Block,
    Code,
    Mark,
    Nest,
    Paragraph,
    Rule,
    Span,
    Table,
    as_text,
)
from darkroom.ui.markdown.clean import clean
from darkroom.ui.markdown.inline import is_safe
from darkroom.ui.markdown.parse import parse

N = Mark.NONE


def spans(text: str) -> list[Span]:
    (block,) = parse(text)
    assert isinstance(block, Paragraph)
    return list(block.spans)


def every_span(blocks: tuple[Block, ...]) -> list[Span]:
    found: list[Span] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += block.spans
        elif isinstance(block, Table):
            found += [span for row in block.rows for cell in row for span in cell]
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", [Span("plain")]),
        ("a *b* c", [Span("a "), Span("b", Mark.EMPHASIS), Span(" c")]),
        ("**b _c_**", [Span("b ", Mark.STRONG), Span("c", Mark.STRONG | Mark.EMPHASIS)]),
        ("~~s~~", [Span("s", Mark.STRUCK)]),
        ("`c *d*`", [Span("c *d*", Mark.CODE)]),
        ("one\ntwo", [Span("one\ntwo")]),
        ("one  \ntwo", [Span("one\ntwo")]),
        ("&amp; &#65;", [Span("& A")]),
        (r"\*no\*", [Span("*no*")]),
        ("2 * 3 * 4", [Span("2 * 3 * 4")]),
    ],
)
def test_text_in_lines(source: str, expected: list[Span]) -> None:
    assert spans(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a](https://x.y/z)", [Span("a", N, "https://x.y/z")]),
        ("<https://x.y>", [Span("https://x.y", N, "https://x.y")]),
        ("[a][1]\n\n[1]: http://x.y", [Span("a", N, "http://x.y")]),
        ("[*a*](mailto:b@c.d)", [Span("a", Mark.EMPHASIS, "mailto:b@c.d")]),
        # Where it would lead is said, and that is all.
        ("[a](ftp://x.y)", [Span("a"), Span(" (ftp://x.y)", Mark.QUIET)]),
        ("[a](other.md)", [Span("a"), Span(" (other.md)", Mark.QUIET)]),
        ("[a](//x.y)", [Span("a"), Span(" (//x.y)", Mark.QUIET)]),
        ("[a](javascript:b)", [Span("[a](javascript:b)")]),
        ("[a](file:///etc/passwd)", [Span("[a](file:///etc/passwd)")]),
        ("![a](https://x.y/p.png)", [
            Span("▣ ", Mark.QUIET, "https://x.y/p.png"), Span("a", N, "https://x.y/p.png"),
        ]),
        ("![](https://x.y/p.png)", [
            Span("▣ ", Mark.QUIET, "https://x.y/p.png"),
            Span("https://x.y/p.png", N, "https://x.y/p.png"),
        ]),
        ("![a](data:image/png;base64,AA)", [
            Span("▣ ", Mark.QUIET), Span("a"), Span(" (data:image/png;base64,AA)", Mark.QUIET),
        ]),
        ("[![a](p.png)](https://x.y)", [
            Span("▣ ", Mark.QUIET, "https://x.y"), Span("a", N, "https://x.y"),
            Span(" (p.png)", Mark.QUIET),
        ]),
        ("a <b>c</b> <img src=x>", [Span("a <b>c</b> <img src=x>")]),
    ],
)  # fmt: skip
def test_links_pictures_and_html(source: str, expected: list[Span]) -> None:
    assert spans(source) == expected


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a", True), ("HTTP://a.b", True), ("mailto:a@b", True), ("https://", False),
        ("http:///a", False), ("https:a", False), (" https://a", False), ("mailto:", False),
        ("javascript:alert(1)", False), ("file:///a", False), ("vbscript:a", False), ("", False),
    ],
)  # fmt: skip
def test_which_addresses_may_be_opened(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


def test_headings_rules_and_code() -> None:
    blocks = parse("# One\n\nTwo\n===\n\n---\n\n```py title=x\na\n\nb\n```\n\n    c\n\n~~~\nd")
    assert blocks == (
        Paragraph(0, (), (Span("One"),), 1),
        Paragraph(1, (), (Span("Two"),), 1),
        Rule(1, ()),
        Code(1, (), "py", "a\n\nb"),
        Code(1, (), "", "c"),
        Code(1, (), "", "d"),
    )


def test_lists_in_lists() -> None:
    blocks = parse("- a\n  - b\n\n    c\n9. d\n10. e\n- [x] f\n- [ ] g\n- [y] h")
    bullet, inner, numbers = Nest("•"), Nest("◦"), Nest("10.")
    assert blocks == (
        Paragraph(0, (bullet,), (Span("a"),), marker="•"),
        Paragraph(0, (bullet, inner), (Span("b"),), marker="◦"),
        Paragraph(1, (bullet, inner), (Span("c"),)),
        Paragraph(0, (numbers,), (Span("d"),), marker="9."),
        Paragraph(0, (numbers,), (Span("e"),), marker="10."),
        Paragraph(0, (bullet,), (Span("f"),), marker="☑"),
        Paragraph(0, (bullet,), (Span("g"),), marker="☐"),
        Paragraph(0, (bullet,), (Span("[y] h"),), marker="•"),
    )


@pytest.mark.parametrize("inside", ["```\nx\n```", "***", "> q", "1. n", "|a|\n|-|", ""])
def test_a_marker_is_never_lost(inside: str) -> None:
    source = "- " + inside.replace("\n", "\n  ") + "\n- last"
    markers = [b.marker for b in parse(source) if isinstance(b, Paragraph) and b.marker in "•"]
    assert markers.count("•") == 2


def test_quotes_in_quotes() -> None:
    assert parse("> a\n>\n> > b\n> - c") == (
        Paragraph(0, (Nest(),), (Span("a"),)),
        Paragraph(1, (Nest(), Nest()), (Span("b"),)),
        Paragraph(0, (Nest(), Nest("•")), (Span("c"),), marker="•"),
    )


def test_tables() -> None:
    (table,) = parse("| a | b | c | d |\n|:--|:-:|--:|---|\n| *1* | `x\\|y` |\n")
    assert table == Table(
        0,
        (),
        ("left", "center", "right", ""),
        (
            ((Span("a"),), (Span("b"),), (Span("c"),), (Span("d"),)),
            ((Span("1", Mark.EMPHASIS),), (Span("x|y", Mark.CODE),), (), ()),
        ),
    )


def test_a_table_of_very_many_columns_stays_source() -> None:
    source = "|a" * 40 + "|\n" + "|-" * 40 + "|\n" + "|b" * 40 + "|"
    assert parse(source) == (Code(0, (), "", source),)


def test_blank_lines_are_counted() -> None:
    gaps = [block.gap for block in parse("a\n\nb\n\n\n\n\n\nc\n# d\ne\n\n> f\n>\n> g")]
    assert gaps == [0, 1, 3, 0, 0, 1, 1]


def test_text_that_only_names_addresses_is_shown() -> None:
    source = "[1]: https://a.b\n[2]: https://c.d"
    assert as_text(parse(source)) == source


def test_plain_text_of_an_answer() -> None:
    source = "# A *b*\n\n1. c\n   - d `e`\n\n```\nf\n```\n\n|g|h|\n|-|-|\n|1|2|\n\n---\n\n> i\nj"
    assert as_text(parse(source)) == ("A b\n\n1. c\n  ◦ d e\n\nf\n\ng\th\n1\t2\n\n———\n\ni\nj")


NESTED = {"quotes": ">" * 10_000, "lists": "- " * 5_000, "numbers": "1. " * 3_000}


@pytest.mark.parametrize("source", NESTED.values(), ids=NESTED.keys())
def test_what_is_nested_too_deeply_stays_as_it_is(source: str) -> None:
    if source.startswith("-"):
        # Nothing but dashes is a rule.
        source += "x"
    (block,) = parse(source)
    assert isinstance(block, Paragraph)
    assert block.text == source


@pytest.mark.parametrize("sign", ["[", "![", "*a", "_a", "`a", "<a:", "~~a", "&", "\\", "[a]["])
def test_a_flood_of_signs_is_not_taken_apart(sign: str) -> None:
    source = sign * (60_000 // len(sign))
    (block,) = parse(source)
    assert isinstance(block, Paragraph)
    assert block.spans == (Span(source),)


def test_signs_are_counted_over_all_paragraphs() -> None:
    paragraph = "[[[[[[[[ *a*\n\n"
    texts = [b.text for b in parse(paragraph * 600) if isinstance(b, Paragraph)]
    assert texts[0] == "[[[[[[[[ a"
    assert texts[-1] == "[[[[[[[[ *a*"


_PIECES = st.sampled_from(
    ["*", "_", "`", "```\n", "~~", "[", "]", "(", ")", "![", "<", ">", "> ", "- ", "1. ", "# ",
     "|", "|-|\n", "\n", "\n\n", "    ", "\\", "&lt;", "http://a.b", "javascript:", "word", " ",
     "\t", "\x00", "\u202e", "\ufffc", "\ud800", "é", "🦊", "[ ] ", "---\n", ":", "==="]
)  # fmt: skip
_SOURCES = st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200)


@given(_SOURCES)
def test_whatever_a_model_writes_can_be_shown(source: str) -> None:
    blocks = parse(clean(source))
    for span in every_span(blocks):
        assert span.text
        assert not span.href or is_safe(span.href)
    for block in blocks:
        assert block.gap <= 3
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} == {len(block.aligns)}
    as_text(blocks).encode()


_WORDS = st.lists(
    st.sampled_from(["*", "_", "~~", "> ", "- ", "+ ", "7) ", "# ", "\n", "\n\n", " ", "  \n", "="])
    | st.integers(0, 99).map(lambda number: f"w{number}"),
    max_size=50,
).map(" ".join)


@given(_WORDS)
def test_no_word_is_lost(source: str) -> None:
    assert re.findall(r"w\d+", as_text(parse(source))) == re.findall(r"w\d+", source)
