"""Subtitles, SubRip and WebVTT: a cue's text is a unit; times, ids, settings and tags are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.documents import markup
from nibble_engine.documents.encoding import Text, read
from nibble_engine.documents.piece import Piece, Raw, Span
from nibble_engine.documents.run import Run
from nibble_engine.documents.splice import SpliceDocument
from nibble_engine.documents.weaving import Mark, weave
from nibble_engine.errors import DamagedDocumentError

SUFFIXES = (".srt", ".vtt")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_TAG = re.compile(
    r"<(?P<time>\d[\d:.]*)>|<(?P<end>/?)(?P<name>[A-Za-z]+)[^<>\r\n]*>|\{\\[^}\r\n]*\}"
)
_TIME = re.compile(r"\s*[\d:.,]+\s*-->\s*[\d:.,]+")


def open_(path: Path) -> SpliceDocument:
    """The cues of a .srt or .vtt file. Raises `DamagedDocumentError` if no line has times."""
    text = read(path)
    web = text.text.startswith("WEBVTT")
    if path.suffix.lower() == ".vtt" and not web:
        raise DamagedDocumentError("no WEBVTT header", path=str(path))
    if not any(_TIME.match(match[1]) for match in _LINE.finditer(text.text)):
        raise DamagedDocumentError("no cue", path=str(path))
    pieces = [_cue(text, lines, web=web) for lines in _cues(text.text, web=web)]
    return SpliceDocument(text, [piece for piece in pieces if piece])


def _cues(text: str, *, web: bool) -> Iterator[list[Span]]:
    """The lines of text of each cue, without their ends.

    A blank line ends a cue. In SubRip more text may follow it; in WebVTT that is a note or a style.
    """
    lines = [match.span(1) for match in _LINE.finditer(text)]
    in_cue = False
    cue: list[Span] = []
    for at, span in enumerate(lines):
        line = text[slice(*span)]
        is_time = _TIME.match(line) is not None
        if is_time or not line.strip():
            yield from [cue] if cue else []
            cue = []
            in_cue = is_time or (in_cue and not web)
        elif in_cue and not (not cue and _is_index(text, lines, at)):
            cue.append(span)
    yield from [cue] if cue else []


def _is_index(text: str, lines: list[Span], at: int) -> bool:
    """A number right above a line of times."""
    following = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
    return text[slice(*lines[at])].strip().isdigit() and _TIME.match(following) is not None


def _cue(text: Text, lines: list[Span], *, web: bool) -> Piece | None:
    run = Run()
    for at, (start, end) in enumerate(lines):
        if at:
            run.alone((lines[at - 1][1], start), needed=False)
        cursor = start
        for tag in _TAG.finditer(text.text, start, end):
            _text(run, text.text, (cursor, tag.start()), web=web)
            _tag(run, tag)
            cursor = tag.end()
        _text(run, text.text, (cursor, end), web=web)
    return run.piece("subtitle", _CueStyle(web, text.newline))


def _text(run: Run, text: str, span: Span, *, web: bool) -> None:
    if web:
        markup.add_text(run, text, span, keep_space=True)
    elif span[0] < span[1]:
        run.text(span, text[slice(*span)])


def _tag(run: Run, tag: re.Match[str]) -> None:
    name = tag["name"]
    if not name:
        run.alone(tag.span(), edge=True)
    elif tag["end"]:
        run.close(tag.span(), name.lower())
    else:
        run.open(tag.span(), name.lower())


@dataclass(frozen=True)
class _CueStyle:
    """``web``: with WebVTT's entities. SubRip has none: what it would take for its own signs is
    written with signs that look alike."""

    web: bool
    newline: str

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        parts = weave(made, piece.codes, beside=bilingual)
        text = "".join(raw(p.span) if isinstance(p, Mark) else self._escaped(p) for p in parts)
        # A blank line would end the cue.
        lines = (line.strip() for line in re.split(r"\r\n|\r|\n", text))
        text = self.newline.join(line for line in lines if line)
        return f"{raw(piece.source)}{self.newline}{text}" if bilingual else text

    def _escaped(self, text: str) -> str:
        if self.web:
            return markup.escaped(text)
        text = text.replace("-->", "→").replace("{\\", "{ \\")
        return _TAG.sub(lambda tag: tag[0].replace("<", "‹").replace(">", "›"), text)
