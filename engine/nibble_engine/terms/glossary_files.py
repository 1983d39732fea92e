"""Glossaries in files: CSV, TSV and TBX, by the ending of the name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.terms.bad_lines import BadLine
from nibble_engine.terms.glossary import Term
from nibble_engine.terms.tables import read_table, write_table
from nibble_engine.terms.tbx import read_tbx, write_tbx

SUFFIXES = (".csv", ".tsv", ".txt", ".tbx")
_XML = (".tbx", ".xml", ".martif")


@dataclass(frozen=True)
class TermReading:
    """The terms of a file, each once, and the lines that could not be used."""

    terms: tuple[Term, ...]
    bad: tuple[BadLine, ...]


def read_terms(path: Path, source_language: str, target_language: str) -> TermReading:
    """All terms of the pair in a file. Raises `BadTermFileError` and `DiskError`."""
    bad: list[BadLine] = []
    read = read_tbx if path.suffix.lower() in _XML else read_table
    terms = dict.fromkeys(read(path, source_language, target_language, bad.append))
    return TermReading(tuple(terms), tuple(bad))


def write_terms(path: Path, terms: Iterable[Term]) -> None:
    """Writes terms of one pair; the old file stays if that fails. Raises `DiskError`."""
    write = write_tbx if path.suffix.lower() in _XML else write_table
    write(path, terms)
