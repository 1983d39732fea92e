"""Gettext messages: what is untranslated or fuzzy is translated and stays marked as fuzzy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polib

from nibble_engine.documents.encoding import read
from nibble_engine.documents.piece import Edit, Piece, Raw
from nibble_engine.documents.po_entry import Entry, Value, entries, quoted, unquoted
from nibble_engine.documents.run import Run
from nibble_engine.documents.splice import SpliceDocument
from nibble_engine.documents.weaving import Mark, weave
from nibble_engine.errors import DamagedDocumentError

SUFFIXES = (".po", ".pot")
_CHARSET = re.compile(rb"Content-Type:[^\\\"]*charset=([A-Za-z0-9._-]+)", re.IGNORECASE)
_WORDS = re.compile(r"\s+|\S+(?: \S+)*")
_PLACEHOLDER = re.compile(
    r"%(?:\(\w+\)|\d+\$)?[-+ #0]*\d*(?:\.\d+)?(?:hh|h|ll|l|j|z|t|L)?[diouxXeEfFgGcrsaAp]"
    r"|%\{\w+\}|\{[\w.\[\]!:]*\}"
)


def open_(path: Path) -> SpliceDocument:
    """The messages of a .po file. Raises `DamagedDocumentError`."""
    text = read(path, _CHARSET)
    try:
        polib.pofile(text.text + "\n")
    except (OSError, ValueError, LookupError) as error:
        raise DamagedDocumentError(str(error), path=str(path)) from error
    pieces = (piece for entry in entries(text.text) for piece in _pieces(entry, text.newline))
    return SpliceDocument(text, pieces)


def _pieces(entry: Entry, newline: str) -> Iterator[Piece]:
    """The message's text, and that of its plural where it has one."""
    single, plural = entry.get("msgid"), entry.get("msgid_plural")
    fuzzy = re.search(r"[ ,]fuzzy\b", entry.flags) is not None
    wanted = [target for target in entry.targets if fuzzy or not target.text.strip()]
    if single is None or not single.text or not wanted:
        return
    first = [t for t in wanted if t.keyword in {"msgstr", "msgstr[0]"}]
    rest = [target for target in wanted if target not in first]
    if plural and len(entry.targets) == 1:
        yield from _repeated(entry, plural, first, newline)
    else:
        yield from _repeated(entry, single, first, newline)
        yield from _repeated(entry, plural, rest, newline) if plural else ()


def _repeated(entry: Entry, source: Value, targets: list[Value], newline: str) -> Iterator[Piece]:
    edits = () if re.search(r"[ ,]fuzzy\b", entry.flags) else (_fuzzy(entry, newline),)
    for at, target in enumerate(targets):
        run = _run(source, placeholders="-format" in entry.flags)
        found = run.piece("message", _Quoted("", "", newline), span=target.span, edits=edits)
        if found is None:
            return
        first = next(i for i, span in enumerate(source.characters) if span[0] >= found.source[0])
        last = next(i for i, span in enumerate(source.characters) if span[1] >= found.source[1])
        style = _Quoted(source.text[:first], source.text[last + 1 :], newline)
        yield replace(found, style=style, repeats=at > 0)


def _fuzzy(entry: Entry, newline: str) -> Edit:
    place = (entry.flags_at, entry.flags_at)
    return Edit(place, " fuzzy," if entry.flags else f"#, fuzzy{newline}")


def _run(value: Value, *, placeholders: bool) -> Run:
    """The message as text, with its variables as tags if it is a pattern of a program."""
    run, at = Run(), 0
    for match in _PLACEHOLDER.finditer(value.text) if placeholders else ():
        _text(run, value, at, match.start())
        run.alone((value.characters[match.start()][0], value.characters[match.end() - 1][1]))
        at = match.end()
    _text(run, value, at, len(value.text))
    return run


def _text(run: Run, value: Value, start: int, end: int) -> None:
    for match in _WORDS.finditer(value.text, start, end):
        place = (value.characters[match.start()][0], value.characters[match.end() - 1][1])
        run.text(place, match[0])


@dataclass(frozen=True)
class _Quoted:
    """A translation between the white space that its source stands in."""

    before: str
    after: str
    newline: str

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        """Both languages stand in the file anyway, whether ``bilingual`` or not."""
        parts = weave(made, piece.codes)
        text = "".join(unquoted(raw(p.span)) if isinstance(p, Mark) else p for p in parts)
        return quoted(self.before + text + self.after, self.newline)
