"""The texts of the house: those that ship with the program are put into the store once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal

from nibble_app.store import Store
from nibble_app.store.replies import TemplateKind
from nibble_engine.languages import same_language
from nibble_engine.support import house_rules
from nibble_engine.support.canned import Template, as_dict
from nibble_engine.support.template_files import shipped

_Name = Literal["canned", "prompts", "presets"]
_NAMES: dict[TemplateKind, _Name] = {"reply": "canned", "prompt": "prompts", "preset": "presets"}


def seed(store: Store) -> None:
    """What the person has changed or deleted since stays as it is."""
    for kind, name in _NAMES.items():
        store.replies.seed(kind, _shipped(name))
    store.replies.seed("rule", _rules())


def for_language(
    templates: Iterable[Template], kind: TemplateKind, language: str
) -> list[Template]:
    """By their titles all but those that ship with the program for another language than this
    BCP-47 tag."""
    ours = _ids(_NAMES[kind])
    fit = (
        one
        for one in templates
        if not one.language or one.id not in ours or same_language(one.language, language)
    )
    return sorted(fit, key=lambda one: one.title.casefold())


def _shipped(name: _Name) -> Iterator[dict[str, Any]]:
    # A generator: the file is only read where its texts are not in the store yet.
    yield from map(as_dict, shipped(name))


def _rules() -> Iterator[dict[str, Any]]:
    yield from map(house_rules.as_dict, house_rules.built_in())


@cache
def _ids(name: _Name) -> frozenset[str]:
    return frozenset(one.id for one in shipped(name))
