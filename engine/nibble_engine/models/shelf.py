"""What is on the shelf: the model folders of this computer and what each can be used for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nibble_engine.api import Level, Role
from nibble_engine.embedding.recipe import recipe_of
from nibble_engine.errors import (
    ModelNotFoundError,
    ModelOutsideError,
    ModelUnreadableError,
    ModelUnsafeError,
    ModelUnsupportedError,
    NibbleError,
)
from nibble_engine.models.folder_check import check_folder
from nibble_engine.models.headers import BYTES, Tensor, tensors, weight_files
from nibble_engine.models.json_file import read_object
from nibble_engine.models.plausible import check_config, check_sizes
from nibble_engine.paths import sendable

_QUANT_STATE = (
    ".weight_format",
    ".absmax",
    ".quant_map",
    ".nested_absmax",
    ".nested_quant_map",
    ".SCB",
)
_PICKLED = ("pytorch_model.bin", "pytorch_model.bin.index.json", "model.pt", "model.pth")
_SCRIPTED = "nibble_scripted"
_COUNTED_BEHIND_PADDING = ("roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "mpnet")


@dataclass(frozen=True)
class ShelfModel:
    """A model folder. ``problem`` is an error code of errors.py, empty where it can be loaded;
    ``size`` is the bytes of all tensors, ``parameters`` counts packed 4-bit weights as weights."""

    path: str
    name: str
    model_type: str = ""
    architecture: str = ""
    roles: tuple[Role, ...] = ()
    parameters: int = 0
    size: int = 0
    context: int = 0
    prequantized: Level | None = None
    starter: bool = False
    licence: str = ""
    languages: tuple[str, ...] = ()
    problem: str = ""
    reason: str = ""


def scan(folders: Iterable[Path]) -> list[ShelfModel]:
    """Every model folder in these folders, by name; a broken one is listed with its problem."""
    found = {str(path): inspect(path) for folder in folders for path in _candidates(folder)}
    return sorted(found.values(), key=lambda model: (not model.starter, model.name.lower()))


def inspect(path: Path) -> ShelfModel:
    """What this folder holds; never raises for what is in it."""
    try:
        return described(path)
    except NibbleError as error:
        return ShelfModel(str(path), _name(path), problem=error.code, reason=error.detail)


def described(path: Path) -> ShelfModel:
    """What this folder holds; raises what `checked_config`, `tensors` and `recipe_of` raise, and
    `ModelUnreadableError` for a value of the wrong type in somebody else's config.json."""
    try:
        return _inspect(path)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise ModelUnreadableError(str(error), path=str(path), file="config.json") from error


def checked_config(path: Path) -> dict[str, Any]:
    """config.json of a folder that is safe to load.

    Raises `ModelNotFoundError`, `ModelUnreadableError`, or `ModelUnsafeError` where the model
    wants to run code of its own or brings only pickled weights, `ModelUnsupportedError` where it
    is quantized by something else than bitsandbytes, and what `check_folder` raises.
    """
    file = path / "config.json"
    if not os.path.lexists(file):
        raise ModelNotFoundError(path=str(path))
    check_folder(path)
    config = read_object(file)
    if "transformers_weights" in config:  # transformers would read these instead of what is checked
        raise ModelOutsideError("transformers_weights", path=str(path), file=file.name)
    check_sizes(config, path)
    if not weight_files(path) and config.get("model_type") != _SCRIPTED:
        if any((path / name).exists() for name in _PICKLED) or list(path.glob("*.bin")):
            raise ModelUnsafeError("pickle", path=str(path), reason="pickle")
        raise ModelUnreadableError("no weights", path=str(path), file="model.safetensors")
    if config.get("quantization_config") and quantized_level(config) is None:
        raise ModelUnsupportedError("quantization", path=str(path), architecture="quantization")
    if config.get("model_type") != _SCRIPTED:
        check_config(path, config, tensors(path))
    return config


def quantized_level(config: dict[str, Any]) -> Level | None:
    """The level that a checkpoint already has, by its quantization_config."""
    quantization = config.get("quantization_config") or {}
    if quantization.get("load_in_8bit"):
        return Level.INT8
    if quantization.get("load_in_4bit"):
        return Level.FP4 if quantization.get("bnb_4bit_quant_type") == "fp4" else Level.NF4
    return None


def _inspect(path: Path) -> ShelfModel:
    if path.suffix.lower() == ".gguf":
        return _inspect_gguf(path)
    config = checked_config(path)
    about = read_object(path / "nibble.json")
    kinds = [str(kind) for kind in config.get("architectures") or [""]]
    found = tensors(path)
    recipe = recipe_of(path, config)
    return ShelfModel(
        path=str(path),
        name=sendable(str(about.get("name") or "")) or _name(path),
        model_type=str(config.get("model_type", "")),
        architecture=kinds[0],
        roles=(Role.EMBEDDING,) if recipe else _roles(about, config, kinds[0]),
        parameters=sum(count_parameters(name, tensor) for name, tensor in found.items()),
        size=sum(tensor.size for tensor in found.values()),
        context=_context(config),
        prequantized=quantized_level(config),
        starter=about.get("starter") is True,
        licence=sendable(str(about.get("licence", ""))),
        languages=tuple(str(tag) for tag in about.get("languages") or ())
        or (recipe.languages if recipe else ()),
    )


def _inspect_gguf(path: Path) -> ShelfModel:
    from nibble_engine.gguf.file import ROLES, check_runtime, level_of, name_of
    from nibble_engine.gguf.header import header

    found = header(path)
    level = level_of(found)
    check_runtime(path)
    return ShelfModel(
        path=str(path),
        name=name_of(path, found),
        model_type=found.architecture,
        architecture=f"GGUF {found.architecture}",
        roles=ROLES,
        parameters=found.parameters,
        size=found.size,
        context=found.number("context_length"),
        prequantized=level,
    )


def count_parameters(name: str, tensor: Tensor) -> int:
    """Weights in a tensor: two a byte in a packed 4-bit one, none in quantization constants."""
    if ".quant_state." in name or name.endswith(_QUANT_STATE):
        return 0
    return tensor.size * 2 if tensor.dtype == "U8" else tensor.size // BYTES[tensor.dtype]


def _roles(about: dict[str, Any], config: dict[str, Any], architecture: str) -> tuple[Role, ...]:
    named = [Role(role) for role in about.get("roles") or () if role in set(Role)]
    if named:
        return tuple(named)
    if config.get("is_encoder_decoder"):
        return (Role.TRANSLATION,)
    if architecture.endswith("ForCausalLM") or config.get("model_type") == _SCRIPTED:
        return (Role.CHAT, Role.TRANSLATION)
    return ()


def _context(config: dict[str, Any]) -> int:
    """The most tokens; RoBERTa and its kin count positions from behind the padding token."""
    positions = int(config.get("max_position_embeddings") or 0)
    behind = config.get("model_type") in _COUNTED_BEHIND_PADDING
    return (
        positions - int(config.get("pad_token_id") or 0) - 1 if behind and positions else positions
    )


def _candidates(folder: Path) -> Iterator[Path]:
    """Folders with a config.json: this one, its children, and the Hugging Face cache layout; not
    those with a dot before their name, which are half there or half gone."""
    if os.path.lexists(folder / "config.json"):
        yield folder
        return
    try:
        children = sorted(child for child in folder.iterdir() if child.is_dir())
        yield from sorted(_gguf_files(folder))
    except OSError:
        return
    for child in children:
        if child.name.startswith("."):
            continue
        if child.name.startswith("models--"):
            yield from sorted(p.parent for p in child.glob("snapshots/*/config.json"))
        elif os.path.lexists(child / "config.json") or list(child.glob("*.safetensors")):
            yield child
        else:
            yield from sorted(_gguf_files(child))


def _gguf_files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.suffix.lower() == ".gguf"]


def _name(path: Path) -> str:
    for part in path.parts:
        if part.startswith("models--"):
            return sendable(part.removeprefix("models--").replace("--", "/"))
    return sendable(path.name)
