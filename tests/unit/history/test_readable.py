from __future__ import annotations

from datetime import datetime

from darkroom.history.exchange import to_markdown, to_text
from darkroom.history.readable import Labels
from darkroom.history.records import Attachment, MessageState
from darkroom.history.store import History
from histories import rich_chat, talk


def test_a_chat_as_markdown(history: History) -> None:
    chat = rich_chat(history)
    assert chat.leaf is not None
    when = f"{datetime.fromtimestamp(chat.created):%Y-%m-%d %H:%M}"
    assert to_markdown(chat, history.path_to(chat.leaf)) == (
        f"# Füchse 🦊\n\n*{when}*\n\n"
        "## System prompt\n\nBe\nbrief.\n\n"
        "## You\n\n**a.py**\n\n````\nx = '```'\n````\n\nWhat?\n\nIs this — 扩散?\n\n"
        "## Demo · Q8_0\n\n> **Thinking**\n>\n> Hm.\n\n**This.**\n\n"
        "## You\n\nAnd now?\n"
    )


def test_a_chat_as_text(history: History) -> None:
    chat = rich_chat(history)
    assert chat.leaf is not None
    when = f"{datetime.fromtimestamp(chat.created):%Y-%m-%d %H:%M}"
    assert to_text(chat, history.path_to(chat.leaf)) == (
        f"Füchse 🦊\n========\n\n{when}\n\n"
        "System prompt:\n\nBe\nbrief.\n\n"
        "You:\n\n[a.py]\nx = '```'\n\nWhat?\n\nIs this — 扩散?\n\n"
        "Demo · Q8_0:\n\n(Thinking: Hm.)\n\n**This.**\n\n"
        "You:\n\nAnd now?\n"
    )


def test_answers_that_are_not_complete_say_so(history: History) -> None:
    chat = rich_chat(history)
    failed, stopped = (history.path_to(message) for message in (3, 4))
    assert "## Demo\n\n*This answer failed. No room.*\n" in to_markdown(chat, failed)
    assert "Half an\n\n*This answer was stopped.*\n" in to_markdown(chat, stopped)
    assert "Half an\n\n(This answer was stopped.)\n" in to_text(chat, stopped)
    history.database.update("messages", 4, {"state": MessageState.INTERRUPTED})
    assert "*This answer was interrupted.*" in to_markdown(chat, history.path_to(4))


def test_the_words_between_can_be_translated(history: History) -> None:
    id_, ids = talk(history, "Warum?", title="")
    chat = history.chat(id_)
    assert chat is not None
    text = to_text(chat, history.path_to(ids[0]), Labels(you="Du"))
    assert "Du:\n\nWarum?\n" in text
    assert text.startswith(f"{datetime.fromtimestamp(chat.created):%Y-%m-%d %H:%M}\n===")


def test_a_name_of_several_lines_is_a_heading_of_one(history: History) -> None:
    chat = history.add_chat(title="# a\nb").id
    question = history.add_question(chat, None, "?", [Attachment("x\ny", "``")])
    found = history.chat(chat)
    assert found is not None
    text = to_markdown(found, [question])
    assert text.startswith("# # a b\n\n")
    assert "**x y**\n\n```\n``\n```\n" in text
