"""The entries of a gettext file with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nibble_engine.documents.piece import Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_KEYWORD = re.compile(r'\s*(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(?=")')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_MEANING = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass
class Value:
    """A keyword's strings: ``span`` is from the first quote to the last."""

    keyword: str
    span: Span
    text: str = ""
    characters: list[Span] = field(default_factory=list)
    """For each character of ``text`` the place it was written at."""


@dataclass
class Entry:
    """One message; ``flags_at`` is where a flag goes in the line ``flags``, or where that line
    would go."""

    flags: str = ""
    flags_at: int = -1
    values: list[Value] = field(default_factory=list)

    def get(self, keyword: str) -> Value | None:
        """The value of a keyword, if it is there."""
        return next((value for value in self.values if value.keyword == keyword), None)

    @property
    def targets(self) -> list[Value]:
        """The translations: one, or one for each plural form."""
        return [value for value in self.values if value.keyword.startswith("msgstr")]


def entries(text: str) -> Iterator[Entry]:
    """All messages that are in use, the header among them."""
    entry: Entry | None = None
    for match in _LINE.finditer(text):
        line = match[1]
        keyword = _KEYWORD.match(line)
        if entry and (not line.strip() or (entry.targets and _begins(line, keyword))):
            yield entry
            entry = None
        if line.startswith("#~") or not line.strip():
            continue
        entry = entry or Entry()
        if line.startswith("#,"):
            entry.flags, entry.flags_at = line, match.start() + 2
        elif entry.flags_at < 0 and (keyword or line.startswith("#|")):
            entry.flags_at = match.start()
        if keyword:
            entry.values.append(Value(keyword[1], (-1, -1)))
        if entry.values and not line.startswith("#"):
            _add(entry.values[-1], text, match.span(1))
    if entry:
        yield entry


def _begins(line: str, keyword: re.Match[str] | None) -> bool:
    return line.startswith("#") or (keyword is not None and not keyword[1].startswith("msgstr"))


def _add(value: Value, text: str, span: Span) -> None:
    for string in _STRING.finditer(text, *span):
        first = string.start() if value.span[0] < 0 else value.span[0]
        value.span = (first, string.end())
        at = string.start(1)
        while at < string.end(1):
            escape = _ESCAPE.match(text, at)
            character = _MEANING.get(escape[1], escape[1]) if escape else text[at]
            value.text += character
            value.characters.append((at, escape.end() if escape else at + 1))
            at = value.characters[-1][1]


def unquoted(raw: str) -> str:
    """What stands in strings that were cut out of a file."""
    joined = re.sub(r'"\s*"', "", raw)
    return _ESCAPE.sub(lambda match: _MEANING.get(match[1], match[1]), joined)


def quoted(text: str, newline: str) -> str:
    """The text as strings of a message, a string for each of its lines."""
    meaning = {ord(sign): f"\\{name}" for name, sign in _MEANING.items()}
    written = text.translate(meaning | {ord("\\"): "\\\\", ord('"'): '\\"'})
    lines = [part for part in re.split(r"(?<=\\n)(?<!\\\\n)", written) if part]
    if len(lines) < 2:
        return f'"{written}"'
    return newline.join(['""', *(f'"{line}"' for line in lines)])
