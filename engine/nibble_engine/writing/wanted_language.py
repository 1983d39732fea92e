"""Whether a person asks for another language than that of the text: then it is not held fast."""

from __future__ import annotations

import re

from nibble_engine.api import Action
from nibble_engine.languages import TABLE
from nibble_engine.writing.request import Request

_WORDS = re.compile(
    r"翻译|译成|译为|英文|英语|中文|汉语|外语|双语|简体|繁体|繁體|拼音|translat|bilingual|language"
    r"|pinyin|simplified|traditional",
    re.IGNORECASE,
)


def asks_for_another(request: Request) -> bool:
    """By the words of an instruction or of a request of one's own; no other action leaves its
    text's language."""
    if request.action is not Action.INSTRUCT and not request.request:
        return False
    told = f"{request.instruction}\n{request.request}"
    named = (name for one in TABLE for name in (one.english, one.chinese, one.own))
    return bool(_WORDS.search(told)) or any(name.lower() in told.lower() for name in named)
