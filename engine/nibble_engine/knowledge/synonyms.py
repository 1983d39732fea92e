"""Words that mean the same to somebody who searches, in English and Chinese."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from nibble_engine.errors import BadInputError
from nibble_engine.knowledge.words import latin, pairs, runs
from nibble_engine.resources import toml_resource

Key = tuple[str, ...]
"""A word or phrase as the index's words: ("send", "back"); a Chinese word as its pairs."""
_MOST = 20_000


class Synonyms:
    """Groups of words. A word of several groups has the others of all of them. ``kinds`` are pairs
    of narrower words and broader ones: "Sydney" is looked for under "abroad", not the other way."""

    def __init__(
        self,
        groups: Iterable[Sequence[str]],
        kinds: Iterable[tuple[Sequence[str], Sequence[str]]] = (),
    ) -> None:
        self._others: dict[Key, list[Key]] = defaultdict(list)
        self._broader: dict[Key, list[Key]] = defaultdict(list)
        self.longest_wide, self.longest_latin = 1, 1
        for group in groups:
            keys = list(dict.fromkeys(filter(None, map(self._key, group))))
            for key in keys:
                self._others[key] += [other for other in keys if other != key]
        for narrow, broad in kinds:
            above = [self._key(word) for word in broad]
            for word in narrow:
                self._broader[self._key(word)] += above

    def of(self, key: Key) -> tuple[Key, ...]:
        """The synonyms of a word or phrase; none if it is in no group."""
        return tuple(dict.fromkeys(self._others.get(key, ())))

    def broader(self, key: Key) -> tuple[Key, ...]:
        """What a word is a kind of."""
        return tuple(dict.fromkeys(self._broader.get(key, ())))

    def __contains__(self, key: Key) -> bool:
        return key in self._others or key in self._broader

    def _key(self, text: str) -> Key:
        found: list[str] = []
        for run in runs(text):
            found += pairs(run.text) if run.wide else latin(run.text)[:1]
            if run.wide:
                self.longest_wide = max(self.longest_wide, len(run.text))
        self.longest_latin = max(self.longest_latin, len(found))
        return tuple(found)


@cache
def shipped() -> tuple[tuple[str, ...], ...]:
    """The groups that come with the program."""
    return tuple(map(_group, toml_resource("knowledge", "synonyms.toml")["groups"]))


@cache
def _shipped_kinds() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    lines = toml_resource("knowledge", "synonyms.toml")["kinds"]
    halves = (line.partition(":") for line in lines)
    return tuple((_group(narrow), _group(broad)) for narrow, _, broad in halves)


def with_own(text: str) -> Synonyms:
    """The shipped groups and kinds, and a person's own list.

    Raises `BadInputError` where the list cannot be read.
    """
    return Synonyms([*shipped(), *own_groups(text)], _shipped_kinds())


def own_groups(text: str) -> list[tuple[str, ...]]:
    """A list as a person writes it: a group a line with commas (of either kind) or tabs between
    the words, ``#`` before a remark; or TOML with ``groups``, as the shipped list has it.

    Raises `BadInputError` where it is broken TOML or longer than 20,000 lines.
    """
    lines = text.splitlines()
    if len(lines) > _MOST:
        raise BadInputError(what=f"more than {_MOST} lines")
    if any(line.strip().replace(" ", "").startswith("groups=") for line in lines):
        return list(map(_group, _toml_groups(text)))
    made = (_group(line) for line in lines if not line.lstrip().startswith("#"))
    return [group for group in made if len(group) > 1]


def _toml_groups(text: str) -> list[str]:
    try:
        groups = tomllib.loads(text)["groups"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise BadInputError(str(error), what="synonyms") from None
    if not isinstance(groups, list):
        raise BadInputError(what="synonyms: groups")
    return [", ".join(map(str, g)) if isinstance(g, list) else str(g) for g in groups]


def _group(line: str) -> tuple[str, ...]:
    for mark in "，、;；\t":
        line = line.replace(mark, ",")
    return tuple(word.strip().strip('"') for word in line.split(",") if word.strip().strip('"'))
