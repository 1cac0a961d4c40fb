"""Files that go along with a question, on a real thread that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from darkroom.core.types import Failure
from darkroom.history.records import Attachment
from darkroom.viewmodels.composer import MOST_FILES, Composer
from darkroom.worker.protocol import Counted
from qt.conftest import WAIT_MS, Wait

pytestmark = pytest.mark.usefixtures("qapp")

ONE, TWO = Attachment("one.txt", "one"), Attachment("two.txt", "two words")


class Counter:
    """Notes what is to be counted."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def count(self, texts: tuple[str, ...]) -> int:
        self.asked.append(texts)
        return len(self.asked)


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def composer(counter: Counter) -> Iterator[Composer]:
    composer = Composer(counter)
    composer.turn_to(1)
    yield composer
    composer.shutdown()
    assert composer.wait(WAIT_MS)
    composer.deleteLater()


@pytest.fixture
def troubles(composer: Composer) -> list[Failure]:
    troubles: list[Failure] = []
    composer.failed.connect(troubles.append)
    return troubles


def _files(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(count)]
    for path in paths:
        path.write_text(path.stem)
    return paths


def _names(composer: Composer) -> list[str]:
    return [file.name for file in composer.attachments]


def test_files_are_read_in_order(composer: Composer, tmp_path: Path, wait_for: Wait) -> None:
    composer.attach(_files(tmp_path, 3))
    wait_for(lambda: len(composer.attachments) == 3)
    assert composer.attachments == tuple(Attachment(f"{n}.txt", str(n)) for n in range(3))


def test_sizes_come_later_and_old_ones_are_not_taken(composer: Composer, counter: Counter) -> None:
    composer.put([ONE])
    composer.put([TWO])
    composer.on_event(Counted(1, (1,)))
    assert composer.attachments == (TWO,)
    composer.on_event(Counted(2, (2,)))
    assert [file.tokens for file in composer.attachments] == [2]
    composer.recount()
    composer.on_event(Counted(3, ()))
    assert [file.tokens for file in composer.attachments] == [2]
    composer.on_event(Counted(3, (5,)))
    assert [file.tokens for file in composer.attachments] == [5]
    composer.put([])
    assert len(counter.asked) == 3


def test_one_can_be_left_out(composer: Composer) -> None:
    composer.put([ONE, TWO])
    composer.remove(0)
    assert composer.attachments == (TWO,)


def test_folders_and_other_files_are_refused_in_words(
    composer: Composer, tmp_path: Path, troubles: list[Failure], wait_for: Wait
) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0")
    composer.attach([tmp_path, tmp_path / "picture.png", *_files(tmp_path, 1)])
    wait_for(lambda: composer.attachments)
    assert _names(composer) == ["0.txt"]
    assert [failure.kind for failure in troubles] == ["bad_input"] * 2
    assert all(failure.hint for failure in troubles)


def test_there_is_an_end_to_files_and_it_is_told_once(
    composer: Composer, tmp_path: Path, troubles: list[Failure], wait_for: Wait
) -> None:
    paths = _files(tmp_path, MOST_FILES + 30)
    composer.attach(paths[:5])
    composer.attach(paths[5:])
    wait_for(lambda: len(composer.attachments) == MOST_FILES)
    assert len(troubles) == 1
    assert "30" in troubles[0].hint
    composer.attach(paths[:1])
    assert len(troubles) == 2
    composer.put([])
    composer.attach([tmp_path / "gone.txt"])
    composer.attach(paths)
    wait_for(lambda: len(composer.attachments) == MOST_FILES - 1)


def test_files_stay_with_their_chat(composer: Composer, tmp_path: Path, wait_for: Wait) -> None:
    (path,) = _files(tmp_path, 1)
    composer.put([ONE])
    composer.attach([path])
    composer.turn_to(2)
    assert composer.attachments == ()
    composer.put([TWO])
    composer.attach([path])
    wait_for(lambda: len(composer.attachments) == 2)
    composer.turn_to(2)
    composer.turn_to(1)
    assert _names(composer) == ["one.txt", "0.txt"]
    composer.turn_to(2)
    assert _names(composer) == ["two.txt", "0.txt"]


def test_files_of_a_question_that_was_not_asked_come_back(composer: Composer) -> None:
    composer.put([TWO])
    composer.put_first(1, (ONE,))
    assert _names(composer) == ["one.txt", "two.txt"]
    composer.put_first(2, (ONE,))
    assert _names(composer) == ["one.txt", "two.txt"]
    composer.turn_to(2)
    assert _names(composer) == ["one.txt"]
