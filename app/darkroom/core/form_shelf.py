"""The forms a person keeps, and the one that is being written, in one small file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from darkroom.core.errors import BadInputError
from darkroom.core.json_file import read_json, write_json

MAX_FORMS: Final = 500
MAX_TITLE: Final = 80
"""Characters of a form's name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as people write it, whether it can be read or not.

    Attributes:
        text: fixed text and blanks; see ``core.form``.
        request: what it is about, for the model; may be empty.
        name: what it is kept under; empty for one that is only being written.
    """

    text: str = ""
    request: str = ""
    name: str = ""

    def says_like(self, other: Sheet) -> bool:
        """Both say the same, whatever they are called."""
        return (self.text, self.request) == (other.text, other.request)


class FormShelf:
    """Forms by name, in alphabetical order. Trouble with the file loses them, and nothing else.

    A damaged file is kept aside, with ``.bad`` added to its name.

    Args:
        path: of a JSON file; it and its folder are made at the first change.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_kept = True
        """The last change is on disk too; else it lasts as long as this process."""
        self._written, self._before, self._sheets = read_json(path, _parse) or (
            Sheet(),
            Sheet(),
            dict[str, Sheet](),
        )

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def written(self) -> Sheet:
        """What is being written."""
        return self._written

    @property
    def before(self) -> Sheet:
        """What was being written before another form took its place; empty for none."""
        return self._before

    @property
    def names(self) -> tuple[str, ...]:
        """Of the forms that are kept."""
        return tuple(sorted(self._sheets, key=lambda name: (name.casefold(), name)))

    def find(self, name: str) -> Sheet | None:
        """The form of a name."""
        return self._sheets.get(name)

    def write(self, text: str, request: str) -> None:
        """Keep what is being written."""
        written = replace(self._written, text=text, request=request)
        if written != self._written:
            self._written = written
            self._keep()

    def begin(self, sheet: Sheet) -> None:
        """Go on with another form; what was being written can be had back as ``before``."""
        last = self._written
        kept = any(last.says_like(other) for other in self._sheets.values())
        if last.text.strip() and not kept and not last.says_like(sheet):
            self._before = last
        self._written = sheet
        self._keep()

    def save(self, name: str) -> str:
        """Keep what is being written under a name, in the place of the form of that name.

        Returns:
            The name, cleaned.

        Raises:
            BadInputError: the name cannot be used, or there is no room for another form.
        """
        name = clean_title(name)
        if name not in self._sheets and len(self._sheets) >= MAX_FORMS:
            raise BadInputError(
                f"{MAX_FORMS} forms are kept already.", "Delete some that you do not need."
            )
        self._written = self._sheets[name] = replace(self._written, name=name)
        self._keep()
        return name

    def rename(self, old: str, new: str) -> str:
        """Give a form another name.

        Returns:
            The name, cleaned.

        Raises:
            BadInputError: there is no such form, or the name cannot be used.
        """
        sheet, new = self._must_be(old), clean_title(new)
        if new != old and new in self._sheets:
            raise BadInputError(f"There is a form “{new}” already.", "Use another name.")
        del self._sheets[old]
        self._sheets[new] = replace(sheet, name=new)
        if self._written.name == old:
            self._written = replace(self._written, name=new)
        self._keep()
        return new

    def delete(self, name: str) -> Sheet:
        """Take a form away; what is being written stays.

        Returns:
            What brings it back with ``restore``.

        Raises:
            BadInputError: there is no such form.
        """
        sheet = self._must_be(name)
        del self._sheets[name]
        if self._written.name == name:
            self._written = replace(self._written, name="")
        self._keep()
        return sheet

    def restore(self, sheet: Sheet) -> None:
        """Undo a deletion, unless another form has the name meanwhile."""
        self._sheets.setdefault(sheet.name, sheet)
        self._keep()

    def keep(self) -> bool:
        """Try once more to write the file; whether it is there now."""
        self._keep()
        return self.is_kept

    def _must_be(self, name: str) -> Sheet:
        sheet = self._sheets.get(name)
        if sheet is None:
            raise BadInputError(f"There is no form “{name}” any more.")
        return sheet

    def _keep(self) -> None:
        raw = {
            "written": asdict(self._written),
            "before": asdict(self._before),
            "forms": [asdict(sheet) for sheet in self._sheets.values()],
        }
        self.is_kept = write_json(self._path, raw)


def clean_title(name: str) -> str:
    """A name on one line, without stray spaces.

    Raises:
        BadInputError: it is empty, or too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > MAX_TITLE:
        raise BadInputError(f"A name has between 1 and {MAX_TITLE} characters.", "Use another one.")
    return name


def _parse(raw: Any) -> tuple[Sheet, Sheet, dict[str, Sheet]]:
    sheets = [_sheet(item) for item in raw["forms"]]
    if any(sheet.name != clean_title(sheet.name) for sheet in sheets):
        raise ValueError("a form without a name")
    return _sheet(raw["written"]), _sheet(raw["before"]), {sheet.name: sheet for sheet in sheets}


def _sheet(raw: Any) -> Sheet:
    fields = [raw[key] for key in ("text", "request", "name")]
    if not all(isinstance(each, str) for each in fields):
        raise TypeError("no form")
    return Sheet(*cast("list[str]", fields))
