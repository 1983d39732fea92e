"""Whether what a config or a tokenizer promises can be true of the weights beside it.

A config of a hundred bytes may ask for a billion layers, and building them fills the memory before
the first weight is read.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from nibble_engine.errors import (
    DiskError,
    InternalError,
    ModelImplausibleError,
    ModelUnreadableError,
)
from nibble_engine.foreign_errors import translated
from nibble_engine.interrupt import Interrupted
from nibble_engine.models.headers import Tensor
from nibble_engine.models.json_file import objects, read_fields, read_object

_LAYERS = frozenset(
    {
        "num_hidden_layers",
        "num_layers",
        "n_layer",
        "n_layers",
        "encoder_layers",
        "decoder_layers",
        "num_encoder_layers",
        "num_decoder_layers",
    }
)
_EXPERTS = frozenset({"num_experts", "num_local_experts", "n_routed_experts", "n_shared_experts"})
_SIZE = re.compile(
    r"size|dim|d_model|heads|embeddings|positions|width|depth|labels|groups|channels"
)
MOST_EXPERTS = 1024
MOST_LABELS = 2**16
MOST_SIZE = 2**24
MOST_GROWTH = 256
"""Times by which a normalizer may lengthen a text; those of known models stay below 4."""
MOST_PADDING = 2**20
SPARE = 2**24
"""Parameters and buffers that a model may have beside those of its files: tables of positions."""


def check_config(path: Path, config: dict[str, Any], found: Mapping[str, Tensor]) -> None:
    """Returns where the numbers of config.json can belong to these tensors.

    Raises `ModelImplausibleError`, and `ModelUnreadableError` for a count that is no whole number.
    """
    for part in objects(config):
        for key, value in part.items():
            most = _most(key, len(found))
            if most is None or value is None or isinstance(value, list | dict):
                continue
            if type(value) is not int:
                raise ModelUnreadableError(f"{key}: {value}", path=str(path), file="config.json")
            if not -1 <= value <= most:
                raise ModelImplausibleError(f"{key}: {value}", path=str(path), file="config.json")


def _most(key: str, tensors: int) -> int | None:
    if key in _LAYERS:
        return max(tensors, 1)  # each layer has one of its own at least
    if key in _EXPERTS:
        return max(tensors, MOST_EXPERTS)
    if key in ("max_position_embeddings", "vocab_size", "hidden_size", "intermediate_size"):
        return MOST_SIZE
    return MOST_LABELS if key == "num_labels" else None


def check_sizes(config: dict[str, Any], path: Path) -> None:
    """Raises `ModelImplausibleError` for any other size that no model has."""
    for part in objects(config):
        for key, value in part.items():
            if type(value) is int and _SIZE.search(key) and abs(value) > MOST_SIZE:
                raise ModelImplausibleError(f"{key}: {value}", path=str(path), file="config.json")


def check_count(path: Path, built: int, held: int) -> None:
    """Raises `ModelImplausibleError` where the model that the config describes has far more
    parameters (``built``) than its files (``held``): the rest would be made up."""
    if built > 2 * held + SPARE:
        raise ModelImplausibleError(f"{built}, not {held}", path=str(path), file="config.json")


class _Rules(msgspec.Struct):
    """What a tokenizer does to a text before it looks for words."""

    normalizer: Any = None
    padding: Any = None


def check_tokenizer(path: Path) -> None:
    """Returns where tokenizer.json, if there is one, makes no text hundreds of times longer.

    Raises `ModelImplausibleError`, and `ModelUnreadableError` where it is damaged.
    """
    told = {"path": str(path), "file": "tokenizer.json"}
    rules = read_fields(path / "tokenizer.json", _Rules)
    try:
        growth = _growth(rules.normalizer)
        padding = (rules.padding or {}).get("strategy")
        fixed = int(padding.get("Fixed") or 0) if isinstance(padding, dict) else 0
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        raise ModelUnreadableError(str(error), **told) from error
    if growth > MOST_GROWTH or fixed > MOST_PADDING:
        raise ModelImplausibleError(f"growth {growth}, padding {fixed}", **told)


def check_generation(path: Path) -> None:
    """Raises `ModelUnreadableError` where generation_config.json names no tokens as the end."""
    end = read_object(path / "generation_config.json").get("eos_token_id")
    if end is not None and not all(type(i) is int for i in (end if type(end) is list else [end])):
        raise ModelUnreadableError("eos_token_id", path=str(path), file="generation_config.json")


def _growth(rule: dict[str, Any] | None) -> float:
    """Times by which a normalizer lengthens a text of one character, at most."""
    if not rule:
        return 1.0
    kind = rule.get("type")
    if kind == "Sequence":
        product = 1.0
        for part in rule.get("normalizers") or ():
            product *= _growth(part)
        return product
    if kind == "Prepend":
        return 1.0 + len(rule.get("prepend") or "")
    if kind == "Replace":
        pattern = rule["pattern"].get("String")
        content = len(rule.get("content") or "")
        return max(1.0, content / len(pattern)) if pattern else 1.0 + content
    return 1.0


@contextlib.contextmanager
def blamed(path: Path, file: str) -> Iterator[None]:
    """What a library makes of an odd file is any error at all: it becomes one about that file,
    unless it is one of memory, of the device, or of a kind of model that nobody knows."""
    try:
        yield
    except Interrupted:
        raise
    except Exception as error:
        ours = translated(error, path=str(path))
        if isinstance(ours, InternalError | DiskError):
            detail = f"{type(error).__name__}: {error}"
            ours = ModelUnreadableError(detail, path=str(path), file=file)
        raise ours from error
