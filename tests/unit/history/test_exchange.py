from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darkroom.core.errors import HistoryError
from darkroom.history.exchange import dumps, from_json, read_json, to_json, write_json
from darkroom.history.records import MessageState
from darkroom.history.store import History
from histories import SETTINGS, rich_chat, talk, texts


@pytest.fixture
def other(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "other.db")
    yield history
    history.close()


def test_what_is_imported_exports_to_the_same_bytes(history: History, other: History) -> None:
    rich_chat(history)
    talk(history, "1", "2", "3", title="\u2028 \x7f \"'\\ 🦊")
    history.add_chat(title="empty")
    text = dumps(to_json(history))
    ids = from_json(other, json.loads(text))
    assert len(ids) == 3
    assert dumps(to_json(other)) == text
    assert dumps(to_json(other, ids)) == text
    assert other.problems() == []


def test_all_of_a_chat_arrives(history: History, other: History) -> None:
    chat = rich_chat(history)
    (id_,) = from_json(other, to_json(history, [chat.id]))
    found = other.chat(id_)
    assert found is not None and chat.leaf is not None and found.leaf is not None
    assert found == chat
    assert other.path_to(found.leaf) == history.path_to(chat.leaf)
    answers = [message.id for message in history.path_to(chat.leaf)][1:2]
    assert other.siblings(answers[0]) == history.siblings(answers[0])
    assert other.trace(answers[0]) == history.trace(answers[0]) != []
    assert [hit.message for hit in other.search("扩散")] == [1]


def test_traces_can_be_left_out(history: History, other: History) -> None:
    chat = rich_chat(history)
    from_json(other, to_json(history, [chat.id], traces=False))
    assert other.trace_bytes() == 0
    assert dumps(to_json(other)) == dumps(to_json(history, traces=False))


def test_what_is_there_already_is_left_out(history: History) -> None:
    rich_chat(history)
    talk(history, "1", "2")
    data = to_json(history)
    assert from_json(history, data) == []
    assert from_json(history, to_json(history, traces=False)) == []
    assert len(history.heads()) == 2


def test_what_has_changed_meanwhile_comes_beside_it(history: History) -> None:
    chat, ids = talk(history, "1", "2")
    data = to_json(history)
    history.change_chat(chat, title="Renamed")
    (added,) = from_json(history, data)
    one, two = history.chat(chat), history.chat(added)
    assert one is not None and two is not None and two.leaf is not None
    assert one.uid != two.uid
    assert texts(history.path_to(two.leaf)) == texts(history.path_to(ids[-1]))
    uids = {row["uid"] for row in history.database.all("SELECT uid FROM messages")}
    assert len(uids) == 4
    assert history.problems() == []


def test_a_deleted_chat_can_be_imported_again(history: History) -> None:
    chat, _ = talk(history, "1", "2")
    data = to_json(history)
    history.delete_chat(chat)
    (added,) = from_json(history, data)
    history.purge()
    assert [head.id for head in history.heads()] == [added]


def test_deleted_messages_stay_here(history: History, other: History) -> None:
    _, ids = talk(history, "1", "2", "3", "4")
    history.delete_message(ids[2])
    from_json(other, to_json(history))
    assert texts(other.path_to(2)) == ["1", "2"]
    assert other.message(3) is None


def test_a_running_answer_arrives_as_an_interrupted_one(history: History, other: History) -> None:
    chat = history.add_chat().id
    begun = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS)
    history.save_progress(begun.id, "half")
    from_json(other, to_json(history))
    (message,) = other.path_to(1)
    assert (message.state, message.text) == (MessageState.INTERRUPTED, "half")


def test_a_file_is_written_chat_by_chat(history: History, tmp_path: Path) -> None:
    for number in range(3):
        talk(history, "1", "2", title=f"Chat {number}")
    seen: list[tuple[int, int]] = []
    path = tmp_path / "chats.json"
    write_json(history, path, on_chat=lambda done, all_: seen.append((done, all_)))
    assert path.read_text("utf-8") == dumps(to_json(history))
    assert read_json(path) == to_json(history)
    assert seen == [(0, 3), (1, 3), (2, 3)]
    empty = tmp_path / "none.json"
    write_json(history, empty, [])
    assert read_json(empty) == to_json(history, [])


def test_an_export_that_is_ended_leaves_the_old_file(history: History, tmp_path: Path) -> None:
    talk(history, "1")
    path = tmp_path / "chats.json"
    path.write_text("old")

    def stop(_: int, __: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_json(history, path, on_chat=stop)
    assert path.read_text() == "old"
    assert not list(tmp_path.glob("*.part"))


def test_an_export_without_a_folder_says_so(history: History, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="nowhere"):
        write_json(history, tmp_path / "nowhere" / "chats.json")
    with pytest.raises(HistoryError, match="gone"):
        to_json(history, [7])


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_says_so(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "chats.json"
    path.write_bytes(raw)
    with pytest.raises(HistoryError, match="is not a JSON file"):
        read_json(path)
    with pytest.raises(HistoryError, match="nowhere"):
        read_json(tmp_path / "nowhere.json")


def exported(history: History) -> dict[str, Any]:
    return json.loads(dumps(to_json(history, [rich_chat(history).id])))


WRONG = [
    (["format"], "chats", "Its format is not 'darkroom-chats'"),
    (["version"], 2, "^A newer Darkroom has exported these chats"),
    (["version"], True, "Its version is True"),
    (["chats"], {}, "chats = {} is not a list"),
    (["chats", 0], 7, r"chats\[0\]: 7 is not an object"),
    (["chats", 0, "uid"], "a b", r"chats\[0\]: uid = 'a b' is not a uid"),
    (["chats", 0, "title"], None, r"chats\[0\]: title = None is not a text"),
    (["chats", 0, "pinned"], 1, r"chats\[0\]: pinned = 1 is not true or false"),
    (["chats", 0, "created"], -1, r"chats\[0\]: created = -1.0 is not a time"),
    (["chats", 0, "updated"], 10**400, r"chats\[0\]: updated: 1000.*… is not a number"),
    (["chats", 0, "settings", "steps"], 0, r"chats\[0\]: settings: steps: steps = 0 cannot"),
    (["chats", 0, "settings", "t_min"], 3, r"chats\[0\]: settings: t_max = 0.9 is below t_min = 3"),
    (["chats", 0, "overflow"], "?", r"chats\[0\]: overflow = '\?' is not one of ask"),
    (["chats", 0, "leaf"], "nobody", r"chats\[0\]: leaf = 'nobody' is not the uid of a message"),
    (["chats", 0, "messages", 0, "parent"], [], r"chats\[0\].messages\[0\]: parent = \[\] is not"),
    (["chats", 0, "messages", 1, "role"], "god", r"messages\[1\]: role = 'god' is not one of user"),
    (["chats", 0, "messages", 1, "state"], "odd", r"messages\[1\]: state = 'odd' is not one of"),
    (["chats", 0, "messages", 1, "stats", "steps"], 0.5, r"messages\[1\]: stats: steps: 0.5 is"),
    (["chats", 0, "messages", 1, "stats", "device_bytes"], [], r"device_bytes: \[\] is not an obj"),
    (["chats", 0, "messages", 2, "failure", "hint"], 1, r"messages\[2\]: failure: hint: 1 is not"),
    (["chats", 0, "messages", 0, "attachments"], [1], r"attachments: 1 is not an object"),
    (["chats", 0, "messages", 1, "trace"], ["?"], r"messages\[1\]: trace holds something else"),
    (["chats", 0, "messages", 1, "trace"], [7], r"messages\[1\]: trace holds something else"),
]


@pytest.mark.parametrize(("place", "value", "words"), WRONG)
def test_what_is_wrong_is_named_with_its_place(
    history: History, other: History, place: list[Any], value: object, words: str
) -> None:
    data = exported(history)
    inside: Any = data
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    with pytest.raises(HistoryError, match=words) as caught:
        from_json(other, data)
    assert caught.value.hint
    assert other.heads() == []


def test_what_is_missing_is_named_or_as_usual(history: History, other: History) -> None:
    data = exported(history)
    message = data["chats"][0]["messages"][0]
    for name in ("uid", "role", "created", "text"):
        kept = message.pop(name)
        with pytest.raises(HistoryError, match=rf"messages\[0\]: {name} is missing"):
            from_json(other, data)
        message[name] = kept
    message["of a newer Darkroom"] = 1
    data["chats"] = [
        {"uid": "a", "created": 1, "updated": 2, "messages": [
            {"uid": "b", "role": "user", "created": 1, "text": "?"}
        ]}
    ]  # fmt: skip
    (chat,) = from_json(other, data)
    assert other.chat(chat) is not None
    assert texts(other.path_to(1)) == ["?"]


def test_two_messages_with_one_uid_are_refused(history: History, other: History) -> None:
    data = exported(history)
    messages = data["chats"][0]["messages"]
    messages[1]["uid"] = messages[0]["uid"]
    with pytest.raises(HistoryError, match=r"messages\[1\]: another message has the same uid"):
        from_json(other, data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["format", "version", "chats", "uid", "messages", "text", "trace"])
            | st.text(max_size=4),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=JSON)
def test_no_json_crashes(history: History, data: object) -> None:
    for given_ in (data, {"format": "darkroom-chats", "version": 1, "chats": [data]}):
        with pytest.raises(HistoryError):
            from_json(history, given_)
    assert history.heads() == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    history = History(tmp_path_factory.mktemp("sample") / "history.db")
    data = exported(history)
    history.close()
    return data


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_to_an_export_crashes(
    history: History, sample: dict[str, Any], data: st.DataObject
) -> None:
    changed = json.loads(json.dumps(sample))
    inside: Any = changed
    while True:
        key = data.draw(
            st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside)))
        )
        deeper = inside[key]
        if isinstance(deeper, dict | list) and deeper and data.draw(st.booleans()):
            inside = deeper
            continue
        inside[key] = data.draw(JSON)
        break
    try:
        for chat in from_json(history, changed):
            found = history.chat(chat)
            assert found is not None
            history.path_to(found.leaf or 0)
    except HistoryError as error:
        assert error.hint
    assert len(dumps(to_json(history))) > 0
