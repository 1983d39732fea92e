"""From what a document is to be about to an outline of it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass

from nibble_engine.api import Action, ModelInfo, Sampling, Write, new_job
from nibble_engine.languages import detect
from nibble_engine.writing.long_prompts import general_outline, label, request, tongue
from nibble_engine.writing.plan import LONGEST_LINE, LONGEST_TEXT, Plan, PlanSection, new_key
from nibble_engine.writing.proposal import Finding, Kind
from nibble_engine.writing.sections import first_sentences
from nibble_engine.writing.steps import Answered, budget

_LINE = re.compile(
    r"\s{0,3}(?:(?P<marks>#{1,4})\s+)?(?:\*\*)?"
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})[.)、．]?\s*|(?P<chinese>[一二三四五六七八九十]{1,3})、\s*)?"
    r"(?P<text>\S.*)"
)
_DASH = re.compile(r"\s+[—–-]+\s+|\s*——\s*|：\s*|:\s+")
_FEWEST, _MOST, _LONGEST = 2, 24, 80


@dataclass(frozen=True)
class Brief:
    """What a person says of a document that is to be; ``length`` is in words or Chinese
    characters, 0 for as it comes."""

    goal: str
    audience: str = ""
    language: str = "en"
    length: int = 0
    title: str = ""


@dataclass(frozen=True)
class Outlined:
    """A plan, whether a model made its outline, and what was noticed."""

    plan: Plan
    by_model: bool
    findings: tuple[Finding, ...] = ()


Steps = Generator[Write, Answered, Outlined]


def outlined(
    brief: Brief,
    model: ModelInfo | None,
    fallback: Iterable[PlanSection] = (),
    sampling: Sampling | None = None,
) -> Steps:
    """Asks the model for an outline. Where there is none, it is too small, or what it says is no
    outline, the plan has the sections of ``fallback``, or a general outline."""
    kept = tuple(fallback) or general(brief.language)
    if model is None or model.starter:
        return Outlined(_plan(brief, kept), False, (Finding("too_small"),))
    answer, reason = yield Write(
        job=new_job(),
        action=Action.INSTRUCT,
        text=_asked(brief, budget(model)),
        request=request("outline", brief.language),
        sampling=sampling or Sampling(),
    )
    found = parsed(answer, brief.language)
    if not found:
        kind: Kind = "cut" if reason == "cancelled" else "too_small"
        return Outlined(_plan(brief, kept), False, (Finding(kind),))
    return Outlined(_plan(brief, found), True)


def parsed(answer: str, language: str) -> tuple[PlanSection, ...]:
    """The sections of an answer whose lines are numbers or Markdown headings, with what belongs in
    them behind a dash or on the lines below. Empty where that is not what it is, or where it is in
    another language."""
    found: list[tuple[str, int, list[str]]] = []
    for line in filter(str.strip, answer.splitlines()):
        match = _LINE.match(line)
        if match and (match["marks"] or match["number"] or match["chinese"]):
            heading, note = _parted(match["text"])
            found.append((heading, _level(match), [note] if note else []))
        elif found:
            found[-1][2].append(line.strip().lstrip("-* "))
    headings = [heading for heading, _, _ in found]
    if not _FEWEST <= len(found) <= _MOST or detect("\n".join(headings)) != tongue(language):
        return ()
    if not all(headings) or max(map(len, headings)) > _LONGEST:
        return ()
    highest = min(level for _, level, _ in found)
    return tuple(
        PlanSection(new_key(), heading, min(4, level - highest + 1), " ".join(notes)[:LONGEST_TEXT])
        for heading, level, notes in found
    )


def general(language: str) -> tuple[PlanSection, ...]:
    """An outline that suits most documents."""
    return sections_of(general_outline(language))


def sections_of(rows: Iterable[Mapping[str, object]]) -> tuple[PlanSection, ...]:
    """Sections out of tables with heading, note, level and length."""
    return tuple(
        PlanSection(
            new_key(),
            str(row["heading"]),
            int(str(row.get("level", 1))),
            str(row.get("note", "")),
            int(str(row.get("length", 0))),
        )
        for row in rows
    )


def _plan(brief: Brief, found: tuple[PlanSection, ...]) -> Plan:
    """With the length shared out where the sections have none of their own."""
    share = round(brief.length / max(1, len(found)), -1) if brief.length else 0
    title, audience = brief.title[:LONGEST_LINE], brief.audience[:LONGEST_LINE]
    made = Plan(title, brief.goal[:LONGEST_TEXT], audience, brief.language)
    return made.with_sections(
        PlanSection(s.key, s.heading, s.level, s.note, s.length or int(share)) for s in found
    )


def _asked(brief: Brief, most: int) -> str:
    said = {
        "title": brief.title,
        "goal": first_sentences(brief.goal, most),
        "audience": brief.audience,
        "length": _length(brief),
    }
    lines = [f"{label(name, brief.language)}: {text}" for name, text in said.items() if text]
    return "\n".join(lines)


def _length(brief: Brief) -> str:
    if not brief.length:
        return ""
    return label("words", brief.language).replace("{count}", str(brief.length))


def _parted(text: str) -> tuple[str, str]:
    heading, note = text.strip(), ""
    if dash := _DASH.search(heading):
        heading, note = heading[: dash.start()], heading[dash.end() :]
    return heading.strip().strip("*").strip(), note.strip().strip("*").strip()


def _level(match: re.Match[str]) -> int:
    if match["marks"]:
        return len(match["marks"])
    return 1 + match["number"].count(".") if match["number"] else 1
