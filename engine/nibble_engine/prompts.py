"""What chat models are asked, from resources/prompts/tasks.toml, in the language of the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from nibble_engine.api import Action
from nibble_engine.languages import detect, find
from nibble_engine.resources import toml_resource


def write_prompt(action: Action, text: str, instruction: str) -> str:
    """The request to do ``action`` to ``text``."""
    prompt = _tasks()["write"][str(action)][detect(text)].replace("{text}", text)
    return f"{prompt}\n\n{instruction}" if instruction else str(prompt)


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
