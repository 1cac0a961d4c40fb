"""Text that does nothing, and not more of it than a window can bear."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.ui.markdown.clean import MOST_CHARACTERS, MOST_LINES, breakable, clean, cut
from darkroom.ui.markdown.columns import share
from darkroom.ui.markdown.highlight import COLOURS, Highlighter
from darkroom.ui.markdown.highlight import MOST_CHARACTERS as MOST_CODE


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("\x00\x07\x1b[31m\x7f\x9b", "···[31m··"),
        ("safe\u202egnp.exe\u2066\u2069", "safe·gnp.exe··"),
        # QTextDocument would take these for frames and pictures.
        ("\ufdd0\ufdd1\ufffc", "···"),
        ("\ud800x\udfff", "·x·"),
        ("🦊 שלום \u200d\u200e", "🦊 שלום \u200d\u200e"),
    ],
)
def test_what_does_something_becomes_a_dot(source: str, expected: str) -> None:
    assert clean(source) == expected


@given(st.text(st.characters(), max_size=80))
def test_clean_text_is_printable_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert all(char >= " " or char in "\t\n" for char in once)
    once.encode()


def test_usual_answers_are_shown_whole() -> None:
    text = "word " * 200 + "\n" * 50
    assert cut(text) == text


def test_very_long_prose_is_cut() -> None:
    assert cut("a b\n" * 20_000) == "\n".join(["a b"] * MOST_LINES)
    assert cut("x" * 200_000) == "x" * MOST_CHARACTERS
    text = "first\n" + "x" * 200_000
    assert cut(text) == text[:MOST_CHARACTERS]


def test_code_does_not_count_as_prose() -> None:
    code = "Look:\n```\n" + "x = 1\n" * 20_000 + "```\n"
    assert cut(code) == code
    assert cut(code + "a b\n" * 20_000).startswith(code + "a b\na b")


@given(st.lists(st.sampled_from(["word\n", "```\n", "x" * 9000, "\n"]), max_size=40).map("".join))
def test_what_is_cut_is_a_beginning(text: str) -> None:
    text *= 30
    assert text.startswith(cut(text))
    if "`" not in text:
        assert len(cut(text)) <= MOST_CHARACTERS
        assert cut(text).count("\n") < MOST_LINES


@given(st.text("ab \n", max_size=40).map(lambda text: text * 70))
def test_words_end_now_and_then(text: str) -> None:
    written = breakable(text)
    assert written.replace("\u200b", "") == text
    assert not re.search(r"[^\s\u200b]{501}", written)


def test_usual_words_are_left_alone() -> None:
    assert "\u200b" not in breakable("word " * 300 + "x" * 500)


@given(
    st.lists(st.floats(1, 900), min_size=1, max_size=12),
    st.floats(10, 200),
    st.floats(50, 2000),
)
def test_columns_share_the_room(natural: list[float], least: float, room: float) -> None:
    widths = share(natural, least, room)
    for width, wish in zip(widths, natural, strict=True):
        assert min(wish, least) - 1e-6 <= width <= wish + 1e-6
    if sum(natural) <= room:
        assert widths == natural
    elif sum(min(wish, least) for wish in natural) <= room:
        assert sum(widths) == pytest.approx(room)


def _coloured(language: str, code: str) -> list[tuple[str, str]]:
    found = []
    for line, stretches in zip(code.split("\n"), Highlighter(language).read(code), strict=False):
        units = line.encode("utf-16-le")
        for part in stretches:
            word = units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
            found.append((word, part.colour))
    return found


def test_words_of_code_are_told_apart() -> None:
    found = dict(_coloured("py", '@d\ndef add(a):  # sum\n    return len("é🦊") + 1.5, True'))
    assert found["def"] == found["return"] == "cache"
    assert found["add"] == "weights"
    assert found["# sum"] == "muted"
    assert found["len"] == "experts"
    assert found["é🦊"] == "ok"
    assert found["1.5"] == found["True"] == "canvas"
    assert found["@d"] == "compute"


def test_a_comment_of_several_lines_has_its_colour_on_each() -> None:
    found = _coloured("c", "int a; /* one\ntwo */ int b;")
    assert ("/* one", "muted") in found
    assert ("two */", "muted") in found


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("python", "Python"), ("JS", "JavaScript"), ("c++", "C++"), ("", ""), ("text", "text"),
        ("unheard-of", "unheard-of"), ("<script>", ""), ("x" * 90, "x" * 24), ("a b", ""),
    ],
)  # fmt: skip
def test_names_of_languages(language: str, title: str) -> None:
    assert Highlighter(language).title == title


def test_unknown_languages_and_plain_text_have_no_colours() -> None:
    for language in ("", "text", "unheard-of"):
        assert not Highlighter(language).read("def f(): pass")


def test_only_the_beginning_of_long_code_is_looked_at() -> None:
    code = "def f(): pass\n" * 4000
    lines = Highlighter("python").read(code)
    whole = MOST_CODE // len("def f(): pass\n")
    assert all(lines[:whole])
    assert not any(lines[whole + 1 :])


@given(
    st.sampled_from(["python", "js", "html", "json", "bash", "diff", "rust", "c"]),
    st.text(st.sampled_from("\n \"'`{}()<>/*#=\\ab1🦊é"), max_size=120),
)
def test_stretches_lie_in_their_lines_and_in_order(language: str, code: str) -> None:
    lines = code.split("\n")
    found = Highlighter(language).read(code)
    assert len(found) == len(lines)
    for line, stretches in zip(lines, found, strict=True):
        end = 0
        for part in stretches:
            assert part.start >= end
            assert part.length > 0
            assert part.colour in COLOURS
            end = part.start + part.length
        assert end <= len(line.encode("utf-16-le")) // 2
