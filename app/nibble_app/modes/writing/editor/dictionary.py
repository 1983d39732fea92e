"""Which English words there are, and which one was meant.

The words and how frequent they are come from pyspellchecker. What it suggests itself can take
15 seconds for one long word; RapidFuzz looks through all words in 20 milliseconds.
"""

from __future__ import annotations

import gzip
import json
import pkgutil
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from nibble_engine.errors import DiskError
from nibble_engine.resources import resource

MOST_OWN = 1 << 20
"""Bytes of a person's own words that are read."""
_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|"
    "parl|ranc|rig|rum|sav|splend|succ|tum|val|vap|vig"
)
# British forms, and what they are in American English. Of what a rule makes, a word of the
# dictionary has to come: "wise" is none of these, "organise" is.
_BRITISH = (
    (re.compile(rf"({_OUR})our"), r"\1or"),
    (re.compile(r"(?<=[a-z]{3})is(e[ds]?|ing|ations?|ers?|able)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})ys(e[ds]?|ing|ers?)$"), r"yz\1"),
    (re.compile(r"([tb])re([sd]?)$"), r"\1er\2"),
    (re.compile(r"ll(ed|ing|ers?)$"), r"l\1"),
    (re.compile(r"(?<=[a-z])(?:ae|oe)(?=[a-z]{3})|^(?:ae|oe)(?=[a-z]{5})"), "e"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
)
_PREFIX = re.compile(r"(?:re|un|non|pre|multi|mis|over|sub)-?(?=[a-z]{5})")
_ENDING = re.compile(r"['’](?:s|d|ll|re|ve)$")


class Dictionary:
    """Lower-case words with how often they occur, and a person's own."""

    def __init__(self, frequencies: Mapping[str, int], own: Iterable[str] = ()) -> None:
        self._frequencies = frequencies
        self._own = {word.lower() for word in own}
        self._words = list(frequencies)

    def knows(self, word: str) -> bool:
        """Whether it is spelt right, in the British or the American way."""
        lower = word.lower().replace("’", "'")
        return self._has(lower) or self._has(_ENDING.sub("", lower)) or self._is_made(lower)

    def suggestions(self, word: str, most: int = 5) -> list[str]:
        """What may have been meant, the likeliest first: at most two letters off (Damerau's
        distance), the nearer before the farther, of those the more frequent."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        lower = word.lower().replace("’", "'")
        near = process.extract(lower, self._words, scorer=OSA.distance, score_cutoff=2, limit=None)
        near.sort(key=lambda found: (found[1], -self._frequencies[found[0]]))
        titled = word[:1].isupper()
        return [found[0].capitalize() if titled else found[0] for found in near[:most]]

    def add(self, word: str) -> None:
        """One of the person's own."""
        self._own.add(word.lower())

    def _has(self, word: str) -> bool:
        return word in self._frequencies or word in self._own

    def _is_made(self, word: str) -> bool:
        """Whether a rule makes a known word of it."""
        found = [rule.sub(by, word) for rule, by in _BRITISH]
        if any(made != word and self._has(made) for made in found):
            return True
        base = _PREFIX.sub("", word, count=1) if _PREFIX.match(word) else word
        return base != word and (self._has(base) or self._is_made(base))


def load(own: Path) -> Dictionary:
    """The dictionary with the person's own words, one a line in ``own``, which need not exist.
    Raises `DiskError` where it cannot be read."""
    packed = pkgutil.get_data("spellchecker", "resources/en.json.gz")
    assert packed is not None
    frequencies: dict[str, int] = json.loads(gzip.decompress(packed))
    for line in resource("spelling", "en.txt").read_text("utf-8").splitlines():
        if line.startswith("-"):
            frequencies.pop(line[1:], None)
        elif not line.startswith("#"):
            frequencies.setdefault(line, 1)
    return Dictionary(frequencies, own_words(own))


def own_words(path: Path) -> list[str]:
    """What the person has added. Raises `DiskError`."""
    try:
        with path.open("rb") as file:
            lines = file.read(MOST_OWN).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _disk(error, path) from error
    return [line.strip() for line in lines if line.strip()]


def add_own_word(path: Path, word: str) -> None:
    """Adds it to the file. Raises `DiskError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{word}\n")
    except OSError as error:
        raise _disk(error, path) from error


def _disk(error: OSError, path: Path) -> DiskError:
    return DiskError(path=str(path), reason=error.strerror or type(error).__name__)
