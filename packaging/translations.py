"""Collects the texts of the window for translators, and packs what they wrote.

    python packaging/translations.py update    new and changed texts into the .ts files
    python packaging/translations.py compile   the .ts files into resources/translations/*.qm
    python packaging/translations.py check     what is not translated yet; exit code 1 if anything

A language begins with its name in ``LANGUAGES`` and in ``core.settings.LANGUAGE``. Translations are
written into the .ts files, with Qt Linguist (``pyside6-linguist``) or by hand.
"""

from __future__ import annotations

import argparse
import string
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "app" / "darkroom"
WRITTEN = ROOT / "packaging" / "translations"
PACKED = ROOT / "resources" / "translations"
LANGUAGES = ("de",)


@dataclass(frozen=True, slots=True)
class Message:
    """One text and what became of it.

    Attributes:
        context: class or group of texts that it belongs to.
        source: in English.
        translation: empty where there is none.
        finished: the translator has said so.
    """

    context: str
    source: str
    translation: str
    finished: bool

    @property
    def key(self) -> tuple[str, str]:
        """What the window looks it up by."""
        return self.context, self.source

    def trouble(self) -> str:
        """What is wrong with it; empty if nothing is."""
        if not self.context:
            return "has no context: call QCoreApplication.translate by its own name, not as tr()"
        if not self.translation or not self.finished:
            return "is not translated"
        if placeholders(self.source) != placeholders(self.translation):
            return f"has other placeholders in {self.translation!r}"
        if edges(self.source) != edges(self.translation):
            return f"begins or ends with other spaces in {self.translation!r}"
        return ""


def ts_path(language: str) -> Path:
    """Where translators write."""
    return WRITTEN / f"darkroom_{language}.ts"


def qm_path(language: str) -> Path:
    """What the window loads."""
    return PACKED / f"darkroom_{language}.qm"


def update(ts: Path, language: str, sources: Path = SOURCES) -> None:
    """Bring a file up to the texts in the sources; what is translated stays.

    Args:
        ts: the file; made if need be.
        language: its two letters.
        sources: folder of Python files.
    """
    _run(
        "pyside6-lupdate", "-silent", "-extensions", "py", "-no-obsolete", "-locations", "none",
        "-sort-messages", "-source-language", "en", "-target-language", language,
        # Its guesses from texts that are merely alike are wrong more often than right.
        "-disable-heuristic", "similartext", str(sources), "-ts", str(ts),
    )  # fmt: skip


def compile_(ts: Path, qm: Path) -> None:
    """Pack what is translated; what is not yet is left in English."""
    qm.parent.mkdir(parents=True, exist_ok=True)
    _run("pyside6-lrelease", "-silent", "-nounfinished", str(ts), "-qm", str(qm))


def read(ts: Path) -> Iterator[Message]:
    """All texts of a file."""
    for context in ET.parse(ts).iter("context"):  # noqa: S314
        for message in context.iter("message"):
            translation = message.find("translation")
            text = "" if translation is None else "".join(translation.itertext())
            finished = translation is not None and translation.get("type") is None
            source = message.findtext("source") or ""
            yield Message(context.findtext("name") or "", source, text, finished)


def placeholders(text: str) -> list[str]:
    """Names in braces, sorted; a text that is no format has none."""
    try:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return []


def edges(text: str) -> tuple[bool, bool]:
    """Whether a space stands at its beginning and at its end."""
    return text[:1].isspace(), text[-1:].isspace()


def troubles(ts: Path) -> list[str]:
    """What is wrong with the translations in a file."""
    return [
        f"{message.context}: {message.source!r} {trouble}."
        for message in read(ts)
        if (trouble := message.trouble())
    ]


def _run(tool: str, *arguments: str) -> None:
    suffix = ".exe" if sys.platform == "win32" else ""
    path = Path(sysconfig.get_path("scripts")) / f"{tool}{suffix}"
    # Relative paths would be written relative to wherever this was started.
    result = subprocess.run(
        [path, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if result.returncode or "rror" in result.stderr:
        sys.exit(f"{tool} failed:\n{result.stdout}{result.stderr}")


def main() -> int:
    """Parse the command line and do it for every language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=("update", "compile", "check"))
    action = parser.parse_args().action
    left = 0
    for language in LANGUAGES:
        ts = ts_path(language)
        if action == "update":
            update(ts, language)
        elif action == "compile":
            compile_(ts, qm_path(language))
        found = troubles(ts)
        left += len(found)
        if action == "check":
            print("\n".join(found))
        print(f"{ts.name}: {sum(1 for _ in read(ts))} texts, {len(found)} to be seen to")
    return 1 if action == "check" and left else 0


if __name__ == "__main__":
    sys.exit(main())
