"""Whether a promise is denied by the words before it."""

from __future__ import annotations

import re

_WORDS = 5
_ENGLISH = re.compile(
    r"(?:\b(?:not|cannot|never|no|unable|without|neither|nor|hardly|dont|cant|wont)\b|n't\b)"
)
_DOUBLE = re.compile(r"\bnot (?:only|just|merely)\b|\bno (?:doubt|problem|worries|question)\b")
_CLAUSE = re.compile(r"[.,;:!?()\n。，；：！？（）]|\b(?:but|however|instead|because|and)\b")
_CHINESE = re.compile(
    r"(?:不能|无法|不会|不可|不作|不做|不予|不|没法|没有办法|没有|没|未|难以|并非|非|勿|拒绝)"
    r"(?:够|能|可|会|对此|对您|向您|给您|为您|做出|作出|做|作|出|予以|完全|提供|给出|任何|绝对|在此|就此"
    r"|现在|暂时|直接|这样|再|是|有|敢|轻易|随意|100%|百分之?百|承诺|保证|的|地|\s)*"
    r"(?:(?:保证|承诺|确保|担保)[^，。,.]{0,16})?$"
)
_CHINESE_DOUBLE = re.compile(r"(?:不仅|不但|不只|不光|无不|不得不|不会不|不能不)[^，。]{0,6}$")
_REACH = 24


def is_denied(text: str, start: int) -> bool:
    """Whether what begins at ``start`` of a folded text is denied, as in "we cannot guarantee" or
    不能保证; "not only" and 不仅 deny nothing."""
    before = _CLAUSE.split(text[max(0, start - 4 * _REACH) : start])[-1]
    words = " ".join(before.replace("’", "'").split()[-_WORDS:])
    if _ENGLISH.search(_DOUBLE.sub(" ", words)):
        return True
    near = before[-_REACH:]
    return bool(_CHINESE.search(near)) and not _CHINESE_DOUBLE.search(near)
