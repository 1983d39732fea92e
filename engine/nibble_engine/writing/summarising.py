"""A whole document summed up by its sections: each is read, none is left out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from nibble_engine.api import Action, ModelInfo, Sampling, Term, Write, new_job
from nibble_engine.languages import detect
from nibble_engine.writing.long_prompts import request
from nibble_engine.writing.proposal import Finding, Kind
from nibble_engine.writing.request import Form
from nibble_engine.writing.sections import first_sentences, pieces, sections, weight
from nibble_engine.writing.steps import Answered, Step, budget, usable

_FIRST_SENTENCES = 48


@dataclass(frozen=True)
class Part:
    """A piece of the document and its summary. Where the model's was ``usable`` it is the model's,
    else the first sentences of the piece stand for it."""

    heading: str
    text: str
    summary: str = ""
    usable: bool = True


@dataclass(frozen=True)
class Summary:
    """``text`` is what was asked for; empty where this model cannot make it."""

    text: str
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()


Steps = Generator[Step, Answered, Summary]


@dataclass
class _Way:
    """How the commands are made, and how many there were."""

    model: ModelInfo
    terms: tuple[Term, ...]
    sampling: Sampling
    done: int = 0
    total: int = 0
    findings: list[Finding] = field(default_factory=list)

    def step(self, text: str, about: str, form: Form = "", asked: str = "") -> Step:
        action = Action.SUMMARISE
        command = Write(
            job=new_job(),
            action=action,
            text=text,
            form=form,
            request=asked,
            # With anything but a text the starter is asked what it never learned.
            terms=() if self.model.starter else self.terms,
            sampling=self.sampling,
        )
        step = Step(command, self.done, max(self.total, self.done + 1), about)
        self.done += 1
        return step


def parts(text: str, model: ModelInfo) -> list[Part]:
    """The document in pieces that this model can take. Joined they are the text, and none goes
    over the border of a section; headings with nothing under them go with what follows."""
    most, made, waiting = budget(model), list[Part](), ""
    for section in sections(text):
        whole = waiting + text[section.start : section.end]
        if not text[section.body : section.end].strip():
            waiting = whole
            continue
        made += [Part(section.heading, piece) for piece in pieces(whole, most)]
        waiting = ""
    if waiting:
        made += [Part("", piece) for piece in pieces(waiting, most)]
    return made


def summarised(
    text: str,
    form: Form,
    model: ModelInfo,
    *,
    terms: tuple[Term, ...] = (),
    sampling: Sampling | None = None,
) -> Steps:
    """Sums up each part; "points" are then one for each section, a "paragraph" or a "title" is
    made of all summaries together, group by group where they are too long for one command. A model
    that is too small for that puts its summaries one after the other, and has no title."""
    way = _Way(model, terms, sampling or Sampling())
    waiting = [part for part in parts(text, model) if part.text.strip()]
    way.total = len(waiting) + (form != "points" and len(waiting) > 1 and not model.starter)
    found: list[Part] = []
    for part in waiting:
        answer, reason = yield way.step(part.text.strip(), part.heading)
        found.append(_with_summary(part, answer, reason, way))
    made = yield from _whole(found, form, way)
    return Summary(made, tuple(found), tuple(way.findings))


def _with_summary(part: Part, answer: str, reason: str, way: _Way) -> Part:
    made = " ".join(answer.split())
    if usable(made, reason, part.text, way.model):
        return Part(part.heading, part.text, made)
    kind: Kind = "cut" if reason == "cancelled" else "too_small"
    way.findings.append(Finding(kind, part.heading))
    body = "".join(part.text[s.body : s.end] for s in sections(part.text)) or part.text
    return Part(part.heading, part.text, first_sentences(body, _FIRST_SENTENCES), usable=False)


def _whole(found: list[Part], form: Form, way: _Way) -> Generator[Step, Answered, str]:
    if form == "points":
        return _points(found)
    if way.model.starter and form == "title":
        way.findings.append(Finding("too_small"))
        return ""
    summaries = [part.summary for part in found]
    if way.model.starter or (len(summaries) < 2 and form != "title"):
        return "\n\n".join(summaries)
    return (yield from _joined(summaries, form, way))


def _points(found: Sequence[Part]) -> str:
    """One for each section, in order; the pieces of a long one are one point."""
    lines: list[str] = []
    for before, part in zip([None, *found], found, strict=False):
        if before is not None and part.heading and before.heading == part.heading:
            lines[-1] += _joint(part.summary) + part.summary
        else:
            name = f"**{part.heading}**: " if part.heading else ""
            lines.append(f"- {name}{part.summary}")
    return "\n".join(lines)


def _joined(summaries: list[str], form: Form, way: _Way) -> Generator[Step, Answered, str]:
    most = budget(way.model)
    language = "zh" if detect("\n".join(summaries)) == "zh" else "en"
    paragraph = request("join", language, "paragraph")
    while len(groups := _groups(summaries, most)) > 1:
        way.total = way.done + len(groups) + 1
        shorter = []
        for group in groups:
            text = "\n\n".join(group)
            answer, reason = yield way.step(text, "", "paragraph", paragraph)
            kept = usable(answer, reason, text, way.model) and weight(answer) * 2 <= most
            # Half of a command at most, so that each round has fewer groups than the one before.
            shorter.append(answer.strip() if kept else first_sentences(text, most // 4))
        summaries = shorter
    text = "\n\n".join(summaries)
    asked = paragraph if form != "title" else request("join", language, "title")
    answer, reason = yield way.step(text, "", form, asked)
    if usable(answer, reason, text, way.model):
        return answer.strip() if form != "title" else _one_line(answer)
    way.findings.append(Finding("cut" if reason == "cancelled" else "too_small"))
    return text if form != "title" else ""


def _groups(summaries: Sequence[str], most: int) -> list[list[str]]:
    made: list[list[str]] = []
    for summary in summaries:
        short = summary if weight(summary) * 2 <= most else first_sentences(summary, most // 4)
        if made and weight("\n\n".join([*made[-1], short])) <= most:
            made[-1].append(short)
        else:
            made.append([short])
    return made


def _one_line(title: str) -> str:
    line = next((line for line in title.splitlines() if line.strip()), "")
    return line.strip().lstrip("#").strip().strip('*"“”《》')


def _joint(text: str) -> str:
    return " " if text[:1].isascii() else ""
