"""A model's answer without what it says about its answer, and with the text's own white space."""

from __future__ import annotations

import re

from nibble_engine.api import Action
from nibble_engine.writing.request import Request

_FENCE = re.compile(r"\A(`{3,}|~{3,})[\w-]*[ \t]*\n(.*?)\n?\1\s*\Z", re.DOTALL)
_MARKED = re.compile(r"^<{3,}[^<>\n]{0,80}>{3,}[ \t]*\n?", re.MULTILINE)
_QUOTES = (("“", "”"), ("「", "」"), ('"', '"'), ("『", "』"))
_RESULT = (
    "rewrite|rewritten|revised|corrected|shorten(?:ed)?|shorter|expand(?:ed)?|simplif(?:y|ied)"
    "|simpler|summary|summari[sz]ed?|version|text|result|title|list|table|continuation|changed"
    "|translation|answer|polished|edited|improved"
)
_PREFACE = re.compile(
    rf"\A(?:(?:sure|certainly|of course|okay|ok|absolutely|great)\b[^\n:：]{{0,80}}[!.,:]?\s*)?"
    rf"(?:(?:here(?:'s|’s| is| are)|below is|this is|the following is)\b[^\n]{{0,120}}?[:：]|"
    rf"\**(?:the\s|your\s|a\s)?(?:{_RESULT})[^\n:：]{{0,40}}[:：]\**)\s*",
    re.IGNORECASE,
)
_CHINESE_RESULT = (
    "改写|修改|改正|更正|校对|润色|缩短|精简|扩写|简化|概括|总结|摘要|标题|列表|表格|续写|译文"
    "|翻译|结果|版本|调整|要点|答案"
)
_CHINESE_PREFACE = re.compile(
    r"\A(?:(?:好的|当然|没问题|可以|明白了?|收到)[，,。！!]?\s*)?(?:"
    rf"(?:以下|下面|这)(?:就)?(?:是|为)[^\n：:]{{0,40}}[：:]"
    rf"|\**[^\n：:，。]{{0,8}}(?:{_CHINESE_RESULT})[^\n：:，。]{{0,12}}[：:]\**)\s*"
)
_OPENERS = re.compile(r"\A(?:Sure|Certainly|Of course|好的|当然可以|没问题)[!！，,。.]\s*\n+")
_CLOSING = re.compile(
    r"\n\s*\n[（(*_]*(?:note\b|notes\b|please note|i hope|hope this|let me know|feel free"
    r"|changes made|explanation|i (?:have )?(?:changed|kept|corrected|rewrote|made)|in this version"
    r"|注[：:]|注意[：:]|说明[：:]|希望(?:这|以上|对)|如果(?:您|你)?(?:需要|还有|有)|如需|以上(?:是|为)|修改说明"
    r"|请问|是否需要|这(?:样|段)(?:改写|修改))[^\n]*(?:\n.*)?\Z",
    re.IGNORECASE | re.DOTALL,
)


def cleaned(answer: str, request: Request) -> str:
    """``answer`` as it can stand in place of the request's text, with the white space of that
    text around it; for continuing, as it can stand behind it. Empty where nothing is left.

    What the text has itself (a fence, quotation marks, a last remark) is no talk of the model.
    """
    text = request.text
    made = _MARKED.sub("", answer).strip()
    for take in (_without_fence, _without_preface, _without_fence, _without_closing, _unquoted):
        made = take(made, text).strip()
    if request.action is Action.CONTINUE:
        made = _behind(made, text)
        return joint(text, made) + made if made else ""
    return _within(made, text) if made else ""


def _within(made: str, text: str) -> str:
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    return lead + made + trail if text.strip() else made


def _without_fence(made: str, text: str) -> str:
    match = _FENCE.match(made)
    return match[2] if match and not _FENCE.match(text.strip()) else made


def _without_preface(made: str, text: str) -> str:
    """Without "Here is the rewritten text:", unless the text begins in the same way."""
    made = _OPENERS.sub("", made, count=1) if not _OPENERS.match(text) else made
    for preface in (_PREFACE, _CHINESE_PREFACE):
        match = preface.match(made)
        if match and match.end() < len(made) and not _begins_so(match[0], text):
            return made[match.end() :]
    return made


def _begins_so(preface: str, text: str) -> bool:
    """Whether the words before the colon are the text's own."""
    words = re.sub(r"[\s*:：]+", "", preface).lower()
    return words in re.sub(r"[\s*:：]+", "", text).lower()


def _without_closing(made: str, text: str) -> str:
    match = _CLOSING.search(made)
    if match is None or match[0].strip()[:6] in text:
        return made
    return made[: match.start()]


def _unquoted(made: str, text: str) -> str:
    """Without marks around the whole, unless they are around the whole text or several pieces."""
    for opening, closing in _QUOTES:
        inside = made[1:-1]
        if made[:1] != opening or made[-1:] != closing or len(made) < 3:
            continue
        if opening in inside or closing in inside or text.strip()[:1] == opening:
            continue
        return inside
    return made


def _behind(made: str, text: str) -> str:
    """What a continuation adds, where it says the text again first."""
    said = text.strip()
    return made[len(said) :].lstrip() if said and made.startswith(said) else made


def joint(before: str, after: str) -> str:
    """A space between two English pieces, none where one is Chinese or space is there; a new
    line before a list or a heading goes on as one."""
    if not before or not after or before[-1].isspace():
        return ""
    if after.startswith(("- ", "* ", "# ", "|")):
        return "\n"
    if before[-1] >= "\u2e80" or after[0] in ",.;:!?)" or after[0] >= "\u2e80":
        return ""
    return " "
