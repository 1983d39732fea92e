"""The note for the colleague who takes over a case, made of the case by rules alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from nibble_engine.languages import find, is_chinese
from nibble_engine.resources import toml_resource
from nibble_engine.translation.segment import segments

SUMMARY = 2
TRIED = 5
LONGEST = 200
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class NoteMessage:
    """What was said, by whom."""

    role: Literal["customer", "agent"]
    text: str


@dataclass(frozen=True)
class NoteInput:
    """A case. ``questions`` are those that are still open; ``language`` is the customer's, a
    BCP-47 tag; what is not known is "". ``intent`` is shown as it is given."""

    messages: tuple[NoteMessage, ...]
    questions: tuple[str, ...] = ()
    intent: str = ""
    mood: str = ""
    urgency: str = ""
    language: str = ""


@dataclass(frozen=True)
class Note:
    """What the note says: the customer's main sentences, one sentence for each reply, and the
    rest of the case as it was given."""

    summary: tuple[str, ...]
    tried: tuple[str, ...]
    case: NoteInput


def note(case: NoteInput) -> Note:
    """The customer's first message in at most `SUMMARY` of its own sentences, and the last `TRIED`
    replies after it in one sentence each."""
    said = [m for m in case.messages if m.text.strip()]
    first = next((i for i, m in enumerate(said) if m.role == "customer"), len(said))
    asked = "".join(m.text for m in said[first : first + 1])
    replies = [m.text for m in said[first:] if m.role == "agent"]
    tried = [sentence for text in replies for sentence in key_sentences(text, 1)]
    return Note(key_sentences(asked, SUMMARY), tuple(tried[-TRIED:]), case)


def rendered(made: Note, language: str) -> str:
    """The note as plain text for a colleague who reads ``language``: Chinese or else English."""
    tongue = "zh" if is_chinese(language) else "en"
    words = _words()[tongue]
    case = made.case
    colon = "：" if tongue == "zh" else ": "
    facts = (
        ("intent", case.intent),
        ("mood", _words()["values"][tongue].get(case.mood, case.mood)),
        ("urgency", _words()["values"][tongue].get(case.urgency, case.urgency)),
        ("language", _language_name(case.language, tongue)),
    )
    lines = [words["title"], ""]
    lines += [f"{words[name]}{colon}{value or words['unknown']}" for name, value in facts]
    parts = (
        ("summary", made.summary, "unknown"),
        ("tried", made.tried, "nothing"),
        ("open", tuple(" ".join(question.split()) for question in case.questions), "none"),
    )
    for name, items, empty in parts:
        lines += ["", f"{words[name]}{colon.rstrip()}"]
        lines += [f"- {item}" for item in items or (words[empty],)]
    return "\n".join(lines)


def key_sentences(text: str, most: int) -> tuple[str, ...]:
    """The sentences that say most of what a message is about, in its order: questions, numbers and
    words of trouble count, greetings do not. Each is cut at `LONGEST` characters."""
    sentences = [" ".join(segment.text.split()) for segment in segments(text)]
    sentences = [s for s in sentences if _LETTERS.search(s)]
    weights = [_weight(sentence, i) for i, sentence in enumerate(sentences)]
    best = sorted(range(len(sentences)), key=lambda i: (-weights[i], i))[:most]
    chosen = [i for i in sorted(best) if weights[i] > 0] or best[:1]
    return tuple(_cut(sentences[i]) for i in chosen)


def _weight(sentence: str, place: int) -> float:
    """Greetings and thanks weigh nothing; what is said first weighs a little more."""
    lower = sentence.lower()
    rest = _greetings().sub("", lower)
    if len(_LETTERS.findall(rest)) < 4 and not any(c.isdigit() for c in rest):
        return 0.0
    signs = (
        2.0 * bool(re.search(r"[?？]", sentence)),
        1.0 * bool(re.search(r"\d", sentence)),
        1.5 * min(2, len(set(_problems().findall(lower)))),
        1.0 / (1 + place),
    )
    return sum(signs) + 0.1


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1].rstrip() + "…"


def _language_name(tag: str, tongue: str) -> str:
    language = find(tag) if tag else None
    if language is None:
        return tag
    return language.chinese if tongue == "zh" else language.english


@cache
def _problems() -> re.Pattern[str]:
    return _any_of(_words()["key"]["problem"])


@cache
def _greetings() -> re.Pattern[str]:
    return _any_of(_words()["key"]["greeting"])


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Latin words are whole ones, with n't as a word too."""
    longest = sorted(words, key=len, reverse=True)
    parts = [rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in longest]
    return re.compile("|".join([*parts, r"n't\b"]))


@cache
def _words() -> dict[str, Any]:
    return toml_resource("support", "hand_over.toml")
