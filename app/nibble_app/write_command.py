"""``nibble write``: what the writing mode does with a text, without the window."""

from __future__ import annotations

import difflib
import sys
from typing import Any

import msgspec
import typer
from PySide6.QtCore import QCoreApplication, QLocale

from nibble_app.console import (
    BLOCKED,
    Answer,
    Choice,
    CommandFailed,
    Console,
    command_line,
    put,
    put_json,
)
from nibble_app.given_document import Given, given, read_plain
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.write_task import Output, Task, Wish
from nibble_app.writing.rules import chosen_rules
from nibble_app.writing_words import sentence
from nibble_engine.api import Action, ModelInfo, Sampling, Translate, Write
from nibble_engine.errors import NibbleError
from nibble_engine.languages import detect
from nibble_engine.proofreading.change import Change, applied
from nibble_engine.proofreading.proofread import Rules
from nibble_engine.writing.custom_actions import filled, read
from nibble_engine.writing.proposal import BLOCKING, Finding, Proposal
from nibble_engine.writing.proposing import by_rules, proposed
from nibble_engine.writing.reasons import reason
from nibble_engine.writing.request import Request
from nibble_engine.writing.tones import instruction
from nibble_engine.writing.voice import described, pieces

_NOT_WRITTEN = QT_TRANSLATE_NOOP("Console", "{path} was not written.")


def proofread_by_rules(argument: str, output: Output) -> None:
    """Proposes changes by the rules that the settings leave on, and prints or writes what they
    make of the text."""
    output.check()
    with command_line(as_json=output.as_json) as settings:
        source = given(argument)
        request = Request(Action.PROOFREAD, source.text)
        _show(source, by_rules(request, chosen_rules(settings)), output, {})


def write_with_model(
    task: Task, argument: str, wish: Wish, output: Output, *, choice: Choice, how: Sampling
) -> None:
    """Asks a model, and prints or writes what it proposes. Where a fact, the language or the
    result itself is in doubt, it ends with the status `BLOCKED`, and writes no file."""
    output.check()
    with command_line(as_json=output.as_json) as settings:
        source = given(argument)
        request = _request(task, source.text, wish, how)
        with Console(settings) as console:
            info = console.load(task.role, choice)
            proposal, answer = _proposal(console, request, info, chosen_rules(settings))
        _show(source, proposal, output, _described_work(info, answer) if proposal.model else {})


def _request(task: Task, text: str, wish: Wish, how: Sampling) -> Request:
    """Raises `CommandFailed`."""
    samples = [read_plain(path).text for path in wish.voice]
    tone = instruction(wish.tone, detect(text)) if wish.tone else described(samples)
    return Request(
        task.action,
        text,
        instruction=wish.instruction,
        tone=tone,
        form=wish.form.value if wish.form else "",
        voice=pieces(samples),
        request=_own_request(wish),
        target=wish.target,
        sampling=how,
    )


def _own_request(wish: Wish) -> str:
    if wish.own is None:
        return ""
    values = wish.values()
    try:
        action = read(wish.own)
        if unknown := sorted(values.keys() - {field.key for field in action.fields}):
            raise typer.BadParameter(f"there is no field {unknown[0]}", param_hint="--field")
        return filled(action, values)
    except NibbleError as error:
        raise CommandFailed(error.info()) from error


def _proposal(
    console: Console, request: Request, info: ModelInfo, rules: Rules
) -> tuple[Proposal, Answer]:
    """What comes of the request, and all that the model was asked for it as one answer."""
    asking, whole = proposed(request, info, rules), Answer()
    try:
        command: Write | Translate = next(asking)
        while True:
            answer = console.ask(command)
            whole = Answer(answer.text, answer.reason, _sum(whole, answer).usage)
            command = asking.send((answer.text, answer.reason))
    except StopIteration as end:
        made: Proposal = end.value
        return made, whole


def _sum(one: Answer, other: Answer) -> Answer:
    usage = msgspec.structs.replace(
        other.usage,
        new_tokens=one.usage.new_tokens + other.usage.new_tokens,
        prefill_seconds=one.usage.prefill_seconds + other.usage.prefill_seconds,
        decode_seconds=one.usage.decode_seconds + other.usage.decode_seconds,
    )
    return Answer(other.text, other.reason, usage)


def _show(source: Given, proposal: Proposal, output: Output, work: dict[str, Any]) -> None:
    """Ends with the status `BLOCKED` where a person has to look first."""
    is_written = output.path is not None and not proposal.blocked
    if output.path is not None and is_written:
        source.save(output.path, applied(source.text, proposal.changes))
    if output.as_json:
        put_json(_described(proposal) | work)
    elif output.diff:
        put(difference(source.text, applied(source.text, proposal.changes)))
    elif output.path is None:
        put(_ended(proposal.text))
    elif is_written:
        put(f"{output.path}\n")
    _tell(proposal.findings)
    if proposal.blocked:
        if output.path is not None:
            said = QCoreApplication.translate("Console", _NOT_WRITTEN)
            sys.stderr.write(f"nibble: {said.replace('{path}', str(output.path))}\n")
        raise SystemExit(BLOCKED)


def difference(old: str, new: str) -> str:
    """The lines that are not the same, as ``diff -u`` shows them."""
    lines = list(difflib.unified_diff(_lines(old), _lines(new), n=1, lineterm=""))
    # The first two would name files.
    return "".join(line + "\n" for line in lines[2:])


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _tell(findings: tuple[Finding, ...]) -> None:
    """On stderr, so that the text stays alone; that nothing changes is seen from the text."""
    for finding in findings:
        if finding.kind != "unchanged":
            sys.stderr.write(f"nibble: {sentence(finding)}\n")


def _described(proposal: Proposal) -> dict[str, Any]:
    return {
        "ok": not proposal.blocked,
        "text": proposal.text,
        "changes": [_described_change(change) for change in proposal.changes],
        "findings": [_described_finding(finding) for finding in proposal.findings],
    }


def _described_change(change: Change) -> dict[str, Any]:
    return {
        "start": change.start,
        "end": change.end,
        "original": change.original,
        "replacement": change.replacement,
        "rule": change.rule,
        "reason": reason(change, QLocale().name()),
    }


def _described_finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "fact": finding.fact,
        "detail": finding.detail,
        "blocks": finding.kind in BLOCKING,
        "message": sentence(finding),
    }


def _described_work(info: ModelInfo, answer: Answer) -> dict[str, Any]:
    usage = answer.usage
    return {
        "model": info.name,
        "level": str(info.level),
        "bits_per_parameter": info.bits,
        "device": info.device,
        "reason": answer.reason,
        "tokens": usage.new_tokens,
        "seconds": round(usage.prefill_seconds + usage.decode_seconds, 3),
    }
