"""What is refused before a byte of weights is fetched, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from nibble_engine.download.manifest import Manifest, RemoteFile
from nibble_engine.download.names import is_pickle, is_safe
from nibble_engine.errors import RepositoryRefusedError
from nibble_engine.models.shelf import quantized_level

MAX_TEXT = 64 * 2**20
MAX_CONFIG = 4 * 2**20
_INDEX = "model.safetensors.index.json"
_OURS = "sentence_transformers."
_LARGE_TEXTS = ("tokenizer.json", "vocab.json", "target_vocab.json", "tekken.json", _INDEX)


def taken(manifest: Manifest) -> tuple[RemoteFile, ...]:
    """The files of a repository that are fetched, small ones first.

    Raises `RepositoryRefusedError` where a name could lead out of the folder, a file has no hash or
    an absurd size, or there are no weights in a safe form.
    """
    for file in manifest.files:
        if not is_safe(file.name):
            _refuse(manifest, "name", file.name)
    files = [file for file in manifest.files if file.part]
    if len({file.name.casefold() for file in files}) < len(files):
        _refuse(manifest, "name", "")
    for file in files:
        limit = MAX_TEXT if file.name in _LARGE_TEXTS else MAX_CONFIG
        if file.part == "text" and file.size > limit and file.name.endswith(".json"):
            _refuse(manifest, "size", file.name)
        if file.part == "text" and file.size > MAX_TEXT:
            _refuse(manifest, "size", file.name)
        if not file.digest or (file.part == "weights" and not file.sha256 and file.size > MAX_TEXT):
            _refuse(manifest, "listing", file.name)
    _require_weights(manifest, files)
    return tuple(sorted(files, key=lambda file: (file.part == "weights", file.size)))


def _require_weights(manifest: Manifest, files: Sequence[RemoteFile]) -> None:
    names = {file.name for file in manifest.files}
    if "config.json" not in names or not any(
        "/" not in f.name and f.part == "weights" for f in files
    ):
        if any(is_pickle(name) for name in names):
            _refuse(manifest, "pickle", next(name for name in sorted(names) if is_pickle(name)))
        if any(name.endswith(".gguf") for name in names):
            _refuse(manifest, "gguf", "")
        _refuse(manifest, "weights", "")


def check_texts(texts: Manifest, folder: Path, manifest: Manifest) -> tuple[RemoteFile, ...]:
    """The weights of the ``manifest`` that the model has as its small files say, ``texts``, which
    are in ``folder`` now.

    Raises `RepositoryRefusedError` where it wants to run code of its own, or is quantized by a
    program that Nibble does not have. Raises `OSError`.
    """
    for file in texts.files:
        if file.name.endswith(".json") and file.name not in _LARGE_TEXTS and "/" not in file.name:
            found = _json(manifest, folder, file.name)
            if isinstance(found, dict) and "auto_map" in found:
                _refuse(manifest, "code", file.name)
            if file.name == "modules.json" and not _are_known_modules(found):
                _refuse(manifest, "code", file.name)
    config = _json(manifest, folder, "config.json")
    if not isinstance(config, dict):
        _refuse(manifest, "weights", "config.json")
    quantized = config.get("quantization_config")
    if quantized and (not isinstance(quantized, dict) or quantized_level(config) is None):
        _refuse(manifest, "quantization", "config.json")
    return tuple(file for file in manifest.files if file.name in _weights(manifest, folder))


def _are_known_modules(found: object) -> bool:
    """Sentence Transformers import the class that a module names."""
    return isinstance(found, list) and all(
        isinstance(module, dict) and str(module.get("type", "")).startswith(_OURS)
        for module in found
    )


def _weights(manifest: Manifest, folder: Path) -> set[str]:
    """All in numbered folders; of the main ones those of the index, or the single one."""
    names = {file.name for file in manifest.files if file.part == "weights"}
    inner = {name for name in names if "/" in name}
    if not any(file.name == _INDEX for file in manifest.files):
        if "model.safetensors" not in names:
            _refuse(manifest, "weights", _INDEX)
        return inner | {"model.safetensors"}
    index = _json(manifest, folder, _INDEX)
    shards = index.get("weight_map") if isinstance(index, dict) else None
    if not isinstance(shards, dict) or not shards:
        _refuse(manifest, "weights", _INDEX)
    named = {str(name) for name in shards.values()}
    if missing := sorted(named - names):
        _refuse(manifest, "weights", missing[0])
    return inner | named


def _json(manifest: Manifest, folder: Path, name: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads((folder / name).read_text("utf-8"))
    except (ValueError, RecursionError):
        _refuse(manifest, "listing", name)


def _refuse(manifest: Manifest, reason: str, file: str) -> NoReturn:
    raise RepositoryRefusedError(repository=manifest.repository, reason=reason, file=file)
