"""Forms that are kept: nothing that somebody wrote is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.form_shelf import FormShelf, Sheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "forms.json"


def test_what_is_written_is_there_at_the_next_start(path: Path) -> None:
    shelf = FormShelf(path)
    shelf.write("Dear {{name", "a letter")
    assert FormShelf(path).written == Sheet("Dear {{name", "a letter")


def test_a_form_is_kept_under_a_name(path: Path) -> None:
    shelf = FormShelf(path)
    shelf.write("{{b}}", "")
    assert shelf.save("  my \n letter ") == "my letter"
    shelf.write("{{b}}!", "more")
    shelf.save("Alpha")
    again = FormShelf(path)
    assert again.names == ("Alpha", "my letter")
    assert again.find("my letter") == Sheet("{{b}}", "", "my letter")
    assert again.written.name == "Alpha"


def test_another_form_leaves_a_way_back(path: Path) -> None:
    shelf = FormShelf(path)
    shelf.write("mine {{a}}", "for me")
    shelf.begin(Sheet("other {{a}}"))
    assert FormShelf(path).before == Sheet("mine {{a}}", "for me")
    shelf.begin(shelf.before)
    assert shelf.written.text == "mine {{a}}"
    assert shelf.before.text == "other {{a}}"


def test_a_form_that_is_kept_anyway_does_not_take_the_way_back(path: Path) -> None:
    shelf = FormShelf(path)
    shelf.write("mine {{a}}", "")
    shelf.begin(Sheet("kept {{a}}"))
    shelf.save("kept")
    shelf.begin(Sheet())
    assert shelf.before.text == "mine {{a}}"
    shelf.begin(Sheet("third {{a}}"))
    assert shelf.before.text == "mine {{a}}", "an empty form is nothing to return to"


def test_names_change_and_go_and_come_back(path: Path) -> None:
    shelf = FormShelf(path)
    shelf.write("{{a}}", "")
    shelf.save("one")
    shelf.write("{{b}}", "")
    shelf.save("two")
    with pytest.raises(BadInputError, match="already"):
        shelf.rename("one", "two")
    assert shelf.rename("two", " 2 ") == "2"
    assert shelf.written.name == "2"
    gone = shelf.delete("2")
    assert FormShelf(path).names == ("one",)
    assert FormShelf(path).written == Sheet("{{b}}"), "what is being written stays"
    shelf.restore(gone)
    assert FormShelf(path).find("2") == Sheet("{{b}}", "", "2")
    with pytest.raises(BadInputError, match="any more"):
        shelf.delete("three")


@pytest.mark.parametrize("name", ["", " \n", "x" * 81])
def test_names_that_cannot_be(path: Path, name: str) -> None:
    shelf = FormShelf(path)
    with pytest.raises(BadInputError, match="characters"):
        shelf.save(name)
    assert shelf.names == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"written": {"text": 1, "request": "", "name": ""}, "before": {}, "forms": []}',
        b'{"written": {"text": "", "request": "", "name": ""}, "before": {"text": "", "request":'
        b' "", "name": ""}, "forms": [{"text": "", "request": "", "name": ""}]}',
    ],
)
def test_a_damaged_file_is_kept_aside(path: Path, raw: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)
    shelf = FormShelf(path)
    assert shelf.written == Sheet()
    assert path.with_name("forms.json.bad").read_bytes() == raw


def test_where_nothing_can_be_written_it_lasts_as_long_as_the_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = FormShelf(tmp_path / "file" / "forms.json")
    shelf.write("{{a}}", "")
    assert not shelf.is_kept
    assert shelf.written.text == "{{a}}"


@given(st.text(st.characters(exclude_categories=("Cs",))), st.text(max_size=20))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, more: str
) -> None:
    path = tmp_path_factory.mktemp("forms") / "forms.json"
    shelf = FormShelf(path)
    shelf.write(text, more.encode("utf-8", "replace").decode())
    assert FormShelf(path).written.text == text
