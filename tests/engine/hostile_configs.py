"""Hostile configs and tokenizers: bombs of numbers, of nesting, of size, and wrong types."""

from __future__ import annotations

import json
from pathlib import Path

from hostile_models import Spoil, World, big, change, config, hostile

_BILLION = 10**9
_DEEP = '{"a":' * 100_000 + "1" + "}" * 100_000
_NUMBERS: dict[str, dict[str, object]] = {
    "layers": {"num_hidden_layers": _BILLION},
    "layers_below": {"text_config": {"num_hidden_layers": _BILLION}},
    "layers_of_an_encoder": {"model_type": "marian", "encoder_layers": _BILLION},
    "experts": {"model_type": "mixtral", "num_local_experts": _BILLION},
    "words": {"vocab_size": 10**15},
    "labels": {"num_labels": _BILLION},
    "width": {"hidden_size": 10**12},
    "positions": {"max_position_embeddings": 10**15},
    "heads": {"num_attention_heads": 10**10},
    "negative_layers": {"num_hidden_layers": -5},
}
_WRONG: dict[str, dict[str, object]] = {
    "layers_of_text": {"num_hidden_layers": "2"},
    "layers_of_fractions": {"num_hidden_layers": 1e9},
    "layers_yes": {"num_hidden_layers": True},
    "architectures": {"architectures": 5},
    "positions_of_text": {"max_position_embeddings": "x"},
}
_AT_LOAD: dict[str, dict[str, object]] = {
    "wide_without_weights": {"intermediate_size": 2**24, "hidden_size": 2**15},
    "many_words_without_weights": {"vocab_size": 2**24 - 1, "hidden_size": 4096},
    "no_heads": {"num_attention_heads": 0},
    "width_of_nothing": {"hidden_size": 0},
    "activation": {"hidden_act": "os.system"},
    "activation_list": {"hidden_act": ["silu"]},
    "rope_of_text": {"rope_scaling": "x", "rope_parameters": "x"},
    "norm_of_text": {"rms_norm_eps": "x"},
    "head_size_of_list": {"head_dim": [1]},
    "padding_far_away": {"pad_token_id": 10**7},
    "dtype": {"dtype": "os.system", "torch_dtype": "__import__('os')"},
    "other_shapes": {"hidden_size": 128, "head_dim": 64, "intermediate_size": 100},
}
_TEXTS: dict[str, bytes] = {
    "deep": _DEEP.encode(),
    "deep_list": b"[" * 100_000,
    "no_utf8": b'{"model_type": "\xff\xfe"}',
    "without_a_byte": b"",
    "list": b"[1, 2]",
    "half": b'{"model_type": "llama"',
    "long_number": b'{"hidden_size": ' + b"9" * 100_000 + b"}",
}
_ODD_TOKENIZER = "model_unreadable model_implausible"


def _config_case(values: dict[str, object]) -> Spoil:
    return lambda folder, world: config(folder, **values)


def _text_case(name: str, text: bytes) -> Spoil:
    def spoil(folder: Path, world: World) -> None:
        (folder / name).write_bytes(text)

    return spoil


def _tokenizer_case(key: str, value: object) -> Spoil:
    return lambda folder, world: change(folder / "tokenizer.json", **{key: value})


def _register(prefix: str, name: str, spoil: Spoil, shelf: str, load: str = "") -> None:
    spoil.__name__ = f"{prefix}_{name}"
    hostile(shelf, load)(spoil)


for _name, _values in _NUMBERS.items():
    _register("number", _name, _config_case(_values), "model_implausible")
for _name, _values in _WRONG.items():
    _register("type", _name, _config_case(_values), "model_unreadable")
for _name, _values in _AT_LOAD.items():
    _register("config", _name, _config_case(_values), "", "model_unreadable model_implausible")
for _name, _text in _TEXTS.items():
    _register("config", _name, _text_case("config.json", _text), "model_unreadable")
    _register("tokenizer", _name, _text_case("tokenizer.json", _text), "", _ODD_TOKENIZER)
for _name, _rule in {
    "doubles": {
        "type": "Sequence",
        "normalizers": [
            {"type": "Replace", "pattern": {"String": "a"}, "content": "aa"} for _ in range(60)
        ],
    },
    "lengthens": {"type": "Replace", "pattern": {"Regex": "."}, "content": "x" * 10**6},
    "prepends": {"type": "Prepend", "prepend": "x" * 10**6},
    "nobody_knows": {"type": "Evil"},
    "of_text": "x",
}.items():
    _register("normalizer", _name, _tokenizer_case("normalizer", _rule), "", _ODD_TOKENIZER)
_padding = {"strategy": {"Fixed": 10**12}, "direction": "Left", "pad_id": 0, "pad_type_id": 0}
_padding |= {"pad_token": "x", "pad_to_multiple_of": None}
_register("tokenizer", "pads", _tokenizer_case("padding", _padding), "", "model_implausible")
_register("tokenizer", "model_of_text", _tokenizer_case("model", "x"), "", _ODD_TOKENIZER)
_register("tokenizer", "decoder_of_list", _tokenizer_case("decoder", [1]), "", _ODD_TOKENIZER)


@hostile("model_file_too_big")
def config_too_big(folder: Path, world: World) -> None:
    big(folder / "config.json", 2 * 2**30)


@hostile("model_file_too_big")
def tokenizer_too_big(folder: Path, world: World) -> None:
    big(folder / "tokenizer.json", 3 * 2**30)


@hostile("model_file_too_big")
def tokenizer_config_too_big(folder: Path, world: World) -> None:
    big(folder / "tokenizer_config.json", 2**30)


@hostile("model_file_too_big")
def very_many_configs(folder: Path, world: World) -> None:
    for number in range(200):
        (folder / f"{number}_config.json").write_text('{"a": [' + "[]," * 10_000 + "[]]}")


@hostile("model_unreadable")
def what_nibble_says_of_wrong_types(folder: Path, world: World) -> None:
    (folder / "nibble.json").write_text('{"name": [], "roles": 7, "languages": 5}')


@hostile("")
def name_that_paints(folder: Path, world: World) -> None:
    name = "\x1b]0;evil\x07\x1b[2J" + "x" * 100_000
    (folder / "nibble.json").write_text(json.dumps({"name": name, "licence": "\x1b[31m"}))


@hostile("", "model_unreadable")
def generation_of_wrong_types(folder: Path, world: World) -> None:
    (folder / "generation_config.json").write_text('{"eos_token_id": {"a": 1}, "num_beams": "x"}')


@hostile("", "model_unreadable model_unsupported")
def tokenizer_of_wrong_types(folder: Path, world: World) -> None:
    told = {"added_tokens_decoder": [1], "extra_special_tokens": 5, "model_max_length": "x"}
    change(folder / "tokenizer_config.json", **told)
