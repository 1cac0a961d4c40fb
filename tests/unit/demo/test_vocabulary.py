"""The tokenizer the scripts learn: whole words where they matter, nothing lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from demo.data import Examples, batches
from demo.model import Config
from demo.prompts import every_task
from demo.task import Task, template_of
from demo.template import Slot
from demo.vocabulary import PAD, TURN_END, encode_prompt, learn, load_or_learn


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return learn(Config().vocab)


def _count(tokenizer: Tokenizer, text: str) -> int:
    return len(tokenizer.encode(text, add_special_tokens=False).ids)


def test_learning_gives_the_same_again(tokenizer: Tokenizer, tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    assert load_or_learn(path, Config().vocab).to_str() == tokenizer.to_str()
    assert Tokenizer.from_file(str(path)).to_str() == tokenizer.to_str()


def test_any_text_survives(tokenizer: Tokenizer) -> None:
    for text in ("The fox.", "naïve café ☕", "  two  spaces\n\n", "def f(x):\n    return x"):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        assert tokenizer.decode(ids, skip_special_tokens=False) == text


def test_alternatives_are_one_token_each(tokenizer: Tokenizer) -> None:
    for answer in {task.answer for task in every_task()}:
        before = ""
        for part in template_of(answer).parts:
            if isinstance(part, Slot):
                space = " " if before.endswith(" ") else ""
                assert {_count(tokenizer, space + o) for o in part.options} <= {1}, part
            before = part if isinstance(part, str) else ""


def test_answers_fit_two_canvases(tokenizer: Tokenizer) -> None:
    rng = random.Random(0)
    lengths = {t.family: _count(tokenizer, t.sample(rng)) + 1 for t in every_task()}
    assert lengths.pop("two canvases") in range(65, 129)
    assert max(lengths.values()) <= 64


def test_targets_continue_their_prompts(tokenizer: Tokenizer) -> None:
    stream = batches(tokenizer, 0, 8, 64, None, pool=8)
    for item in (next(stream) for _ in range(8)):
        _check(tokenizer, item)


def _check(tokenizer: Tokenizer, item: Examples) -> None:
    assert item.target.shape[1] == 64
    for row, length in enumerate(item.lengths.tolist()):
        target = item.target[row].tolist()
        if TURN_END in target:
            assert set(target[target.index(TURN_END) + 1 :]) <= {PAD}
        whole = item.prompt[row, :length].tolist() + target
        text = tokenizer.decode(whole, skip_special_tokens=False)
        assert text.startswith("<bos><|turn>")
        assert text.count("<|turn>model\n") >= 1


def test_prompts_have_turns(tokenizer: Tokenizer) -> None:
    ids = encode_prompt(tokenizer, ("Hi", "Hello!", "Thanks"), "Be brief.")
    assert tokenizer.decode(ids, skip_special_tokens=False) == (
        "<bos><|turn>system\nBe brief.<turn|>\n<|turn>user\nHi<turn|>\n"
        "<|turn>model\nHello!<turn|>\n<|turn>user\nThanks<turn|>\n<|turn>model\n"
    )


def test_held_out_is_decided_by_subject_and_wording() -> None:
    tasks = [Task("f", str(i), ("q",), "a") for i in range(500)]
    assert 25 <= sum(t.held_out for t in tasks) <= 80
    assert [t.held_out for t in tasks] == [t.held_out for t in tasks]
