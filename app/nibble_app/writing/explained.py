"""The rules of proofreading as a person reads them: a name, an example, and the reason told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from nibble_engine.languages import is_chinese
from nibble_engine.proofreading.catalogue import catalogue
from nibble_engine.proofreading.change import applied
from nibble_engine.proofreading.proofread import Rules, proofread, reason
from nibble_engine.resources import toml_resource


@dataclass(frozen=True)
class Explained:
    """``language`` is that of the texts it reads: "zh", "en" or "any". ``right`` is what the rule
    makes of ``wrong``, and ``reason`` what is told of that change."""

    id: str
    language: str
    title: str
    wrong: str = ""
    right: str = ""
    reason: str = ""


def title(rule: str, language: str) -> str:
    """What a rule is called in ``language``, a BCP-47 tag; "" for one that there is not."""
    told = _examples().get(rule, {})
    return str(told.get("zh" if is_chinese(language) else "en", ""))


def explained(language: str) -> tuple[Explained, ...]:
    """Every rule, in the words of ``language`` (a BCP-47 tag): those for Chinese, those for
    English, those for both. The first time takes as long as the dictionaries take to load."""
    examples = _examples()
    made = []
    for rule in catalogue().values():
        told = examples.get(rule.id, {})
        text = told.get("text", "")
        changes = proofread(text, Rules(frozenset({rule.id})))
        why = reason(changes[0], language) if changes else ""
        name = title(rule.id, language) or rule.id
        made.append(Explained(rule.id, rule.language, name, text, applied(text, changes), why))
    languages, places = ("zh", "en", "any"), {id_: at for at, id_ in enumerate(examples)}
    made.sort(key=lambda one: (languages.index(one.language), places.get(one.id, len(places))))
    return tuple(made)


@cache
def _examples() -> dict[str, Any]:
    return toml_resource("proofreading", "examples.toml")
