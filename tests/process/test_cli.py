"""The command line as a shell sees it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

import fakes

pytestmark = pytest.mark.process

_MAIN = (
    "import sys; from darkroom.cli.main import main; sys.exit(main(sys.argv[1:], engine='fakes'))"
)
_HERE = str(Path(__file__).parents[1])


def _start(*arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", _MAIN, *arguments],
        stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": _HERE},
    )  # fmt: skip


def _run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    with _start("run", *arguments) as process:
        out, err = process.communicate(stdin, timeout=60)
    return process.returncode, out, err


def _lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_pipe_gets_just_the_answer() -> None:
    code, out, err = _run("fake", "-p", "hello")
    assert (code, out) == (0, fakes.ANSWER + "\n")
    assert "5 steps · 1 canvas · 9 tokens" in err


def test_the_prompt_may_come_from_stdin() -> None:
    code, out, _ = _run("fake", "-p", "-", stdin="two canvases, please\n")
    assert (code, out) == (0, fakes.ANSWER + "\n")
    assert _run("fake", "-p", "-", stdin=" \n")[0] == 2


def test_thinking_stays_out_of_the_answer() -> None:
    code, out, err = _run("fake", "-p", "think first, if asked", "--thinking")
    assert (code, out) == (0, fakes.ANSWER + "\n")
    assert f"Thinking\n{fakes.THINKING}\n" in err
    code, out, err = _run("fake", "-p", "think first, if asked")
    assert (code, out) == (0, fakes.ANSWER + "\n")
    assert "Thinking" not in err
    _, out, _ = _run("fake", "-p", "think first, if asked", "--thinking", "--json")
    text = {"type": "text", "text": fakes.ANSWER, "thinking": fakes.THINKING}
    assert text in _lines(out)


def test_a_model_that_cannot_think_says_so() -> None:
    code, out, err = _run("fake plain", "-p", "hello", "--thinking")
    assert (code, out) == (2, "")
    assert "cannot think before it answers" in err
    assert "Leave out --thinking" in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_fault_in_native_code_has_last_words() -> None:
    code, _, err = _run("fake", "-p", "abort", "--no-visual")
    assert code == -signal.SIGABRT
    assert "Fatal Python error: Aborted" in err


def test_json_lines() -> None:
    code, out, _ = _run("fake", "-p", "two canvases", "--json", "--steps", "2")
    lines = _lines(out)
    assert code == 0
    assert [line["type"] for line in lines] == [
        "frame", "frame", "text", "frame", "frame", "text", "done",
    ]  # fmt: skip
    frame = lines[0]
    assert list(frame) == [
        "type", "block", "step", "max_steps", "tokens", "accepted", "entropy", "text",
    ]  # fmt: skip
    assert (frame["block"], frame["step"], frame["max_steps"]) == (0, 1, 2)
    assert len(frame["tokens"]) == len(frame["accepted"]) == len(frame["entropy"]) == 16
    assert set(frame["accepted"]) == {0, 1}
    assert list(lines[2]) == ["type", "text"]
    assert lines[5]["text"] == fakes.ANSWER
    assert lines[6] == {
        "type": "done",
        "reason": "end",
        "stats": {
            "steps": 2, "blocks": 1, "tokens": 9, "ms_per_step": 12.5,
            "prefill_tokens_per_s": 1000.0, "effective_tokens_per_s": 80.0,
            "peak_rss_bytes": 64 << 20,
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("model", "prompt", "code", "says"),
    [
        ("missing.gguf", "x", 2, "no such file"),
        ("load out of memory", "x", 1, "9 GB are needed"),
        ("fake", "overflow", 2, "too long"),
        ("fake", "run out of memory", 1, "not enough memory"),
        ("fake", "crash", 1, "ZeroDivisionError"),
        ("fake", "", 2, "prompt is empty"),
    ],
)
def test_failures_say_what_to_do(model: str, prompt: str, code: int, says: str) -> None:
    returned, out, err = _run(model, "-p", prompt)
    assert (returned, out) == (code, "")
    assert says in err
    assert len(err.strip().splitlines()) >= 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_cancels_in_good_order() -> None:
    with _start("run", "fake", "-p", "slowly", "--steps", "500", "--json") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    done = _lines(out)[-1]
    assert (done["type"], done["reason"]) == ("done", "cancelled")
    assert "text" not in [line["type"] for line in _lines(out)]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_second_ctrl_c_insists() -> None:
    with _start("run", "fake", "-p", "hang", "--json") as process:
        assert process.stdout is not None
        process.stdout.readline()
        # The fake sleeps through the first; the second must end it.
        process.send_signal(signal.SIGINT)
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
    assert process.returncode == 130


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_while_loading() -> None:
    with _start("run", "load forever", "-p", "x") as process:
        code = None
        while code is None:
            process.send_signal(signal.SIGINT)
            try:
                code = process.wait(0.3)
            except subprocess.TimeoutExpired:
                continue
    assert code in (130, -signal.SIGINT)  # the latter before Python is up


def test_a_reader_that_leaves_is_no_traceback() -> None:
    with _start("run", "fake", "-p", "slowly", "--json", "--steps", "50") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
    assert process.returncode == 1
    assert "Traceback" not in err


def test_python_dash_m() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "darkroom", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("darkroom ")


def test_headless_commands_need_no_qt() -> None:
    code = f"import sys; sys.modules['PySide6'] = None\n{_MAIN}"
    done = subprocess.run(
        [sys.executable, "-c", code, "run", "fake", "-p", "hello"],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": _HERE},
    )  # fmt: skip
    assert done.stdout == fakes.ANSWER + "\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_window_opens_and_ctrl_c_closes_it_with_its_process(tmp_path: Path) -> None:
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-m", "darkroom", "demo"], env=os.environ | environment
    ) as window:
        parent = psutil.Process(window.pid)
        while not (children := _workers(parent)):
            assert window.poll() is None
            time.sleep(0.1)
        window.send_signal(signal.SIGINT)
    assert window.returncode == -signal.SIGINT
    assert psutil.wait_procs(children, timeout=30)[1] == []


def _workers(parent: psutil.Process) -> list[psutil.Process]:
    children = parent.children()
    return children if any("spawn_main" in " ".join(child.cmdline()) for child in children) else []


def test_bytes_that_are_no_text_are_no_traceback() -> None:
    with _start("run", "fake", "-p", "-", "--json") as process:
        assert process.stdin is not None
        os.write(process.stdin.fileno(), b"caf\xe9 please")
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert _lines(out)[-1]["type"] == "done"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that can close an output")
def test_a_closed_output_is_no_traceback() -> None:
    command = [sys.executable, "-c", _MAIN, "run", "fake", "-p", "x"]
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command],
        stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        env=os.environ | {"PYTHONPATH": _HERE},
    )  # fmt: skip
    assert closed.returncode == 2
    assert "no output" in closed.stderr
    assert "Traceback" not in closed.stderr
