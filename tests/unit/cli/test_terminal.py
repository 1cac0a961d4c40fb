"""What a model says must not act upon a terminal."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.cli.terminal import can_animate, can_colour, can_show, char_width, inert


@given(st.text())
def test_no_control_character_survives(text: str) -> None:
    assert not {c for c in inert(text) if unicodedata.category(c) == "Cc"} - {"\n"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Zl", "Zp"])))
def test_words_are_left_alone(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x9b2J", "2J"),
        ("a\tb\r\nc\rd", "a    b\ncd"),
        ("\u202etxt.exe", "txt.exe"),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_what_becomes_of_escapes(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize(
    ("char", "width"), [("a", 1), ("é", 1), ("\u0301", 0), ("語", 2), ("🙂", 2), ("▒", 1)]
)
def test_width(char: str, width: int) -> None:
    assert char_width(char) == width


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("term", "can"), [("xterm-256color", True), ("dumb", False), ("", False)])
def test_a_dumb_terminal_shows_no_picture(
    monkeypatch: pytest.MonkeyPatch, term: str, can: bool
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("TERM", term)
    assert can_animate(_Terminal()) is can
    assert not can_animate(io.StringIO())


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert can_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not can_colour()


def test_glyphs_that_the_encoding_lacks() -> None:
    assert can_show(io.TextIOWrapper(io.BytesIO(), "utf-8"), "▒")
    assert not can_show(io.TextIOWrapper(io.BytesIO(), "latin-1"), "▒")
