"""House rules: what every reply must say, what none may say, and what none may promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from nibble_engine.errors import BadInputError
from nibble_engine.languages import is_chinese
from nibble_engine.resources import toml_resource
from nibble_engine.support import wildcard
from nibble_engine.support.folded import folded
from nibble_engine.support.negation import is_denied

Kind = Literal["always", "never", "promise"]


@dataclass(frozen=True)
class Rule:
    """A rule for replies in ``language`` (a BCP-47 tag, "" for all).

    ``phrases`` are wordings of the same thing: "always" is kept by one of them, "never" and
    "promise" are broken by each, a promise only where it is not denied. A ``*`` in a phrase stands
    for any words of the sentence. Case, width and Simplified or Traditional make no difference.
    """

    id: str
    kind: Kind
    phrases: tuple[str, ...]
    language: str = ""
    note: str = ""
    on: bool = True


@dataclass(frozen=True)
class Breach:
    """``text[start:end]`` breaks the rule; of a missing phrase both are the text's end."""

    rule: Rule
    start: int
    end: int
    kind: Kind


def check(text: str, rules: Iterable[Rule], language: str) -> list[Breach]:
    """What of ``text``, a reply in ``language``, breaks the rules that are on, in order."""
    plain = folded(text)
    breaches: list[Breach] = []
    for rule in rules:
        if not rule.on or not _is_for(rule.language, language):
            continue
        matches = [match for phrase in rule.phrases for match in wildcard.find(phrase, plain.text)]
        if rule.kind == "always":
            if not matches:
                breaches.append(Breach(rule, len(text), len(text), rule.kind))
            continue
        if rule.kind == "promise":
            matches = [m for m in matches if not any(is_denied(plain.text, p) for p in m.parts)]
        places = _apart([(match.start, match.end) for match in matches])
        breaches += [Breach(rule, *plain.span(start, end), rule.kind) for start, end in places]
    return sorted(breaches, key=lambda breach: (breach.start, breach.end))


def built_in() -> tuple[Rule, ...]:
    """The promises that no agent should make, Chinese and English, each with the reason."""
    table = toml_resource("support", "house_rules.toml")["rule"]
    return tuple(rule_from(values) for values in table)


def rule_from(values: Mapping[str, Any]) -> Rule:
    """A rule out of a file or a form. Raises `BadInputError` for one that could not be checked."""
    phrases = values.get("phrases", ())
    phrases = (phrases,) if isinstance(phrases, str) else phrases
    if not values.get("id") or values.get("kind") not in get_args(Kind):
        raise BadInputError(what="a rule without a name or of no known kind")
    if not phrases or not all(isinstance(p, str) and wildcard.is_usable(p) for p in phrases):
        raise BadInputError(what="a rule without a phrase")
    return Rule(
        str(values["id"]),
        values["kind"],
        tuple(phrase.strip() for phrase in phrases),
        str(values.get("language", "")),
        str(values.get("note", "")),
        bool(values.get("on", True)),
    )


def as_dict(rule: Rule) -> dict[str, Any]:
    """What `rule_from` reads, for JSON and TOML."""
    return asdict(rule) | {"phrases": [*rule.phrases]}


def _is_for(rule: str, language: str) -> bool:
    if not rule or not language:
        return True
    if is_chinese(rule) and is_chinese(language):
        return True
    return rule.partition("-")[0].lower() == language.partition("-")[0].lower()


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order; of wordings that overlap the first and longest."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart
