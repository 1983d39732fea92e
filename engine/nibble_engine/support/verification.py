"""Whether a source supports a sentence: its numbers, its words, and what decides their meaning.

It is built to refuse: a sentence in other words than the source's is struck out although it may be
true, so that none is shown whose source does not hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from nibble_engine.knowledge.hit import Quote
from nibble_engine.knowledge.passage import Passage
from nibble_engine.knowledge.words import words
from nibble_engine.resources import toml_resource
from nibble_engine.support.sources import readable_sentences
from nibble_engine.translation.facts import facts, is_spelled

Reason = Literal["", "number", "denial", "word", "limit", "link", "overlap", "entailment"]
AT_LEAST = 0.75
"""The share of a sentence's content words that its source must have."""
_LONGEST_QUOTE = 3
"""Neighbouring sentences that one citation may span."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_NEXT = re.compile(rf"\s*-?\s*(?:[A-Za-z%€$£¥]+|个?[{_HAN}])")
_BEFORE = re.compile(r"([€$£¥])\s*$")
_LINK = re.compile(r"https?://\S+|www\.\S+|!\[|\]\(|<\w+[^>]*>|\b(?:javascript|data|file):", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]+\b|\b\d{5,}\b", re.ASCII)


@dataclass(frozen=True)
class Verdict:
    """``reason`` is what speaks against it, ``detail`` the text that it is about, and ``coverage``
    (0 to 1) the share of the sentence's content words that the source has."""

    supported: bool
    reason: Reason
    detail: str
    coverage: float


def verdict(sentence: str, source: str, *, asked: str = "") -> Verdict:
    """Whether ``source`` says what ``sentence`` says. Codes and order numbers of the customer's
    message, ``asked``, may be repeated without one."""
    coverage = covered(sentence, source)
    for reason, detail in _against(sentence, source, asked):
        return Verdict(False, reason, detail, coverage)
    if coverage < AT_LEAST:
        return Verdict(False, "overlap", "", coverage)
    return Verdict(True, "", "", coverage)


def support(
    sentence: str, passages: Sequence[Passage], *, asked: str = ""
) -> tuple[Quote | None, Verdict]:
    """The shortest span of the passages that supports the sentence, with its verdict; where there
    is none, None and the verdict of the span that comes nearest."""
    nearest = Verdict(False, "overlap", "", 0.0)
    for length in range(1, _LONGEST_QUOTE + 1):
        best: tuple[Quote, Verdict] | None = None
        for quote in (q for passage in passages for q in spans(passage, length)):
            found = verdict(sentence, quote.text, asked=asked)
            if found.supported and (best is None or found.coverage > best[1].coverage):
                best = (quote, found)
            elif found.coverage > nearest.coverage:
                nearest = found
        if best:
            return best
    return None, nearest


def spans(passage: Passage, length: int) -> Iterator[Quote]:
    """Every run of so many neighbouring sentences of a passage that may be quoted."""
    sentences = readable_sentences(passage)
    for first in range(len(sentences) - length + 1):
        run = sentences[first : first + length]
        # What was left out between two of them would be quoted with them.
        if any(_between(passage, a[1], b[0]) for a, b in pairwise(run)):
            continue
        start, end = run[0][0], run[-1][1]
        text = passage.text[start - passage.start : end - passage.start]
        yield Quote(passage.document, start, end, text)


def _between(passage: Passage, start: int, end: int) -> bool:
    """Whether there is text between two places of a document."""
    return bool(_LETTER.search(passage.text[start - passage.start : end - passage.start]))


def covered(sentence: str, source: str) -> float:
    """The share of the content words of ``sentence`` that ``source`` has; 0 where it has none."""
    wanted, there = content(sentence), set(words(source))
    return sum(word in there for word in wanted) / len(wanted) if wanted else 0.0


def content(text: str) -> list[str]:
    """The words of a text that carry its meaning, as the index knows them, each once."""
    for stop in sorted(_lists("zh")["stop"], key=len, reverse=True):
        text = text.replace(stop, " ")
    stops = {indexed for word in _lists("en")["stop"] for indexed in (word, *words(word))}
    found = [word for word in dict.fromkeys(words(text)) if word not in stops]
    # A character alone is in most Chinese sentences; its pairs are not.
    return [word for word in found if len(word) > 1 or word.isdigit()] or found


def _against(sentence: str, source: str, asked: str) -> Iterator[tuple[Reason, str]]:
    for link in _LINK.findall(sentence):
        if link not in source or not link.startswith(("http", "www")):
            yield "link", link
    codes = {code.lower() for code in _CODE.findall(asked)}
    for number in facts(sentence):
        if number.lower() not in codes and not _same_number(number, sentence, source):
            yield "number", number
    for language in ("en", "zh"):
        lists = _lists(language)
        denied = [_having(text, lists["denying"], language) for text in (sentence, source)]
        if bool(denied[0]) != bool(denied[1]):
            yield "denial", (denied[0] or denied[1])[0]
        for word in _having(sentence, lists["deciding"], language):
            if not _having(source, (word,), language):
                yield "word", word
        for word in _having(source, lists["limiting"], language):
            if not _having(sentence, (word,), language):
                yield "limit", word


def _same_number(number: str, sentence: str, source: str) -> bool:
    """Whether the source has the number, of the same thing where the sentence names one."""
    if number not in facts(source):
        return is_spelled(number, source)
    if not number[0].isdigit():
        return True
    here, there = _units(number, sentence), _units(number, source)
    return not here or not there or bool(here & there)


def _units(number: str, text: str) -> set[str]:
    """What stands right after, or as a currency right before, each place of a number."""
    found = set()
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for match in re.finditer(rf"(?<![\d.]){re.escape(number)}(?!\d)", plain):
        if unit := _NEXT.match(plain, match.end()):
            found.update(words(unit[0].lstrip("个")) or [unit[0].strip()])
        if sign := _BEFORE.search(plain[: match.start()]):
            found.add(sign[1])
    return found


def _having(text: str, those: Sequence[str], language: str) -> list[str]:
    if language == "zh":
        return [word for word in those if word in text]
    spoken = re.sub(r"\b(\w+)n['’]t\b", r"\1 not", text.lower())
    found = set(re.findall(r"[a-z]+", spoken))
    return [word for word in those if word in found]


@cache
def _lists(language: str) -> dict[str, Any]:
    lists: dict[str, Any] = toml_resource("support", "verification.toml")[language]
    return lists
