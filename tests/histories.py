"""Chats for the tests of the history."""

from __future__ import annotations

from darkroom.core.canvas import NOISE, Origin, Stage
from darkroom.core.types import Failure, GenerateSettings, RunStats
from darkroom.history.records import (
    Attachment,
    Chat,
    MessageState,
    Provenance,
    Span,
    StoredMessage,
)
from darkroom.history.store import History

STATS = RunStats(48, 1, 200, 81.5, 30, 12, 210.5, 38.25, 8.125, 3_000_000_000, {"CUDA0": 7}, 2)
SETTINGS = GenerateSettings(seed=11, steps=24, t_min=0.2, t_max=0.9, top_k=4, thinking=True)
STAGE = Stage(SETTINGS, 7, {3: (5, 6), 0: (9,)})
PROVENANCE = Provenance(
    "repaint",
    "a-uid",
    "Half an",
    "Hm.",
    (Origin(0, (4, NOISE, 5), (STAGE,), {0: (4,), 2: (5,)}), Origin(2)),
    "Be\nbrief.",
    "in other wörds",
    Span(1, 4, 2),
    accepted=False,
)
FAILURE = Failure("out_of_memory", "No room.", "Choose a smaller model.", "line 1\nline 2")


def ask(history: History, chat: int, parent: int | None, text: str) -> int:
    return history.add_question(chat, parent, text).id


def answer(
    history: History,
    chat: int,
    parent: int | None,
    text: str,
    state: MessageState = MessageState.DONE,
) -> int:
    begun = history.begin_answer(chat, parent, model="Demo", quantization="Q8_0", settings=SETTINGS)
    return history.end_answer(begun.id, state, text, reason="end", stats=STATS).id


def talk(history: History, *texts: str, title: str = "Talk") -> tuple[int, list[int]]:
    """A chat of questions and answers in turn; returns its id and theirs."""
    chat = history.add_chat(title=title).id
    ids: list[int] = []
    for number, text in enumerate(texts):
        parent = ids[-1] if ids else None
        ids.append((answer if number % 2 else ask)(history, chat, parent, text))
    return chat, ids


def rich_chat(history: History) -> Chat:
    """A chat with all there can be: siblings, thinking, files, figures, a failure, a trace."""
    chat = history.add_chat(
        title="Füchse 🦊", system="Be\nbrief.", settings=SETTINGS, preset="Poet", keep_seed=True
    ).id
    question = history.add_question(
        chat, None, "What?\n\nIs this — 扩散?", [Attachment("a.py", "x = '```'\n", 7)]
    ).id
    first = history.begin_answer(
        chat, question, model="Demo", quantization="Q8_0", settings=SETTINGS
    ).id
    history.append_trace(first, b"chunk one")
    history.append_trace(first, bytes(range(256)))
    history.end_answer(
        first, MessageState.DONE, "**This.**", thinking="Hm.", reason="end", stats=STATS
    )
    second = history.begin_answer(
        chat, question, model="Demo", quantization="", settings=GenerateSettings()
    ).id
    history.end_answer(second, MessageState.FAILED, "", failure=FAILURE)
    third = history.begin_answer(
        chat, question, model="Demo", quantization="", settings=GenerateSettings()
    ).id
    history.end_answer(third, MessageState.STOPPED, "Half an", reason="cancelled")
    ask(history, chat, first, "And now?")
    history.change_chat(chat, pinned=True, draft="to be continued", overflow="drop_oldest")
    found = history.chat(chat)
    assert found is not None
    return found


def texts(messages: list[StoredMessage]) -> list[str]:
    return [message.text for message in messages]
