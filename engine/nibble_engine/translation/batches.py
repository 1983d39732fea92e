"""Sentences of a document in batches of like length, so that little is computed for padding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_BUDGET = 1500  # tokens of a batch, padding counted
_MOST = 48  # sentences
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Every text once, the short ones first, under a budget of tokens."""
    batch: list[str] = []
    for size, text in sorted((tokens(text), text) for text in texts):
        if batch and ((len(batch) + 1) * size > _BUDGET or len(batch) == _MOST):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def tokens(text: str) -> int:
    """About how many tokens a text has: a wide character is one, four others are one."""
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) // 4 + 1
