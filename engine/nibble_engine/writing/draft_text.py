"""What a model wrote for a section, made into text that can stand under its heading."""

from __future__ import annotations

import re
from collections.abc import Container

from nibble_engine.languages import detect
from nibble_engine.translation.segment import segments
from nibble_engine.writing.long_prompts import tongue
from nibble_engine.writing.sections import weight

SHORTEST = 12
"""Tokens; less is no text for a section, and too little to tell its language."""
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
_FENCED = re.compile(r"\A```\w*\n(.*)\n```\Z", re.DOTALL)
_END = re.compile(r"[.!?。！？…:：]['\"”’」』）)*]*\Z")


def drifted(answer: str, language: str) -> bool:
    """Whether it is in the other language than a document of this tag."""
    return weight(answer) >= SHORTEST and detect(answer) != tongue(language)


def clean(answer: str, headings: Container[str]) -> str:
    """Without the section's heading, which is there already, and with other headings as bold
    lines: each would begin a section of its own."""
    text = answer.strip()
    if fenced := _FENCED.match(text):
        text = fenced[1].strip()
    first, _, rest = text.partition("\n")
    if rest.strip() and first.strip().strip("#*:： ") in headings:
        text = rest.strip()
    return _HEADING.sub(lambda found: f"**{found[1].strip('*')}**" if found[1] else "", text)


def without_repeats(text: str) -> str:
    """Up to the first sentence that was said before."""
    said: set[str] = set()
    made = ""
    for sentence in segments(text):
        if sentence.text.strip() in said:
            break
        said.add(sentence.text.strip())
        made += sentence.text + sentence.gap
    return made.strip()


def whole_sentences(text: str) -> str:
    """Without the last sentence, if it has no end."""
    found = segments(text)
    if len(found) > 1 and not _END.search(text):
        found = found[:-1]
    return "".join(sentence.text + sentence.gap for sentence in found).strip()
