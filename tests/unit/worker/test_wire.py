"""Each message survives the wire; nothing else gets through."""

from __future__ import annotations

import json
import struct
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from darkroom.core.placement import Placement
from darkroom.core.types import Frame
from darkroom.worker import protocol
from darkroom.worker.wire import WireError, decode_command, decode_event, encode

_INTS = st.integers(-(2**63), 2**64 - 1)
_FLOATS = st.floats(allow_nan=False)
_TEXT = st.text(st.characters())  # lone surrogates included: paths may hold them
_CELLS = st.integers(0, 300)

st.register_type_strategy(int, _INTS)
st.register_type_strategy(float, _FLOATS)
st.register_type_strategy(str, _TEXT)
st.register_type_strategy(Path, st.text(st.characters(exclude_characters="\0")).map(Path))


@st.composite
def _frames(draw: st.DrawFn) -> Frame:
    cells = draw(_CELLS)
    top_k = draw(st.none() | st.integers(1, 4))
    shape = (cells, top_k or 0)
    return Frame(
        *(draw(_INTS) for _ in range(4)),
        tokens=draw(hnp.arrays(np.int32, cells)),
        accepted=draw(hnp.arrays(np.bool_, cells)),
        entropy=draw(hnp.arrays(np.float16, cells)),
        topk_ids=None if top_k is None else draw(hnp.arrays(np.int32, shape)),
        topk_probs=None if top_k is None else draw(hnp.arrays(np.float16, shape)),
    )


st.register_type_strategy(Frame, _frames())
_COMMANDS = st.one_of(*map(st.from_type, get_args(protocol.Command)))
_EVENTS = st.one_of(*map(st.from_type, get_args(protocol.Event)))


def _plain(value: object) -> object:
    """Make arrays comparable, dtype included; NaN equals NaN, and pairs keep their order."""
    if isinstance(value, np.ndarray):
        return str(value.dtype), value.shape, value.tobytes()
    if is_dataclass(value):
        return type(value), [_plain(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@given(_COMMANDS)
def test_every_command_survives(command: protocol.Command) -> None:
    assert _plain(decode_command(encode(command))) == _plain(command)


@given(_EVENTS)
def test_every_event_survives(event: protocol.Event) -> None:
    assert _plain(decode_event(encode(event))) == _plain(event)


@given(_EVENTS, st.data())
def test_a_cut_message_is_refused(event: protocol.Event, data: st.DataObject) -> None:
    message = encode(event)
    with pytest.raises(WireError):
        decode_event(message[: data.draw(st.integers(0, len(message) - 1))])


@given(_EVENTS, st.binary(min_size=1))
def test_a_longer_message_is_refused(event: protocol.Event, more: bytes) -> None:
    with pytest.raises(WireError, match="left over"):
        decode_event(encode(event) + more)


@given(st.binary())
def test_garbage_is_refused(garbage: bytes) -> None:
    with pytest.raises(WireError):
        decode_event(garbage)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def _message(name: object, body: object) -> bytes:
    header = json.dumps([name, body]).encode()
    return struct.pack("<I", len(header)) + header


@given(st.sampled_from([c.__name__ for c in get_args(protocol.Event)]) | _JSON, _JSON)
def test_json_of_another_shape_is_refused(name: Any, body: Any) -> None:
    with pytest.raises(WireError):
        decode_event(_message(name, body))


_FRAME = {
    "run_id": 1, "block": 0, "step": 1, "max_steps": 4, "tokens": [0], "accepted": [0],
    "entropy": [0], "topk_ids": None, "topk_probs": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"run_id": "1"}, "int expected, str found"),
        ({"run_id": True}, "int expected, bool found"),
        ({"tokens": [-1]}, "cannot have the shape"),
        ({"tokens": [2**40]}, "was announced"),
        ({"tokens": [0, 2**70]}, "cannot be built"),
        ({"tokens": "x"}, "list expected"),
        ({"more": 1}, "unknown fields: more"),
    ],
)
def test_the_error_says_what_is_wrong(change: dict[str, object], says: str) -> None:
    decode_event(_message("Frame", _FRAME))
    with pytest.raises(WireError, match=says):
        decode_event(_message("Frame", _FRAME | change))


def test_a_command_is_no_event() -> None:
    with pytest.raises(WireError, match="none of LoadProgress"):
        decode_event(encode(protocol.Quit()))


def test_a_load_carries_where_everything_lies() -> None:
    placement = Placement(("cpu", "CUDA0"), ("cpu", "cpu"), head="CUDA0")
    command = protocol.Load(
        "demo", placement=placement, gpu_layers=1, gpu_expert_layers=0, kv_type="q8_0",
        servers=("[::1]:50052", "studio:50052"),
    )  # fmt: skip
    assert decode_command(encode(command)) == command
    with pytest.raises(WireError, match="q4_0"):
        decode_command(encode(command).replace(b"q8_0", b"q4_0"))


def test_an_unknown_precision_is_refused() -> None:
    data = encode(protocol.Load("demo")).replace(b'"fast"', b'"fist"')
    with pytest.raises(WireError, match="fist"):
        decode_command(data)


def test_a_number_beyond_all_floats_is_refused() -> None:
    with pytest.raises(WireError, match="cannot be built"):
        decode_event(_message("LoadProgress", {"fraction": 10**400, "stage": ""}))


def test_base64_is_strict() -> None:
    with pytest.raises(WireError, match="Base64"):
        decode_event(_message("Pieces", {"pieces": [[1, "?"]]}))


def test_a_value_without_a_place_in_the_protocol_is_not_sent() -> None:
    with pytest.raises(WireError, match="complex"):
        encode(protocol.Load(1j))  # type: ignore[arg-type]
