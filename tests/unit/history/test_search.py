from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from darkroom.history.records import Hit, MessageState
from darkroom.history.search import MOST_RANKED
from darkroom.history.store import History
from histories import SETTINGS, answer, ask, talk

OPERATORS = ['"', "'", "*", "^", "AND", "OR", "NOT", "NEAR(", "(", ")", "text:", "{", "}", "-", "+",
             ":", ",", ".", "\0", "\x01", "\x02", "\ud800", "\u200b", " ", "\n", "%", "_", "\\",
             "fox", "ä", "扩散", "🦊", "é", "İ", "ß", "NULL", ";", "--"]  # fmt: skip

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüéñжяλω"


def found(history: History, text: str) -> list[str]:
    return [hit.excerpt for hit in history.search(text)]


def marked(hit: Hit) -> list[str]:
    return [hit.excerpt[start : start + length] for start, length in hit.marks]


def marked_by(history: History, text: str) -> list[list[str]]:
    return [marked(hit) for hit in history.search(text)]


def test_titles_come_first_and_have_no_message(history: History) -> None:
    chat, (question,) = talk(history, "A fox, please.", title="Wolves")
    other, _ = talk(history, "Hello", title="Foxes")
    title, message = history.search("fox")
    assert (title.chat.id, title.message, title.excerpt) == (other, None, "Foxes")
    assert (message.chat.id, message.message) == (chat, question)
    assert (marked(title), marked(message)) == (["Foxes"], ["fox"])
    assert title.chat == history.head(other)


@pytest.mark.parametrize("text", ["f", "fo", "fox", "FOX", "  fox ", "fox!", "red f"])
def test_the_last_word_may_be_unfinished(history: History, text: str) -> None:
    talk(history, "The red fox.", title="")
    assert found(history, text) == ["The red fox."]


@pytest.mark.parametrize("text", ["ox", "re fox", "fox wolf", "foxes", "the-fox"])
def test_the_words_before_it_have_to_be_whole(history: History, text: str) -> None:
    talk(history, "The red fox.", title="")
    assert found(history, text) == []


@pytest.mark.parametrize("text", ["", " ", "!?", '"', "…", "\0", "🦊", "'; DROP TABLE chats"])
def test_what_holds_no_word_of_any_text_finds_nothing(history: History, text: str) -> None:
    talk(history, "The red fox 🦊 …!?")
    assert found(history, text) == []


def test_a_word_with_something_in_between_is_a_row_of_words(history: History) -> None:
    talk(history, "I don't know foo-bar.", "t don bar foo", title="")
    assert found(history, "don't") == ["I don't know foo-bar."]
    assert found(history, "foo-b") == ["I don't know foo-bar."]
    assert len(found(history, "foo b")) == 2


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("uber", ["Über"]),
        ("ÜBER", ["Über"]),
        ("cafe", ["Cafe\u0301"]),
        ("café cr", ["Cafe\u0301", "crème"]),
        ("viet", ["Việt"]),
        ("strasse", []),
        ("straße", ["Straße"]),
        ("扩", ["扩"]),
        ("扩散", ["扩散"]),
        ("扩模", []),
        ("散模型", ["散模型"]),
        ("gpt模", ["GPT模"]),
        ("てす", ["てす"]),
        ("москва", ["Москва"]),
        ("한국", ["한국어"]),
    ],
)
def test_marks_stand_on_what_was_found(history: History, text: str, marks: list[str]) -> None:
    talk(
        history,
        "🦊👩‍💻 Über 扩散模型 Cafe\u0301\tcrème, Việt Straße\nGPT模型 これはテスト、てすと"
        " Москва 한국어",
        title="",
    )
    assert marked_by(history, text) == ([marks] if marks else [])


def test_an_excerpt_is_one_line_around_the_matches(history: History) -> None:
    before, behind = "so many words " * 40, " and many more" * 40
    talk(history, f"{before}\nthe\tred fox{behind}", title="")
    (hit,) = history.search("red fox")
    assert hit.excerpt.startswith("…") and hit.excerpt.endswith("…")
    assert "the red fox and" in hit.excerpt
    assert len(hit.excerpt) < 170
    assert marked(hit) == ["red", "fox"]


def test_texts_may_hold_the_signs_that_mark_matches(history: History) -> None:
    talk(history, "\x01a\x02 red \x01fox\x02", title="\x01fox\x02")
    assert marked_by(history, "fox") == [["fox"], ["fox"]]


def test_running_answers_are_found_once_they_end(history: History) -> None:
    chat = history.add_chat().id
    one = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS).id
    two = history.begin_answer(chat, None, model="", quantization="", settings=SETTINGS).id
    for message in (one, two):
        history.save_progress(message, "a lynx")
    assert found(history, "lynx") == []
    history.end_answer(one, MessageState.DONE, "a lynx!")
    assert found(history, "lynx") == ["a lynx!"]
    history.mark_interrupted()
    assert found(history, "lynx") == ["a lynx", "a lynx!"]
    history.end_answer(one, MessageState.DONE, "an otter")
    assert (found(history, "lynx"), found(history, "otter")) == (["a lynx"], ["an otter"])


def test_a_changed_title_is_found_by_its_new_words_only(history: History) -> None:
    chat, _ = talk(history, "?", title="Fox")
    history.change_chat(chat, title="Wolf")
    assert (found(history, "fox"), found(history, "wolf")) == ([], ["Wolf"])


def test_deleted_things_are_not_found_until_they_are_back(history: History) -> None:
    chat, ids = talk(history, "fox", "fox fox", title="fox chat")
    history.delete_message(ids[1])
    assert len(found(history, "fox")) == 2
    history.delete_chat(chat)
    assert found(history, "fox") == []
    history.restore_chat(chat)
    history.restore_message(ids[1])
    assert len(found(history, "fox")) == 3


def test_few_hits_are_ranked_and_the_newest_of_equals_comes_first(history: History) -> None:
    chat, _ = talk(history, f"one fox {'word ' * 200}", "fox fox", title="")
    ask(history, chat, None, "fox")
    ask(history, chat, None, "fox")
    hits = history.search("fox")
    assert [hit.message for hit in hits] == [2, 4, 3, 1]


def test_of_many_hits_the_newest_come_first(history: History) -> None:
    chat, _ = talk(history, "fox fox fox", title="")
    last = [ask(history, chat, None, "a fox") for _ in range(MOST_RANKED)]
    hits = history.search("fox", limit=50)
    assert [hit.message for hit in hits] == last[:-51:-1]


def test_the_limit_holds_for_titles_and_messages_each(history: History) -> None:
    for number in range(5):
        talk(history, "a fox", title=f"fox {number}")
    hits = history.search("fox", limit=3)
    assert [hit.message is None for hit in hits] == [True] * 3 + [False] * 3


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> History:
    history = History(tmp_path_factory.mktemp("library") / "history.db")
    for text in OPERATORS:
        talk(history, f"a {text} b", f"{text}{text}", title=text)
    return history


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(OPERATORS), max_size=12).map("".join))
)
@example("a" * 100_000)
@example("a " * 10_000)
@example("a-" * 10_000)
@example('"' * 1001)
def test_no_text_is_an_error_and_marks_lie_in_the_excerpt(library: History, text: str) -> None:
    for hit in library.search(text):
        ends = [0]
        for start, length in hit.marks:
            assert length > 0
            assert start >= ends[-1]
            ends.append(start + length)
        assert ends[-1] <= len(hit.excerpt)
        assert not {"\n", "\t", "\u200b"} & set(hit.excerpt)


@settings(max_examples=60)
@given(
    words=st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=40),
    data=st.data(),
)
def test_every_word_of_a_text_finds_it(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], data: st.DataObject
) -> None:
    history = History(tmp_path_factory.mktemp("words") / "history.db")
    talk(history, " ".join(words), title="")
    word = data.draw(st.sampled_from(words))
    cut = data.draw(st.integers(1, len(word)))
    for text in (word, word[:cut], f"{words[0]} {word[:cut]}"):
        (hit,) = history.search(text)
        assert any(mark.startswith(text.split()[-1]) for mark in marked(hit))
    history.close()


def test_purged_words_leave_the_files(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    history = History(path)
    chat, _ = talk(history, "my Zebrasecret word", "never Zebrasecret", title="Zebrasecret")
    talk(history, *["many other words"] * 100)
    history.checkpoint()
    assert b"zebrasecret" in path.read_bytes().lower()
    history.delete_chat(chat)
    history.purge()
    history.checkpoint()
    history.close()
    (file,) = tmp_path.iterdir()
    assert b"zebrasecret" not in file.read_bytes().lower()


def test_the_index_is_kept_in_few_parts(history: History) -> None:
    def parts() -> int:
        rows = history.database.all("SELECT DISTINCT segid FROM texts_idx")
        return len(rows)

    chat = history.add_chat().id
    for _ in range(40):
        ask(history, chat, None, "a fox")
        history.checkpoint()
    assert parts() <= 6
    answer(history, chat, None, "the end")
    history.delete_message(1)
    history.purge()
    history.checkpoint()
    assert parts() == 1
    assert len(found(history, "fox")) == 39
