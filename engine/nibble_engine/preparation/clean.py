"""What does not teach is dropped, and why is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from nibble_engine.languages import detect
from nibble_engine.preparation.example import Example, normal
from nibble_engine.preparation.personal import masked

LONGEST = 4000  # characters of a turn
_RATIOS = (0.1, 1.2)  # Chinese characters for one of English
_SHORT = 12  # characters below which the ratio says nothing


def clean(examples: Sequence[Example]) -> tuple[list[Example], Counter[str], Counter[str]]:
    """The examples kept, those dropped by reason, and those changed by reason.

    Reasons to drop: duplicate, empty, too_long, length_ratio, language, no_words. Changes:
    to_simplified (of the pairs' Chinese side and of Chinese texts), personal_data.
    """
    kept: list[Example] = []
    dropped: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    seen: set[tuple[str, ...]] = set()
    for example in examples:
        mended = _mended(example, changed)
        key = tuple(normal(text) for text in mended.texts)
        reason = "duplicate" if key in seen else _fault(mended)
        if reason:
            dropped[reason] += 1
            continue
        seen.add(key)
        kept.append(mended)
    return kept, dropped, changed


def _mended(example: Example, changed: Counter[str]) -> Example:
    texts = []
    simplified = hidden = False
    for text in example.texts:
        simple = _converter().convert(text) if detect(text) == "zh" else text
        simplified |= simple != text
        safe, count = masked(simple)
        hidden |= count > 0
        texts.append(safe)
    changed.update({"to_simplified": int(simplified), "personal_data": int(hidden)})
    return example.with_texts(texts)


@cache
def _converter() -> Any:  # noqa: ANN401 - untyped library
    import opencc

    return opencc.OpenCC("t2s")


def _fault(example: Example) -> str:
    texts = example.texts
    if not all(text.strip() for text in texts):
        return "empty"
    if any(len(text) > LONGEST for text in texts):
        return "too_long"
    if not all(re.search(r"[^\W\d_]", text) for text in texts):
        return "no_words"
    return _pair_fault(*texts) if example.kind == "pair" else ""


def _pair_fault(english: str, chinese: str) -> str:
    if detect(english) != "en" or not re.search(r"[\u4e00-\u9fff]", chinese):
        return "language"
    ratio = len(chinese) / len(english)
    short = max(len(english), len(chinese)) < _SHORT
    return "" if short or _RATIOS[0] <= ratio <= _RATIOS[1] else "length_ratio"
