"""Words of a base that a misspelt one may stand for."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nibble_engine.knowledge.base import KnowledgeBase

_LEAST, _LONG = 5, 8
_MOST_FOUND = 3


def near_words(base: KnowledgeBase, word: str) -> list[str]:
    """Words of the index with the same first letter within one slip of ``word``, or two where it
    has eight letters or more; nearest first. None for numbers, codes and words of four letters,
    of which too many lie near each other."""
    if len(word) < _LEAST or not (word.isascii() and word.isalpha()):
        return []
    most = 2 if len(word) >= _LONG else 1
    near = base.vocabulary(word[0], len(word) - most, len(word) + most)
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=_MOST_FOUND)
    return [other for other, _, _ in found if other.isalpha()]
