"""The forms in which a term may stand in a text, as regular expressions."""

from __future__ import annotations

import re
from typing import NamedTuple

from nibble_engine.terms.folding import LETTER, UNSPACED, fold

_TOKEN = re.compile(
    rf"(?P<word>{LETTER}+(?:'{LETTER}+)*)|(?P<run>[{UNSPACED}]+)|(?P<gap>\s*-\s*|\s+)|(?P<sign>.)"
)
_GAP = r"(?:'s?)?(?:\s+|-)"
"""Between the words of a term: a space, a hyphen, and the first one may own the second."""
_SHORTEST_VERB = 3
_IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "index": "indices",
    "matrix": "matrices",
    "vertex": "vertices",
    "appendix": "appendices",
    "criterion": "criteria",
    "datum": "data",
    "medium": "media",
}


class Form(NamedTuple):
    """``body`` is an expression for the term itself; `opens` and `closes` say whether a whole
    word must begin and end with it."""

    body: str
    opens: bool
    closes: bool

    @property
    def pattern(self) -> str:
        """The expression with its bounds."""
        left = f"(?<!{LETTER})" if self.opens else ""
        return left + self.body + (BOUND if self.closes else "")


BOUND = f"(?!{LETTER})"


def form(text: str, *, english: bool, case_sensitive: bool = False) -> Form:
    """How the term ``text`` is found in a folded text. Words in scripts with spaces are found as
    whole words; English ones also with the endings of plural, past and -ing at the first or last
    word of the term."""
    tokens = [(str(m.lastgroup), m[0]) for m in _TOKEN.finditer(fold(text).text.strip())]
    words = [i for i, (kind, _) in enumerate(tokens) if kind == "word"]
    ends = {words[0], words[-1]} if words else set()
    made, before = "", ""
    for i, (kind, token) in enumerate(tokens):
        if {kind, before} == {"word", "run"}:
            made += r"\s*"  # API接口 and API 接口
        if kind == "gap":
            made += _GAP
        else:
            made += _forms(token) if english and i in ends else re.escape(token)
        before = kind
    body = made if case_sensitive else f"(?i:{made})"
    return Form(body, bool(tokens) and tokens[0][0] == "word", before == "word")


def plural(phrase: str) -> str:
    """The plural of an English phrase whose last word is its noun."""
    start = re.search(r"[A-Za-z]*$", phrase)
    at = start.start() if start else 0
    word = phrase[at:]
    lower = word.lower()
    if lower in _IRREGULAR:
        return phrase[:at] + word[0] + _IRREGULAR[lower][1:]
    if re.search(r"[^aeiou]y$", lower):
        return phrase[:-1] + "ies"
    return phrase + ("es" if re.search(r"(?:[sxz]|ch|sh)$", lower) else "s")


def _forms(word: str) -> str:
    """An English word with its endings; names, numbers and short words have only a plural."""
    whole = re.escape(word)
    lower = word.lower()
    if not (word.isascii() and word.isalpha()) or word[1:] != lower[1:]:
        return f"{whole}s?"
    if lower in _IRREGULAR:
        return f"(?:{whole}s?|{whole}es|{_IRREGULAR[lower]})"
    stem = word[:-1]
    if re.search(r"[^aeiou]y$", lower):
        return f"{stem}(?:y|ies|ied|ying)"
    if len(word) < _SHORTEST_VERB:
        return f"{whole}s?"
    for ending, forms in _ENDINGS:
        if re.search(ending, lower):
            return f"(?:{forms.format(word=word, stem=stem, last=word[-1], root=word[:-2])})"
    return f"{whole}(?:s|ed|ing)?"


_ENDINGS = (
    ("is$", "{word}|{root}es"),
    ("(?:[sxz]|ch|sh)$", "{word}(?:es|ed|ing)?"),
    ("ie$", "{word}[sd]?|{root}ying"),
    ("fe$", "{word}s?|{root}ves"),
    ("f$", "{word}(?:s|ed|ing)?|{stem}ves"),
    ("e$", "{stem}(?:es?|ed|e?ing)"),
    ("o$", "{word}(?:e?s|ed|ing)?"),
    ("[aeiou][bdglmnprt]$", "{word}(?:s|{last}?ed|{last}?ing)?"),
)
"""By the end of the word: cache, caches, caching; log, logged; shelf, shelves."""
