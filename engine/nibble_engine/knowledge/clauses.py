"""A message's clauses, and which of them ask rather than tell."""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    r"(?:[^,，.。!！?？;；:：\n]|(?<=\d)[.,:](?=\d)|[.](?=\w))+[,，.。!！?？;；:：\n]*"
)
_ASKS = re.compile(
    r"[?？]|^\W*(?:and |but |so |or )?(?:how|what|whats|when|where|which|who|whom|whose|why|can"
    r"|could|do|does|did|is|are|was|will|would|should|may|am|has|have)\b"
    r"|\b(?:how (?:long|much|many|do|can|to|soon)|what (?:do|is|are|time)|until when|by when)\b"
    r"|吗|怎么|怎样|如何|多少|多久|多长|几[天个点时年月周次件]|什么|哪|能不能|能否|可不可以|可以|是否"
    r"|是不是|有没有|谁|呢|还能",
    re.IGNORECASE,
)


def asking(text: str) -> str:
    """The clauses of a message that ask, one a line; all of it where none does."""
    parts = [match[0] for match in _CLAUSE.finditer(text)]
    return "\n".join(part for part in parts if _ASKS.search(part)) or text
