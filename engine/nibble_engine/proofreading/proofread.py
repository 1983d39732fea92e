"""The rules on a text: what they propose, so that a second reading proposes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nibble_engine.languages import is_chinese
from nibble_engine.proofreading.change import Change, Edit, applied, composed
from nibble_engine.proofreading.line import Line, Spacing, lines

if TYPE_CHECKING:
    from nibble_engine.proofreading.catalogue import Rule

# One rule's change can make room for another's; the tests find no text that needs more than four.
_MOST_ROUNDS = 8


@dataclass(frozen=True)
class Rules:
    """Which rules are on; None leaves it to their defaults. ``spacing`` is the style of the rule
    "zh-spacing", which is off by default: no standard asks for a space between Chinese and Latin
    letters, and publishers differ."""

    on: frozenset[str] | None = None
    spacing: Spacing = "add"

    def chosen(self) -> list[Rule]:
        """Raises ValueError for an id that no rule has."""
        # Reading the rules takes a tenth of a second: who only chooses some does not pay for it.
        from nibble_engine.proofreading.catalogue import catalogue

        known = catalogue()
        if self.on is None:
            return [rule for rule in known.values() if rule.default]
        if unknown := sorted(self.on - known.keys()):
            raise ValueError(f"There is no rule {unknown[0]}.")
        return [rule for rule in known.values() if rule.id in self.on]


DEFAULT = Rules()


def proofread(text: str, rules: Rules = DEFAULT, language: str = "auto") -> list[Change]:
    """Proposed changes in order; none overlaps another or touches an address, code, a placeholder
    or a tag. ``language`` is "auto" or a BCP-47 tag; text in other languages than Chinese and
    English is left alone. The time grows with the length of the text alone."""
    chosen = rules.chosen()
    seen: dict[Line, list[tuple[Edit, str]]] = {}
    changes: list[Change] = []
    current = text
    for _ in range(_MOST_ROUNDS):
        more = list(_once(current, chosen, language, rules.spacing, seen))
        if not more:
            break
        changes = composed(text, changes, more)
        current = applied(text, changes)
    return changes


def reason(change: Change, language: str) -> str:
    """The explanation in Chinese for a tag of Chinese, else in English."""
    from nibble_engine.proofreading.catalogue import catalogue

    rule = catalogue()[change.rule]
    told = rule.reasons["zh" if is_chinese(language) else "en"]
    return told.format(original=change.original, replacement=change.replacement, **change.params)


def _once(
    text: str,
    rules: list[Rule],
    language: str,
    spacing: Spacing,
    seen: dict[Line, list[tuple[Edit, str]]],
) -> Iterator[Change]:
    for start, line in lines(text, language, spacing):
        if line not in seen:
            seen[line] = _of_line(line, rules)
        for (first, last, new), rule in seen[line]:
            span = (start + first, start + last)
            yield Change(*span, line.text[first:last], new, rule)


def _of_line(line: Line, rules: list[Rule]) -> list[tuple[Edit, str]]:
    """What the rules propose for a line; neighbours wait for the next round."""
    taken = bytearray(len(line.text) + 2)
    found: list[tuple[Edit, str]] = []
    for rule in rules:
        if rule.language not in {"any", line.language}:
            continue
        for finder in rule.finders:
            for edit in finder(line):
                reach = slice(edit.start, edit.end + 1)
                old = line.text[edit.start : edit.end]
                if edit.text == old or any(taken[reach]) or line.is_kept(edit.start, edit.end):
                    continue
                taken[reach] = b"\1" * (edit.end + 1 - edit.start)
                found.append((edit, rule.id))
    return sorted(found)
