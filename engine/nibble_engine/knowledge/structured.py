"""JSON and JSON Lines: the places of what is said in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from nibble_engine.knowledge.answers import Answer
from nibble_engine.knowledge.columns import ANSWERS, ASIDE, CATEGORIES, QUESTIONS
from nibble_engine.knowledge.cutting import cut
from nibble_engine.knowledge.part import Part
from nibble_engine.knowledge.passage import Cut

_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)"
)
_KNOWN = frozenset((*QUESTIONS, *ANSWERS, *ASIDE, *CATEGORIES))
_BLANK = {r"\n": " \n", r"\r": "  ", r"\t": "  "}
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[^\s"\[\]{},:]++|[\[\]{},:]', re.DOTALL)


def readable(text: str) -> str:
    r"""``text`` with the line ends of its strings as such, each as long as its escape; characters
    that are escaped as \\uXXXX stand for themselves, which moves what comes after them."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    said = match[0]
    if said[1] != "u":
        return _BLANK.get(said, said)
    character = str(json.loads(f'"{said}"'))
    lone = "\ud800" <= character <= "\udfff"
    return "\ufffd" if lone else character if character >= " " and character not in '"\\' else said


class _Value(NamedTuple):
    """A string or number; ``key`` is that of its object, ``first`` the place where that begins."""

    key: str
    first: int
    start: int
    end: int


@dataclass
class _Open:
    """An object or list that is being read; ``name`` is its key in the one around it, ``start`` and
    ``end`` its brackets. ``more``: what lies deeper in it may say something too."""

    is_object: bool
    start: int
    name: str = ""
    end: int = -1
    more: bool = False
    key: str = ""
    key_at: int = -1
    values: list[_Value] = field(default_factory=list)


def json_cuts(text: str) -> tuple[Cut, ...]:
    """The passages of a JSON text that `readable` has made: objects with a question and an answer
    (or a title and a text) by their answers, all else in order, each value with its key.

    Raises ValueError for what is no JSON, RecursionError for what is nested too deeply.
    """
    json.loads(text, strict=False)
    return _cuts(text, 0, len(text))


def lines_cuts(text: str) -> tuple[Cut, ...]:
    """The same for one value a line; a line that is no JSON is a passage as it stands.

    Raises ValueError if no line is JSON.
    """
    found: list[Cut] = []
    good = False
    for start, end in _lines(text):
        if is_json(text[start:end]):
            good = True
            found += _cuts(text, start, end)
        else:
            found += cut(text, [Part("row", start, end)])
    if not good:
        raise ValueError("no line is JSON")
    return tuple(found)


def is_json(text: str) -> bool:
    """Whether it is one value of JSON."""
    try:
        json.loads(text, strict=False)
    except ValueError:
        return False
    return True


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Line ends in strings are not those between values: a value ends outside of strings."""
    start = 0
    inside = False
    for match in re.finditer(r'\\.|"|\n', text, re.DOTALL):
        if match[0] == '"':
            inside = not inside
        elif match[0] == "\n" and not (inside and text[match.start() - 1] == " "):
            if text[start : match.start()].strip():
                yield start, match.start()
            start, inside = match.end(), False
    if text[start:].strip():
        yield start, len(text)


def _cuts(text: str, start: int, end: int) -> tuple[Cut, ...]:
    parts: list[Part] = []
    answers: list[Answer] = []
    for said in _objects(text, start, end):
        answer = _answer(text, said) if said.is_object else None
        if answer:
            # What is within it was answered already and stays what it is.
            within = answers[-1:] and answers[-1].start > answer.start
            answers += [] if within and answers[-1].start < answer.end else [answer]
            parts.append(Part("hidden", said.start, said.end))
        else:
            parts += [Part("row", value.first, value.end) for value in said.values]
    parts.sort(key=lambda part: part.start)
    cuts = [*cut(text, _apart(parts)), *(each for one in answers for each in one.cuts(text))]
    return tuple(sorted(cuts, key=lambda found: found.start))


def _apart(parts: list[Part]) -> Iterator[Part]:
    """Without those that lie within an answered object."""
    end = -1
    for part in parts:
        if part.start >= end:
            yield part
        if part.kind == "hidden":
            end = max(end, part.end)


def _objects(text: str, start: int, end: int) -> Iterator[_Open]:
    """Each object and list with its own values, when it ends. The text is known to be JSON."""
    stack = [_Open(False, start)]
    for match in _TOKEN.finditer(text, start, end):
        said, top = match[0], stack[-1]
        if said in "[{":
            stack.append(_Open(said == "{", match.start(), top.key))
        elif said in "]}":
            closed = stack.pop()
            closed.end = match.end()
            stack[-1].more |= closed.more or bool(closed.values and closed.name not in _KNOWN)
            yield closed
        elif said == ",":
            top.key, top.key_at = "", -1
        elif said != ":" and top.is_object and top.key_at < 0:
            top.key, top.key_at = _said(said), match.start()
        elif said not in {":", "null", '""'}:
            first = top.key_at if top.is_object else match.start()
            top.values.append(_Value(top.key, first, *match.span()))
    yield stack[0]


def _answer(text: str, said: _Open) -> Answer | None:
    """The object's answer, or all of it where its other values may say more."""
    strings: dict[str, _Value] = {}
    others = said.more
    for value in said.values:
        key = " ".join(value.key.lower().replace("_", " ").split())
        if text[value.start] == '"':
            strings.setdefault(key, value)
        others = others or key not in _KNOWN
    question = next((strings[key] for key in QUESTIONS if key in strings), None)
    answer = next((strings[key] for key in ANSWERS if key in strings), None)
    if question is None or answer is None or not text[answer.start + 1 : answer.end - 1].strip():
        return None
    named = (_line(text, strings[key])[:200] for key in CATEGORIES if key in strings)
    span = (said.start, said.end) if others else _inside(text, answer)
    return Answer(*span, _line(text, question), tuple(name for name in named if name))


def _inside(text: str, value: _Value) -> tuple[int, int]:
    """The span of a string without its quotes and the white space in them."""
    said = text[value.start + 1 : value.end - 1]
    start = value.start + 1 + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _line(text: str, value: _Value) -> str:
    return " ".join(_said(text[value.start : value.end]).split())


def _said(value: str) -> str:
    found = json.loads(value, strict=False) if value.startswith('"') else value
    return re.sub("[\ud800-\udfff\0]", "\ufffd", str(found))
