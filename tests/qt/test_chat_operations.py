"""Whatever people do to a chat, in whatever order: nothing is lost, and the screen is the tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
import shiboken6

from darkroom.history.records import Attachment, MessageState, StoredMessage
from darkroom.history.store import History
from darkroom.viewmodels.preferences import Preferences
from darkroom.viewmodels.prompt import Prompt
from darkroom.viewmodels.run import RunViewModel
from darkroom.viewmodels.turn_path import Turn
from darkroom.viewmodels.turns import Question
from darkroom.worker.protocol import Cancelled, Failed, Finished
from qt.chat_room import Room
from qt.frames import END, frame, stats

pytestmark = pytest.mark.usefixtures("qapp")

OPERATIONS = 200


class Person:
    """Does one thing after the other, and remembers what must be somewhere.

    Args:
        room: a chat.
        seed: of what is done.
    """

    def __init__(self, room: Room, seed: int) -> None:
        self.room, self.chat = room, room.chat
        self._random = Random(seed)
        self._said = 0
        self._deleted: list[int] = []
        self._chats = [room.chat.chat.id]
        self._gone: set[int] = set()
        self._cancelled: set[int] = set()
        self.asked: set[str] = set()
        self.answered: dict[int, str] = {}
        self.returned: list[Prompt] = []
        self.shown: list[Turn] = []
        self.busy: list[bool] = []
        self.troubles: list[str] = []
        self.chat.returned.connect(self.returned.append)
        self.chat.deleted.connect(self._deleted.append)
        self.chat.busy_changed.connect(self.busy.append)
        self.chat.failed.connect(lambda failure: self.troubles.append(failure.kind))
        self.chat.turns_changed.connect(self._on_turns_changed)
        self.chat.current_changed.connect(lambda: self._on_turns_changed(0))

    def act(self) -> str:
        """Do something; returns what it was."""
        name, act = self._random.choice(self._acts())
        act()
        if self.chat.chat.id not in self._chats:
            self._chats.append(self.chat.chat.id)
        return name

    def _acts(self) -> list[tuple[str, Callable[[], object]]]:
        chat, pick = self.chat, self._random.choice
        acts: list[tuple[str, Callable[[], object]]] = [
            ("send", self._send),
            ("send", self._send),
            ("retry", chat.retry),
            ("stop", chat.stop),
            ("unqueue", chat.unqueue),
            ("work", self.room.work),
            ("draft", lambda: chat.keep_draft(self._words())),
        ]
        # Seldom, so that chats grow.
        if self._random.random() < 0.2:
            acts += [
                ("new chat", chat.new_chat),
                ("open", lambda: chat.open(pick(self._chats))),
                ("remove chat", self._remove_chat),
            ]
        if self._deleted:
            acts.append(("undelete", lambda: chat.undelete(self._deleted[-1])))
        if chat.run is not None and not chat.run.engine_done:
            acts += [("frame", self._frame), ("end", self._end), ("end", self._end)]
        if chat.turns:
            turn = pick(chat.turns)
            way = pick([-1, 1])
            acts += [
                ("regenerate", lambda: chat.regenerate(turn, thinking=pick([None, False]))),
                ("step", lambda: chat.step(turn, way)),
                ("step", lambda: chat.step(turn, way)),
            ]
            if self._random.random() < 0.3:
                acts.append(("remove", lambda: chat.remove(turn)))
                acts.append(("branch", lambda: chat.branch(turn)))
            if isinstance(turn, Question):
                acts += [("edit", lambda: self._edit(turn))] * 2
            elif turn.state.is_final:
                acts += [("proceed", lambda: chat.proceed(turn))] * 2
        return acts

    def _words(self) -> str:
        self._said += 1
        return f"words {self._said}"

    def _send(self) -> None:
        text = self._words()
        files = [Attachment("a.txt", text)] if self._random.random() < 0.2 else []
        if self.chat.send(text, files):
            self.asked.add(text)

    def _edit(self, question: Question) -> None:
        text = self._words()
        self.asked.add(text)
        self.chat.edit(question, text)

    def _remove_chat(self) -> None:
        # As the list of chats does it, with chats that have something in them.
        chat = self._random.choice(self._chats)
        if len(self._chats) > 1 and self.room.history.head(chat) is not None:
            self._chats.remove(chat)
            self._gone.add(chat)
            self.room.history.delete_chat(chat)
            self.chat.on_chat_removed(chat)

    def _frame(self) -> None:
        run = self.chat.run
        assert run is not None
        self.chat.on_event(frame([1, END], [1, 0], run_id=run.run_id))

    def _end(self) -> None:
        run = self.chat.run
        assert run is not None
        assert run.message is not None
        text = self._words()
        ends = [
            Finished(run.run_id, "end", text, stats()),
            Finished(run.run_id, "length", text, stats(), "thoughts"),
            Finished(run.run_id, "end", "", stats()),
            Cancelled(run.run_id, text),
            Failed(run.run_id, self._random.choice(["engine", "context_overflow"]), "No."),
        ]
        end = ends[3] if run.run_id in self.room.engine.cancelled else self._random.choice(ends)
        if not isinstance(end, Failed) and end.text:
            self.answered[run.message.id] = text
        self.chat.on_event(end)
        if self._random.random() < 0.5:
            run.hurry() if shiboken6.isValid(run) else None

    def _on_turns_changed(self, index: int) -> None:
        self.shown = [*self.shown[:index], *self.chat.turns[index:]]


def _all_messages(history: History) -> list[StoredMessage]:
    rows = history.database.all("SELECT id FROM messages")
    found = [history.path_to(row["id"])[-1] for row in rows]
    assert len(found) == len(rows)
    return found


def _check(person: Person) -> None:
    chat, history = person.chat, person.room.history
    stored = history.chat(chat.chat.id)
    assert stored is not None
    assert replace(chat.chat, updated=0) == replace(stored, updated=0)
    path = history.path_to(stored.leaf) if stored.leaf is not None else []
    assert [turn.message.id for turn in chat.turns if turn.message] == [m.id for m in path]
    assert person.shown == chat.turns
    roles = ["user" if isinstance(turn, Question) else "assistant" for turn in chat.turns]
    assert roles == [message.role for message in path]
    for turn in chat.turns:
        assert turn.message is not None
        ids = history.siblings(turn.message.id)
        assert turn.siblings == (ids.index(turn.message.id) + 1, len(ids))
        if isinstance(turn, RunViewModel):
            assert shiboken6.isValid(turn)
            assert (turn is chat.run) == (not turn.state.is_final)
    messages = _all_messages(history)
    running = [m.id for m in messages if m.state is MessageState.RUNNING]
    live = chat.run if chat.run is not None and not chat.run.engine_done else None
    assert running == ([live.message.id] if live is not None and live.message else [])
    assert person.busy == [number % 2 == 0 for number in range(len(person.busy))]
    assert bool(person.busy and person.busy[-1]) == chat.busy
    there = {message.text for message in messages} | {p.text for p in person.returned}
    there |= {chat.queued.text} if chat.queued is not None else set()
    assert person.asked <= there
    by_id = {message.id: message for message in messages}
    assert all(text in by_id[number].text for number, text in person.answered.items())
    assert "history" not in person.troubles


@pytest.mark.parametrize("moving", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_and_the_screen_is_the_tree(
    room: Room, preferences: Preferences, seed: int, moving: bool
) -> None:
    preferences.reduce_motion = not moving
    person = Person(room, seed)
    done: list[str] = []
    for _ in range(OPERATIONS):
        done.append(person.act())
        try:
            _check(person)
        except AssertionError as error:
            error.add_note(f"after {', '.join(done[-6:])}")
            raise
    room.work()
    assert room.history.problems() == []
    kinds = {"send", "end", "edit", "regenerate", "step", "remove", "undelete"}
    assert kinds <= set(done)
