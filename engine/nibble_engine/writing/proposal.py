"""What a model would make of a text, with every change and everything that was noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nibble_engine.api import ModelInfo
from nibble_engine.proofreading.change import Change
from nibble_engine.writing.request import Request

Kind = Literal[
    "fact_missing",  # a number, name, date, quotation or link of the original is not there
    "fact_added",  # one that the original does not have is there
    "language",  # in another language or script, and once more after it was repaired
    "repaired",  # the first answer drifted to another language; this one is the second
    "repetition",  # the model began to say the same again and was stopped
    "too_small",  # this model cannot do this
    "unusable",  # what came is no result of the action; ``detail`` says why (usable.py)
    "refused",  # a proofreader that rewrites: nothing of it is taken
    "cut",  # before its end it came to the longest answer, or, with "cancelled", was stopped
    "unchanged",  # nothing to change
]
BLOCKING: frozenset[Kind] = frozenset(
    {"fact_missing", "fact_added", "language", "too_small", "unusable"}
)
"""What a person has to have seen before the proposal can be accepted."""


@dataclass(frozen=True)
class Finding:
    """Something that was noticed; ``fact`` and ``detail`` tell which fact it is about."""

    kind: Kind
    detail: str = ""
    fact: Literal["", "number", "date", "name", "quotation", "link"] = ""


@dataclass(frozen=True)
class Proposal:
    """``text`` is what is to stand in place of ``request.text`` (behind it, for continuing), with
    the white space around it as it was; ``changes`` are the same as single changes of
    ``request.text``, in order, none overlapping another. ``model`` is None where rules made it.
    """

    request: Request
    text: str
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    model: ModelInfo | None = None

    @property
    def blocked(self) -> tuple[Finding, ...]:
        """The findings that a person has to have seen first."""
        return tuple(one for one in self.findings if one.kind in BLOCKING)
