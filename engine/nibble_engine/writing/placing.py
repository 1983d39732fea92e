"""Where the sections of a plan are in the document, and where a new one is to be."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from rapidfuzz.distance import Indel

from nibble_engine.writing.plan import (
    DEEPEST,
    LONGEST_LINE,
    Plan,
    PlanSection,
    Status,
    digest,
    new_key,
)
from nibble_engine.writing.sections import Section, sections

_ALIKE = 0.5
"""The share of a draft that is still in a text which the person went on with."""


class Insertion(NamedTuple):
    """What is to stand in place of ``text[start:end]``."""

    start: int
    end: int
    text: str


def placed(plan: Plan, text: str) -> dict[str, Section]:
    """By key, the section of the document for each of the plan that is there: those with its
    heading, in order where several have the same."""
    waiting: dict[str, list[Section]] = {}
    for section in sections(text):
        if section.level:
            waiting.setdefault(_plain(section.heading), []).append(section)
    found = {}
    for planned in plan.sections:
        if same := waiting.get(_plain(planned.heading)):
            found[planned.key] = same.pop(0)
    return found


def looked_up(plan: Plan, text: str) -> Plan:
    """The plan as the document has it now: what has text is "drafted" where the text is the
    model's, word for word, else "edited". What is locked stays so. A heading that was renamed in
    the document is renamed in the plan."""
    plan = _renamed(plan, text)
    found = placed(plan, text)
    return plan.with_sections(
        replace(one, status=_status(one, found.get(one.key), text)) for one in plan.sections
    )


def body_of(section: Section | None, text: str) -> str:
    """What stands under the heading, without white space around it."""
    return text[section.body : section.end].strip() if section else ""


def locked(plan: Plan, key: str, text: str, *, lock: bool) -> Plan:
    """With a section locked or free again."""
    section = plan.section(key)
    if lock:
        return plan.changed(replace(section, status="locked"))
    return looked_up(plan.changed(replace(section, status="empty")), text)


def locked_spans(plan: Plan, text: str) -> list[tuple[int, int]]:
    """Where the locked sections are, with their headings, in order."""
    found = placed(plan, text)
    kept = [found[s.key] for s in plan.sections if s.status == "locked" and s.key in found]
    return sorted((section.start, section.end) for section in kept)


def insertion(plan: Plan, key: str, text: str, body: str) -> Insertion | None:
    """How ``body`` comes under its heading, which is made where it is not there: behind the
    section before it in the plan, or else before the one after it. What it replaces is white space
    or nothing; None where something stands under the heading already."""
    body, found = body.strip(), placed(plan, text)
    own = found.get(key)
    if own is not None:
        if body_of(own, text):
            return None
        lead = "\n" if text[: own.body].endswith("\n") else "\n\n"
        return Insertion(own.body, own.end, lead + body + ("\n\n" if own.end < len(text) else "\n"))
    at = _free_place(plan, key, text, found)
    marks = "#" * _marks(plan, plan.section(key))
    lead = _break(text[:at])
    if plan.title and not text.strip():
        at, lead = len(text), f"# {plan.title}\n\n"
    made = f"{lead}{marks} {plan.section(key).heading}\n\n{body}"
    return Insertion(at, at, made + ("\n\n" if text[at:].strip() else "\n"))


def moved(plan: Plan, key: str, text: str) -> Insertion | None:
    """How a section of the document comes to where the plan has it now; None where it is there
    already. Nothing of any section changes; blank lines are added where two would touch."""
    found = placed(plan, text)
    own, at = found.get(key), plan.place(key)
    before = [found[one.key].start for one in plan.sections[:at] if one.key in found][-1:]
    after = [found[one.key].start for one in plan.sections[at + 1 :] if one.key in found][:1]
    starts = [*before, own.start, *after] if own else []
    if own is None or starts == sorted(starts):
        return None
    to = _free_place(plan, key, text, found)
    start, end = min(to, own.start), max(to, own.end)
    rest = text[own.end : end] if to > own.end else text[start : own.start]
    parts = [text[own.start : own.end], rest]
    first, second = reversed(parts) if to > own.end else parts
    made = first + _break(first) + second
    return Insertion(start, end, made + (_break(made) if end < len(text) else ""))


def plan_of(text: str, language: str) -> Plan:
    """A plan made of a document's headings; a lone first heading of the first level is its
    title."""
    heads = [section for section in sections(text) if section.level]
    tops = [section for section in heads if section.level == 1]
    title = heads[0].heading if heads and tops == heads[:1] else ""
    rest = heads[1:] if title else heads
    highest = min((section.level for section in rest), default=1)
    made = tuple(
        PlanSection(new_key(), s.heading[:LONGEST_LINE], min(DEEPEST, s.level - highest + 1))
        for s in rest
    )
    return looked_up(Plan(title=title[:LONGEST_LINE], language=language).with_sections(made), text)


def _plain(heading: str) -> str:
    return " ".join(heading.split())


def _status(planned: PlanSection, section: Section | None, text: str) -> Status:
    if planned.status == "locked":
        return "locked"
    body = body_of(section, text)
    if planned.draft and (body == planned.draft.strip() or (not body and _kept(planned, text))):
        return "drafted"
    return "edited" if body else "empty"


def _kept(planned: PlanSection, text: str) -> bool:
    """Whether the draft is in the document under another heading."""
    return planned.draft.strip() in text


def _renamed(plan: Plan, text: str) -> Plan:
    found = placed(plan, text)
    heads = [section for section in sections(text) if section.level]
    taken = {section.start for section in found.values()}
    before = -1
    for planned in plan.sections:
        if planned.key in found:
            before = heads.index(found[planned.key])
            continue
        after = heads[before + 1] if before + 1 < len(heads) else None
        if planned.status == "empty" or after is None or after.start in taken:
            continue
        if _is_text_of(planned, body_of(after, text)):
            plan = plan.changed(replace(planned, heading=after.heading[:LONGEST_LINE]))
            taken.add(after.start)
            before += 1
    return plan


def _is_text_of(planned: PlanSection, body: str) -> bool:
    if not body:
        return False
    if digest(body) == planned.summary_of:
        return True
    alike = Indel.normalized_similarity(planned.draft.strip(), body, score_cutoff=_ALIKE)
    return bool(planned.draft) and alike >= _ALIKE


def _free_place(plan: Plan, key: str, text: str, found: dict[str, Section]) -> int:
    at = plan.place(key)
    for planned in reversed(plan.sections[:at]):
        if planned.key in found:
            return found[planned.key].end
    for planned in plan.sections[at + 1 :]:
        if planned.key in found:
            return found[planned.key].start
    return len(text)


def _marks(plan: Plan, section: PlanSection) -> int:
    return min(6, section.level + bool(plan.title))


def _break(before: str) -> str:
    """What makes a blank line behind ``before``."""
    if not before.strip() or before.endswith("\n\n"):
        return ""
    return "\n" if before.endswith("\n") else "\n\n"
