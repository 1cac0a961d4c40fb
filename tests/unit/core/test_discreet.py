"""A report may be shown to others: what must not be in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.discreet import LONGEST_LINE, discreet, stack_of
from darkroom.core.errors import BadInputError

DIARY = "dear diary 42"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("USERPROFILE", "/home/ann")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("File /home/ann/models/a.gguf, line 3", "File ~/models/a.gguf, line 3"),
        ("in /home/ann", "in ~"),
        ("of /home/anna and /home/ann-2", "of /home/anna and /home/ann-2"),
        ("token hf_abcDEF123 was refused", "token hf_… was refused"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer …"),
        ("api_key=sk-123 HF_TOKEN='xy'", "api_key=… HF_TOKEN='…'"),
        ("'password': 'xy', n_token = 12", "'password': '…', n_token = 12"),
        ("eos token 106 is the last", None),
        ("https://me:pass@host/a?X-Amz-Signature=1 failed", "https://…@host/a?… failed"),
        ("\x1b[31mred\x1b[0m\r", "red"),
        ("KeyError: 'dear diary'", "KeyError"),
        ("sqlite3.OperationalError: near dear", "sqlite3.OperationalError"),
        ("  ValueError: dear", "ValueError"),
        ("OSError: [Errno 28] No space left", "OSError: [Errno 28] No space left"),
        ("FileNotFoundError: /home/ann/a", "FileNotFoundError: ~/a"),
        ("darkroom.core.errors.HubError: It did not answer.", None),
        ("Fatal Python error: Segmentation fault", None),
    ],
)
def test_lines(line: str, shown: str | None) -> None:
    assert discreet(line) == (line if shown is None else shown)


def test_lines_stay_lines_and_are_cut() -> None:
    text = discreet(f"a\n{'x' * 5000}\n\nb")
    lines = text.split("\n")
    assert [len(line) for line in lines] == [1, LONGEST_LINE + 2, 0, 1]


def test_a_home_that_is_the_root_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/")
    monkeypatch.setenv("USERPROFILE", "/")
    assert discreet("/var/log") == "/var/log"


@given(st.text())
def test_any_text_can_be_written_down(text: str) -> None:
    shown = discreet(text)
    shown.encode("utf-8")
    assert not {"\0", "\x1b"} & set(shown)
    assert discreet(shown) == shown


def _raise(error: Exception) -> None:
    raise error


def _caught(error: Exception) -> Exception:
    try:
        _raise(error)
    except Exception as caught:  # noqa: BLE001 - any kind
        return caught
    raise AssertionError


@pytest.mark.parametrize(
    "error", [ValueError(DIARY), KeyError(DIARY), UnicodeError(DIARY), Exception(f"a\n{DIARY}")]
)
def test_what_an_error_quotes_is_left_out(error: Exception) -> None:
    stack = stack_of(_caught(error))
    assert DIARY not in stack
    assert stack.endswith(f"\n{type(error).__name__}")
    assert "test_discreet.py" in stack
    assert "in _raise\n    raise error" in stack


@pytest.mark.parametrize(
    "error", [TypeError("3 given"), OSError(28, "No space left"), BadInputError("No model.", "x")]
)
def test_what_speaks_of_code_is_kept(error: Exception) -> None:
    assert stack_of(_caught(error)).endswith(f"{type(error).__name__}: {error}")


def test_causes_come_first() -> None:
    with pytest.raises(RuntimeError) as caught:
        try:
            _raise(ValueError(DIARY))
        except ValueError as cause:
            raise RuntimeError("deleted") from cause
    stack = stack_of(caught.value)
    first, second = stack.split("\nwhich led to:\n")
    assert first.endswith("ValueError")
    assert second.endswith("RuntimeError: deleted")
    assert DIARY not in stack


def test_what_was_set_aside_is_not_told() -> None:
    with pytest.raises(RuntimeError) as caught:
        try:
            _raise(ValueError(DIARY))
        except ValueError:
            raise RuntimeError("deleted") from None
    assert "led to" not in stack_of(caught.value)


def test_errors_that_go_round_in_circles_or_cannot_speak() -> None:
    class MuteError(RuntimeError):
        def __str__(self) -> str:
            raise ValueError(DIARY)

    one, other = MuteError(), RuntimeError("b")
    one.__cause__, other.__cause__ = other, one
    stack = stack_of(one)
    assert stack.count("which led to:") == 1
    assert "MuteError" in stack


def test_own_errors_of_any_module_are_known() -> None:
    assert discreet("HubError: It did not answer.").endswith("answer.")
    assert discreet(f"builtins.print: {Path('x')}") == "builtins.print: x"
