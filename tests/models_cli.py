"""``darkroom models`` in processes of its own, with a home that is empty."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

TOKEN = "hf_secret"  # noqa: S105 - of the fake hub


def environment(home: Path, url: str = "http://127.0.0.1:9") -> dict[str, str]:
    """What a program sees that has this home and no Hub but this one."""
    base = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "OLLAMA_", "HUGGING"))}
    folders = {
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "HF_HOME": home / "hf",
        "HOME": home,
        "USERPROFILE": home,
    }
    words = {name: str(folder) for name, folder in folders.items()}
    return base | words | {"HF_ENDPOINT": url, "HF_TOKEN": TOKEN, "PYTHONIOENCODING": "utf-8"}


def start(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "darkroom", "models", *words],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def models(env: dict[str, str], *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr."""
    with start(env, *words) as process:
        out, err = process.communicate(timeout=100)
    assert "Traceback" not in err, err
    assert TOKEN not in out + err
    return process.returncode, out, err


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]
