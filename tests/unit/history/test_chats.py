from __future__ import annotations

import pytest

from darkroom.core.errors import BadInputError, HistoryError
from darkroom.core.types import GenerateSettings
from darkroom.history.records import Chat
from darkroom.history.store import History
from histories import SETTINGS, ask, talk


def titles(history: History) -> list[str]:
    return [head.title for head in history.heads()]


def test_a_chat_comes_back_as_it_was_made(history: History) -> None:
    chat = history.add_chat(
        title="Foxes", system="Be brief.", settings=SETTINGS, preset="Poet", keep_seed=True
    )
    assert history.chat(chat.id) == chat
    assert (chat.title, chat.system, chat.settings) == ("Foxes", "Be brief.", SETTINGS)
    assert (chat.preset, chat.keep_seed, chat.leaf) == ("Poet", True, None)
    assert chat.created == chat.updated
    assert len(chat.uid) == 32


def test_pinned_chats_come_first_then_the_newest(history: History) -> None:
    chats = {title: talk(history, "?", title=title)[0] for title in ("one", "two", "three")}
    history.change_chat(chats["one"], pinned=True)
    assert titles(history) == ["one", "three", "two"]
    ask(history, chats["two"], None, "Once more.")
    assert titles(history) == ["one", "two", "three"]


def test_an_end_of_an_answer_brings_its_chat_up(history: History) -> None:
    old = history.add_chat(title="old").id
    begun = history.begin_answer(old, None, model="", quantization="", settings=SETTINGS)
    talk(history, "?", title="new")
    assert titles(history) == ["new", "old"]
    history.end_answer(begun.id, begun.state, "")
    assert titles(history) == ["old", "new"]


def test_empty_and_deleted_chats_are_not_listed(history: History) -> None:
    empty = history.add_chat().id
    chat, _ = talk(history, "?")
    assert [head.id for head in history.heads()] == [chat]
    assert history.head(empty) is None
    history.delete_chat(chat)
    assert history.heads() == []
    assert (history.head(chat), history.chat(chat)) == (None, None)
    history.restore_chat(chat)
    assert [head.id for head in history.heads()] == [chat]


def test_a_head_is_the_same_alone_and_in_the_list(history: History) -> None:
    chat, _ = talk(history, "?")
    assert [history.head(chat)] == history.heads()


def test_every_field_that_may_change_does(history: History) -> None:
    chat, (question,) = talk(history, "?")
    changes = {
        "title": "Wölfe",
        "pinned": True,
        "system": "No.",
        "settings": SETTINGS,
        "preset": "Poet",
        "keep_seed": True,
        "draft": "half a",
        "leaf": question,
        "overflow": "drop_oldest",
    }
    for name, value in changes.items():
        history.change_chat(chat, **{name: value})
    found = history.chat(chat)
    assert isinstance(found, Chat)
    assert {name: getattr(found, name) for name in changes} == changes


@pytest.mark.parametrize("name", ["id", "uid", "created", "updated", "deleted", "title = ''; --"])
def test_other_fields_are_refused(history: History, name: str) -> None:
    chat, _ = talk(history, "?")
    with pytest.raises(BadInputError, match="no field to change called"):
        history.change_chat(chat, **{name: 1})


def test_an_unknown_chat_is_none_and_changing_it_nothing(history: History) -> None:
    assert history.chat(7) is None
    history.change_chat(7, title="x")
    history.delete_chat(7)
    history.restore_chat(7)
    assert history.heads() == []


def test_a_message_for_a_chat_that_is_gone_says_so(history: History) -> None:
    with pytest.raises(HistoryError, match="is gone"):
        history.add_question(7, None, "?")


def test_purge_forgets_what_was_deleted_and_empty_chats_but_drafts(history: History) -> None:
    kept, _ = talk(history, "kept")
    gone, messages = talk(history, *["x"] * 4)
    history.append_trace(messages[1], b"frames")
    empty = history.add_chat(title="empty").id
    draft = history.add_chat().id
    history.change_chat(draft, draft="soon")
    history.delete_chat(gone)
    history.purge()
    history.restore_chat(gone)
    assert [history.chat(chat) is None for chat in (kept, gone, empty, draft)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert all(history.message(message) is None for message in messages)
    assert history.trace_bytes() == 0
    assert history.problems() == []


def test_purge_of_a_long_chat(history: History) -> None:
    """SQLite's own cascades end at 1,000 levels."""
    chat = history.add_chat(title="long").id
    with history.database.transaction():
        parent: int | None = None
        for number in range(2500):
            place = {"uid": str(number), "chat": chat, "parent": parent, "role": "user"}
            parent = history.database.insert("messages", {**place, "created": 0.0})
    history.delete_message(history.siblings(1)[0])
    assert history.message(2500) is None
    history.purge()
    assert history.database.all("SELECT id FROM messages") == []


def test_settings_of_other_versions_are_read(history: History) -> None:
    chat = history.add_chat(settings=SETTINGS).id
    for raw, settings in (
        ('{"steps": 9, "swirl": 2}', GenerateSettings(steps=9)),
        ('{"steps": -9, "seed": 4}', GenerateSettings(seed=4)),
        ('{"steps": "many", "seed": 4, "top_k": null}', GenerateSettings(seed=4)),
        ('{"t_min": 2, "t_max": 1, "seed": 4}', GenerateSettings(seed=4)),
        ("[1]", GenerateSettings()),
        ("{", GenerateSettings()),
        ("[" * 100_000, GenerateSettings()),
    ):
        history.database.update("chats", chat, {"settings": raw})
        found = history.chat(chat)
        assert found is not None
        assert found.settings == settings
