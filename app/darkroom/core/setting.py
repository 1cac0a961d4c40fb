"""What a setting is: its key in the file, its values, what it is called and what it does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Final, Generic, TypeVar

from darkroom.core.checks import is_whole
from darkroom.core.errors import BadInputError

T = TypeVar("T")

_LONGEST_NAME: Final = 200
_LONGEST_NUMBER: Final = 12


class Section(StrEnum):
    """Where on the page a setting stands."""

    APPEARANCE = "appearance"
    CHAT = "chat"
    MODELS = "models"
    DATA = "data"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(ABC, Generic[T]):
    """One thing that a person can choose, for good and for all chats.

    Titles and explanations are marked for translation in the context ``"Settings"``.

    Attributes:
        key: name in the settings file; never changed once it is published.
        section: where it stands.
        title: for people.
        help: what it does, in whole sentences.
        default: its value unless somebody chooses another.
        since: version of Darkroom that first had it.
        at_start: a change takes effect at the next start only.
    """

    kind: ClassVar[str]

    key: str
    section: Section
    title: str
    help: str
    default: T
    since: str
    at_start: bool = False

    @property
    @abstractmethod
    def allowed(self) -> str:
        """What it may be, in English."""

    @abstractmethod
    def check(self, value: object) -> T:
        """The value as its kind has it.

        Raises:
            BadInputError: with the key and what it may be.
        """

    @abstractmethod
    def parse(self, text: str) -> object:
        """What the text of a settings file means; not yet checked.

        Raises:
            ValueError: nothing.
        """

    @abstractmethod
    def write(self, value: T) -> str:
        """The value as text for the settings file."""

    def words(self, value: T) -> str:
        """The value for people who read English."""
        return self.write(value)

    def read(self, text: str) -> T:
        """The value in a settings file; the default where it holds none, or one that cannot be."""
        try:
            return self.check(self.parse(text))
        except ValueError:  # BadInputError is one
            return self.default

    def _refused(self, value: object) -> BadInputError:
        text = repr(value)
        short = text if len(text) <= 40 else f"{text[:40]}…"
        return BadInputError(f"{self.key} = {short} cannot be used.", f"Use {self.allowed}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(Setting[bool]):
    """On or off."""

    kind: ClassVar[str] = "switch"

    @property
    def allowed(self) -> str:
        """Both of them."""
        return "true or false"

    def check(self, value: object) -> bool:
        """True or False, and nothing that is merely like them."""
        if not isinstance(value, bool):
            raise self._refused(value)
        return value

    def parse(self, text: str) -> object:
        """Lower case, as it is written."""
        return {"true": True, "false": False}.get(text)

    def write(self, value: bool) -> str:
        """Lower case."""
        return "true" if value else "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Setting[int]):
    """A whole number.

    Attributes:
        least, most: range, both included.
        stride: how far an arrow key goes.
        unit: of its values, as it is written behind a number.
        zero: what 0 means; empty where it is a number like others.
    """

    kind: ClassVar[str] = "whole"

    least: int
    most: int
    stride: int = 1
    unit: str = ""
    zero: str = ""

    @property
    def allowed(self) -> str:
        """The range."""
        ends = f"{self.least:,} … {self.most:,} {self.unit}".rstrip()
        return f"{ends} (0: {self.zero})" if self.zero else ends

    def check(self, value: object) -> int:
        """A whole number in range."""
        if not is_whole(value) or not self.least <= value <= self.most:  # type: ignore[operator]
            raise self._refused(value)
        return int(value)  # type: ignore[call-overload]

    def parse(self, text: str) -> object:
        """Digits, and no more of them than any range has."""
        return int(text) if len(text) <= _LONGEST_NUMBER else None

    def write(self, value: int) -> str:
        """Digits."""
        return str(value)

    def words(self, value: int) -> str:
        """With its unit."""
        return self.zero if self.zero and not value else f"{value:,} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One of several values.

    Attributes:
        value: as the program has it.
        title: for people.
    """

    value: T
    title: str

    @property
    def allowed(self) -> str:
        """As the program has it; a number that stands for something else says for what."""
        number = str(self.value)
        says = isinstance(self.value, int) and not self.title.startswith(number)
        return f"{number} ({self.title})" if says else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Setting[T]):
    """One of a few values.

    Attributes:
        options: all there are, in the order of the page.
    """

    kind: ClassVar[str] = "choice"

    options: tuple[Option[T], ...]

    @property
    def allowed(self) -> str:
        """All of them."""
        return ", ".join(option.allowed for option in self.options)

    def check(self, value: object) -> T:
        """One of the options."""
        for option in self.options:
            # By type too: True is not the percentage 1.
            if type(option.value) is type(value) and option.value == value:
                return option.value
        raise self._refused(value)

    def parse(self, text: str) -> object:
        """The option that is written so."""
        found = [option.value for option in self.options if str(option.value) == text]
        return found[0] if found else None

    def write(self, value: T) -> str:
        """As the program has it."""
        return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Setting[str]):
    """A family of fonts; empty is the system's own, as is one that is not installed.

    Attributes:
        fixed: all letters are of one width.
    """

    kind: ClassVar[str] = "family"

    fixed: bool = False

    @property
    def allowed(self) -> str:
        """What is installed."""
        return "any installed family of one width" if self.fixed else "any installed family"

    def check(self, value: object) -> str:
        """A name of reasonable length."""
        if not isinstance(value, str) or len(value) > _LONGEST_NAME or not value.isprintable():
            raise self._refused(value)
        return value.strip()

    def parse(self, text: str) -> object:
        """As it is."""
        return text

    def write(self, value: str) -> str:
        """As it is."""
        return value

    def words(self, value: str) -> str:
        """Its name."""
        return value or "the system’s own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(Setting[Path | None]):
    """Where something lies; None is the usual place.

    Attributes:
        usual: finds the usual place; it need not exist yet.
        usual_words: the same in English, for every machine.
    """

    kind: ClassVar[str] = "folder"

    usual: Callable[[], Path]
    usual_words: str

    @property
    def allowed(self) -> str:
        """Any folder."""
        return "the whole path of a folder"

    def place(self, value: Path | None) -> Path:
        """The folder that a value means."""
        return self.usual() if value is None else value

    def check(self, value: object) -> Path | None:
        """A whole path, or None; the usual place is None however it is given."""
        if value is None or value == self.usual():
            return None
        if not isinstance(value, Path) or not value.is_absolute() or "\0" in str(value):
            raise self._refused(value)
        return value

    def parse(self, text: str) -> object:
        """A path; empty is None."""
        return Path(text) if text else None

    def write(self, value: Path | None) -> str:
        """The path; empty for None."""
        return "" if value is None else str(value)

    def words(self, value: Path | None) -> str:
        """The path."""
        return str(self.place(value))
