"""A model folder's tokenizer: as transformers makes it, in less time."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from nibble_engine.models.json_file import read_fields, read_object
from nibble_engine.models.plausible import blamed


def read_tokenizer(path: Path) -> PreTrainedTokenizerBase:
    """The tokenizer of a folder that `check_tokenizer` found plausible, without code of its own.

    Raises `ModelUnreadableError` where its files are damaged.
    """
    with blamed(path, "tokenizer.json"), _without_collector():
        tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
            path,
            local_files_only=True,
            trust_remote_code=False,
            clean_up_tokenization_spaces=False,
            **_added_tokens(path),
        )
    return tokenizer


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """A vocabulary is hundreds of thousands of small objects without one cycle: the collector would
    visit them, and all of torch, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Vocabulary(msgspec.Struct):
    """Of tokenizer.json what transformers reads the whole file once more for."""

    added_tokens: Any = None


def _added_tokens(path: Path) -> dict[str, Any]:
    """The argument that spares transformers a parse of the whole of tokenizer.json: what it would
    find there itself. Empty where anything else in the folder has a say in it."""
    if (path / "added_tokens.json").exists() or (path / "special_tokens_map.json").exists():
        return {}
    told = read_object(path / "tokenizer_config.json")
    if "added_tokens_decoder" in told or "fast_tokenizer_files" in told:
        return {}
    found = read_fields(path / "tokenizer.json", _Vocabulary).added_tokens
    try:
        return {"added_tokens_decoder": {one.pop("id"): one for one in found}} if found else {}
    except (AttributeError, KeyError, TypeError):
        return {}  # transformers says what is wrong with it
