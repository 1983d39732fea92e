"""A long document written section by section: each sees what the earlier ones say."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from nibble_engine.api import Action, ModelInfo, Sampling, Term, Write, new_job
from nibble_engine.writing.draft_text import (
    SHORTEST,
    clean,
    drifted,
    whole_sentences,
    without_repeats,
)
from nibble_engine.writing.facts import changed_facts
from nibble_engine.writing.long_prompts import label, request, tongue
from nibble_engine.writing.placing import body_of, insertion, placed
from nibble_engine.writing.plan import LONGEST_TEXT, Plan, PlanSection, digest
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request
from nibble_engine.writing.sections import first_sentences, pieces, weight
from nibble_engine.writing.steps import ANSWER, Answered, budget, usable

EARLIER = 800
"""Tokens that the summaries of the earlier sections may take, a quarter of the model's context at
most."""
_BEFORE = 600  # characters of the text before the section
_SUMMARY = 60  # tokens of a text that is its own summary
_OLD = 24  # tokens that an old summary keeps
_LANGUAGE = {"en": "Write in English.", "zh": "请用中文写。"}


@dataclass(frozen=True)
class Way:
    """Everything but the plan and the document that a draft depends on."""

    model: ModelInfo
    terms: tuple[Term, ...] = ()
    voice: tuple[str, ...] = ()
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True)
class Drafted:
    """What became of a section. ``plan`` has the new summaries, and where the draft can be used,
    the draft; ``proposal.text`` is the draft, and its findings what was noticed. It must not be
    used if it is ``refused``."""

    plan: Plan
    proposal: Proposal

    @property
    def refused(self) -> bool:
        """Whether it is no text for the section."""
        kinds = {finding.kind for finding in self.proposal.findings}
        return bool(kinds & {"language", "too_small"}) or not self.proposal.text.strip()


Steps = Generator[Write, Answered, Drafted]


def waiting(plan: Plan, text: str) -> list[PlanSection]:
    """The sections that are to be drafted yet: nothing is under their headings, and they are
    neither locked nor written by the person. ``plan`` is one of `placing.looked_up`."""
    found = placed(plan, text)
    return [
        one
        for one in plan.sections
        if one.status == "empty" and not body_of(found.get(one.key), text)
    ]


def drafted(plan: Plan, key: str, text: str, way: Way) -> Steps:
    """Drafts the section ``key`` of a plan that is not locked: sums up the earlier sections where
    their texts are new, writes the section, and sums it up."""
    plan = yield from _with_summaries(plan, key, text, way)
    section = plan.section(key)
    asked = _asked("draft", _brief(plan, section, way), plan, key, way)
    place = insertion(plan, key, text, "")
    asked = replace(asked, before=_end_of(text[: place.start]) if place else "")
    made = yield from _written(asked, plan, way)
    if made.blocked or not made.text.strip():
        return Drafted(plan, made)
    summary = yield from _summary(made.text, way)
    section = replace(
        section,
        draft=made.text,
        drafted_for=section.note,
        summary=summary,
        summary_of=digest(made.text),
    )
    return Drafted(plan.changed(section), made)


def revised(plan: Plan, key: str, text: str, way: Way) -> Steps:
    """A proposal for the text of a section whose note has changed; the request's text is what
    stands in the document now. ``plan`` is as if it had been taken."""
    section = plan.section(key)
    body = body_of(placed(plan, text).get(key), text)
    brief = f"{_brief(plan, section, way)}\n\n{label('text', plan.language)}:\n\n{body}"
    asked = _asked("revise", brief, plan, key, way)
    if weight(brief) > budget(way.model):
        findings = (Finding("too_small", section.heading),)
        return Drafted(plan, Proposal(asked, "", findings=findings, model=way.model))
    made = yield from _written(asked, plan, way)
    # What the plan says may come into the text.
    known = Request(Action.REWRITE, body, earlier=brief)
    changed = () if not made.text else changed_facts(known, made.text)
    made = replace(
        made, request=replace(made.request, text=body), findings=(*made.findings, *changed)
    )
    if made.text == body:
        made = replace(made, findings=(*made.findings, Finding("unchanged")))
    section = replace(section, draft=made.text, drafted_for=section.note)
    return Drafted(plan.changed(section), made)


def earlier(plan: Plan, key: str, most: int) -> str:
    """What the sections before ``key`` say, one line each, in at most ``most`` tokens: the newest
    whole, older ones by their first sentence, the oldest by their headings or not at all."""
    known = [one for one in plan.sections[: plan.place(key)] if one.summary]
    whole = [f"{one.heading}: {one.summary}" for one in known]
    short = [f"{one.heading}: {first_sentences(one.summary, _OLD)}" for one in known]
    lines = [""] * len(known)
    headings = [one.heading for one in known]
    # A half for the newest, so that something of the others is said as well.
    for better, limit in ((headings, most), (whole, most // 2), (short, most), (whole, most)):
        for at in reversed(range(len(known))):
            longer = [*lines[:at], better[at], *lines[at + 1 :]]
            if (
                len(better[at]) > len(lines[at])
                and weight("\n".join(filter(None, longer))) <= limit
            ):
                lines = longer
    return "\n".join(filter(None, lines))


def _with_summaries(plan: Plan, key: str, text: str, way: Way) -> Generator[Write, Answered, Plan]:
    """The person's own sections belong to what is said earlier as well."""
    found = placed(plan, text)
    for section in plan.sections[: plan.place(key)]:
        body = body_of(found.get(section.key), text)
        if not body and section.summary:
            plan = plan.changed(replace(section, summary="", summary_of=""))
        elif body and digest(body) != section.summary_of:
            summary = yield from _summary(body, way)
            plan = plan.changed(replace(section, summary=summary, summary_of=digest(body)))
    return plan


def _summary(text: str, way: Way) -> Generator[Write, Answered, str]:
    if weight(text) <= _SUMMARY:
        return " ".join(text.split())
    made = []
    for piece in pieces(text, budget(way.model)):
        answer, reason = yield Write(
            job=new_job(),
            action=Action.SUMMARISE,
            text=piece.strip(),
            sampling=way.sampling,
        )
        good = usable(answer, reason, piece, way.model)
        made.append(" ".join(answer.split()) if good else first_sentences(piece, _SUMMARY))
    return " ".join(made)[:LONGEST_TEXT]


def _brief(plan: Plan, section: PlanSection, way: Way) -> str:
    """The plan and the section as lines, each with its name."""
    most = budget(way.model) // 4
    outline = next(iter(pieces("; ".join(one.heading for one in plan.sections), most)), "")
    lines = {
        "title": plan.title,
        "goal": first_sentences(plan.goal, most),
        "audience": plan.audience,
        "outline": outline,
        "section": section.heading,
        "note": first_sentences(section.note, most),
        "length": _length(section, plan.language),
    }
    said = [f"{label(name, plan.language)}: {text}" for name, text in lines.items() if text]
    return "\n".join(said)


def _end_of(before: str) -> str:
    """The last sentences before the section."""
    if len(before) <= _BEFORE:
        return before.strip()
    _, _, kept = before[-_BEFORE:].partition("\n")
    return (kept or before[-_BEFORE:]).strip()


def _length(section: PlanSection, language: str) -> str:
    if not section.length:
        return ""
    return label("words", language).replace("{count}", str(section.length))


def _asked(name: Literal["draft", "revise"], brief: str, plan: Plan, key: str, way: Way) -> Request:
    most = min(EARLIER, way.model.context // 4)
    section = plan.section(key)
    wanted = min(way.model.context // 2, max(ANSWER, section.length * 2))
    return Request(
        Action.INSTRUCT,
        brief,
        earlier=earlier(plan, key, most),
        terms=way.terms,
        voice=way.voice,
        request=request(name, plan.language),
        sampling=msgspec.structs.replace(
            way.sampling, max_new_tokens=max(way.sampling.max_new_tokens, wanted)
        ),
    )


def command(asked: Request) -> Write:
    """The command for a request that is no translation."""
    return Write(
        job=new_job(),
        action=asked.action,
        text=asked.text,
        before=asked.before,
        instruction=asked.instruction,
        earlier=asked.earlier,
        terms=asked.terms,
        voice=asked.voice,
        request=asked.request,
        sampling=asked.sampling,
    )


def _written(asked: Request, plan: Plan, way: Way) -> Generator[Write, Answered, Proposal]:
    """The answer, asked for once more where it is in another language than the plan."""
    answer, reason = yield command(asked)
    findings: list[Finding] = []
    if drifted(answer, plan.language) and reason != "cancelled":
        again = replace(asked, instruction=_LANGUAGE[tongue(plan.language)])
        answer, reason = yield command(again)
        findings.append(Finding("language" if drifted(answer, plan.language) else "repaired"))
    text = clean(answer, [one.heading for one in plan.sections])
    if reason == "repetition":
        text = without_repeats(text)
        findings.append(Finding("repetition"))
    if reason in ("length", "cancelled"):
        text = whole_sentences(text)
        findings.append(Finding("cut"))
    if weight(text) < SHORTEST:
        findings.append(Finding("too_small"))
    return Proposal(asked, text, findings=tuple(findings), model=way.model)
