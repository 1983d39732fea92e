"""A text file whose units are replaced where they stand: every other character stays as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path

from nibble_engine.documents.encoding import Text
from nibble_engine.documents.piece import Piece, Span
from nibble_engine.documents.saving import save
from nibble_engine.documents.unit import Unit


class SpliceDocument:
    """A `Document` of pieces in one text; ``errors`` as for `str.encode`."""

    def __init__(self, source: Text, pieces: Iterable[Piece], errors: str = "strict") -> None:
        self._source = source
        self._errors = errors
        self._pieces = sorted(pieces, key=lambda piece: (piece.span[0], -piece.span[1]))
        self._ids: list[int] = []
        units: list[Unit] = []
        for piece in self._pieces:
            if not piece.repeats:
                units.append(Unit(len(units), piece.text, piece.kind))
            self._ids.append(len(units) - 1)
        self._units = tuple(units)

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._units

    def write(self, path: Path, made: Mapping[int, str], *, bilingual: bool = False) -> None:
        save(path, self.encoded(made, bilingual=bilingual))

    def encoded(self, made: Mapping[int, str], *, bilingual: bool = False) -> bytes:
        """The bytes of the file with the units of ``made`` replaced."""
        new = [made[unit] if made.get(unit, "").strip() else None for unit in self._ids]
        text = _Writing(self._source.text, self._pieces, new, bilingual=bilingual)
        return self._source.encoded(text.whole(), self._errors)


class _Writing:
    """One writing of a document: its text is put together from the outside to the inside."""

    def __init__(
        self, text: str, pieces: list[Piece], made: list[str | None], *, bilingual: bool
    ) -> None:
        self._text, self._pieces, self._made = text, pieces, made
        self._starts = [piece.span[0] for piece in pieces]
        self._bilingual = bilingual
        chosen = (piece for piece, new in zip(pieces, made, strict=True) if new is not None)
        self._edits = sorted({(e.span, e.text) for piece in chosen for e in piece.edits})

    def whole(self) -> str:
        return self._between((0, len(self._text)), -1)

    def _between(self, span: Span, outside: int) -> str:
        """The characters of a span, with the pieces that lie in it and come after ``outside``."""
        out: list[str] = []
        cursor, end = span
        at = max(outside + 1, bisect_left(self._starts, cursor))
        while at < len(self._pieces) and self._starts[at] <= end:
            start, stop = self._pieces[at].span
            if start >= cursor and stop <= end:
                out += self._edited(cursor, start), self._rendered(at)
                cursor = stop
            at += 1
        out.append(self._edited(cursor, end))
        return "".join(out)

    def _rendered(self, at: int) -> str:
        piece, made = self._pieces[at], self._made[at]
        same = piece.in_place and made == piece.text and not self._bilingual
        if made is None or same:
            return self._between(piece.span, at)
        return piece.style.render(
            piece, made, lambda span: self._between(span, at), bilingual=self._bilingual
        )

    def _edited(self, start: int, end: int) -> str:
        """Characters outside of all pieces, with the edits among them."""
        if not self._edits:
            return self._text[start:end]
        out: list[str] = []
        for (first, last), text in self._edits[bisect_left(self._edits, ((start, 0), "")) :]:
            if first >= end:
                break
            out += self._text[start:first], text
            start = last
        return "".join([*out, self._text[start:end]])
