"""Stems of English words: light, so that two words with one stem nearly always mean the same.

After Porter (1980) and Krovetz (1993), inflection and the few endings of derivation that customers
and help pages mix: plural, past, -ing, -ly, -ment, -able, -ation.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWEL = re.compile("[aeiouy]")
# "saved" is of "save", not of "sav".
_SHORT = re.compile("[^aeiou][aeiouy][^aeiouwxy]")
_DOUBLE = re.compile(r"([bdfgmnprt])\1$")
_KEPT = frozenset(
    {"news", "less", "address", "business", "sos", "gps", "this", "was", "during", "morning"}
    | {"evening", "need", "speed", "feed", "bed", "wed", "spring", "string", "thing", "king"}
    | {"station", "nation", "moment", "comment", "document", "element", "apartment", "table"}
    | {"cable", "stable", "family", "reply", "apply", "supply", "july", "fly", "only", "italy"}
)
_IRREGULAR = {
    "bought": "buy", "paid": "pay", "sent": "send", "lost": "lose", "broke": "break",
    "broken": "break", "got": "get", "came": "come", "went": "go", "sold": "sell", "took": "take",
    "taken": "take", "given": "give", "gave": "give", "forgot": "forget", "forgotten": "forget",
    "children": "child", "women": "woman", "men": "man", "feet": "foot", "knives": "knife",
    "chose": "choose", "chosen": "choose", "torn": "tear", "kept": "keep", "left": "leave",
    "written": "write", "shown": "show", "worn": "wear", "spoke": "speak", "stolen": "steal",
    "used": "use", "using": "use", "user": "use", "added": "add",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in lower case; numbers, codes and words of three letters are their own."""
    base = _IRREGULAR.get(word, word)
    if len(base) <= 3 or not (base.isascii() and base.isalpha()) or base in _KEPT:
        return base
    base = _without_plural(base)
    for ending, least in (("ation", 4), ("ment", 3), ("able", 4), ("ly", 4)):
        if base.endswith(ending) and len(base) - len(ending) >= least and base not in _KEPT:
            return _end(base[: -len(ending)])
    return _end(_without_past(base))


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_past(word: str) -> str:
    if word in _KEPT:
        return word
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ed", "ing"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > 2 and _VOWEL.search(root):
            return root + "e" if _SHORT.fullmatch(root) else root
    return word


def _end(word: str) -> str:
    """One form for what is left: single consonants, no silent e, i for y."""
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 4 and word.endswith("ll"):
        word = word[:-1]
    word = _DOUBLE.sub(r"\1", word)
    if len(word) > 2 and word.endswith("y") and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word
