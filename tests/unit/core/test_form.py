"""Forms: what people write comes back as they wrote it, and what cannot be read is told where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.form import (
    DEFAULT_TOKENS,
    MAX_TOKENS,
    Blank,
    Form,
    blank_spans,
    loosened,
    parse_form,
)
from darkroom.core.form_problems import FormError, FormProblem

WORDS = st.text(st.sampled_from("ab é|ß-_0 名"), min_size=1, max_size=6).map(
    lambda text: text.replace("|", "").strip() or "x"
)
TEXTS = st.text(st.sampled_from("\\{}|:ab \n\r\t\u2028"), min_size=1, max_size=12)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Any form with one blank or more."""
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    parts: list[str | Blank] = []
    for name in names:
        if draw(st.booleans()):
            parts.append(draw(TEXTS))
        if draw(st.booleans()):
            choices = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
            parts.append(Blank(name, choices=tuple(choices)))
        else:
            parts.append(Blank(name, draw(st.integers(1, MAX_TOKENS))))
    if draw(st.booleans()):
        parts.append(draw(TEXTS))
    return Form(tuple(parts))


def test_a_form_is_text_and_blanks() -> None:
    form = parse_form("Dear {{name}},\n{{body:40}}\nYours, {{sign|Mia|Tom}}")
    assert form.parts == (
        "Dear ",
        Blank("name", DEFAULT_TOKENS),
        ",\n",
        Blank("body", 40),
        "\nYours, ",
        Blank("sign", choices=("Mia", "Tom")),
    )
    assert [blank.name for blank in form.blanks] == ["name", "body", "sign"]
    assert form.text({"name": "Ana", "body": "Hi."}) == "Dear Ana,\nHi.\nYours, "
    assert form.filled({"name": "Ana"})[1] == ("Ana", form.blanks[0])


def test_spaces_in_a_blank_are_of_no_account() -> None:
    form = parse_form("{{ first name : 3 }}{{ sure | yes , of course | no }}")
    assert form.blanks == (
        Blank("first name", 3),
        Blank("sure", choices=("yes , of course", "no")),
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (r"\{{a}} {{b}}", ("{{a}} ", Blank("b"))),
        (r"\\{{b}}", ("\\", Blank("b"))),
        (r"\\\{{a}}{{b}}", ("\\{{a}}", Blank("b"))),
        (r"C:\{{b}}\n{{c}}", ("C:{{b}}\\n", Blank("c"))),
        ('{"a": {{{b}}}}', ('{"a": {', Blank("b"), "}}")),
        (r"\{{{b}}", ("\\{", Blank("b"))),
        (r"{\{{ {{b}}", ("{{{ ", Blank("b"))),
        ("{a} }} {{b}} {", ("{a} }} ", Blank("b"), " {")),
    ],
)
def test_braces_that_are_text(text: str, parts: tuple[str | Blank, ...]) -> None:
    assert parse_form(text).parts == parts


@pytest.mark.parametrize(
    ("text", "problem", "line", "column", "what"),
    [
        ("", FormProblem.NO_BLANK, 1, 1, ""),
        ("no blank {here}", FormProblem.NO_BLANK, 1, 1, ""),
        (r"\{{name}}", FormProblem.NO_BLANK, 1, 1, ""),
        ("ab\ncd {{name", FormProblem.NOT_CLOSED, 2, 4, ""),
        ("{{na\nme}}", FormProblem.NOT_CLOSED, 1, 1, ""),
        ("{{a}}\r\n\r\n {{b}", FormProblem.NOT_CLOSED, 3, 2, ""),
        ("{{a {{b}}", FormProblem.NOT_CLOSED, 1, 1, ""),
        ("{{ }}", FormProblem.NO_NAME, 1, 1, ""),
        ("{{:5}}", FormProblem.NO_NAME, 1, 1, ""),
        ("{{|a|b}}", FormProblem.NO_NAME, 1, 1, ""),
        ("é{{a\tb}}", FormProblem.BAD_NAME, 1, 2, "a\tb"),
        ("{{a:3|b|c}}", FormProblem.BAD_NAME, 1, 1, "a:3"),
        ("{{" + "n" * 61 + "}}", FormProblem.BAD_NAME, 1, 1, "n" * 61),
        ("{{a}} {{a:3}}", FormProblem.NAME_AGAIN, 1, 7, "a"),
        ("{{a:}}", FormProblem.BAD_COUNT, 1, 1, ""),
        ("{{a:0}}", FormProblem.BAD_COUNT, 1, 1, "0"),
        ("{{a:257}}", FormProblem.BAD_COUNT, 1, 1, "257"),
        ("{{a:-3}}", FormProblem.BAD_COUNT, 1, 1, "-3"),
        ("{{a:٣}}", FormProblem.BAD_COUNT, 1, 1, "٣"),
        ("{{a:" + "9" * 5000 + "}}", FormProblem.BAD_COUNT, 1, 1, "9" * 5000),
        ("{{a|yes}}", FormProblem.ONE_CHOICE, 1, 1, "yes"),
        ("{{a|}}", FormProblem.ONE_CHOICE, 1, 1, ""),
        ("{{a|yes|}}", FormProblem.EMPTY_CHOICE, 1, 1, ""),
        ("{{a|yes| yes}}", FormProblem.CHOICE_AGAIN, 1, 1, "yes"),
        ("{{a|x\ty|z}}", FormProblem.BAD_CHOICE, 1, 1, "x\ty"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    text: str, problem: FormProblem, line: int, column: int, what: str
) -> None:
    with pytest.raises(FormError) as caught:
        parse_form(text)
    error = caught.value
    assert (error.problem, error.line, error.column) == (problem, line, column)
    assert error.what == what
    assert f"line {line}, column {column}" in error.text
    assert error.hint


@given(forms())
def test_a_form_that_is_written_is_the_same_form(form: Form) -> None:
    assert parse_form(str(form)) == form


@given(st.text(st.sampled_from("{}|:\\ab\n 3"), max_size=40))
def test_whatever_people_write_is_a_form_or_told(text: str) -> None:
    try:
        form = parse_form(text)
    except BadInputError as error:
        assert error.hint
        return
    assert parse_form(str(form)) == form
    assert blank_spans(text) == list(form.spans)
    assert [text[start : start + 2] for start, _ in form.spans] == ["{{"] * len(form.blanks)
    assert [text[stop - 2 : stop] for _, stop in form.spans] == ["}}"] * len(form.blanks)


@given(st.text(max_size=60))
def test_any_text_at_all_is_told(text: str) -> None:
    try:
        parse_form(text)
    except FormError as error:
        assert 1 <= error.line <= text.count("\n") + text.count("\r") + 1
        assert error.column >= 1


@given(forms(), st.text(max_size=8))
def test_the_fixed_text_is_kept_letter_by_letter(form: Form, value: str) -> None:
    values = {blank.name: value for blank in form.blanks}
    expected = "".join(value if isinstance(part, Blank) else part for part in form.parts)
    assert form.text(values) == expected


def test_a_space_before_a_blank_goes_with_the_blank() -> None:
    form = parse_form("Dear {{a}}, {{b}}{{c}} \n{{d}}  {{e}} {{f}} ")
    spaces = {part.name: space for part, space in loosened(form) if isinstance(part, Blank)}
    assert spaces == {"a": True, "b": True, "c": False, "d": False, "e": True, "f": True}
    texts = [part for part, _ in loosened(form) if isinstance(part, str)]
    assert texts == ["Dear", ",", " \n", " ", " "]


@given(forms())
def test_with_the_spaces_put_back_nothing_is_lost(form: Form) -> None:
    parts = [" " * space + str(part) for part, space in loosened(form)]
    assert "".join(parts) == "".join(map(str, form.parts))


def test_rows_of_backslashes_and_braces_are_read_in_one_go() -> None:
    long = "\\" * 200_000 + "x" + "{" * 200_000 + "{{a}}"
    form = parse_form(long)
    assert len(form.parts) == 2
    assert parse_form(str(form)) == form


def test_blanks_are_found_in_what_is_not_a_form_yet() -> None:
    assert blank_spans(r"a {{b}} \{{c}} {{d:0}} {{e") == [(2, 7), (15, 22)]
    assert blank_spans("") == []


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Blank(""),
        lambda: Blank(" a"),
        lambda: Blank("a", 0),
        lambda: Blank("a", choices=("b",)),
        lambda: Blank("a", choices=("b", "b")),
        lambda: Blank("a", choices=("b", "c|d")),
        lambda: Blank("a{"),
    ],
)
def test_a_blank_that_could_not_be_written_is_none(broken: object) -> None:
    assert callable(broken)
    with pytest.raises(FormError):
        broken()
