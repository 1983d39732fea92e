"""Chinese marks in text of other languages made the marks of that language."""

from __future__ import annotations

import re

from nibble_engine.protected import PROTECTED

_HALF = {
    "，": ",", "。": ".", "、": ",", "？": "?", "！": "!", "：": ":", "；": ";", "（": "(",
    "）": ")", "【": "[", "】": "]", "「": "“", "」": "”", "『": "‘", "』": "’", "《": "“",
    "》": "”", "〈": "‘", "〉": "’", "％": "%", "～": "~",
}  # fmt: skip
_ARABIC = {"，": "،", "、": "،", "；": "؛", "？": "؟"}
_OWN: dict[str, dict[str, str]] = {
    "ar": _ARABIC,
    "fa": _ARABIC,
    "ug": _ARABIC,
    "ur": {**_ARABIC, "。": "۔"},
    "hi": {"。": "।"},
    "bn": {"。": "।"},
    "my": {"。": "။", "，": "၊", "、": "၊"},
    "km": {"。": "។"},
    "bo": {"。": "།", "，": "།", "、": "།"},
}
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_MARK = re.compile(r"( *)(……|——|[，。、？！：；（）【】「」『』《》〈〉％～])([ \t]*)")
_TAGS_BEFORE = re.compile(r"(?:⟦/?\d+/?⟧)+$")
_TAGS_AFTER = re.compile(r"^(?:⟦/?\d+/?⟧)+")
_NEAR = 80  # characters in which a mark's neighbour is sought behind tags
_QUOTE_ENDS = tuple("”’」』》")
_OPENING = "（【「『《〈"
_CLOSING = "）】」』》〉"
_NO_SPACE_AFTER = frozenset(" \t\n)]}”’\"'.,!?:;%،؛؟…")
# French sets a narrow space before these.
_SPACED = frozenset("?!:;")


def half_width(text: str, language: str) -> str:
    """``text`` with the marks of ``language``, a tag of the table, and a space after them where
    a word follows. Marks between Chinese characters belong to a quotation and stay."""
    marks = {**_HALF, **_OWN.get(language, {})}
    kept = {place for match in PROTECTED.finditer(text) for place in range(*match.span())}
    made, place = [""], 0
    for match in _MARK.finditer(text):
        made.append(text[place : match.start()])
        place = match.end()
        before = _TAGS_BEFORE.sub("", (made[-2] + made[-1])[-_NEAR:])[-1:]
        after = _TAGS_AFTER.sub("", text[place : place + _NEAR])[:1]
        quoted = _HAN.match(before) and (_HAN.match(after) or after in _QUOTE_ENDS)
        if match.start(2) in kept or quoted:
            made.append(match[0])
        else:
            made.append(_fitted(match, marks, before, after, french=language == "fr"))
    return "".join([*made, text[place:]])


def _fitted(
    match: re.Match[str], marks: dict[str, str], before: str, after: str, *, french: bool
) -> str:
    lead, mark, gap = match[1], match[2], match[3]
    if mark == "……":
        return f"{lead if before else ''}…{gap or _space(after)}"
    if mark == "——":
        return f"{lead}—{gap}"
    if mark in _OPENING:
        return (lead or (" " if before.isalnum() else "")) + marks[mark]
    new = marks[mark]
    if before.isdigit() and after.isdigit() and not gap and new in ",.:":
        return new
    thin = "\u202f" if french and new in _SPACED and before.strip() else ""
    return thin + new + (gap or ("" if mark == "～" else _space(after)))


def _space(after: str) -> str:
    """The space before what follows a mark."""
    bare = not after or after in _NO_SPACE_AFTER or after in _CLOSING or after in _HALF
    return "" if bare else " "
