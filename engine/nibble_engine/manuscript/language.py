"""Whether a text is Chinese, for the few words that a program adds to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nibble_engine.manuscript.blocks import Block, words

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[A-Za-z]+")


def is_chinese(blocks: Sequence[Block]) -> bool:
    """Whether it has more Chinese characters than English words."""
    text = "\n".join(words(block) for block in blocks if block.kind != "code")
    return len(_CHINESE.findall(text)) > len(_WORD.findall(text))
