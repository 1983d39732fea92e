"""A translation with its tags, woven into things that a format can write, whatever the tags do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nibble_engine.documents.piece import Code, Span
from nibble_engine.documents.unit import TAG

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Mark:
    """One end of a code, or all of one that stands alone."""

    code: Code
    span: Span


def clean(text: str) -> str:
    """The text without control characters; line ends become line feeds."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def weave(made: str, codes: Sequence[Code], *, beside: bool = False) -> list[str | Mark]:
    """Texts and marks in order. Tags that are unknown, doubled, unclosed or crossing are left out;
    what stands alone and was lost stands at the end, if not ``beside`` the source, which has it."""
    known = {code.number: code for code in codes}
    parts: list[str | Mark] = []
    open_: dict[int, int] = {}
    seen: set[int] = set()
    end = 0
    made = clean(made)
    for match in TAG.finditer(made):
        parts.append(made[end : match.start()])
        end = match.end()
        code = known.get(int(match[2])) if len(match[2]) < 9 else None
        if code is not None:
            _put(parts, code, closing=bool(match[1]), open_=open_, seen=seen)
    parts.append(made[end:])
    unclosed = set(open_.values())
    kept = [part for at, part in enumerate(parts) if at not in unclosed and part != ""]
    if beside:
        return kept
    lost = [c for c in codes if c.closing is None and c.needed and c.number not in seen]
    return [*kept, *(Mark(code, code.opening) for code in lost)]


def _put(
    parts: list[str | Mark], code: Code, *, closing: bool, open_: dict[int, int], seen: set[int]
) -> None:
    """Adds a tag where it is allowed. ``open_`` has the place of each open tag, innermost last."""
    if code.closing is None:
        if code.number not in seen and not closing:
            seen.add(code.number)
            parts.append(Mark(code, code.opening))
    elif not closing:
        if code.number not in seen and code.number not in open_:
            open_[code.number] = len(parts)
            parts.append(Mark(code, code.opening))
    elif code.number in open_:
        for number in reversed(list(open_)):
            at = open_.pop(number)
            if number == code.number:
                break
            parts[at] = ""
        seen.add(code.number)
        parts.append(Mark(code, code.closing))
