"""Why something was changed: of a rule by its explanation, of a model by what the change shows."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from nibble_engine.languages import is_chinese
from nibble_engine.proofreading.change import Change
from nibble_engine.proofreading.proofread import reason as reason_of_rule
from nibble_engine.resources import toml_resource

MODEL = "model-"
"""What the rule of a model's change begins with."""
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*")
_LETTER = re.compile(r"\w")
_PARTICLES = frozenset("的地得了着过吗呢吧啊呀被把将给对于在和与而且但却就都也还再又很")
_FUNCTION = frozenset(
    "a an the of to in on at by for with from as is are was were be been being am has have had do"
    " does did will would can could should may might must and or but that which who whom whose this"
    " these those it its they their them he his him she her we our us you your i my me not no than"
    " then so".split(" ")
)
_ENDINGS = re.compile(r"(?:ing|ied|ies|ed|es|er|est|ly|s|d|e|y|'s|’s)\Z")
_FORMS = (
    {"go", "goes", "went", "gone", "going"},
    {"is", "are", "was", "were", "be", "been", "am"},
    {"has", "have", "had"},
    {"do", "does", "did", "done"},
    {"good", "better", "best", "well"},
    {"take", "takes", "took", "taken"},
    {"give", "gives", "gave", "given"},
    {"see", "sees", "saw", "seen"},
    {"come", "comes", "came"},
    {"write", "writes", "wrote", "written"},
    {"make", "makes", "made"},
    {"get", "gets", "got"},
    {"send", "sends", "sent"},
    {"buy", "buys", "bought"},
    {"know", "knows", "knew", "known"},
    {"say", "says", "said"},
)
_LONGEST_SHOWN = 24


def kind_of(text: str, start: int, end: int, replacement: str) -> str:
    """The rule of a model's change of the characters ``start`` to ``end`` of ``text``."""
    original = text[start:end]
    old, new = original.strip(), replacement.strip()
    if old == new:
        return f"{MODEL}spacing"
    if _letters(old) == _letters(new):
        return f"{MODEL}punctuation"
    if _letters(old).lower() == _letters(new).lower():
        return f"{MODEL}capital"
    if not new:
        repeated = _is_repeated(text, start, end)
        return f"{MODEL}repeated" if repeated else _of_function(old, "left-out")
    if not old:
        return _of_function(new, "added")
    return f"{MODEL}{_replaced(old, new)}"


def reason(change: Change, language: str) -> str:
    """The explanation of a change of any rule, in Chinese for a tag of Chinese, else in English."""
    if not change.rule.startswith(MODEL):
        return reason_of_rule(change, language)
    told = _reasons()[change.rule]
    tongue = "zh" if is_chinese(language) else "en"
    sides = (change.original.strip(), change.replacement.strip())
    needed = [side for side, name in zip(sides, _NAMES, strict=True) if name in told[tongue]]
    if "short" in told and any(not 0 < len(side) <= _LONGEST_SHOWN for side in needed):
        return str(told["short"][tongue])
    shown = told[tongue]
    # One after the other would read braces of the text as names.
    return re.sub("|".join(map(re.escape, _NAMES)), lambda m: sides[_NAMES.index(m[0])], str(shown))


_NAMES = ("{original}", "{replacement}")


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text))


def _is_repeated(text: str, start: int, end: int) -> bool:
    """Whether what goes stands right before or behind it once more."""
    gone = text[start:end].strip()
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    return bool(gone) and (before.endswith(gone) or behind.startswith(gone))


def _of_function(word: str, otherwise: str) -> str:
    """Grammar, for words that carry none of the meaning."""
    words = {found.lower() for found in _WORD.findall(word)}
    han = set(_HAN.findall(word))
    is_small = (words or han) and words <= _FUNCTION and han <= _PARTICLES
    return f"{MODEL}grammar" if is_small else f"{MODEL}{otherwise}"


def _replaced(old: str, new: str) -> str:
    if _HAN.search(old + new):
        return _chinese(old, new)
    one, other = _WORD.findall(old.lower()), _WORD.findall(new.lower())
    if len(one) > 4 or len(other) > 4:
        return "wording"
    if set(one) <= _FUNCTION and set(other) <= _FUNCTION:
        return "grammar"
    if len(one) != 1 or len(other) != 1:
        return "grammar" if _same_words(one, other) else "words"
    return _english_word(one[0], other[0])


def _chinese(old: str, new: str) -> str:
    if set(_HAN.findall(old + new)) <= _PARTICLES:
        return "grammar"
    if len(old) == len(new) <= 4:
        others = sum(a != b for a, b in zip(old, new, strict=True))
        return "spelling" if others == 1 else "words"
    return "words" if max(len(old), len(new)) <= 8 else "wording"


def _english_word(old: str, new: str) -> str:
    if any({old, new} <= forms for forms in _FORMS):
        return "grammar"
    stems = _ENDINGS.sub("", old), _ENDINGS.sub("", new)
    if stems[0] == stems[1] and len(stems[0]) > 2:
        return "grammar"
    away = DamerauLevenshtein.distance(old, new)
    return "spelling" if away <= (1 if min(len(old), len(new)) < 5 else 2) else "words"


def _same_words(one: list[str], other: list[str]) -> bool:
    """Whether only words of no meaning of their own came or went."""
    return [w for w in one if w not in _FUNCTION] == [w for w in other if w not in _FUNCTION]


@cache
def _reasons() -> dict[str, Any]:
    return toml_resource("writing", "reasons.toml")
