"""As what a rejected change is remembered, so that the same is not proposed again.

“的” for “地” was rejected in one place and not in all: the words beside a change belong to what is
remembered. One side is enough to know it again, for on the other the text may have changed.
"""

from __future__ import annotations

from nibble_app.store.rejections import Pair
from nibble_engine.proofreading.change import Change

REACH = 10
"""Characters of the same line beside a change that are remembered with it."""
_LEAST = 4  # of them letters, characters or digits


def remembered(text: str, change: Change) -> tuple[Pair, ...]:
    """The pairs of a change of ``text``, one for each side that has enough words, or else one."""
    before = text[max(0, change.start - REACH) : change.start].rpartition("\n")[2]
    after = text[change.end : change.end + REACH].partition("\n")[0]
    sides = [(before, ""), ("", after)]
    enough = [(b, a) for b, a in sides if sum(map(str.isalnum, b + a)) >= _LEAST]
    if not change.original.strip() or not enough:
        enough = [(before, after)]  # what only comes is known by both sides
    return tuple((b + change.original + a, b + change.replacement + a) for b, a in enough)
