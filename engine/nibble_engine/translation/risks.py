"""Signs that a translated sentence is wrong, found by comparing it with its source: no model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from nibble_engine.api import Risk
from nibble_engine.documents.unit import plain, tags
from nibble_engine.languages import is_chinese
from nibble_engine.translation.facts import facts, is_spelled

# Chinese characters for one English character, outside of which something is missing or made up;
# nine in ten pairs of everyday text lie between 0.2 and 0.55.
_RATIO = (0.1, 1.0)
_LONG = 24  # English characters from which the ratio says something
_LOOP = re.compile(r"(.{2,}?)\1{3,}", re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORDS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_PLAIN_WORDS = 3  # as many English words in a row are no name


def risks(source: str, made: str, target: str) -> tuple[Risk, ...]:
    """What is suspicious about ``made``, a translation of ``source`` into ``target`` (a BCP-47
    tag; lengths and scripts are judged between Chinese and English). A sign is no proof: a right
    sentence may have one."""
    target = "zh" if is_chinese(target) else target
    marks = tuple(_tags(source, made))
    source, made = plain(source), plain(made)
    return (
        *marks,
        *_facts(source, made),
        *_length(source, made, target),
        *_repetition(source, made),
        *_script(source, made, target),
    )


def _facts(source: str, made: str) -> Iterator[Risk]:
    there, here = facts(source), facts(made)
    for fact in there - here:
        if not is_spelled(fact, made):
            yield Risk(kind="missing", detail=fact)
    for fact in here - there:
        if not is_spelled(fact, source):
            yield Risk(kind="added", detail=fact)


def _tags(source: str, made: str) -> Iterator[Risk]:
    """Inline tags of a document that are not there as often as in the source."""
    there, here = Counter(tags(source)), Counter(tags(made))
    for tag in (there - here) + (here - there):
        yield Risk(kind="tag", detail=tag)


def _length(source: str, made: str, target: str) -> Iterator[Risk]:
    english, chinese = (source, made) if target == "zh" else (made, source)
    if len(english) < _LONG and len(chinese) < _LONG * _RATIO[1]:
        return
    ratio = len(chinese) / max(len(english), 1)
    if not _RATIO[0] <= ratio <= _RATIO[1]:
        short = (ratio < _RATIO[0]) == (target == "zh")
        yield Risk(kind="short" if short else "long")


def _repetition(source: str, made: str) -> Iterator[Risk]:
    if (loop := _LOOP.search(made)) and not _LOOP.search(source):
        yield Risk(kind="repetition", detail=loop[1].strip())


def _script(source: str, made: str, target: str) -> Iterator[Risk]:
    if target != "zh":
        if left := _HAN.search(made):
            yield Risk(kind="untranslated", detail=left[0])
        return
    for words in _WORDS.findall(made):
        if len(words.split()) >= _PLAIN_WORDS and words in source:
            yield Risk(kind="untranslated", detail=words)
            return
    if not _HAN.search(made) and len(_WORDS.findall(source)) and len(source.split()) > 1:
        yield Risk(kind="untranslated", detail=made[:40])
