from __future__ import annotations

from pathlib import Path

import pytest

from darkroom.core.errors import HistoryError
from darkroom.history.exchange import from_json, to_json
from darkroom.history.store import History
from histories import talk, texts


def limit(history: History, spare_pages: int) -> None:
    """Let the file grow by so many pages, then be as full as a disk."""
    (pages,) = history.database.all("PRAGMA page_count")[0]
    history.database.all(f"PRAGMA max_page_count = {pages + spare_pages}")


def test_a_full_disk_is_told_and_loses_nothing_that_was_there(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    chat, ids = talk(history, "first", "answer")
    limit(history, 20)
    written = []
    with pytest.raises(HistoryError, match="no room left") as caught:
        for number in range(10_000):
            written.append(history.add_question(chat, None, f"{number} " * 500).id)
    assert caught.value.hint == "Make room there."
    assert written
    found = history.chat(chat)
    assert found is not None and found.leaf == written[-1]
    # What needs no room still works, and so does everything once there is room again.
    assert texts(history.path_to(ids[1])) == ["first", "answer"]
    limit(history, 10_000)
    history.add_question(chat, None, "room again")
    assert len(history.search("room")) == 1
    assert history.problems() == []
    history.close()


def test_an_import_that_finds_the_disk_full_takes_in_nothing(tmp_path: Path) -> None:
    source = History(tmp_path / "source.db")
    for number in range(40):
        talk(source, "x" * 4000, title=f"chat {number}")
    history = History(tmp_path / "history.db")
    limit(history, 20)
    with pytest.raises(HistoryError, match="no room left"):
        from_json(history, to_json(source))
    assert history.heads() == []
    limit(history, 10_000)
    assert len(from_json(history, to_json(source))) == 40
    source.close()
    history.close()
