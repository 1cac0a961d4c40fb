from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from darkroom.core.canvas import Origin
from darkroom.core.errors import BadInputError, HistoryError
from darkroom.core.types import GenerateSettings
from darkroom.history.exchange import dumps, from_json, to_json
from darkroom.history.provenance import as_plain, provenance_of
from darkroom.history.records import MessageState, Provenance, StoredMessage
from darkroom.history.store import History
from histories import PROVENANCE, talk


@pytest.fixture
def other(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "other.db")
    yield history
    history.close()


def begun(history: History, provenance: Provenance | None = PROVENANCE) -> StoredMessage:
    chat = history.add_chat(title="x").id
    question = history.add_question(chat, None, "?").id
    return history.begin_answer(
        chat, question, model="", quantization="", settings=GenerateSettings(),
        provenance=provenance,
    )  # fmt: skip


def test_provenance_is_kept_from_the_beginning_of_an_answer_on(history: History) -> None:
    message = begun(history)
    assert message.provenance == PROVENANCE
    assert history.end_answer(message.id, MessageState.DONE, "!").provenance == PROVENANCE
    origins = (Origin(1, (1, 2)),)
    ended = history.end_answer(
        message.id, MessageState.DONE, "!", provenance=replace(PROVENANCE, origins=origins)
    )
    assert ended.provenance is not None and ended.provenance.origins == origins
    assert history.change_provenance(message.id, Provenance("fork")).provenance == Provenance(
        "fork"
    )


def test_answers_of_older_versions_have_none(history: History) -> None:
    assert begun(history, None).provenance is None


def test_a_chat_that_branches_off_keeps_it(history: History) -> None:
    branch = history.branch(begun(history).id, "other")
    assert branch.leaf is not None
    copy = history.message(branch.leaf)
    assert copy is not None and copy.provenance == PROVENANCE


def test_what_is_imported_exports_to_the_same_bytes(history: History, other: History) -> None:
    begun(history)
    begun(history, Provenance())
    begun(history, None)
    text = dumps(to_json(history))
    assert len(from_json(other, json.loads(text))) == 3
    assert dumps(to_json(other)) == text
    assert from_json(history, json.loads(text)) == []


def test_an_export_of_an_older_version_is_taken_in(history: History, other: History) -> None:
    talk(history, "1", "2")
    data = to_json(history)
    for message in data["chats"][0]["messages"]:
        del message["provenance"]
    from_json(other, data)
    assert dumps(to_json(other)) == dumps(to_json(history))


WRONG: dict[str, Any] = {
    "kind": "stolen",
    "source": 3,
    "prefix": None,
    "wish": ["x"],
    "accepted": 1,
    "span": [3, 3, 1],
    "origins": [{"block": 0, "tokens": [1.5]}],
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_refused_in_an_import_and_left_out_otherwise(
    history: History, name: str
) -> None:
    begun(history)
    data = to_json(history)
    plain = as_plain(PROVENANCE) | {name: WRONG[name]}
    data["chats"][0]["messages"][1]["provenance"] = plain
    with pytest.raises(HistoryError, match=f"provenance: {name}"):
        from_json(history, data)
    usual = getattr(Provenance(), name)
    assert provenance_of(plain) == replace(PROVENANCE, **{name: usual})


@pytest.mark.parametrize(
    "origin",
    [
        {"tokens": []},
        {"block": -1},
        {"block": 0, "tokens": [-2]},
        {"block": 0, "tokens": [True]},
        {"block": 0, "allowed": {"x": [1]}},
        {"block": 0, "allowed": {"1": 1}},
        {"block": 0, "stages": [{"settings": {}, "until": 0}]},
        {"block": 0, "stages": [{"settings": {"steps": 0}, "until": 1}]},
        {"block": 0, "stages": [{"until": 1}]},
        7,
    ],
)
def test_an_origin_that_cannot_be_is_refused(origin: object) -> None:
    with pytest.raises(BadInputError):
        provenance_of({"origins": [origin]}, strict=True)


@pytest.mark.parametrize("raw", [None, 3, "kept", []])
def test_what_is_no_object_is_refused_or_says_nothing(raw: object) -> None:
    assert provenance_of(raw) == Provenance()
    with pytest.raises(BadInputError):
        provenance_of(raw, strict=True)


def test_a_source_is_found_among_its_siblings_only(history: History) -> None:
    message = begun(history)
    other = begun(history)
    sibling = history.begin_answer(
        message.chat, message.parent, model="", quantization="", settings=GenerateSettings()
    )
    found = history.sibling_of_uid(sibling.id, message.uid)
    assert found is not None and found.id == message.id
    assert history.sibling_of_uid(sibling.id, other.uid) is None
    history.delete_message(message.id)
    assert history.sibling_of_uid(sibling.id, message.uid) is None
