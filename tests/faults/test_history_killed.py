"""A process that chats and is killed at any moment loses nothing that it had written down."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from darkroom.history.records import MessageState
from darkroom.history.store import History

pytestmark = [pytest.mark.faults, pytest.mark.process]

RUNS = 30
MOST_WAIT_S = 0.4
# Says what it has written once that is done: whatever is said has to be there afterwards.
CHILD = """
import os, random, sys
from pathlib import Path
from darkroom.core.types import GenerateSettings
from darkroom.history.records import MessageState
from darkroom.history.store import History

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

chance = random.Random(int(sys.argv[2]))
history = History(Path(sys.argv[1]))
history.mark_interrupted()
history.purge()
chat, parent = history.add_chat(title="Chat").id, None
say("ready")
while True:
    question = history.add_question(chat, parent, f"question {chance.random()}")
    say("text", question.id, question.text)
    answer = history.begin_answer(
        chat, question.id, model="M", quantization="Q", settings=GenerateSettings()
    )
    text = ""
    for number in range(chance.randrange(12)):
        text += f" word{number}" * chance.randrange(1, 300)
        history.save_progress(answer.id, text, "thought")
        say("so-far", answer.id, len(text))
        history.append_trace(answer.id, chance.randbytes(chance.randrange(9000)))
        say("chunks", answer.id, number + 1)
    text += f" end{answer.id}"
    history.end_answer(answer.id, MessageState.DONE, text)
    say("ended", answer.id, len(text))
    parent = answer.id
    what = chance.randrange(6)
    if what == 0:
        history.checkpoint()
    elif what == 1:
        history.delete_message(answer.id)
        say("deleted", answer.id)
        parent = question.id
    elif what == 2:
        history.branch(answer.id, "Branch")
"""


def killed_after(path: Path, seed: int) -> list[list[str]]:
    """Let a child write for a while; returns what it said before it was killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(seed)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(random.Random(seed).random() * MOST_WAIT_S)
    child.kill()
    said = child.stdout.read().decode()
    child.stdout.close()
    child.wait()
    return [line.split(" ", 2) for line in said.splitlines()]


@pytest.mark.timeout(300)
def test_thirty_kills_lose_nothing_that_was_written_down(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    interrupted = finished = 0
    for seed in range(RUNS):
        said = killed_after(path, seed)
        with closing(History(path)) as history:
            assert history.database.problems(thorough=True) == []
            for index in ("titles", "texts"):
                history.database.do(
                    f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
                )
            check(history, said)
            running = history.mark_interrupted()
            assert running <= 1
            interrupted += running
            finished += sum(words[0] == "ended" for words in said)
    print(f"{finished} finished answers, {interrupted} interrupted ones in {RUNS} runs")
    assert finished > RUNS
    assert interrupted > 0


def check(history: History, said: list[list[str]]) -> None:
    """Every word that was said is true, or has been overtaken by a later one."""
    deleted = {words[1] for words in said if words[0] == "deleted"}
    ended = {words[1]: int(words[2]) for words in said if words[0] == "ended"}
    for what, id_, *rest in said:
        message = history.message(int(id_))
        if id_ in deleted:
            assert message is None
            continue
        if message is None:
            # Its deletion was done, but there was no time to say so.
            assert id_ == said[-1][1] and said[-1][0] == "ended"
            continue
        if what == "text":
            assert message.text == rest[0]
        elif what == "so-far":
            assert len(message.text) >= int(rest[0])
        elif what == "chunks":
            assert len(history.trace(message.id)) >= int(rest[0])
        elif what == "ended":
            assert message.state is MessageState.DONE
            assert len(message.text) == ended[id_]
            assert [hit.message for hit in history.search(f"end{id_}", 10_000)].count(
                message.id
            ) == 1
