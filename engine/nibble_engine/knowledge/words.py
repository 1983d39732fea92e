"""Words as the index knows them: English folded, Chinese in pairs of characters."""

from __future__ import annotations

import re

_WIDE = r"\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
_RUN = re.compile(rf"[{_WIDE}]+|[^\W_{_WIDE}]+")
_IS_WIDE = re.compile(f"[{_WIDE}]")


def indexed(text: str) -> str:
    """``text`` as the index takes it: words with a space between them."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The index's words of a text, in order."""
    found: list[str] = []
    for run in _RUN.findall(text.lower()):
        if _IS_WIDE.match(run):
            found += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
        else:
            found.append(run)
    return found
