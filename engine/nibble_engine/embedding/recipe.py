"""How an embedding model is used, from its folder: its own files first, then what is known of it.

Form of the folder: https://sbert.net/docs/sentence_transformer/usage/custom_models.html
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from nibble_engine.embedding.card import card_languages, card_name
from nibble_engine.embedding.known import Pooling, Recipe, known
from nibble_engine.errors import BadInputError, ModelUnreadableError, ModelUnsupportedError
from nibble_engine.paths import safe_path

_MOST_BYTES = 2**20
_MODULES = {"Transformer", "Pooling", "Normalize"}
_POOLING: dict[str, Pooling] = {
    "cls": "cls",
    "cls_token": "cls",
    "mean": "mean",
    "mean_tokens": "mean",
    "lasttoken": "last",
}
# A reranker has a head of its own over two texts, and a chat model says words.
_HEADLESS = ("Model", "ForMaskedLM", "ForCausalLM")


def recipe_of(folder: Path, config: dict[str, Any]) -> Recipe | None:
    """The recipe of a folder with this config.json; None if it is no embedding model.

    Raises `ModelUnsupportedError` for one that does more than pool and normalise what a model of
    transformers makes, and `ModelUnreadableError` for a damaged file.
    """
    kinds = [str(kind) for kind in config.get("architectures") or [""]]
    if config.get("is_encoder_decoder") or not kinds[0].endswith(_HEADLESS):
        return None
    found = known(_names(folder, config), str(config.get("model_type")))
    modules = _read(folder, "modules.json", list)
    if modules:
        pooling = _pooling(folder, modules)
        if pooling is None:
            return None
        found = _with_prompts(folder, replace(found or Recipe("mean"), pooling=pooling))
    if found is None:
        return None
    limits = _read(folder, "sentence_bert_config.json", dict)
    return replace(
        found,
        longest=int(limits.get("max_seq_length") or 0),
        lower_case=limits.get("do_lower_case") is True,
        languages=card_languages(folder) or found.languages,
    )


def _names(folder: Path, config: dict[str, Any]) -> list[str]:
    """Whatever the model may be called: folders are renamed, and the hub's cache has its own."""
    parts = [part for part in folder.parts if part.startswith("models--")]
    own = _read(folder, "nibble.json", dict).get("name")
    named = [folder.name, *parts, own, config.get("_name_or_path"), card_name(folder)]
    return [str(name) for name in named if name]


def _pooling(folder: Path, modules: list[Any]) -> Pooling | None:
    """The pooling of the modules; None where there is none."""
    kinds = [str(module.get("type", "")).rpartition(".")[2] for module in modules]
    if "Pooling" not in kinds:
        return None
    if more := set(kinds) - _MODULES:
        raise _unsupported(folder, ", ".join(sorted(more)))
    try:
        place = safe_path(folder, str(modules[kinds.index("Pooling")].get("path", "")))
    except BadInputError as error:
        raise ModelUnreadableError("path", path=str(folder), file="modules.json") from error
    config = _read(place, "config.json", dict)
    flag = "pooling_mode_"
    modes = [str(config["pooling_mode"])] if "pooling_mode" in config else []
    modes += [key.removeprefix(flag) for key, on in config.items() if key.startswith(flag) and on]
    if len(modes) != 1 or modes[0] not in _POOLING or config.get("include_prompt") is False:
        raise _unsupported(folder, "+".join(modes) or "Pooling")
    return _POOLING[modes[0]]


def _with_prompts(folder: Path, recipe: Recipe) -> Recipe:
    """Prompts of the folder; those that it gives empty, or not at all, are the known ones."""
    prompts = _read(folder, "config_sentence_transformers.json", dict).get("prompts") or {}
    passage = prompts.get("document") or prompts.get("passage")
    return replace(
        recipe,
        query=str(prompts.get("query") or recipe.query),
        passage=str(passage or recipe.passage),
    )


def _unsupported(folder: Path, what: str) -> ModelUnsupportedError:
    return ModelUnsupportedError(what, path=str(folder), architecture=what)


def _read(folder: Path, name: str, kind: type[Any]) -> Any:
    """The JSON of a file, empty where there is no such file."""
    file = folder / name
    if not file.is_file():
        return kind()
    try:
        with file.open("rb") as handle:
            value = json.loads(handle.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelUnreadableError(str(error), path=str(folder), file=name) from error
    if not isinstance(value, kind):
        raise ModelUnreadableError(f"no {kind.__name__}", path=str(folder), file=name)
    return value
