"""Broken, foreign and missing files: each gives our own error, which says where and what."""

import random
import struct
from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from darkroom.core.errors import DarkroomError, ModelFileError, UnsupportedModelError
from darkroom.core.types import Message
from darkroom.gguf.architecture import read_params
from darkroom.gguf.header import read_header
from darkroom.gguf.template import ChatTemplate, encode_chat
from darkroom.gguf.tokenizer import Tokenizer
from gguf_files import Dims, write_model

TINY = Dims(n_layers=2, full_every=2, hidden=32, ffn=32, vocab=400)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_model(tmp_path_factory.mktemp("sound") / "a.gguf", dims=TINY).read_bytes()


def failure(path: Path) -> ModelFileError:
    with pytest.raises(ModelFileError) as caught:
        read_header(path)
    assert str(path.name) in str(caught.value)
    assert caught.value.hint
    return caught.value


def test_missing(tmp_path: Path) -> None:
    assert "no such file" in str(failure(tmp_path / "a.gguf"))


def test_folder(tmp_path: Path) -> None:
    assert "folder" in str(failure(tmp_path))


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    path.touch()
    assert "is empty" in str(failure(path))


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"PK\x03\x04" + bytes(60), "zip"),
        (b"\x80\x02}q\x00X" + bytes(60), "pickle"),
        (struct.pack("<Q", 90) + b'{"__metadata__":{"format":"pt"}', "safetensors"),
        (struct.pack("<Q", 256) + b'{"a":{"dtype":"F32"}}', "safetensors"),
        (b"<!DOCTYPE html>\n<html><head>", "web page"),
        (b"\n  <html>Sign in", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:", "Git LFS"),
        (b'{"error":"Repository not found"}', "JSON"),
        (b"lmgg" + bytes(60), "before GGUF"),
        (bytes(64), "zeros"),
        (b"Once upon a time there was a text.", "text"),
        (b"\xff\xfe\x12\x07", "something else"),
        (b"G", "something else"),
    ],
)
def test_another_kind_of_file(tmp_path: Path, start: bytes, words: str) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(start)
    error = failure(path)
    assert words in str(error)
    assert error.offset == 0


@pytest.mark.parametrize("version", [0, 1, 4, 3 << 24, 2**32 - 1])
def test_versions(tmp_path: Path, sound: bytes, version: int) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(sound[:4] + struct.pack("<I", version) + sound[8:])
    error = failure(path)
    assert isinstance(error, UnsupportedModelError)
    assert error.offset == 4
    assert ("big-endian" in str(error)) == (version in (0, 3 << 24))


def test_written_big_endian(tmp_path: Path) -> None:
    writer = gguf.GGUFWriter(tmp_path / "a.gguf", "test", endianess=gguf.GGUFEndian.BIG)
    writer.add_tensor("a", np.ones(4, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    assert "big-endian" in str(failure(tmp_path / "a.gguf"))


@pytest.mark.parametrize("at", [8, 16, 24, 56])
@pytest.mark.parametrize("number", [2**63 - 1, 2**64 - 1, 2**40])
def test_absurd_counts_allocate_nothing(tmp_path: Path, sound: bytes, at: int, number: int) -> None:
    # Tensors, keys, the length of the first key, the length of its text.
    path = tmp_path / "a.gguf"
    path.write_bytes(sound[:at] + struct.pack("<Q", number) + sound[at + 8 :])
    error = failure(path)
    assert error.offset is not None
    assert error.offset <= at


def test_a_sparse_file_full_of_nothing(tmp_path: Path) -> None:
    # 2^33 numbers would fit into the file; no header is that long.
    path = tmp_path / "a.gguf"
    key = b"general.big"
    head = struct.pack("<4sIQQQ11sIIQ", b"GGUF", 3, 0, 1, len(key), key, 9, 5, 2**33)
    with path.open("wb") as file:
        file.write(head)
        file.truncate(2**36)
    assert "longer than" in str(failure(path))


def keys(*pairs: tuple[bytes, bytes]) -> bytes:
    body = b"".join(struct.pack("<Q", len(key)) + key + value for key, value in pairs)
    return struct.pack("<4sIQQ", b"GGUF", 3, 0, len(pairs)) + body


def tensors(*entries: bytes) -> bytes:
    return struct.pack("<4sIQQ", b"GGUF", 3, len(entries), 0) + b"".join(entries)


def tensor(name: bytes, shape: tuple[int, ...], kind: int, offset: int) -> bytes:
    dims = struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
    return struct.pack("<Q", len(name)) + name + dims + struct.pack("<IQ", kind, offset)


U32 = struct.pack("<II", 4, 7)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (keys((b"a", U32), (b"a", U32)), "twice"),
        (keys((b"", U32)), "0 bytes"),
        (keys((b"\xff\xfe", U32)), "UTF-8"),
        (keys((b"a", struct.pack("<II", 13, 7))), "type 13"),
        (keys((b"a", struct.pack("<IIQ", 9, 9, 0))), "array of type 9"),
        (keys((b"a", struct.pack("<I", 4))), "ends inside a"),
        (keys((b"general.alignment", struct.pack("<II", 4, 24))), "power of two"),
        (keys((b"general.alignment", struct.pack("<II", 4, 0))), "power of two"),
        (keys((b"split.count", struct.pack("<IH", 2, 3))), "its name does not say so"),
        (tensors(tensor(b"a", (4,), 0, 0), tensor(b"a", (4,), 0, 32)), "twice"),
        (tensors(tensor(b"a" * 64, (4,), 0, 0)), "64 bytes"),
        (tensors(tensor(b"a", (), 0, 0)), "0 dimensions"),
        (tensors(tensor(b"a", (1, 1, 1, 1, 1), 0, 0)), "5 dimensions"),
        (tensors(tensor(b"a", (0,), 0, 0)), "shape"),
        (tensors(tensor(b"a", (2**63,), 0, 0)), "shape"),
        (tensors(tensor(b"a", (2**40, 2**40), 0, 0)), "bytes are missing"),
        (tensors(tensor(b"a", (4,), 4, 0)), "ggml type 4"),
        (tensors(tensor(b"a", (100,), 12, 0)), "multiple of 256"),
        (tensors(tensor(b"a", (4,), 0, 0), tensor(b"b", (4,), 0, 16)), "expected 32"),
        (tensors(tensor(b"a", (4,), 0, 32)), "expected 0"),
    ],
)
def test_contradictions(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(raw + bytes(200 if words != "ends inside a" else 0))
    error = failure(path)
    assert words in str(error)
    # A wrong name concerns the file as a whole.
    assert (error.offset is None) == (words == "its name does not say so")


def test_cut_short(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(sound)
    victim = read_header(path).tensors["blk.1.ffn_gate.weight"]
    path.write_bytes(sound[: victim.offset + victim.size_bytes - 10])
    error = failure(path)
    assert "ends inside tensor blk.1.ffn_gate.weight: 10 bytes are missing" in str(error)
    assert error.offset == victim.offset
    assert "resume" in error.hint


def test_no_architecture(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(keys((b"a", U32)))
    with pytest.raises(ModelFileError, match=r"no general\.architecture"):
        read_params(read_header(path))


def vanish(path: Path) -> None:
    path.unlink()


def swap(path: Path) -> None:
    path.write_bytes(path.with_name(path.name.replace("00002-of", "00003-of")).read_bytes())


def repeat(path: Path) -> None:
    raw = path.with_name(path.name.replace("00002-of", "00003-of")).read_bytes()
    key = b"split.no" + struct.pack("<I", 2)
    path.write_bytes(raw.replace(key + b"\x02\0", key + b"\x01\0"))


@pytest.mark.parametrize(
    ("damage", "words"),
    [(vanish, "missing"), (swap, "split.no is 2"), (repeat, "in an earlier part too")],
)
def test_parts(tmp_path: Path, damage: Callable[[Path], None], words: str) -> None:
    first = write_model(tmp_path / "a.gguf", dims=TINY, parts=3)
    second = tmp_path / first.name.replace("00001", "00002", 1)
    damage(second)
    with pytest.raises(ModelFileError, match=words) as caught:
        read_header(first)
    named = second if damage is not repeat else tmp_path / "a-00003-of-00003.gguf"
    assert caught.value.path == named


def test_a_part_under_another_name(tmp_path: Path) -> None:
    first = write_model(tmp_path / "a.gguf", dims=TINY, parts=2)
    error = failure(first.rename(tmp_path / "model.gguf"))
    assert "one of 2 parts" in str(error)


def read_all(path: Path) -> None:
    """Everything that reads a model file, as loading does it."""
    header = read_header(path)
    read_params(header)
    tokenizer = Tokenizer(header)
    template = ChatTemplate.from_header(header)
    encode_chat(tokenizer, template, [Message("user", "hello <turn|> world")])


def end_of_header(raw: bytes) -> int:
    return raw.index(b"enc_layer_output_scale.weight", raw.rindex(b"blk.1.")) + 60


@settings(max_examples=250, deadline=None)
@given(st.randoms(use_true_random=False))
@example(random.Random(0))
def test_no_damage_escapes_as_a_foreign_error(
    tmp_path_factory: pytest.TempPathFactory, sound: bytes, rng: random.Random
) -> None:
    raw = bytearray(sound)
    end = end_of_header(sound)
    if rng.random() < 0.2:
        del raw[rng.randrange(len(raw)) :]
    for _ in range(rng.choice([0, 1, 1, 2, 6])):
        at = rng.randrange(end)
        raw[at : at + 1] = bytes([rng.choice([0, 1, 9, 127, 128, 255, rng.randrange(256)])])
    if rng.random() < 0.3:
        at, number = rng.randrange(end), rng.choice([0, 2**31, 2**32 - 1, 2**63, 2**64 - 1])
        raw[at : at + 8] = struct.pack("<Q", number)
    path = tmp_path_factory.mktemp("fuzz") / "a.gguf"
    path.write_bytes(raw)
    try:
        read_all(path)
    except DarkroomError as error:
        assert error.text
    finally:
        path.unlink()
