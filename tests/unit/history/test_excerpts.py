from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from darkroom.history.excerpts import excerpt_of, parted

BEGIN, END = "\x01aa", "\x02aa"
PARTS = [
    "word",
    " ",
    "x" * 50,
    "é",
    "e\u0301",
    "👩‍💻",
    "👍🏽",
    "❤️",
    "扩",
    "\n",
    "\u200b",
    "\x01",
    "…",
]


@given(st.lists(st.tuples(st.booleans(), st.text("".join(PARTS), min_size=1))))
def test_marks_are_taken_out_and_stand_on_the_same_text(pieces: list[tuple[bool, str]]) -> None:
    marked = "".join(f"{BEGIN}{text}{END}" if is_match else text for is_match, text in pieces)
    plain, marks = parted(marked, BEGIN, END)

    def shown(text: str) -> str:
        return text.replace("\u200b", "").replace("\n", " ")

    assert plain == shown("".join(text for _, text in pieces))
    assert [plain[at : at + length] for at, length in marks] == [
        shown(text) for is_match, text in pieces if is_match
    ]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(PARTS[:9])), max_size=200))
def test_an_excerpt_is_a_piece_of_the_text_with_its_marks(pieces: list[tuple[bool, str]]) -> None:
    text, marks = "", []
    for is_match, piece in pieces:
        if is_match:
            marks.append((len(text), len(piece)))
        text += piece
    excerpt, inside = excerpt_of(text, tuple(marks))
    bare = excerpt.removeprefix("…").removesuffix("…")
    assert bare in text
    assert len(excerpt) <= 162
    assert bool(inside) == bool(marks)
    originals = {text[at : at + length] for at, length in marks}
    for at, length in inside:
        mark = excerpt[at : at + length]
        assert any(original.startswith(mark) for original in originals)
    # Not cut within what looks like one character.
    if bare:
        assert not unicodedata.category(bare[0]).startswith("M") or text.startswith(bare)
        assert not bare.endswith("\N{ZERO WIDTH JOINER}") or text.endswith(bare)


def test_short_texts_stay_whole() -> None:
    assert excerpt_of("a fox", ((2, 3),)) == ("a fox", ((2, 3),))
    assert excerpt_of("", ()) == ("", ())


def test_the_part_with_the_most_matches_is_shown() -> None:
    text = f"fox {'word ' * 100}the fox and the fox {'word ' * 100}"
    first = text.index("the fox")
    marks = tuple((at, 3) for at in (0, first + 4, first + 16))
    excerpt, inside = excerpt_of(text, marks)
    assert "the fox and the fox" in excerpt
    assert len(inside) == 2


def test_a_text_without_spaces_is_cut_anyway() -> None:
    excerpt, marks = excerpt_of("x" * 1000, ((500, 300),))
    assert len(excerpt) == 162
    assert marks == ((41, 120),)
