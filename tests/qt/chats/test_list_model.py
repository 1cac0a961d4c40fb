"""Rows of the list: what they say, and how they change step by step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from darkroom.history.records import ChatHead
from darkroom.viewmodels.chats import words
from darkroom.viewmodels.chats.list_model import ChatListModel, Role, Row
from darkroom.viewmodels.chats.sections import PINNED, Calendar
from qt.chats.room import Room


def _head(number: int, updated: float, *, pinned: bool = False) -> ChatHead:
    return ChatHead(number, f"Chat {number}", pinned, updated)


def _grouped(heads: Sequence[ChatHead]) -> list[Row]:
    calendar = Calendar(datetime(2026, 11, 24, 9))
    rows: list[Row] = []
    for head in sorted(heads, key=lambda head: (not head.pinned, -head.updated)):
        section = PINNED if head.pinned else calendar.section(head.updated)
        if section not in rows:
            rows.append(section)
        rows.append(head)
    return rows


_TIMES = st.integers(-2, 100).map(
    lambda days: (datetime(2026, 11, 24, 8) - timedelta(days=days)).timestamp()
)


@given(
    st.lists(st.tuples(_TIMES, st.booleans()), max_size=12),
    st.integers(0, 12),
    st.one_of(st.none(), st.tuples(_TIMES, st.booleans())),
)
def test_one_chat_changes_and_all_others_keep_their_place(
    kept: list[tuple[float, bool]], chat: int, after: tuple[float, bool] | None
) -> None:
    heads = {n: _head(n, updated, pinned=pinned) for n, (updated, pinned) in enumerate(kept)}
    model = ChatListModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.reset(_grouped(list(heads.values())))
    places = {n: QPersistentModelIndex(model.index(model.row_of(n))) for n in heads}
    heads.pop(chat, None)
    if after is not None:
        heads[chat] = _head(chat, after[0], pinned=after[1])
    rows = _grouped(list(heads.values()))
    model.sync(list(rows), chat)
    assert model.rows == rows
    for number, place in places.items():
        if number in heads:
            assert model.rows[place.row()] == heads[number]
        else:
            assert not place.isValid()
    assert model.chats() == [row.id for row in rows if isinstance(row, ChatHead)]


def test_a_title_is_on_one_line_and_never_empty(room: Room) -> None:
    lines = room.history.add_chat(title="of an\nimport\u2028in lines")
    blank = room.history.add_chat(title=" \n ")
    for chat in (lines, blank):
        room.history.add_question(chat.id, None, "?")
    room.chats.reload()
    titles = room.titles()
    assert "of an import in lines" in titles
    assert words.title(ChatHead(0, "", pinned=False, updated=0.0)) in titles


def test_rows_speak(room: Room) -> None:
    model, chat = room.chats.rows, room.ids["Packing list"]
    room.chats.pin(chat, True)
    room.chats.current = chat
    heading, row = model.index(0), model.index(1)
    assert heading.data() == "Pinned"
    assert heading.flags() == Qt.ItemFlag.ItemNeverHasChildren
    assert heading.data(Qt.ItemDataRole.ToolTipRole) is None
    assert row.data() == "Packing list"
    assert row.data(Role.IS_CURRENT) is True
    when = words.when(row.data(Role.ROW).updated)
    assert str(date.today().year) in when
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == f"Packing list, {when}, pinned, open"
    assert row.data(Qt.ItemDataRole.ToolTipRole) == f"Packing list\n{when}"
    room.chats.current = None
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == f"Packing list, {when}, pinned"
