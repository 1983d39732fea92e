"""A knowledge base: one SQLite file with its sources, documents, passages and their index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from nibble_engine.api import ErrorInfo
from nibble_engine.errors import BadInputError
from nibble_engine.interrupt import Interrupted
from nibble_engine.knowledge.base_file import BaseFile
from nibble_engine.knowledge.document import Entry, Extract, Source, Stamp
from nibble_engine.knowledge.passage import Passage, Place
from nibble_engine.knowledge.words import indexed

_COLUMNS = "SELECT p.id, p.headings, p.question, p.start, p.end, d.name, d.title, d.language"
_OF_DOCUMENT = " FROM passage p JOIN document d ON d.id = p.document"
_PASSAGE = f"{_COLUMNS}, substr(d.text, p.start + 1, p.end - p.start) AS text{_OF_DOCUMENT}"
_PLACE = f"SELECT p.id, d.name, d.language, p.question <> '' AS asks{_OF_DOCUMENT}"


def _never() -> bool:
    return False


class KnowledgeBase:
    """Every method may be called from any thread; a document is there with all its passages or not
    at all.

    Raises `BaseInUseError` where another program has the file for longer than ``wait`` seconds, and
    `BaseUnusableError` where it is damaged or no base, or of a later version. Every method that
    writes raises `DiskError` where that fails, as on a full disk, and then nothing is written.
    """

    def __init__(self, path: Path, *, wait: float = 1.0) -> None:
        self.path = path
        self._file = BaseFile(path, wait)

    def close(self) -> None:
        """Ends the connection."""
        self._file.close()

    # --- what it is made of ---

    @property
    def name(self) -> str:
        """What the person called it."""
        return self.fact("name")

    @property
    def changes(self) -> int:
        """A number that grows with each change of the base."""
        return self._file.changes

    def fact(self, key: str) -> str:
        """A fact about the base, such as its name or its embedding model; "" if there is none."""
        rows = self._file.rows("SELECT value FROM fact WHERE key = ?", key)
        return str(rows[0]["value"]) if rows else ""

    def set_fact(self, key: str, value: str) -> None:
        """Keeps a fact."""
        with self._file.write() as connection:
            connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (key, value))

    def sources(self) -> list[Source]:
        """Folders and files in the order in which they were added."""
        rows = self._file.rows("SELECT * FROM source ORDER BY id")
        return [Source(row["id"], row["path"], bool(row["watched"])) for row in rows]

    def add_source(self, path: Path, *, watched: bool = False) -> Source:
        """A folder or a file; the one that is there already if it is. Raises `BadInputError` for a
        path whose bytes are no characters: the base could not keep it."""
        path = path.absolute()
        if not _is_text(str(path)):
            raise BadInputError(what="path")
        with self._file.write() as connection:
            connection.execute(
                "INSERT INTO source (path, watched) VALUES (?, ?)"
                " ON CONFLICT (path) DO UPDATE SET watched = excluded.watched",
                (str(path), watched),
            )
        return next(source for source in self.sources() if source.path == str(path))

    def remove_source(self, source: int) -> None:
        """With all its documents."""
        with self._file.write() as connection:
            connection.execute("DELETE FROM source WHERE id = ?", (source,))

    # --- documents ---

    def entries(self, source: int | None = None) -> list[Entry]:
        """All documents by name, those that could not be read too; of one source if it is given."""
        rows = self._file.rows(
            "SELECT d.*, (SELECT count(*) FROM passage p WHERE p.document = d.id) AS passages"
            " FROM document d WHERE ? IS NULL OR d.source = ? ORDER BY d.name",
            source,
            source,
        )
        return [_entry(row) for row in rows]

    def text(self, name: str) -> str:
        """What the model sees of a document; "" if there is no such one."""
        rows = self._file.rows("SELECT text FROM document WHERE name = ?", name)
        return str(rows[0]["text"]) if rows else ""

    def put(
        self,
        name: str,
        path: Path,
        stamp: Stamp,
        extract: Extract,
        source: int | None = None,
        *,
        cancelled: Callable[[], bool] = _never,
    ) -> None:
        """Keeps a document in place of what has its name. Raises `Interrupted` soon after
        ``cancelled`` says so: then all is as before. Of a source that is gone nothing is kept."""
        with self._file.write() as connection:
            if not _is_there(connection, source):
                return
            document = _put_document(connection, name, path, stamp, source=source, extract=extract)
            for cut in extract.cuts:
                if cancelled():
                    raise Interrupted
                at = connection.execute(
                    "INSERT INTO passage (document, headings, question, start, end)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (document, json.dumps(cut.headings), cut.question, cut.start, cut.end),
                ).lastrowid
                fields = (
                    extract.title,
                    " ".join(cut.headings),
                    cut.question,
                    extract.text[cut.start : cut.end],
                )
                connection.execute(
                    "INSERT INTO found (rowid, title, headings, question, body)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (at, *map(indexed, fields)),
                )

    def put_error(
        self, name: str, path: Path, stamp: Stamp, error: ErrorInfo, source: int | None = None
    ) -> None:
        """Keeps that a file could not be read; what it was before is no longer there."""
        empty = Extract("", path.name, "", ())
        with self._file.write() as connection:
            if _is_there(connection, source):
                _put_document(
                    connection, name, path, stamp, source=source, extract=empty, error=error
                )

    def touch(self, name: str, stamp: Stamp) -> None:
        """The file has another time but the same bytes."""
        with self._file.write() as connection:
            connection.execute(
                "UPDATE document SET size = ?, modified = ?, sha256 = ? WHERE name = ?",
                (stamp.size, stamp.modified, stamp.sha256, name),
            )

    def remove(self, names: Iterable[str]) -> None:
        """Documents with their passages."""
        with self._file.write() as connection:
            connection.executemany("DELETE FROM document WHERE name = ?", [(n,) for n in names])

    # --- passages ---

    def count(self) -> int:
        """Of passages."""
        return int(self._file.rows("SELECT count(*) AS n FROM passage")[0]["n"])

    def languages(self) -> dict[str, int]:
        """How many passages there are in each language."""
        rows = self._file.rows(
            f"SELECT d.language, count(*) AS n{_OF_DOCUMENT} GROUP BY d.language"
        )
        return {row["language"]: row["n"] for row in rows}

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Those of ``ids`` that are there, in that order."""
        marks = ", ".join("?" * len(ids))
        rows = {
            row["id"]: _passage(row, row["text"])
            for row in self._file.rows(f"{_PASSAGE} WHERE p.id IN ({marks})", *ids)
        }
        return [rows[at] for at in ids if at in rows]

    def places(self, ids: Sequence[int]) -> dict[int, Place]:
        """What tells passages apart before their texts are read."""
        marks = ", ".join("?" * len(ids))
        return {
            row["id"]: Place(row["name"], row["language"], bool(row["asks"]))
            for row in self._file.rows(f"{_PLACE} WHERE p.id IN ({marks})", *ids)
        }

    def passages_of(self, name: str) -> list[Passage]:
        """A document's passages in reading order."""
        # SQLite counts a text's characters from its beginning for each piece of it: of a long
        # document with thousands of passages that takes seconds.
        with self._file.held():
            text = self.text(name)
            rows = self._file.rows(
                f"{_COLUMNS}{_OF_DOCUMENT} WHERE d.name = ? ORDER BY p.start", name
            )
        return [_passage(row, text[row["start"] : row["end"]]) for row in rows]

    def found(
        self, expression: str, limit: int, weights: tuple[float, float, float, float]
    ) -> list[tuple[int, float]]:
        """Passages that FTS5's ``expression`` of indexed words finds, best first, with their BM25
        (higher is better; Robertson & Zaragoza 2009, k1 1.2, b 0.75 as FTS5 has them); ``weights``
        are those of title, headings, question and body."""
        rows = self._file.rows(
            "SELECT rowid, -bm25(found, ?, ?, ?, ?) AS score FROM found WHERE found MATCH ?"
            " ORDER BY score DESC LIMIT ?",
            *weights,
            expression,
            limit,
        )
        return [(row["rowid"], row["score"]) for row in rows]

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many passages each indexed word is; 0 where in none."""
        marks = ", ".join("?" * len(words))
        query = f"SELECT term, doc FROM found_words WHERE term IN ({marks})"  # noqa: S608
        known = {row["term"]: row["doc"] for row in self._file.rows(query, *words)}
        return {word: known.get(word, 0) for word in words}

    def index_of(self, ids: Sequence[int]) -> dict[int, tuple[str, str, str, str]]:
        """The indexed words of passages: those of title, headings, question and body."""
        marks = ", ".join("?" * len(ids))
        query = f"SELECT rowid, * FROM found WHERE rowid IN ({marks})"  # noqa: S608
        return {row["rowid"]: tuple(row)[1:] for row in self._file.rows(query, *ids)}

    def vocabulary(self, first: str, shortest: int, longest: int) -> list[str]:
        """Indexed words that begin with the character ``first``, by their number of letters."""
        rows = self._file.rows(
            "SELECT term FROM found_words WHERE term >= ? AND term < ?"
            " AND length(term) BETWEEN ? AND ?",
            first,
            chr(ord(first) + 1),
            shortest,
            longest,
        )
        return [row["term"] for row in rows]

    # --- vectors ---

    def vectors(self) -> list[tuple[int, bytes]]:
        """Passages that have one, and its bytes as `knowledge.dense` packs them."""
        rows = self._file.rows(
            "SELECT id, vector FROM passage WHERE vector IS NOT NULL ORDER BY id"
        )
        return [(row["id"], row["vector"]) for row in rows]

    def without_vector(self, limit: int) -> list[Passage]:
        """Passages that have none yet, the first ``limit``."""
        rows = self._file.rows(f"{_PASSAGE} WHERE p.vector IS NULL ORDER BY p.id LIMIT ?", limit)
        return [_passage(row, row["text"]) for row in rows]

    def put_vectors(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Keeps vectors of passages; those of passages that are gone meanwhile are dropped."""
        with self._file.write() as connection:
            connection.executemany(
                "UPDATE passage SET vector = ? WHERE id = ?", [(v, at) for at, v in vectors]
            )

    def vector_count(self) -> int:
        """Of passages that have a vector."""
        return int(self._file.rows("SELECT count(vector) AS n FROM passage")[0]["n"])

    def drop_vectors(self) -> None:
        """Those of another model are worth nothing."""
        with self._file.write() as connection:
            connection.execute("UPDATE passage SET vector = NULL")


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_there(connection: sqlite3.Connection, source: int | None) -> bool:
    """Whether a document may be of that source; the person may remove it during an import."""
    rows = connection.execute("SELECT ? IS NULL OR ? IN (SELECT id FROM source)", (source, source))
    return bool(rows.fetchone()[0])


def _put_document(
    connection: sqlite3.Connection,
    name: str,
    path: Path,
    stamp: Stamp,
    *,
    source: int | None,
    extract: Extract,
    error: ErrorInfo | None = None,
) -> int:
    connection.execute("DELETE FROM document WHERE name = ?", (name,))
    row = connection.execute(
        "INSERT INTO document (source, name, path, title, language, text, size, modified, sha256,"
        " error, error_params) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source,
            name,
            str(path),
            extract.title,
            extract.language,
            extract.text,
            stamp.size,
            stamp.modified,
            stamp.sha256,
            error.code if error else "",
            json.dumps(error.params if error else {}),
        ),
    )
    return int(row.lastrowid or 0)


def _entry(row: sqlite3.Row) -> Entry:
    stamp = Stamp(row["size"], row["modified"], row["sha256"])
    return Entry(
        row["name"],
        row["path"],
        row["title"],
        row["language"],
        row["passages"],
        stamp,
        row["error"],
        json.loads(row["error_params"]),
    )


def _passage(row: sqlite3.Row, text: str) -> Passage:
    return Passage(
        row["id"],
        row["name"],
        row["title"],
        tuple(json.loads(row["headings"])),
        row["question"],
        text,
        row["start"],
        row["end"],
        row["language"],
    )
