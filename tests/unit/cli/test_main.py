"""What the arguments mean."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from darkroom.cli.main import main, parse


@pytest.mark.parametrize(
    ("argv", "model"),
    [([], None), (["demo"], "demo"), (["/a b/x.GGUF"], "/a b/x.GGUF"), (["window"], None)],
)
def test_without_a_command_the_window_opens(argv: list[str], model: str | None) -> None:
    opens = argparse.Namespace(command="window", model=model, prompt=None, profile=None)
    assert parse(argv) == opens


def test_the_window_takes_a_prompt_and_a_profile() -> None:
    assert parse(["-p", "-5 °C?\nWhy?", "--profile", "work", "demo"]) == argparse.Namespace(
        command="window", model="demo", prompt="-5 °C?\nWhy?", profile="work"
    )


def test_a_profile_that_cannot_be_is_bad_input_for_every_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DARKROOM_PROFILE", "../x")
    for argv in ([], ["models", "list"]):
        with pytest.raises(SystemExit) as end:
            parse(argv)
        assert end.value.code == 2
        assert "DARKROOM_PROFILE: '../x' cannot name a profile" in capsys.readouterr().err


def test_run_takes_all_its_options() -> None:
    words = (
        "run demo -p Hi --system Be --seed 7 --steps 8 --max-new-tokens 64 --context 512 "
        "--threads 2 --precision exact --json --no-visual --device cpu --gpu-layers 0 --thinking "
        "--kv-type q8_0 --rpc a:1 --rpc 10.0.0.2:50052 --top-k 3 --trace a.npz"
    )
    assert vars(parse(words.split())) == {
        "command": "run", "model": "demo", "prompt": "Hi", "system": "Be", "seed": 7, "steps": 8,
        "max_new_tokens": 64, "context": 512, "threads": 2, "precision": "exact", "json": True,
        "no_visual": True, "device": "cpu", "gpu_layers": 0, "kv_type": "q8_0",
        "rpc": ["a:1", "10.0.0.2:50052"], "thinking": True, "top_k": 3, "trace": Path("a.npz"),
    }  # fmt: skip


def test_what_is_not_said_of_an_answer_stays_as_it_was() -> None:
    given = vars(parse(["resume", "~/a.npz", "--t-min", "0", "--step", "0"]))
    assert given["source"] == Path("~/a.npz").expanduser()
    settings = ("seed", "steps", "t_max", "entropy_bound", "stability", "confidence", "top_k")
    assert all(given[name] is None for name in (*settings, "max_new_tokens", "model", "block"))
    assert (given["t_min"], given["step"]) == (0.0, 0)
    given = vars(parse(["repaint", "a.npz", "--span", "-5 °C"]))
    assert (given["span"], given["tokens"], given["wish"]) == ("-5 °C", None, "")
    assert vars(parse(["fill", "-"]))["model"] == "demo"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["model.bin"], "neither a command"),
        (["run", "demo"], "-p"),
        (["run", "demo", "-p", "x", "--steps", "0"], "not between 1"),
        (["run", "demo", "-p", "x", "--seed", "1.5"], "not a whole number"),
        (["run", "", "-p", "x"], "no model was named"),
        (["run", "demo", "-p", "x", "--threads", "many"], "not a whole number"),
        (["run", "demo", "-p", "x", "--precision", "best"], "invalid choice"),
        (["run", "demo", "-p", "x", "--kv-type", "q4_0"], "invalid choice"),
        (["run", "demo", "-p", "x", "--gpu-layers", "-1"], "not between"),
        (["run", "demo", "-p", "x", "--top-k", "65"], "not between 0 and 64"),
        (["run", "demo", "-p", "x", "--trace", " "], "no file was named"),
        (["resume"], "TRACE"),
        (["resume", "a.npz", "--step", "-1"], "not between"),
        (["resume", "a.npz", "--t-max", "nan"], "not a number"),
        (["resume", "a.npz", "--entropy-bound", "-0.1"], "not a number from 0 up"),
        (["repaint", "a.npz"], "--span"),
        (["repaint", "a.npz", "--span", "x", "--occurrence", "0"], "not between"),
        (["fill"], "FORM"),
        (["run", "demo", "-p", "x", "--rpc", "studio"], "192.168.1.5:50052"),
        (["hardware", "--rpc", "[::1]:50052"], "IPv4 only"),
        (["lend", "--port", "65536"], "not a port"),
        (["--profile", "A/B"], "cannot name a profile"),
    ],
)
def test_bad_arguments_are_bad_input(
    argv: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        parse(argv)
    assert end.value.code == 2
    assert says in capsys.readouterr().err


def test_lending_stays_on_this_computer_unless_told_otherwise() -> None:
    assert vars(parse(["lend"])) == {
        "command": "lend", "host": "127.0.0.1", "port": 50052, "threads": None,
    }  # fmt: skip


@pytest.mark.parametrize("seed", [-1, 0, 2**64 + 1])
def test_a_seed_is_any_integer(seed: int) -> None:
    assert parse(["run", "demo", "-p", "x", "--seed", str(seed)]).seed == seed


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("darkroom 0.")
