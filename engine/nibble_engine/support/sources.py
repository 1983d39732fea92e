"""What of a passage may be shown to a model and quoted to a customer: its sentences, but for those
that speak to a program instead of a reader."""

from __future__ import annotations

import re
from functools import lru_cache

from nibble_engine.knowledge.passage import Passage
from nibble_engine.support.injection import findings
from nibble_engine.translation.segment import segments

_MARKUP = re.compile(r"^(?:\s*(?:[-*+>]|#{1,6}|\d{1,3}[.)])\s+)+")
_RULE = re.compile(r"^[\s|:*_=-]+$")
_LINK = re.compile(r"https?://|www\.|\]\(|@[\w-]+\.")
_HEADING = re.compile(r"^\s*#{1,6}\s")


def readable_sentences(passage: Passage) -> list[tuple[int, int]]:
    """Spans, in characters of the document, of the sentences that may be quoted, in order;
    headings, rulers and what `injection.findings` marks are none."""
    return list(_sentences(passage.text, passage.start))


def readable(passage: Passage) -> str:
    """The passage's text with only those sentences, as a model is given it."""
    spans = [(a - passage.start, b - passage.start) for a, b in readable_sentences(passage)]
    lines = [passage.text[a:b] for a, b in spans]
    return "\n".join(lines)


@lru_cache(maxsize=512)
def _sentences(text: str, offset: int) -> tuple[tuple[int, int], ...]:
    signs = findings(text)
    bad = [(sign.start, sign.end) for sign in signs]
    if orders := [sign.start for sign in signs if sign.kind in ("command", "role")]:
        # Where somebody gives a program orders, what follows is theirs too, and so are addresses.
        bad.append((min(orders), len(text)))
        bad += [match.span() for match in _LINK.finditer(text)]
    spans, at = [], 0
    for segment in segments(text):
        start, end = at, at + len(segment.text)
        at = end + len(segment.gap)
        if _HEADING.match(segment.text) or _RULE.match(segment.text):
            continue
        if mark := _MARKUP.match(segment.text):
            start += mark.end()
        if start < end and not any(a < end and start < b for a, b in bad):
            spans.append((start + offset, end + offset))
    return tuple(spans)
