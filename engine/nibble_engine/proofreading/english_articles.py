"""a and an, by how the next word sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.proofreading.words import words

_ARTICLE = re.compile(r"(?<![\w.'’-])([Aa]n?)( +)([a-z]+|[A-Z][a-z]+|\d+)(?![\w'’]|\.\w)(-?)")
_LIKE_YOU = re.compile(
    r"eu(?!m)|ew[ei]|one(?!iro)|once|oui|ubiq|uni(?!n|m[aop])|unanim|us(?:e|a[gb]|u[ar])|ut[ie](?!r)"
    r"|ura[nl]|uke|uk(?!i)|ur(?:i|o)|uv|ufo|uto",
)
_VOWEL = re.compile(r"[aeio]|u(?:n(?!i|a?nim)|p|l[ct]|m[bp]|g[lh]|s[hu]?h|tt|r[gn]|nin|nim[apo])")
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)(?!ari)")
_BOTH = re.compile(r"(?:hist|hyp|hyst|habit|hero|hered|hotel|horri|hum|hundred|herb|hall|har|hydr)")
_CONSONANT = re.compile(
    r"[bcdfgjklmnprstvwyz][aeiouy][a-z]+|(?:[bfgpc][lr]|[dt][rw]|[cgpstrw]h|[kg]n|s[cklmnpqtw]|ps|qu|wr)"
    r"[a-z]*[aeiouy][a-z]*"
)
_AN_NUMBER = re.compile(r"(?:8\d{0,2}|11|18)$")


def found(line: Line) -> Iterator[Edit]:
    """An article that does not fit. A letter that is a name (vitamin A) is none."""
    for match in _ARTICLE.finditer(line.text):
        article, word = match[1], match[3].lower()
        if article[0] == "A" and not _begins(line.text, match.start()):
            continue
        if word in words("english.toml", "after_a_letter") or (match[4] and len(word) == 1):
            continue
        wanted = _wanted(word)
        if wanted and wanted != article.lower():
            end = match.start() + len(article)
            yield Edit(match.start(), end, article[0] + wanted[1:])


def _begins(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \"“'‘(*_")
    return not before or before[-1] in ".!?:"


def _wanted(word: str) -> str:
    """ "a", "an", or "" where both are heard or nobody knows."""
    if word.isdigit():
        return "an" if _AN_NUMBER.match(word) else ""
    if _SILENT_H.match(word):
        return "an"
    if len(word) == 1 or _BOTH.match(word):
        return ""
    if _LIKE_YOU.match(word):
        return "a"
    if _VOWEL.match(word):
        return "an"
    return "a" if _CONSONANT.match(word) or word[0] == "h" else ""
