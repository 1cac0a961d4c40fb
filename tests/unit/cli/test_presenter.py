"""What a reader that is no terminal gets."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import fakes
from darkroom.cli.committed import CommittedText
from darkroom.cli.presenter import JsonPresenter, PlainPresenter
from darkroom.core.types import Done, Frame

_HALVES = (b"", b"\xc3", b"\xbc")


def test_a_cancelled_answer_leaves_its_draft() -> None:
    out, notes = io.StringIO(), io.StringIO()
    PlainPresenter(out, notes).on_done(Done("cancelled", "So far", fakes.stats(3)))
    assert out.getvalue() == "So far\n"
    assert notes.getvalue().startswith("cancelled · ")


def test_a_run_cancelled_before_its_first_word_prints_none() -> None:
    out = io.StringIO()
    PlainPresenter(out, io.StringIO()).on_done(Done("cancelled", "", fakes.stats(0)))
    assert out.getvalue() == ""


def test_a_pipe_gets_the_answer_and_the_notes_what_was_thought() -> None:
    out, notes = io.StringIO(), io.StringIO()
    done = Done("end", "Yes.", fakes.stats(3), thinking="Hm.")
    PlainPresenter(out, notes).on_done(done)
    assert out.getvalue() == "Yes.\n"
    assert notes.getvalue().startswith("Thinking\nHm.\n\n3 steps")


@pytest.mark.parametrize(
    ("canvases", "texts", "thinking"),
    [
        ([[11, 13, 14, 15], [16, 12, 4, 0]], ["", "words"], ["First noise", "."]),
        ([[1, 2], [11, 13, 14, 12], [2, 9]], ["Noise settles", "", " settles."], ["First"]),
        ([[11, 13]], [""], []),
    ],
)
def test_thinking_stands_beside_the_text(
    canvases: list[list[int]], texts: list[str], thinking: list[str]
) -> None:
    out = io.StringIO()
    presenter = JsonPresenter(out)
    presenter.on_model(fakes.load("fake"))
    for block, tokens in enumerate(canvases):
        presenter.on_frame(_frame(block, tokens))
    presenter.on_done(Done("length", "", fakes.stats(1)))
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    found = [line for line in lines if line["type"] == "text"]
    assert [line["text"] for line in found] == texts
    assert [line["thinking"] for line in found if "thinking" in line] == thinking


def test_an_answer_may_begin_within_thinking() -> None:
    model: Any = fakes.load("fake")
    model.info = replace(model.info, thinking=replace(model.info.thinking, opened=True))
    reader = CommittedText(model, thinking=True)
    assert reader.take(_frame(0, [14, 12, 4])) == ("First", "words")
    assert CommittedText(model).take(_frame(0, [14, 12, 4])) == ("", "First words")


@pytest.mark.parametrize(
    ("canvases", "answer"),
    [([[1]], "\ufffd"), ([[1], [2]], "ü"), ([[2, 1], [2, 1]], "\ufffdü\ufffd")],
)
def test_the_texts_together_are_the_answer(canvases: list[list[int]], answer: str) -> None:
    model: Any = fakes.load("fake")
    model.piece = _HALVES.__getitem__
    out = io.StringIO()
    presenter = JsonPresenter(out)
    presenter.on_model(model)
    for block, tokens in enumerate(canvases):
        presenter.on_frame(_frame(block, tokens))
    presenter.on_done(Done("length", answer, fakes.stats(1)))
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    texts = [line["text"] for line in lines if line["type"] == "text"]
    assert "".join(texts) == answer
    assert len(texts) == len(canvases)


def _frame(block: int, tokens: list[int]) -> Frame:
    size = len(tokens)
    return Frame(
        1, block, 1, 1, np.array(tokens, np.int32), np.ones(size, np.bool_),
        np.zeros(size, np.float16),
    )  # fmt: skip
