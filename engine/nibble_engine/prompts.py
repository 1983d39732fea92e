"""What chat models are asked, from resources/prompts/tasks.toml, in the language of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from nibble_engine.api import Term, Write
from nibble_engine.languages import detect, find
from nibble_engine.resources import toml_resource

_SIGNS = re.compile(r"<+|>+")
LEARNED = ("continue", "rewrite", "shorten", "expand", "summarise")
"""The actions that the starter was trained on, with a text alone."""
_TEXT = re.compile(r"\{\{text\}\}|\{text\}")


def write_prompt(command: Write) -> str:
    """The request of a `Write`, in the language of its text.

    A text alone, with or without the person's words, is asked for as the starter learned it where
    it learned it; with anything more all that is data stands between marks that it cannot write.
    """
    tongue = detect(command.text if command.text.strip() else command.before)
    wording = _wording(command, tongue)
    if wording.endswith(_PLAIN_END) and _is_plain(command):
        prompt = wording.replace("{text}", command.text)
        return f"{prompt}\n\n{command.instruction}" if command.instruction else prompt
    marks = _Marks(tongue, _data(command))
    parts = [
        *_wishes(command, tongue),
        marks.meaning(),
        *_background(command, tongue, marks),
    ]
    text = marks.around("text", command.text)
    if not command.request:
        return "\n\n".join([wording.removesuffix(_PLAIN_END), *parts, text])
    asked, holds_text = _with_text(command.request, text)
    return "\n\n".join([*parts, asked] if holds_text else [*parts, asked, text])


def without_text_slot(value: str) -> str:
    """``value`` such that no part of it stands for the text in a `Write.request`."""
    return value.replace("{text}", "{{text}}")


def firmly(language: str) -> str:
    """The words that keep an answer in a language, a BCP-47 tag, in that language."""
    firm = _tasks()["with"]["firm"]
    form = "zh-Hant" if language.startswith("zh-Hant") or language == "yue" else language
    form = "zh-Hans" if language in ("zh", "zh-Hans") else form
    if form in firm:
        return str(firm[form])
    return str(firm["other"]).replace("{language}", _language_name(language, "en"))


def translate_prompt(text: str, source: str, target: str) -> str:
    """The request to translate, naming both languages."""
    tongue = detect(text)
    prompt = str(_tasks()["translate"]["default"][tongue])
    names = {"source": _language_name(source, tongue), "target": _language_name(target, tongue)}
    for slot, name in names.items():
        prompt = prompt.replace(f"{{{slot}}}", name)
    return prompt.replace("{text}", text)


def support_prompt(text: str, passage: str = "") -> str:
    """The system message of support chats in the language of ``text``; with a ``passage`` of the
    company's documents the answer is to stay with it."""
    form = "grounded" if passage else "system"
    return str(_tasks()["support"][form][detect(text)]).replace("{passage}", passage)


def desk_prompt(language: str, passages: Sequence[str]) -> str:
    """The system message of the desk: to answer in ``language`` (a tag) from the passages only,
    each between marks that it cannot write itself."""
    tongue = "zh" if language.startswith("zh") else "en"
    name = _language_name(language, tongue)
    parts = [f"<<<{n}>>>\n{_without_marks(text)}" for n, text in enumerate(passages, 1)]
    form = str(_desk()[tongue]["system"]).replace("{language}", name)
    return form.replace("{passages}", "\n\n".join(parts))


def supports_prompt(sentence: str, quote: str) -> str:
    """The question whether a quote says what a sentence says, to be answered with one word."""
    form = str(_desk()["zh" if detect(sentence) == "zh" else "en"]["supports"])
    return form.replace("{quote}", _without_marks(quote)).replace("{sentence}", sentence)


_PLAIN_END = "\n\n{text}"


class _Marks:
    """What stands around each piece of data, longer than any run of the same signs in them."""

    def __init__(self, tongue: str, data: Sequence[str]) -> None:
        runs = [len(run) for text in data for run in _SIGNS.findall(text)]
        length = max([2, *runs]) + 1
        self._open, self._close, self._tongue = "<" * length, ">" * length, tongue

    def meaning(self) -> str:
        """That what stands between them is no instruction."""
        told = _with("marks", self._tongue).replace("{open}", self._open)
        return told.replace("{close}", self._close)

    def around(self, name: str, data: str) -> str:
        """``data`` between marks that say what it is."""
        named, end = (_with(word, self._tongue) for word in (name, "end"))
        return f"{self._open}{named}{self._close}\n{data}\n{self._open}{end}{self._close}"


def _wording(command: Write, tongue: str) -> str:
    form = command.form if command.action == "summarise" and command.form else command.action
    return str(_tasks()["write"][str(form)][tongue])


def _is_plain(command: Write) -> bool:
    more = (command.tone, command.form, command.before, command.earlier, command.request)
    return command.action in LEARNED and not any((*more, command.terms, command.voice))


def _data(command: Write) -> list[str]:
    terms = [word for term in command.terms for word in _words_of(term)]
    return [command.text, command.before, command.earlier, *command.voice, *terms]


def _words_of(term: Term) -> tuple[str, ...]:
    return (term.source, term.target, *term.forbidden)


def _wishes(command: Write, tongue: str) -> Iterator[str]:
    for name, value in (("instruction", command.instruction), ("tone", command.tone)):
        if value:
            yield _with(name, tongue).replace("{value}", value)


def _background(command: Write, tongue: str, marks: _Marks) -> Iterator[str]:
    if command.earlier:
        yield marks.around("earlier", command.earlier)
    if command.before:
        yield marks.around("before", command.before)
    if command.terms:
        lines = (_term_line(term, tongue) for term in command.terms)
        yield marks.around("terms", "\n".join(lines))
    for piece in command.voice:
        yield marks.around("voice", piece)


def _term_line(term: Term, tongue: str) -> str:
    is_named = term.target and term.target != term.source
    line = f"{term.source}: {term.target}" if is_named else term.source
    if not term.forbidden:
        return line
    words = ("、" if tongue == "zh" else ", ").join(term.forbidden)
    return f"{line} ({_with('forbidden', tongue).replace('{value}', words)})"


def _with_text(request: str, text: str) -> tuple[str, bool]:
    """A person's own request with the text in its place, and whether it had one."""
    slots = [match[0] for match in _TEXT.finditer(request)]
    asked = _TEXT.sub(
        lambda slot: "{text}" if slot[0] == "{{text}}" else f"\n{text}\n", request
    ).strip()
    return asked, "{text}" in slots


def _with(name: str, tongue: str) -> str:
    forms: Mapping[str, str] = _tasks()["with"][name]
    return str(forms[tongue])


def _without_marks(text: str) -> str:
    return text.replace("<<<", "<").replace(">>>", ">")


def _language_name(tag: str, tongue: str) -> str:
    language = find(tag)
    if language is None:
        return tag
    return language.chinese if tongue == "zh" else language.english


@cache
def _desk() -> dict[str, Any]:
    return toml_resource("prompts", "desk.toml")


@cache
def _tasks() -> dict[str, Any]:
    return toml_resource("prompts", "tasks.toml")
