"""The shelf: what it finds, and what it refuses without a traceback."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import model_factory
import pytest

from nibble_engine.api import Level, Role
from nibble_engine.models.shelf import inspect, scan


def weights(folder: Path, header: object, data: bytes = b"", length: int | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "config.json").exists():
        (folder / "config.json").write_text(json.dumps({"model_type": "llama"}))
    raw = json.dumps(header).encode()
    size = struct.pack("<Q", len(raw) if length is None else length)
    (folder / "model.safetensors").write_bytes(size + raw + data)
    return folder


def tensor(first: int, last: int, count: int = 4) -> dict[str, object]:
    return {"dtype": "U8", "shape": [count], "data_offsets": [first, last]}


@pytest.mark.parametrize(
    ("header", "data", "length"),
    [
        ({"a": tensor(0, 4)}, b"1234", 2**40),
        ({"a": tensor(0, 4), "b": tensor(2, 6)}, b"123456", None),
        ({"a": tensor(0, 4), "b": tensor(5, 9)}, b"123456789", None),
        ({"a": tensor(0, 4)}, b"12", None),
        ({"a": tensor(0, 4, count=3)}, b"1234", None),
        ({"a": tensor(0, 4) | {"shape": [float("inf")]}}, b"1234", None),
        ({"a": tensor(0, 4) | {"dtype": "X9"}}, b"1234", None),
        (["a"], b"", None),
    ],
)
def test_damaged_header(tmp_path: Path, header: object, data: bytes, length: int | None) -> None:
    assert inspect(weights(tmp_path / "m", header, data, length)).problem == "model_unreadable"


def test_sound_header_is_read(tmp_path: Path) -> None:
    header = {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}
    found = inspect(weights(tmp_path / "m", header, b"12345678"))
    assert (found.problem, found.parameters, found.size) == ("", 2, 8)


def test_code_and_pickles_are_unsafe(tmp_path: Path) -> None:
    wants_code = weights(tmp_path / "code", {"a": tensor(0, 4)}, b"1234")
    (wants_code / "config.json").write_text('{"auto_map": {"AutoConfig": "x.Y"}}')
    pickled = tmp_path / "pickled"
    pickled.mkdir()
    (pickled / "config.json").write_text("{}")
    (pickled / "pytorch_model.bin").write_bytes(b"x")
    assert {m.name: m.problem for m in scan([tmp_path])} == {
        "code": "model_unsafe",
        "pickled": "model_unsafe",
    }


@pytest.mark.parametrize(
    "config", ["[]", "{", '{"max_position_embeddings": "x"}', '{"architectures": 5}']
)
def test_odd_config_is_a_problem(tmp_path: Path, config: str) -> None:
    folder = weights(tmp_path / "m", {"a": tensor(0, 4)}, b"1234")
    (folder / "config.json").write_text(config)
    assert inspect(folder).problem == "model_unreadable"


def test_foreign_quantization_is_unsupported(tmp_path: Path) -> None:
    folder = weights(tmp_path / "m", {"a": tensor(0, 4)}, b"1234")
    (folder / "config.json").write_text('{"quantization_config": {"quant_method": "gptq"}}')
    assert inspect(folder).problem == "model_unsupported"


def test_shards(tmp_path: Path) -> None:
    whole = inspect(model_factory.causal(tmp_path / "whole"))
    folder = model_factory.causal(tmp_path / "shards", shard="100KB")
    files = sorted(folder.glob("model-*.safetensors"))
    assert len(files) > 1
    assert inspect(folder).parameters == whole.parameters
    files[0].unlink()
    assert inspect(folder).problem == "model_unreadable"


def test_shard_outside_the_folder(tmp_path: Path) -> None:
    folder = weights(tmp_path / "m", {"a": tensor(0, 4)}, b"1234")
    index = {"weight_map": {"a": "../m/model.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert inspect(folder).problem == "model_outside"


def test_hugging_face_cache_with_links(tmp_path: Path) -> None:
    cache = tmp_path / "models--org--tiny"
    snapshot = cache / "snapshots" / "abc"
    weights(snapshot, {"a": tensor(0, 4)}, b"1234")
    (cache / "blobs").mkdir()
    (snapshot / "model.safetensors").rename(cache / "blobs" / "x")
    (snapshot / "model.safetensors").symlink_to(cache / "blobs" / "x")
    index = {"weight_map": {"a": "model.safetensors"}}
    (snapshot / "model.safetensors.index.json").write_text(json.dumps(index))
    assert [(m.name, m.problem) for m in scan([tmp_path])] == [("org/tiny", "")]


def test_what_nibble_json_says(tmp_path: Path) -> None:
    folder = model_factory.causal(tmp_path / "m")
    about = {"name": "Named", "roles": ["chat", "odd"], "starter": True, "languages": ["zh"]}
    (folder / "nibble.json").write_text(json.dumps(about))
    found = inspect(folder)
    assert (found.name, found.roles, found.starter) == ("Named", (Role.CHAT,), True)
    assert (found.context, found.languages, found.prequantized) == (256, ("zh",), None)


def test_levels_are_read_from_the_config(tmp_path: Path) -> None:
    folder = weights(tmp_path / "m", {"a": tensor(0, 4)}, b"1234")
    four = {"load_in_4bit": True, "bnb_4bit_quant_type": "fp4"}
    (folder / "config.json").write_text(json.dumps({"quantization_config": four}))
    assert (inspect(folder).prequantized, inspect(folder).parameters) == (Level.FP4, 8)
