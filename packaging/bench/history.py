"""A history of 10,000 chats and 200,000 messages: opened, searched, written to."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Final

from bench.chat_profile import make_profile
from bench.chat_texts import Texts
from bench.timing import seconds_of, spread
from darkroom.core.types import GenerateSettings
from darkroom.history.records import MessageState
from darkroom.history.store import History

OPENINGS: Final = 10
WRITES: Final = 500
_LANGUAGES: Final = ("en", "en", "de", "fr", "ru", "zh")
_RANKS: Final = (0, 2, 8, 40, 150, 700, 3000)
"""How frequent the words are that are looked for; 0 is the most frequent one."""


def measure() -> None:
    """Write a profile and print what it takes to use it."""
    with tempfile.TemporaryDirectory(prefix="darkroom-history-") as folder:
        path = Path(folder) / "history.db"
        made_s = seconds_of(lambda: make_profile(path))
        print(f"   written in {made_s:.0f} s: {path.stat().st_size / 1e6:.0f} MB")
        _open(path)
        with closing(History(path)) as history:
            _search(history)
            _read(history)
            _write(history)
            _keep(history)


def _open(path: Path) -> None:
    opened: list[float] = []
    listed: list[float] = []
    for _ in range(OPENINGS):
        began = time.perf_counter()
        with closing(History(path)) as history:
            opened.append((time.perf_counter() - began) * 1e3)
            listed.append(seconds_of(history.heads) * 1e3)
    print(f"   opening {spread(opened, ' ms')}, list of all chats {spread(listed, ' ms')}")


def _search(history: History) -> None:
    """As typed: one letter, two, three, the word, another word behind it."""
    texts, random = Texts(1), Random(1)  # noqa: S311 - texts, not secrets
    kinds: dict[str, list[float]] = {}
    for kind, query in _queries(texts, random):
        kinds.setdefault(kind, []).append(seconds_of(lambda query=query: history.search(query)))
    for kind, took in kinds.items():
        print(f"   search, {kind:<13} {_percentiles(took)}")
    print(f"   search, all           {_percentiles([s for took in kinds.values() for s in took])}")


def _queries(texts: Texts, random: Random) -> Iterator[tuple[str, str]]:
    for language in _LANGUAGES:
        words = texts.words(language)
        for rank in _RANKS:
            word, other = words[rank + random.randrange(2)], words[random.randrange(2000)]
            yield "1 letter", word[:1]
            yield "2 letters", word[:2]
            yield "3 letters", word[:3]
            yield "word", word
            yield "two words", f"{other} {word[:2]}"
        yield "rare word", words[-random.randrange(1, 2000)]
        yield "no hit", f"{words[5]}xqzv"


def _percentiles(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100)
    return (
        f"p50 {cuts[49] * 1e3:5.1f} ms, p95 {cuts[94] * 1e3:5.1f} ms,"
        f" longest {max(seconds) * 1e3:5.1f} ms, of {len(seconds)}"
    )


def _read(history: History) -> None:
    chat = history.chat(1)
    leaf = (chat and chat.leaf) or 0
    messages = len(history.path_to(leaf))
    path = [seconds_of(lambda: history.path_to(leaf)) * 1e3 for _ in range(OPENINGS)]
    print(f"   path of {messages:,} messages {spread(path, ' ms')}")
    _calls("siblings", (lambda number=n: history.siblings(number) for n in range(1, WRITES)))


def _write(history: History) -> None:
    """An answer as it is kept while it comes."""
    writer = Texts(2)
    texts = [writer.text("en", 90) for _ in range(WRITES)]
    chat = history.add_chat(title="New").id
    answers: list[int] = []

    def begin() -> None:
        answer = history.begin_answer(
            chat, None, model="", quantization="", settings=GenerateSettings()
        )
        answers.append(answer.id)

    _calls("draft", (lambda text=text: history.change_chat(chat, draft=text) for text in texts))
    _calls("question", (lambda text=text: history.add_question(chat, None, text) for text in texts))
    _calls("begin", (begin for _ in texts))
    _calls(
        "progress",
        (lambda a=a, t=t: history.save_progress(a, t) for a, t in zip(answers, texts, strict=True)),
    )
    _calls("trace, 4 KB", (lambda a=a: history.append_trace(a, bytes(4096)) for a in answers))
    _calls(
        "end",
        (
            lambda a=a, t=t: history.end_answer(a, MessageState.DONE, t)
            for a, t in zip(answers, texts, strict=True)
        ),
    )


def _calls(what: str, calls: Iterable[Callable[[], object]]) -> None:
    took = [seconds_of(call) * 1e3 for call in calls]
    cuts = statistics.quantiles(took, n=100)
    print(
        f"   {what:<12} p50 {cuts[49]:6.3f} ms, p99 {cuts[98]:6.3f} ms, longest {max(took):6.3f} ms"
    )


def _keep(history: History) -> None:
    """What happens in the background, and at a start."""
    history.checkpoint()
    history.delete_chat(1)
    purged_ms = seconds_of(history.purge) * 1e3
    checkpoints = [seconds_of(history.checkpoint) * 1e3 for _ in range(OPENINGS)]
    print(f"   purge of 2,000 messages {purged_ms:.0f} ms, checkpoint {spread(checkpoints, ' ms')}")
