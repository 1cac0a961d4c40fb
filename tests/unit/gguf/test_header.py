from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darkroom.gguf.ggml_types import GGML_TYPES
from darkroom.gguf.header import Header, read_header
from darkroom.gguf.reader import StringArray
from gguf_files import KQUANT_DIMS, Dims, write_model

KINDS = gguf.GGUFValueType
WHOLE = {
    KINDS.UINT8: (0, 2**8 - 1),
    KINDS.INT8: (-(2**7), 2**7 - 1),
    KINDS.UINT16: (0, 2**16 - 1),
    KINDS.INT16: (-(2**15), 2**15 - 1),
    KINDS.UINT32: (0, 2**32 - 1),
    KINDS.INT32: (-(2**31), 2**31 - 1),
    KINDS.UINT64: (0, 2**64 - 1),
    KINDS.INT64: (-(2**63), 2**63 - 1),
}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def scalars(kind: gguf.GGUFValueType) -> st.SearchStrategy[Any]:
    if kind in WHOLE:
        return st.integers(*WHOLE[kind])
    if kind is KINDS.BOOL:
        return st.booleans()
    if kind is KINDS.STRING:
        return TEXTS
    return st.floats(width=32 if kind is KINDS.FLOAT32 else 64, allow_nan=False)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Any, gguf.GGUFValueType, gguf.GGUFValueType | None]:
    kind = draw(st.sampled_from([*WHOLE, KINDS.BOOL, KINDS.STRING, KINDS.FLOAT32, KINDS.FLOAT64]))
    if draw(st.booleans()):
        return draw(scalars(kind)), kind, None
    return draw(st.lists(scalars(kind), min_size=1, max_size=5)), KINDS.ARRAY, kind


KEYS = st.from_regex(r"[a-z]{1,8}(\.[a-z_]{1,8}){1,2}", fullmatch=True).filter(
    lambda key: not key.startswith(("general.", "split."))
)
SHAPES = st.lists(st.integers(1, 5), min_size=1, max_size=4)


def write(path: Path, metadata: dict[str, Any], tensors: dict[str, np.ndarray]) -> Path:
    writer = gguf.GGUFWriter(path, "test")
    for key, (value, kind, element) in metadata.items():
        writer.add_key_value(key, value, kind, element)
    for name, data in tensors.items():
        writer.add_tensor(name, data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@settings(max_examples=60, deadline=None)
@given(
    metadata=st.dictionaries(KEYS, entries(), max_size=6),
    shapes=st.dictionaries(
        st.from_regex(r"[a-z]{1,9}\.weight", fullmatch=True), SHAPES, max_size=4
    ),
)
def test_reads_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    metadata: dict[str, Any],
    shapes: dict[str, list[int]],
) -> None:
    rng = np.random.default_rng(0)
    tensors = {name: rng.random(shape, np.float32) for name, shape in shapes.items()}
    path = write(tmp_path_factory.mktemp("gguf") / "a.gguf", metadata, tensors)

    header = read_header(path)

    assert header.architecture == "test"
    assert list(header.metadata) == ["general.architecture", *metadata]
    for key, (value, _, _) in metadata.items():
        found = header.metadata[key]
        as_list = list(found) if isinstance(found, StringArray | np.ndarray) else found
        assert as_list == value, key
    raw = path.read_bytes()
    assert list(header.tensors) == list(tensors)
    for name, data in tensors.items():
        info = header.tensors[name]
        assert info.shape == data.shape[::-1]
        assert raw[info.offset : info.offset + info.size_bytes] == data.tobytes()


@pytest.mark.parametrize("kind", ["F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_K", "Q5_K", "Q6_K"])
def test_sees_what_ggufs_own_reader_sees(tmp_path: Path, kind: str) -> None:
    path = write_model(tmp_path / "a.gguf", dims=KQUANT_DIMS, matrix_type=kind)
    header, reference = read_header(path), gguf.GGUFReader(path)

    assert header.quantization == kind
    assert header.size_bytes == path.stat().st_size
    assert header.n_parameters == sum(int(tensor.n_elements) for tensor in reference.tensors)
    for tensor in reference.tensors:
        info = header.tensors[tensor.name]
        assert info.type_id == int(tensor.tensor_type)
        assert info.shape == tuple(int(size) for size in tensor.shape)
        assert (info.offset, info.size_bytes) == (tensor.data_offset, tensor.n_bytes)
    for name, field in reference.fields.items():
        if name.startswith("GGUF."):
            continue
        found = header.metadata[name]
        as_list = list(found) if isinstance(found, StringArray | np.ndarray) else found
        assert as_list == field.contents(), name


def test_a_split_model_reads_like_the_whole_one(tmp_path: Path) -> None:
    whole = read_header(write_model(tmp_path / "whole.gguf"))
    first = write_model(tmp_path / "split.gguf", parts=3)

    def content(header: Header) -> dict[str, bytes]:
        return {
            name: header.paths[t.file_index].read_bytes()[t.offset : t.offset + t.size_bytes]
            for name, t in header.tensors.items()
        }

    for part in ("00001", "00003"):
        header = read_header(tmp_path / first.name.replace("00001", part, 1))
        assert [path.name[6:11] for path in header.paths] == ["00001", "00002", "00003"]
        assert {t.file_index for t in header.tensors.values()} == {0, 1, 2}
        assert content(header) == content(whole)
        assert header.architecture == whole.architecture
        assert header.size_bytes == sum(path.stat().st_size for path in header.paths)


def test_key_offsets_point_at_the_keys(tmp_path: Path) -> None:
    path = write_model(tmp_path / "a.gguf")
    raw = path.read_bytes()
    for key, offset in read_header(path).key_offsets.items():
        assert raw[offset + 8 : offset + 8 + len(key)] == key.encode()


def test_an_alignment_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    writer = gguf.GGUFWriter(path, "test")
    writer.add_custom_alignment(128)
    for name in ("a", "b"):
        writer.add_tensor(name, np.ones(5, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()

    offsets = [tensor.offset for tensor in read_header(path).tensors.values()]

    assert [offset % 128 for offset in offsets] == [0, 0]
    assert offsets[1] - offsets[0] == 128


def test_long_headers_are_read_in_pieces(tmp_path: Path) -> None:
    dims = Dims(vocab=100_000, hidden=32, n_layers=1, full_every=2)
    header = read_header(write_model(tmp_path / "a.gguf", dims=dims, matrix_type="Q4_0"))
    tokens = header.metadata["tokenizer.ggml.tokens"]
    assert isinstance(tokens, StringArray)
    assert (len(tokens), tokens[0], tokens[5]) == (100_000, "<pad>", "<|turn>")
    assert len(set(tokens)) == 100_000


def test_the_type_table_is_ggmls() -> None:
    for kind, (block, size) in gguf.GGML_QUANT_SIZES.items():
        known = GGML_TYPES[int(kind)]
        assert (known.name, known.block) == (kind.name, block)
        # gguf counts 40 bytes for Q8_1, which no file holds; ggml itself 36.
        assert known.block_bytes == size or kind.name == "Q8_1"
