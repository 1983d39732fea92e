"""The plan of a long document: an outline that a person edits, and what was made of it so far."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import msgspec

from nibble_engine.errors import BadInputError

Status = Literal["empty", "drafted", "edited", "locked"]
"""Nothing is written; a model wrote what is there; the person wrote or changed it; and nobody but
the person touches it."""
DEEPEST = 4
LONGEST_LINE, LONGEST_TEXT = 500, 200_000
"""Characters of a heading or title, and of a note or draft."""
_Line = Annotated[str, msgspec.Meta(max_length=LONGEST_LINE)]
_Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
_LONGEST = 16_000_000  # bytes of a stored plan
_MOST = 500


def new_key() -> str:
    """A section's key that no other has."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class PlanSection:
    """``note`` says what belongs in it, ``length`` how long it is to be, in words or Chinese
    characters, 0 for as it comes. ``draft`` is what a model wrote for the note ``drafted_for``;
    ``summary`` is that of the text with the digest ``summary_of``."""

    key: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    heading: _Line
    level: Annotated[int, msgspec.Meta(ge=1, le=DEEPEST)] = 1
    note: _Text = ""
    length: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    status: Status = "empty"
    summary: _Text = ""
    summary_of: Annotated[str, msgspec.Meta(max_length=64)] = ""
    draft: _Text = ""
    drafted_for: _Text = ""

    @property
    def wants_revision(self) -> bool:
        """Whether a model wrote it for another note than it has now."""
        return self.status in ("drafted", "edited") and bool(
            self.draft and self.note.strip() != self.drafted_for.strip()
        )


@dataclass(frozen=True)
class Plan:
    """``language`` is a BCP-47 tag. The sections are a flat list, each with its level."""

    title: _Line = ""
    goal: _Text = ""
    audience: _Line = ""
    language: Annotated[str, msgspec.Meta(max_length=35)] = ""
    sections: Annotated[tuple[PlanSection, ...], msgspec.Meta(max_length=_MOST)] = ()

    def section(self, key: str) -> PlanSection:
        """The one with this key; raises `KeyError`."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def place(self, key: str) -> int:
        """Its place in the list; raises `KeyError`."""
        return self.sections.index(self.section(key))

    def changed(self, section: PlanSection) -> Plan:
        """With ``section`` in the place of the one with its key."""
        return self.with_sections(section if s.key == section.key else s for s in self.sections)

    def with_sections(self, sections: Iterable[PlanSection]) -> Plan:
        """With these instead; no more than a plan may have."""
        return replace(self, sections=tuple(sections)[:_MOST])

    def added(self, section: PlanSection, after: str = "") -> Plan:
        """With a new one behind the one with the key ``after``, or at the end."""
        at = self.place(after) + 1 if after else len(self.sections)
        return self.with_sections([*self.sections[:at], section, *self.sections[at:]])

    def removed(self, key: str) -> Plan:
        """Without it; the document keeps its text."""
        return self.with_sections(s for s in self.sections if s.key != key)

    def moved(self, key: str, by: int) -> Plan:
        """With it ``by`` places further down, up where it is negative, or as far as that goes."""
        at, rest = self.place(key), [s for s in self.sections if s.key != key]
        to = max(0, min(len(rest), at + by))
        return self.with_sections([*rest[:to], self.section(key), *rest[to:]])

    def indented(self, key: str, by: int) -> Plan:
        """With it ``by`` levels deeper, or as far as that goes."""
        section = self.section(key)
        return self.changed(replace(section, level=max(1, min(DEEPEST, section.level + by))))


def digest(text: str) -> str:
    """The same for the same text, white space around it aside."""
    return hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()


def written(plan: Plan) -> str:
    """The plan as JSON."""
    return msgspec.json.encode(plan).decode("utf-8")


def read(text: str) -> Plan:
    """The plan of what `written` gave. Raises `BadInputError` for anything else: wrong kinds, keys
    that two sections share, more than a plan may hold."""
    if len(text) > _LONGEST:
        raise BadInputError(what="a plan that is too long")
    try:
        plan = msgspec.json.decode(text.encode("utf-8", "surrogatepass"), type=Plan)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadInputError(str(error), what="a plan that is none") from error
    if len({section.key for section in plan.sections}) < len(plan.sections):
        raise BadInputError(what="a plan with two sections of one key")
    return plan
