"""Files that people attach: text in whatever coding, everything else refused in words."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darkroom.core.errors import BadInputError
from darkroom.core.text_file import MOST_BYTES, read_text

TEXT = "Grün über Ärger\tund\nnoch 日本 😀\n"


def _file(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_codings_with_a_mark_and_utf_8(tmp_path: Path, coding: str) -> None:
    assert read_text(_file(tmp_path, TEXT.encode(coding))) == TEXT


def test_big_endian_with_a_mark(tmp_path: Path) -> None:
    assert read_text(_file(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))) == TEXT


def test_what_is_no_utf_8_is_western(tmp_path: Path) -> None:
    assert read_text(_file(tmp_path, "5 € für Käse".encode("cp1252"))) == "5 € für Käse"


def test_line_breaks_are_line_feeds(tmp_path: Path) -> None:
    assert read_text(_file(tmp_path, b"a\r\nb\rc\n")) == "a\nb\nc\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0",
        b"MZ\x90\0\x03",
        b"text\0text",
        b"\xef\xbb\xbftext\x01",
        b"\xff\xfea\0\0\0b\0",
        b"\xff\xfe\x00",
        "no mark".encode("utf-16-le"),
        bytes(range(128, 256)),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInputError, match=r"a\.txt is not a text file"):
        read_text(_file(tmp_path, data))


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_empty_files(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInputError, match="is empty"):
        read_text(_file(tmp_path, data))


def test_the_largest_file_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    assert len(read_text(_file(tmp_path, b"a" * MOST_BYTES))) == MOST_BYTES
    with pytest.raises(BadInputError, match="larger than 4 MB"):
        read_text(_file(tmp_path, b"a" * (MOST_BYTES + 1)))


def test_folders_and_files_that_are_gone(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.txt"):
        with pytest.raises(BadInputError, match="is no file"):
            read_text(path)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes in folders are POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInputError, match="is no file"):
        read_text(tmp_path / "pipe")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = _file(tmp_path_factory.getbasetemp(), data)
    try:
        text = read_text(path)
    except BadInputError as error:
        assert error.hint
    else:
        assert text.strip()
        assert "\r" not in text
        assert "\0" not in text
