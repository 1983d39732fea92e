"""Glossaries: named lists of terms for a pair of languages, each on or off."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from nibble_app.store import search
from nibble_app.store.database import Database
from nibble_engine.terms import Glossary, Term

_FROM = "SELECT t.*, g.source_language, g.target_language FROM term t JOIN glossary g ON g.id = t.glossary"


@dataclass(frozen=True)
class TermList:
    """One glossary of the list; ``terms`` is how many it has. Its terms are used in both
    directions while it is ``active``."""

    id: int
    name: str
    source_language: str
    target_language: str
    active: bool
    terms: int


@dataclass(frozen=True)
class StoredTerm:
    """A term and where it is kept."""

    id: int
    glossary: int
    term: Term


_Lists = list[TermList]  # inside the class below, ``list`` is its own method
_Terms = list[StoredTerm]
_Ids = list[int]


class Terms:
    """All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def create(self, name: str, source_language: str, target_language: str) -> int:
        """A new glossary's id; it is active."""
        with self._db.write() as connection:
            made = connection.execute(
                "INSERT INTO glossary (name, source_language, target_language, active)"
                " VALUES (?, ?, ?, 1)",
                (name, source_language, target_language),
            )
            return int(made.lastrowid or 0)

    def rename(self, glossary: int, name: str) -> None:
        """Gives it another name."""
        with self._db.write() as connection:
            connection.execute("UPDATE glossary SET name = ? WHERE id = ?", (name, glossary))

    def activate(self, glossary: int, active: bool) -> None:
        """Turns it on or off."""
        with self._db.write() as connection:
            connection.execute("UPDATE glossary SET active = ? WHERE id = ?", (active, glossary))

    def delete(self, glossary: int) -> None:
        """Deletes it with its terms for good."""
        with self._db.write() as connection:
            connection.execute(
                "DELETE FROM term_found WHERE rowid IN (SELECT id FROM term WHERE glossary = ?)",
                (glossary,),
            )
            connection.execute("DELETE FROM glossary WHERE id = ?", (glossary,))

    def list(self) -> _Lists:
        """All glossaries by name."""
        rows = self._db.rows(
            "SELECT g.*, (SELECT count(*) FROM term t WHERE t.glossary = g.id) AS terms"
            " FROM glossary g ORDER BY g.name COLLATE NOCASE, g.id"
        )
        return [
            TermList(
                row["id"],
                row["name"],
                row["source_language"],
                row["target_language"],
                bool(row["active"]),
                row["terms"],
            )
            for row in rows
        ]

    def add(self, glossary: int, term: Term) -> int:
        """Keeps a term and returns its id; one with the same source and target is replaced. Raises
        as `add_all`."""
        return self._add(glossary, [term])[0]

    def add_all(self, glossary: int, terms: Iterable[Term]) -> int:
        """Keeps terms, all or none of them, and returns how many. One of the opposite direction is
        turned round. Raises `ValueError` for one of other languages and for an unknown
        glossary."""
        return len(self._add(glossary, terms))

    def update(self, stored: int, term: Term) -> None:
        """Changes a term. Raises `ValueError` if it would be the same as another one."""
        try:
            with self._db.write() as connection:
                connection.execute(
                    "UPDATE term SET source = ?, target = ?, note = ?, case_sensitive = ?,"
                    " forbidden = ? WHERE id = ?",
                    (*_values(term), stored),
                )
                _index(connection, stored, term)
        except sqlite3.IntegrityError as error:
            raise ValueError("this term is there already") from error

    def delete_terms(self, terms: Iterable[int]) -> None:
        """Deletes terms for good."""
        keys = [(term,) for term in terms]
        with self._db.write() as connection:
            connection.executemany("DELETE FROM term_found WHERE rowid = ?", keys)
            connection.executemany("DELETE FROM term WHERE id = ?", keys)

    def search(self, query: str = "", glossary: int | None = None) -> _Terms:
        """The terms, of one glossary or of all, that have all words of the query in source, target
        or note; by source."""
        expression = search.match_expression(query)
        rows = self._db.rows(
            f"{_FROM} WHERE (? IS NULL OR g.id = ?) AND (? = '' OR t.id IN"
            " (SELECT rowid FROM term_found WHERE term_found MATCH ?))"
            " ORDER BY t.source COLLATE NOCASE, t.id",
            (glossary, glossary, query.strip(), expression or '""'),
        )
        return [StoredTerm(row["id"], row["glossary"], _term(row)) for row in rows]

    def active(self, source_language: str, target_language: str) -> Glossary:
        """The terms of all active glossaries of the pair, in this direction."""
        rows = self._db.rows(
            f"{_FROM} WHERE g.active AND ? IN (g.source_language, g.target_language)"
            " AND ? IN (g.source_language, g.target_language) ORDER BY g.id, t.id",
            (source_language, target_language),
        )
        pair = (source_language, target_language)
        return Glossary(tuple(dict.fromkeys(_towards(_term(row), pair) for row in rows)))

    def _add(self, glossary: int, terms: Iterable[Term]) -> _Ids:
        rows = self._db.rows("SELECT * FROM glossary WHERE id = ?", (glossary,))
        if not rows:
            raise ValueError("there is no such glossary")
        pair = (rows[0]["source_language"], rows[0]["target_language"])
        ids = []
        with self._db.write() as connection:
            for term in terms:
                kept = _towards(term, pair)
                row = connection.execute(
                    "INSERT INTO term (source, target, note, case_sensitive, forbidden, glossary)"
                    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (glossary, source, target) DO UPDATE"
                    " SET note = excluded.note, case_sensitive = excluded.case_sensitive,"
                    " forbidden = excluded.forbidden RETURNING id",
                    (*_values(kept), glossary),
                ).fetchall()
                ids.append(int(row[0]["id"]))
                _index(connection, ids[-1], kept)
        return ids


def _towards(term: Term, pair: tuple[str, str]) -> Term:
    languages = (term.source_language, term.target_language)
    if languages == pair:
        return term
    if languages != pair[::-1]:
        raise ValueError("a glossary has one pair of languages")
    return term.reversed()


def _values(term: Term) -> tuple[str, str, str, bool, str]:
    forbidden = json.dumps(term.forbidden, ensure_ascii=False)
    return term.source, term.target, term.note, term.case_sensitive, forbidden


def _index(connection: sqlite3.Connection, key: int, term: Term) -> None:
    connection.execute("DELETE FROM term_found WHERE rowid = ?", (key,))
    connection.execute(
        "INSERT INTO term_found (rowid, source, target, note) VALUES (?, ?, ?, ?)",
        (key, *map(search.spaced, (term.source, term.target, term.note))),
    )


def _term(row: sqlite3.Row) -> Term:
    return Term(
        row["source"],
        row["target"],
        row["source_language"],
        row["target_language"],
        row["note"],
        bool(row["case_sensitive"]),
        tuple(json.loads(row["forbidden"])),
    )
