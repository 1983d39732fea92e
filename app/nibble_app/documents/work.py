"""A document while it is translated and reviewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nibble_app.documents.journal import Header, Journal, journal_of
from nibble_app.documents.segment import Segment
from nibble_engine.api import Term, TextDone, TranslateMany, new_job
from nibble_engine.documents import guard
from nibble_engine.documents.formats import suffix_of
from nibble_engine.documents.unit import plain
from nibble_engine.errors import DocumentUnreadableError, LanguageError
from nibble_engine.languages import detect, find

_DETECTED = 4000  # characters that tell the language
_COUNT = 64
"""Segments of a command: a model takes many at once. What a person asks goes before the rest."""


class DocumentWork:
    """Segments that are translated by commands which the owner sends to the engine."""

    def __init__(
        self, path: Path, source: str, target: str, segments: list[Segment], journal: Journal
    ) -> None:
        self.path, self.source, self.target = path, source, target
        self.segments = segments
        self._journal = journal

    @classmethod
    def open(
        cls,
        path: Path,
        source: str,
        target: str,
        folder: Path,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> DocumentWork:
        """Reads a document in a guarded process, and from ``folder`` what was done to it before.

        Blocks. Raises a `DocumentError`, `LanguageError` where the languages are no pair, or
        `Interrupted`.
        """
        units = guard.units(path, cancelled=cancelled)
        if source == "auto":
            source = detect(" ".join(plain(unit.text) for unit in units)[:_DETECTED])
        if find(source) is None or find(target) is None or find(source) == find(target):
            raise LanguageError(source=source, target=target)
        segments = [Segment(id=unit.id, kind=unit.kind, source=unit.text) for unit in units]
        try:
            journal = journal_of(path, source, target, folder)
            journal.begin(
                Header(path=str(path.absolute()), source=source, target=target, total=len(units))
            )
            for old in journal.read():
                if old.id < len(segments) and segments[old.id].source == old.source:
                    segments[old.id] = old
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise DocumentUnreadableError(path=str(path), reason=reason) from error
        return cls(path, source, target, segments, journal)

    @property
    def total(self) -> int:
        """How many segments there are."""
        return len(self.segments)

    @property
    def done(self) -> int:
        """How many have a translation."""
        return sum(segment.status != "waiting" for segment in self.segments)

    def next_command(
        self,
        count: int = _COUNT,
        terms: Sequence[Term] = (),
        known: Mapping[str, str] | None = None,
    ) -> TranslateMany | None:
        """What to ask next; None when nothing is waiting. Its texts are those of `waiting`."""
        waiting = self.waiting(count)
        if not waiting:
            return None
        return TranslateMany(
            job=new_job(),
            texts=tuple(segment.source for segment in waiting),
            source=self.source,
            target=self.target,
            terms=tuple(terms),
            known=dict(known or {}),
        )

    def waiting(self, count: int = _COUNT) -> list[Segment]:
        """The first segments without a translation."""
        found = (segment for segment in self.segments if segment.status == "waiting")
        return [segment for segment, _ in zip(found, range(count), strict=False)]

    def take(self, event: TextDone, command: TranslateMany) -> list[Segment]:
        """Keeps a translation for every waiting segment of this text; on the disk when it returns.
        The segments that changed."""
        text = command.texts[event.index]
        risks = tuple(risk for sentence in event.sentences for risk in sentence.risks)
        terms = tuple(term for sentence in event.sentences for term in sentence.terms)
        changed = []
        for segment in self.segments:
            if segment.status == "waiting" and segment.source == text:
                segment.target, segment.status = event.text, "machine"
                segment.risks, segment.terms = risks, terms
                changed.append(segment)
        self._journal.add(changed)
        return changed

    def edit(self, number: int, text: str) -> Segment:
        """A person's own translation of a segment."""
        segment = self.segments[number]
        segment.target, segment.status = text, "edited"
        self._journal.add([segment])
        return segment

    def approve(self, number: int, *, approved: bool = True) -> Segment:
        """Marks a translation as looked at, or as the machine's again."""
        segment = self.segments[number]
        segment.status = "approved" if approved else "machine"
        self._journal.add([segment])
        return segment

    def write(
        self,
        target: Path,
        *,
        bilingual: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Writes the document with what is translated so far; the rest stays as it is. Blocks.
        Raises a `DocumentError`, `DiskError` or `Interrupted`."""
        made = {s.id: s.target for s in self.segments if s.status != "waiting"}
        guard.write(self.path, target, made, bilingual=bilingual, cancelled=cancelled)

    def close(self, *, forget: bool = False) -> None:
        """Ends the work; with ``forget`` what was done is not offered again."""
        if forget:
            self._journal.file.unlink(missing_ok=True)


def output_name(path: Path, target: str) -> Path:
    """Where a translation goes if nobody says where: beside its source, never over it."""
    suffix = suffix_of(path)
    name = path.with_name(f"{path.stem}.{target}{suffix}")
    number = 2
    while name.exists():
        name = path.with_name(f"{path.stem}.{target}-{number}{suffix}")
        number += 1
    return name
