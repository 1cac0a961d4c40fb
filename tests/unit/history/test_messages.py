from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darkroom.core.errors import HistoryError
from darkroom.core.types import Failure, RunStats
from darkroom.history.records import Attachment, MessageState
from darkroom.history.store import History
from histories import FAILURE, SETTINGS, STATS, answer, ask, talk, texts


def leaf(history: History, chat: int) -> int | None:
    found = history.chat(chat)
    assert found is not None
    return found.leaf


def test_a_path_reads_from_the_first_message_to_the_leaf(history: History) -> None:
    chat, ids = talk(history, "Why?", "So.", "And?", "Then.")
    assert leaf(history, chat) == ids[-1]
    assert texts(history.path_to(ids[-1])) == ["Why?", "So.", "And?", "Then."]
    assert texts(history.path_to(ids[1])) == ["Why?", "So."]
    assert history.path_to(99) == []


def test_a_question_keeps_its_files(history: History) -> None:
    chat = history.add_chat().id
    files = (Attachment("a.txt", "ä\u2028\n", 3), Attachment("b", "", 0))
    question = history.add_question(chat, None, "See.", files)
    assert question.attachments == files
    assert (question.role, question.state, question.settings) == ("user", MessageState.DONE, None)
    assert history.message(question.id) == question


def test_an_answer_keeps_how_it_was_made(history: History) -> None:
    chat = history.add_chat().id
    begun = history.begin_answer(chat, None, model="M", quantization="Q4_K_M", settings=SETTINGS)
    assert (begun.state, begun.role, begun.text) == (MessageState.RUNNING, "assistant", "")
    history.save_progress(begun.id, "So", "Hm")
    during = history.message(begun.id)
    assert during == replace(begun, text="So", thinking="Hm")
    ended = history.end_answer(
        begun.id, MessageState.DONE, "So.", thinking="Hm.", reason="end", stats=STATS,
        failure=FAILURE,
    )  # fmt: skip
    assert ended == replace(
        begun, state=MessageState.DONE, text="So.", thinking="Hm.", reason="end", stats=STATS,
        failure=FAILURE,
    )  # fmt: skip
    assert history.message(begun.id) == ended


def test_progress_that_comes_late_changes_nothing(history: History) -> None:
    chat = history.add_chat().id
    message = answer(history, chat, None, "whole", MessageState.STOPPED)
    history.save_progress(message, "ha")
    assert texts(history.path_to(message)) == ["whole"]


def test_a_start_marks_what_was_under_way(history: History) -> None:
    chat, _ = talk(history, "?", "!")
    begun = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS)
    history.save_progress(begun.id, "half an answer")
    assert history.mark_interrupted() == 1
    message = history.message(begun.id)
    assert message is not None
    assert (message.state, message.text) == (MessageState.INTERRUPTED, "half an answer")
    assert history.mark_interrupted() == 0


def test_an_answer_that_is_gone_cannot_end(history: History) -> None:
    with pytest.raises(HistoryError, match="The message is gone"):
        history.end_answer(5, MessageState.DONE, "?")


def test_siblings_have_the_same_parent_and_chat(history: History) -> None:
    chat, ids = talk(history, "Why?", "So.")
    other, _ = talk(history, "Another chat")
    again = answer(history, chat, ids[0], "Because.")
    edited = ask(history, chat, None, "Why not?")
    assert history.siblings(ids[1]) == history.siblings(again) == [ids[1], again]
    assert history.siblings(ids[0]) == [ids[0], edited]
    assert len(history.siblings(leaf(history, other) or 0)) == 1
    assert history.siblings(99) == []


def test_the_newest_leaf_follows_the_newest_child(history: History) -> None:
    chat, ids = talk(history, "Why?", "So.", "And?")
    again = answer(history, chat, ids[0], "Because.")
    last = ask(history, chat, again, "And then?")
    assert history.newest_leaf(ids[0]) == last
    assert history.newest_leaf(ids[1]) == ids[2]
    assert history.newest_leaf(last) == last
    history.delete_message(again)
    assert history.newest_leaf(ids[0]) == ids[2]


def test_deleting_moves_the_leaf_to_the_older_sibling_then_the_newer_then_the_parent(
    history: History,
) -> None:
    chat, ids = talk(history, "Why?", "one", "And?")
    two = answer(history, chat, ids[0], "two")
    three = answer(history, chat, ids[0], "three")
    history.change_chat(chat, leaf=two)
    history.delete_message(two)
    assert leaf(history, chat) == ids[2]
    history.delete_message(ids[1])
    assert leaf(history, chat) == three
    history.delete_message(three)
    assert leaf(history, chat) == ids[0]
    history.delete_message(ids[0])
    assert leaf(history, chat) is None
    assert history.message(ids[2]) is None


def test_deleting_beside_the_path_leaves_the_leaf(history: History) -> None:
    chat, ids = talk(history, "Why?", "one")
    two = answer(history, chat, ids[0], "two")
    history.delete_message(ids[1])
    assert leaf(history, chat) == two


def test_restoring_brings_back_what_went_with_it_and_nothing_else(history: History) -> None:
    chat, ids = talk(history, "Why?", "one", "And?", "two")
    history.delete_message(ids[3])
    history.delete_message(ids[1])
    history.restore_message(ids[1])
    assert leaf(history, chat) == ids[2]
    assert history.message(ids[3]) is None
    history.restore_message(ids[3])
    assert leaf(history, chat) == ids[3]
    history.restore_message(ids[3])
    history.restore_message(99)
    assert texts(history.path_to(ids[3])) == ["Why?", "one", "And?", "two"]


def test_deleting_twice_or_nothing_is_no_trouble(history: History) -> None:
    chat, ids = talk(history, "Why?", "one")
    history.delete_message(ids[1])
    history.delete_message(ids[1])
    history.delete_message(99)
    assert leaf(history, chat) == ids[0]


def test_a_branch_is_a_copy_with_names_of_its_own(history: History) -> None:
    chat, ids = talk(history, "Why?", "So.", "And?", "Then.")
    history.append_trace(ids[1], b"first")
    history.append_trace(ids[1], b"second")
    history.change_chat(chat, system="Be brief.", settings=SETTINGS, overflow="drop_oldest")
    branch = history.branch(ids[1], "Branch")
    assert branch.leaf is not None
    path = history.path_to(branch.leaf)
    olds = history.path_to(ids[1])
    assert texts(path) == ["Why?", "So."]
    for new, old in zip(path, olds, strict=True):
        same = replace(new, id=old.id, uid=old.uid, chat=old.chat, parent=old.parent)
        assert same == old
        assert new.uid != old.uid
    assert history.trace(branch.leaf) == [b"first", b"second"]
    assert (branch.title, branch.system, branch.settings) == ("Branch", "Be brief.", SETTINGS)
    assert branch.overflow == "drop_oldest"
    assert leaf(history, chat) == ids[3]


def test_the_copy_of_a_running_answer_is_an_interrupted_one(history: History) -> None:
    chat = history.add_chat().id
    begun = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS)
    branch = history.branch(begun.id, "Branch")
    assert history.path_to(branch.leaf or 0)[0].state is MessageState.INTERRUPTED


def test_no_branch_from_a_message_that_is_gone(history: History) -> None:
    with pytest.raises(HistoryError, match="is gone"):
        history.branch(5, "Branch")
    assert history.heads() == []


def test_traces_come_back_in_order_and_the_oldest_are_dropped(history: History) -> None:
    chat, ids = talk(history, "?", "one", "?", "two")
    third = answer(history, chat, ids[3], "three")
    for message, sizes in ((ids[1], (10, 20)), (ids[3], (30,)), (third, (40, 5))):
        for size in sizes:
            history.append_trace(message, bytes([size]) * size)
    assert history.trace(ids[1]) == [b"\x0a" * 10, b"\x14" * 20]
    assert history.trace_bytes() == 105
    assert history.drop_oldest_traces(105) == 0
    assert history.drop_oldest_traces(74) == 2
    assert history.trace_bytes() == 45
    assert (history.trace(ids[3]), len(history.trace(third))) == ([], 2)
    assert history.drop_oldest_traces(0) == 1


def test_what_no_text_in_sqlite_can_be_is_mended(history: History) -> None:
    chat, ids = talk(history, "a\0b \ud800 \ud83e\udd8a", title="\udfff")
    assert texts(history.path_to(ids[0])) == ["a\ufffdb \ufffd 🦊"]
    found = history.chat(chat)
    assert found is not None
    assert found.title == "\ufffd"


def test_figures_of_other_versions_are_read(history: History) -> None:
    chat = history.add_chat().id
    message = answer(history, chat, None, "!")
    none = RunStats(0, 0, 0, 0.0, 0, 0, 0.0, 0.0, 0.0, 0)
    history.database.update(
        "messages",
        message,
        {
            "stats": '{"steps": 9, "swirls": 2, "tokens": "x", "seconds": 1, "device_bytes": 4}',
            "failure": '{"text": "Oh", "hint": 3}',
            "attachments": '[{"name": "a", "size": 3}, 7]',
            "settings": "null",
            "state": "dreaming",
        },
    )
    (read,) = history.path_to(message)
    assert read.stats == replace(none, steps=9, seconds=1.0)
    assert read.failure == Failure("error", "Oh")
    assert read.attachments == (Attachment("a", ""), Attachment("", ""))
    assert (read.settings, read.state) == (None, MessageState.INTERRUPTED)


def test_figures_without_an_end_are_kept_as_zero(history: History) -> None:
    chat = history.add_chat().id
    begun = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS)
    endless = replace(STATS, seconds=math.inf, ms_per_step=math.nan)
    ended = history.end_answer(begun.id, MessageState.DONE, "", stats=endless)
    assert ended.stats == replace(STATS, seconds=0.0, ms_per_step=0.0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_trees_grow_and_shrink_like_those_of_a_model(history: History, data: st.DataObject) -> None:
    """Whatever is added, deleted and restored, it is as in a tree of plain dictionaries."""
    chat = history.add_chat(title="tree").id
    parents: dict[int, int | None] = {}
    deleted: dict[int, int] = {}  # message → the message it was deleted with

    def alive() -> list[int]:
        return [message for message in parents if message not in deleted]

    for _ in range(data.draw(st.integers(1, 25))):
        what = data.draw(st.sampled_from(["add", "add", "add", "delete", "restore"]))
        gone = sorted(set(deleted.values()))
        if what == "delete" and alive():
            victim = data.draw(st.sampled_from(alive()))
            history.delete_message(victim)
            for message in list(parents):
                above: int | None = message
                while above is not None and above != victim:
                    above = parents[above]
                if above == victim:
                    deleted.setdefault(message, victim)
        elif what == "restore" and gone:
            back = data.draw(st.sampled_from(gone))
            parent = parents[back]
            if parent is None or parent not in deleted:
                history.restore_message(back)
                deleted = {m: with_ for m, with_ in deleted.items() if with_ != back}
        else:
            parent = data.draw(st.sampled_from([None, *alive()]))
            parents[ask(history, chat, parent, "x")] = parent
        assert [m for m in parents if history.message(m) is not None] == alive()
        for message in alive():
            assert history.siblings(message) == [
                other for other in alive() if parents[other] == parents[message]
            ]
        now = leaf(history, chat)
        assert now is None or now in alive()
    history.purge()
    assert history.problems() == []
    assert sorted(row["id"] for row in history.database.all(
        "SELECT id FROM messages WHERE chat = ?", chat
    )) == sorted(alive())  # fmt: skip
