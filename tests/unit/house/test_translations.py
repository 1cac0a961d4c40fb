"""Texts reach the translators, and what they write reaches the window unharmed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import translations
from darkroom.core.settings import LANGUAGE
from translations import LANGUAGES, Message, compile_, qm_path, read, ts_path, update

FINE = Message("Here", "{n} of {m} files", "{n} von {m} Dateien", finished=True)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What the tool finds in the sources as they are now."""
    ts = tmp_path_factory.mktemp("texts") / "darkroom_de.ts"
    update(ts, "de")
    return list(read(ts))


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _calls(node: ast.AST, inside: str = "") -> Iterator[tuple[str, str]]:
    """Context and text of every call that translates or marks, as the program makes it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            function = child.func
            name = getattr(function, "attr", getattr(function, "id", ""))
            texts = [_literal(argument) for argument in child.args]
            if name == "tr" and texts and texts[0] is not None:
                # As a method it has the class's context; as a function it is `translate` renamed.
                method = isinstance(function, ast.Attribute)
                yield (inside, texts[0]) if method else (texts[0], texts[1] or "")
            elif name in {"translate", "QT_TRANSLATE_NOOP"} and None not in texts[:2]:
                yield str(texts[0]), str(texts[1])
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else inside)


def test_the_tool_finds_every_text(collected: list[Message]) -> None:
    made = {
        call
        for path in translations.SOURCES.rglob("*.py")
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")))
    }
    found = {message.key for message in collected}
    assert len(made) > 500
    # In f-strings, and behind a function that is called tr, it finds nothing.
    assert not made - found
    assert not found - made


def test_languages_are_those_that_people_can_choose() -> None:
    choices = {option.value for option in LANGUAGE.options}
    assert choices == {"system", "en", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_fits(language: str, collected: list[Message]) -> None:
    written = list(read(ts_path(language)))
    wanted, there = {m.key for m in collected}, {m.key for m in written}
    assert not wanted - there, "run packaging/translations.py update, and translate"
    assert not there - wanted, "run packaging/translations.py update: these are gone"
    assert not translations.troubles(ts_path(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_gets_what_translators_wrote(language: str, tmp_path: Path) -> None:
    compile_(ts_path(language), tmp_path / "packed.qm")
    packed = qm_path(language).read_bytes()
    assert packed == (tmp_path / "packed.qm").read_bytes(), "run packaging/translations.py compile"


@pytest.mark.parametrize(
    ("message", "trouble"),
    [
        (FINE, ""),
        (replace(FINE, translation="{m} Dateien, davon {n}"), ""),
        (replace(FINE, translation=""), "is not translated"),
        (replace(FINE, finished=False), "is not translated"),
        (replace(FINE, context=""), "has no context"),
        (replace(FINE, translation="{n} von {k} Dateien"), "has other placeholders"),
        (replace(FINE, translation="{n} Dateien"), "has other placeholders"),
        (replace(FINE, translation="{n von {m} Dateien"), "has other placeholders"),
        (replace(FINE, source=" MB/s", translation="MB/s"), "begins or ends with other spaces"),
    ],
)
def test_troubles_are_told(message: Message, trouble: str) -> None:
    assert message.trouble().startswith(trouble)
    assert bool(message.trouble()) == bool(trouble)


def test_an_update_keeps_what_is_translated_and_adds_what_is_new(tmp_path: Path) -> None:
    sources, ts = tmp_path / "app", tmp_path / "darkroom_de.ts"
    sources.mkdir()
    view = sources / "view.py"
    method = "class View(QWidget):\n    def f(self):\n        "
    view.write_text(f'{method}self.tr("Old")\n')
    update(ts, "de", sources)
    old = '<translation type="unfinished"></translation>'
    text = ts.read_text(encoding="utf-8")
    assert text.count(old) == 1
    ts.write_text(text.replace(old, "<translation>Alt</translation>"), encoding="utf-8")
    view.write_text(f'{method}self.tr("Old"), self.tr("New " "one")\n')
    update(ts, "de", sources)
    assert list(read(ts)) == [
        Message("View", "New one", "", finished=False),
        Message("View", "Old", "Alt", finished=True),
    ]
    assert translations.troubles(ts) == ["View: 'New one' is not translated."]
    view.write_text("")
    update(ts, "de", sources)
    assert not list(read(ts))
