"""Whether an answer is at all what its action asks for."""

from __future__ import annotations

import re

from nibble_engine.api import Action, ModelInfo
from nibble_engine.languages import detect
from nibble_engine.prompts import LEARNED
from nibble_engine.writing.length import units
from nibble_engine.writing.proposal import Finding
from nibble_engine.writing.request import Request
from nibble_engine.writing.wanted_language import asks_for_another

SMALL = 500_000_000
"""Parameters below which a model is not expected to follow what is asked."""
_ECHO = re.compile(
    r"Answer with [\w ,]{0,30}only|Keep (?:its|all) (?:meaning|facts)|material to work with"
    r"|只输出|保持原意|不要添加原文|都只是资料|<\|\w+\|>"
)
_LOWER, _HAN = re.compile(r"[a-z]{2,}"), re.compile(r"[\u3400-\u9fff]+")
_EMPTY_WORDS = frozenset("的了是在和有就不也都这那一个与及为对到上下中我你他她它们您") | frozenset(
    "the a an and or but of to in on at is are was were be been it its this that these those with"
    " for as by from not no we our us you your i my me he his she her they their will would can"
    " could have has had do does did so if than then there".split(" ")
)
_ROW = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
_RULE = re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?\s*)?\|?\s*$", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*+•·]|\d+[.)、．]|[一二三四五六七八九十]+、)\s*\S", re.MULTILINE)
# Of 84 rewrites that people made in other words none shares less than half; what small models make
# up has some words of the text by chance.
_LEAST_SHARED, _LEAST_SHARED_IF_SMALL = 0.25, 0.5
_SAME_MEANING = (Action.REWRITE, Action.SIMPLIFY, Action.TONE, Action.EXPAND)
_MOST_TITLE = 40  # characters of Chinese or words


def unusable(request: Request, made: str, model: ModelInfo) -> Finding | None:
    """What says that ``made`` is no result of its action: "too_small" where the model is a
    starter or a very small one, else "unusable"; ``detail`` tells what is wrong with it. None for
    a usable result, be it good or bad."""
    if not is_small(model):
        wrong = _wrong(request, made.strip(), _LEAST_SHARED)
        return Finding("unusable", wrong) if wrong else None
    wrong = _wrong(request, made.strip(), _LEAST_SHARED_IF_SMALL)
    garbled = not asks_for_another(request) and _is_garbled(request.text, made)
    if wrong or garbled:
        return Finding("too_small", wrong or "words")
    return Finding("too_small") if model.starter and not _has_learned(request) else None


def is_small(model: ModelInfo) -> bool:
    """Whether no more than a try is to be expected of a model; 0 parameters are not known."""
    return model.starter or 0 < model.parameters < SMALL


def _has_learned(request: Request) -> bool:
    """Whether the starter was trained on such requests."""
    more = (request.tone, request.form, request.before, request.earlier, request.request)
    return request.action in LEARNED and not any((*more, request.terms, request.voice))


def _is_garbled(text: str, made: str) -> bool:
    """Pieces of words of another script, or marks that lie about without their others: small
    models fall into them, larger ones hardly ever."""
    odd = _LOWER if detect(text) == "zh" else _HAN
    has_odd = any(piece not in text for piece in odd.findall(made))
    return has_odd or any(made.count(a) != made.count(b) for a, b in ("《》", "“”", "「」"))


def _wrong(request: Request, made: str, least: float) -> str:
    if not units(made):
        return "empty"
    if (echo := _ECHO.search(made)) and echo[0] not in request.text:
        return "echo"
    if request.action is Action.CONTINUE:
        return "echo" if made in request.text and len(units(made)) > 3 else ""
    if request.request or request.action is Action.INSTRUCT:
        return ""
    return (
        _wrong_form(request, made)
        or _wrong_length(request, made)
        or _wrong_words(request, made, least)
    )


def _wrong_form(request: Request, made: str) -> str:
    if request.action is Action.TABLE:
        has_rows = len(_ROW.findall(made)) >= 3 and bool(_RULE.search(made))
        return "" if has_rows else "table"
    if request.action is Action.LIST or request.form == "points":
        fewest = 2 if request.action is Action.LIST else 1
        return "" if len(_ITEM.findall(made)) >= fewest else "list"
    if request.form == "title":
        return "title" if "\n" in made or len(units(made)) > _MOST_TITLE else ""
    return ""


def _wrong_length(request: Request, made: str) -> str:
    before, after = len(units(request.text)), len(units(made))
    if request.action is Action.SHORTEN and after >= before > 4:
        return "longer"
    if request.action is Action.EXPAND and after <= before:
        return "shorter"
    if request.action is Action.SUMMARISE and after >= before > 40:
        return "longer"
    if request.action in (Action.REWRITE, Action.TONE) and before > 12:
        return "longer" if after > 4 * before else "shorter" if after * 4 < before else ""
    return ""


def _wrong_words(request: Request, made: str, least: float) -> str:
    """Hardly a word in common: in what is to say the same, hardly one of either text."""
    own, new = (_roots(set(units(text)) - _EMPTY_WORDS) for text in (request.text, made))
    if len(own) < 4 or len(new) < 2 or request.action is Action.TABLE:
        return ""
    shared = len(own & new)
    is_new = request.action is not Action.EXPAND and shared < least * len(new)
    is_lost = request.action in _SAME_MEANING and shared < _LEAST_SHARED * len(own)
    return "words" if is_new or is_lost else ""


def _roots(words: set[str]) -> set[str]:
    """Words by their beginning, so that changed forms are the same."""
    return {word if detect(word) == "zh" else word[:4] for word in words}
