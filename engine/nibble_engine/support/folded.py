"""A text as phrases are looked up in it: one case, one width, Simplified, and the way back."""

from __future__ import annotations

from nibble_engine.script import converted
from nibble_engine.terms.folding import Folded, fold


def folded(text: str) -> Folded:
    """``text`` in lower case, NFKC and Simplified characters; `Folded.span` says where a piece of
    it stands in ``text``."""
    wide = fold(text)
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in wide.text)
    if not lower.isascii():
        simple = converted(lower, "zh-Hans", "zh-Hant")
        # A conversion of words could change their length, which would move the places.
        lower = simple if len(simple) == len(lower) else lower
    return wide.with_text(lower)
