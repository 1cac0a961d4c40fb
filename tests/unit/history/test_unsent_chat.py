from __future__ import annotations

from darkroom.history.store import History


def test_the_newest_chat_that_is_nothing_but_a_draft(history: History) -> None:
    older, newer = history.add_chat(), history.add_chat()
    assert history.unsent_chat() is None
    history.change_chat(newer.id, draft="half a thought")
    history.change_chat(older.id, draft="another")
    found = history.unsent_chat()
    assert found is not None
    assert (found.id, found.draft) == (newer.id, "half a thought")


def test_what_lists_show_is_not_meant(history: History) -> None:
    asked, named, gone = history.add_chat(), history.add_chat(title="Plans"), history.add_chat()
    history.add_question(asked.id, None, "Is it?")
    for chat in (asked, named, gone):
        history.change_chat(chat.id, draft="half a thought")
    history.delete_chat(gone.id)
    assert history.unsent_chat() is None


def test_a_start_forgets_empty_chats_and_keeps_drafts(history: History) -> None:
    history.add_chat()
    begun = history.add_chat()
    history.change_chat(begun.id, draft="half a thought")
    history.purge()
    found = history.unsent_chat()
    assert found is not None
    assert found.id == begun.id
