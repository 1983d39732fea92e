"""Hostile weights and names: header bombs, links, pipes, devices, and things that are no files."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from hostile_models import Spoil, World, big, header, hostile, index, instead, pipe

_ONE = {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]}
_TWICE = b'{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],'
_TWICE += b'"data_offsets":[0,4]}}'
_DEEP = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
_HEADERS: dict[str, tuple[object, bytes, int | None]] = {
    "length_of_all_bytes": ({"a": _ONE}, b"1234", 2**64 - 1),
    "length_past_the_end": ({"a": _ONE}, b"1234", 2**33),
    "overlap": ({"a": _ONE, "b": _ONE | {"data_offsets": [2, 6]}}, b"123456", None),
    "gap": ({"a": _ONE, "b": _ONE | {"data_offsets": [6, 10]}}, b"1234567890", None),
    "hidden_data": ({"a": _ONE}, b"1234#!/bin/sh", None),
    "cut_off": ({"a": _ONE}, b"12", None),
    "negative_shape": ({"a": _ONE | {"shape": [-2, -2]}}, b"1234", None),
    "negative_offsets": ({"a": _ONE | {"data_offsets": [-4, 0]}}, b"1234", None),
    "huge_shape_of_nothing": (
        {"a": {"dtype": "U8", "shape": [2**60, 2**60, 0], "data_offsets": [0, 0]}},
        b"",
        None,
    ),
    "shape_of_text": ({"a": _ONE | {"shape": ["4"]}}, b"1234", None),
    "shape_of_fractions": ({"a": _ONE | {"shape": [4.0]}}, b"1234", None),
    "shape_of_nan": ({"a": _ONE | {"shape": [float("nan")]}}, b"1234", None),
    "dtype_is_nan": ({"a": _ONE | {"dtype": float("nan")}}, b"1234", None),
    "dtype_nobody_knows": ({"a": _ONE | {"dtype": "O"}}, b"1234", None),
    "same_name_twice": (_TWICE, b"1234", None),
    "deep": (_DEEP, b"", None),
    "list": (["a"], b"", None),
    "no_text": (b"\xff\xfe\x00{}", b"", None),
    "entry_is_null": ({"a": None}, b"", None),
}


def _header_case(told: object, data: bytes, length: int | None) -> Spoil:
    return lambda folder, world: header(folder, told, data, length)


def _index_case(name: str) -> Spoil:
    return lambda folder, world: index(folder, name.replace("SECRET", str(world.secret)))


def _pipe_case(name: str) -> Spoil:
    return lambda folder, world: pipe(folder / name)


def _folder_case(name: str) -> Spoil:
    return lambda folder, world: instead(folder / name).mkdir()


def _link_case(name: str, target: str) -> Spoil:
    def spoil(folder: Path, world: World) -> None:
        place = target.replace("SECRET", str(world.secret)).replace("HERE", str(folder))
        instead(folder / name).symlink_to(place)

    return spoil


def _register(prefix: str, name: str, spoil: Spoil, shelf: str) -> None:
    spoil.__name__ = f"{prefix}_{name.replace('.', '_')}"
    hostile(shelf)(spoil)


for _name, _told in _HEADERS.items():
    _register("header", _name, _header_case(*_told), "model_unreadable")
for _name, _file in {
    "up": "../secret.safetensors",
    "absolute": "SECRET",
    "backslash": "..\\secret.safetensors",
    "drive": "C:secret.safetensors",
    "folder": "sub/../../secret.safetensors",
    "null": "model\0.safetensors",
    "empty": "",
}.items():
    _register("index", _name, _index_case(_file), "model_outside model_unsafe")
_register("index", "surrogate", _index_case("\ud800.safetensors"), "model_unreadable")
for _name in ("config.json", "tokenizer.json", "model.safetensors", "README.md", "merges.txt"):
    _register("pipe", _name, _pipe_case(_name), "model_special_file")
for _name in ("config.json", "tokenizer_config.json", "model.safetensors"):
    _register("folder", _name, _folder_case(_name), "model_special_file")
for _name in ("config.json", "tokenizer.json", "model.safetensors", "generation_config.json"):
    _register("link", _name, _link_case(_name, "SECRET"), "model_outside")
_register("link", "device", _link_case("config.json", "/dev/zero"), "model_outside")
_register("link", "passwords", _link_case("README.md", "/etc/passwd"), "model_outside")
_register("link", "subfolder", _link_case("1_Pooling", "/etc"), "model_outside")
_register("link", "loop", _link_case("config.json", "HERE/config.json"), "model_unreadable")
_register("link", "nowhere", _link_case("config.json", "HERE/nothing"), "model_unreadable")


@hostile("model_unreadable")
def header_of_a_hundred_megabytes(folder: Path, world: World) -> None:
    size = 100 * 2**20
    with (folder / "model.safetensors").open("wb") as file:
        file.write(size.to_bytes(8, "little") + b"{")
        file.truncate(8 + size)


@hostile("model_unreadable")
def many_headers(folder: Path, world: World) -> None:
    raw = b'{"__metadata__":{"a":"' + b"x" * (15 * 2**20) + b'"}}'
    file = folder / "model.safetensors"
    file.write_bytes(len(raw).to_bytes(8, "little") + raw)
    for number in range(40):
        os.link(file, folder / f"{number}.safetensors")
    names = {f"t{number}": f"{number}.safetensors" for number in range(40)}
    told = json.dumps({"weight_map": names})
    (folder / "model.safetensors.index.json").write_text(told)


@hostile("model_unreadable")
def weights_without_a_byte(folder: Path, world: World) -> None:
    (folder / "model.safetensors").write_bytes(b"")


@hostile("model_file_too_big")
def index_too_big(folder: Path, world: World) -> None:
    big(folder / "model.safetensors.index.json", 500 * 2**20)


@hostile("model_unreadable")
def index_of_wrong_types(folder: Path, world: World) -> None:
    (folder / "model.safetensors.index.json").write_text('{"weight_map": {"a": 5, "b": []}}')


@hostile("model_outside")
def pooling_elsewhere(folder: Path, world: World) -> None:
    shutil.copy(folder / "config.json", world.secret.parent / "pooling.json")
    (folder / "1_Pooling").symlink_to(world.secret.parent)


@hostile("model_unreadable")
def pooling_by_a_path(folder: Path, world: World) -> None:
    modules = [{"type": "x.Transformer"}, {"path": "../../..", "type": "x.Pooling"}]
    (folder / "modules.json").write_text(json.dumps(modules))


@hostile("model_special_file")
def pipe_of_no_text_name(folder: Path, world: World) -> None:
    os.mkfifo(os.fsencode(folder) + b"/\xff\x1b[2J.json")


@hostile("model_file_too_big")
def very_many_files(folder: Path, world: World) -> None:
    for number in range(20_010):
        (folder / f"{number}").touch()
