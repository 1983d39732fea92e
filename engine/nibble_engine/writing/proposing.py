"""From a request to a proposal: what a model is asked, and what is looked at in its answer.

Whoever holds the engine sends the commands that `proposed` yields, one after the other, and gives
back what the model said and how it ended. Text is never cut to fit: what is too long is the
engine's error.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from msgspec import structs

from nibble_engine.api import Action, ModelInfo, Translate, Write, new_job
from nibble_engine.generation.repetition import split
from nibble_engine.prompts import firmly
from nibble_engine.proofreading.change import Change, applied, composed
from nibble_engine.proofreading.proofread import DEFAULT, Rules, proofread
from nibble_engine.writing.answer import cleaned
from nibble_engine.writing.facts import changed_facts
from nibble_engine.writing.language_lock import drifted, kept_language
from nibble_engine.writing.length import longest_answer
from nibble_engine.writing.proofing import corrections, model_changes, portions
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request
from nibble_engine.writing.usable import is_small, unusable
from nibble_engine.writing.wanted_language import asks_for_another

Answered = tuple[str, str]
"""The text that the model gave, and the reason of its `Finished`; "cancelled" where it was
stopped."""
_STOPPED = Finding("cut", "cancelled")
Asking = Generator[Write | Translate, Answered, Proposal]


def proposed(request: Request, model: ModelInfo, rules: Rules = DEFAULT) -> Asking:
    """Asks ``model`` for what the request wants, and returns what is to be shown of the answer.

    Proofreading begins with ``rules``, and goes on part by part; a starter is not asked for more,
    so that then nothing is yielded at all. An answer in another language is asked for once more.
    """
    if request.target:
        return (yield from _translated(request, model))
    if request.action is Action.PROOFREAD:
        return (yield from _proofread(request, model, rules))
    made, findings = yield from _answered(request)
    # What was stopped before its first word says nothing about the model.
    bad = None if _STOPPED in findings else unusable(request, made, model)
    if bad is None and is_small(model) and "repetition" in _kinds(findings):
        bad = Finding("too_small")
    # First what says that nothing of it can be used.
    findings = [*([bad] if bad else []), *findings]
    if made:
        findings += changed_facts(request, made)
    return _proposal(request, made, findings, model)


def by_rules(request: Request, rules: Rules = DEFAULT) -> Proposal:
    """What the rules of proofreading make of the text; no model is needed."""
    changes = proofread(request.text, rules)
    findings = () if changes else (Finding("unchanged"),)
    return Proposal(request, applied(request.text, changes), tuple(changes), findings)


def asked(request: Request) -> Write:
    """The command for a request that is no translation."""
    return Write(
        job=new_job(),
        action=request.action,
        text=request.text.strip() or request.text,
        instruction=request.instruction,
        tone=request.tone,
        form=request.form,
        before=request.before,
        earlier=request.earlier,
        terms=request.terms,
        voice=request.voice,
        request=request.request,
        begun=request.begun,
        tokens=request.tokens,
        sampling=structs.replace(request.sampling, max_new_tokens=longest_answer(request)),
    )


def _answered(request: Request) -> Generator[Write, Answered, tuple[str, list[Finding]]]:
    """The cleaned answer, the second one where the first drifted into another language."""
    made, found = _read(request, (yield asked(request)))
    if _STOPPED in found or not _has_drifted(request, made):
        return made, found
    firm = firmly(kept_language(request.text))
    again = replace(request, instruction="\n".join(filter(None, (request.instruction, firm))))
    made, found = _read(request, (yield asked(again)))
    drift = _has_drifted(request, made)
    return made, [Finding("language", drift) if drift else Finding("repaired"), *found]


def _read(request: Request, answered: Answered) -> tuple[str, list[Finding]]:
    text, reason = answered
    text = request.begun + text
    findings = []
    if reason == "repetition":
        text, run = split(text)
        findings.append(Finding("repetition", run))
    if reason == "length":
        findings.append(Finding("cut"))
    if reason == "cancelled":
        findings.append(_STOPPED)
    return cleaned(text, request), findings


def _kinds(findings: list[Finding]) -> list[str]:
    return [finding.kind for finding in findings]


def _has_drifted(request: Request, made: str) -> str:
    if asks_for_another(request):
        return ""
    return drifted(request.text, made)


def _proofread(request: Request, model: ModelInfo, rules: Rules) -> Asking:
    first = by_rules(request, rules)
    if is_small(model):
        return first
    changes: list[Change] = []
    findings: list[Finding] = []
    for start, end in portions(first.text):
        part = replace(request, text=first.text[start:end])
        made, found = yield from _corrected(part)
        changes += [replace(one, start=one.start + start, end=one.end + start) for one in made]
        findings += [one for one in found if one not in findings]
        if _STOPPED in found:
            break
    text = applied(first.text, changes)
    findings += changed_facts(replace(request, text=first.text), text)
    both = tuple(composed(request.text, first.changes, changes))
    if not both:
        findings.append(Finding("unchanged"))
    return Proposal(request, text, both, tuple(findings), model if changes else None)


def _corrected(part: Request) -> Generator[Write, Answered, tuple[list[Change], list[Finding]]]:
    """What the model corrects in a part, and nothing where it did something else."""
    made, found = yield from _answered(part)
    if "cut" in _kinds(found):
        return [], found
    changes = corrections(part.text, made)
    if changes is None or "language" in _kinds(found):
        return [], [*(one for one in found if one.kind != "language"), Finding("refused")]
    return changes, found


def _translated(request: Request, model: ModelInfo) -> Asking:
    command = Translate(
        job=new_job(),
        text=request.text.strip(),
        target=request.target,
        terms=request.terms,
        wish=request.instruction or request.tone,
    )
    made, findings = _read(request, (yield command))
    findings += changed_facts(request, made)
    if made == request.text:
        return Proposal(request, made, (), (*findings, Finding("unchanged")), model)
    start, end = _inner(request.text)
    trimmed = made.strip()
    change = Change(start, end, request.text[start:end], trimmed, "model-translation")
    return Proposal(request, made, (change,), tuple(findings), model)


def _inner(text: str) -> tuple[int, int]:
    """Where the text without white space around it is."""
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _proposal(request: Request, made: str, findings: list[Finding], model: ModelInfo) -> Proposal:
    text = made or request.text
    if request.action is Action.CONTINUE:
        place = len(request.text)
        changes = [Change(place, place, "", made, "model-continue")] if made else []
        return Proposal(request, made, tuple(changes), tuple(findings), model)
    if text == request.text and not any(one.kind in ("too_small", "unusable") for one in findings):
        findings = [*findings, Finding("unchanged")]
    return Proposal(request, text, tuple(model_changes(request.text, text)), tuple(findings), model)
