"""`darkroom settings`, and the table of the readme that it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from darkroom.cli.main import main, parse
from darkroom.cli.settings import markdown
from darkroom.core.settings import SETTINGS

README = Path(__file__).parents[3] / "README.md"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Variables of somebody who has changed a few settings."""
    folder = tmp_path / "Darkroom"
    folder.mkdir()
    (folder / "darkroom.ini").write_text(
        "[General]\naccent=sea\ntrace_cap_mb=many\nfont_family=\x1b[31mRed\ndownload_limit_mb=25\n",
        encoding="utf-8",
    )
    return os.environ | {"XDG_CONFIG_HOME": str(tmp_path)}


def _run(home: dict[str, str], *arguments: str) -> str:
    # In a process of its own, where nobody has asked Qt yet where settings lie.
    result = subprocess.run(
        [sys.executable, "-m", "darkroom", "settings", *arguments],
        env=home, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert not result.stderr
    return result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="where settings lie on Linux")
def test_settings_are_listed_as_they_stand(home: dict[str, str]) -> None:
    text = _run(home)
    assert "Appearance\n  theme = system\n    Theme: Light or dark." in text
    assert "\n  accent = sea (usually amber)\n" in text
    assert "\n  download_limit_mb = 25 MB/s (usually no limit)\n" in text
    # What cannot be is the default, and nothing reaches the terminal that it would act upon.
    assert "\n  trace_cap_mb = 500 MB\n" in text
    assert "\n  font_family = the system’s own\n" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.skipif(sys.platform != "linux", reason="where settings lie on Linux")
def test_scripts_get_values_with_their_types(home: dict[str, str]) -> None:
    found = {entry["key"]: entry for entry in json.loads(_run(home, "--json"))}
    assert list(found) == [setting.key for setting in SETTINGS]
    assert (found["accent"]["value"], found["accent"]["default"]) == ("sea", "amber")
    assert found["reduce_motion"]["value"] is False
    assert found["trace_cap_mb"]["value"] == 500
    assert Path(found["models_folder"]["value"]).is_absolute()


def test_the_table_needs_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "--markdown"]) == 0
    assert capsys.readouterr().out == markdown() + "\n"
    with pytest.raises(SystemExit):
        parse(["settings", "--markdown", "--json"])


def test_the_table_is_sound() -> None:
    lines = markdown().splitlines()
    assert len(lines) == len(SETTINGS) + 2
    assert {line.count("|") for line in lines} == {6}


def test_the_readme_has_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    assert markdown() in text, "put the output of `darkroom settings --markdown` there"
