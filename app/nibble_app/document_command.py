"""``nibble translate FILE …``: documents without the window; the same command again goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from nibble_app.console import CommandFailed, Console, put
from nibble_app.documents.segment import Segment
from nibble_app.documents.work import DocumentWork, output_name
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.api import Risk, SentenceDone, Term, TermUse, TextDone
from nibble_engine.documents.formats import FORMATS
from nibble_engine.errors import DiskError, NibbleError
from nibble_engine.languages import find
from nibble_engine.terms.glossary_files import read_terms
from nibble_engine.terms.tmx import read_tmx
from nibble_engine.translation.terms import command_terms

Known = tuple[tuple[Term, ...], dict[str, str]]
"""A glossary's terms, and the translations of whole sentences."""
_PROGRESS = QT_TRANSLATE_NOOP("Console", "{name}: {done} of {total} segments")


@dataclass(frozen=True)
class Wishes:
    """What the options say: files of terms and of earlier translations, and the output."""

    source: str
    target: str
    glossary: Path | None = None
    memory: Path | None = None
    bilingual: bool = False
    output: Path | None = None


def is_document(text: str) -> bool:
    """Whether an argument names a file: one that is there, or one that looks as if it should be."""
    if "\n" in text or len(text) > 1000:
        return False
    path = Path(text)
    suffixes = {suffix for known in FORMATS for suffix in known.suffixes}
    return path.is_file() or (path.suffix.lower() in suffixes and " " not in text.strip())


def terms_of(wishes: Wishes, source: str) -> Known:
    """The glossary, and the sentences that are known. Raises `CommandFailed`; lines of the
    glossary that cannot be used are told on stderr."""
    terms: tuple[Term, ...] = ()
    known: dict[str, str] = {}
    try:
        if wishes.glossary:
            read = read_terms(wishes.glossary, source, wishes.target)
            terms = command_terms(read.terms)
            for bad in read.bad:
                sys.stderr.write(f"nibble: {wishes.glossary}:{bad.line}: {bad.reason}\n")
        if wishes.memory:
            for entry in read_tmx(wishes.memory, (_tag(source), _tag(wishes.target))):
                known[entry.source] = entry.target
    except NibbleError as error:
        raise CommandFailed(error.info()) from error
    return terms, known


def _tag(language: str) -> str:
    found = find(language)
    return found.tag if found else language


def translate_documents(
    paths: Sequence[Path], wishes: Wishes, folder: Path, console: Console, *, quiet: bool
) -> list[dict[str, Any]]:
    """Translates and writes one document after another. Raises `CommandFailed` for the first that
    cannot be done; what was done to it is kept."""
    several = len(paths) > 1 or (wishes.output is not None and wishes.output.is_dir())
    # Read once for a language, however many documents there are in it.
    terms = cache(partial(terms_of, wishes))
    return [
        _document(path, wishes, terms, folder, console, several=several, quiet=quiet)
        for path in paths
    ]


def write_text(path: Path, text: str) -> None:
    """Writes a text where the person wants it. Raises `CommandFailed`."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandFailed(DiskError(path=str(path), reason=reason).info()) from error


def _document(
    path: Path,
    wishes: Wishes,
    terms_in: Callable[[str], Known],
    folder: Path,
    console: Console,
    *,
    several: bool,
    quiet: bool,
) -> dict[str, Any]:
    try:
        work = DocumentWork.open(path, wishes.source, wishes.target, folder)
        terms, known = terms_in(work.source)
        while command := work.next_command(terms=terms, known=known):
            for event in console.ask(command).events:
                if isinstance(event, TextDone):
                    work.take(event, command)
            _show(path, work, quiet=quiet)
        out = _output(path, wishes, several=several)
        work.write(out, bilingual=wishes.bilingual)
        work.close(forget=True)
    except NibbleError as error:
        raise CommandFailed(error.info()) from error
    if not quiet:
        put(f"{out}\n")
    return {
        "path": str(path),
        "output": str(out),
        "source": work.source,
        "target": work.target,
        "segments": work.total,
        "text": "\n".join(segment.target for segment in work.segments),
        "sentences": [_described(segment) for segment in work.segments],
    }


def _output(path: Path, wishes: Wishes, *, several: bool) -> Path:
    out = wishes.output
    if out is None:
        return output_name(path, wishes.target)
    if several:
        out.mkdir(parents=True, exist_ok=True)
        return out / output_name(path, wishes.target).name
    return out


def _show(path: Path, work: DocumentWork, *, quiet: bool) -> None:
    if quiet or not sys.stderr.isatty():
        return
    end = "\n" if work.done == work.total else "\r"
    text = QCoreApplication.translate("Console", _PROGRESS)
    sys.stderr.write(text.format(name=path.name, done=work.done, total=work.total) + end)


def _described(segment: Segment) -> dict[str, Any]:
    return {
        "source": segment.source,
        "target": segment.target,
        **_judged(segment.risks, segment.terms),
    }


def _judged(risks: Sequence[Risk], terms: Sequence[TermUse]) -> dict[str, Any]:
    """What is said of a translation, as JSON."""
    return {
        "risks": [{"kind": risk.kind, "detail": risk.detail} for risk in risks],
        "terms": [{"source": t.source, "target": t.target, "held": t.held} for t in terms],
    }


def sentence(event: SentenceDone, source: str, made: str) -> dict[str, Any]:
    """A sentence of a text as JSON."""
    return {
        "source": source[slice(*event.source)],
        "target": made[slice(*event.target)],
        **_judged(event.risks, event.terms),
    }
