"""Reads a file as a document of a knowledge base: the text the model will see, and its passages."""

from __future__ import annotations

from pathlib import Path

from nibble_engine.detection import detect
from nibble_engine.documents.problem import as_problem
from nibble_engine.errors import DamagedDocumentError, DocumentTooBigError, NoTextError
from nibble_engine.knowledge import plain
from nibble_engine.knowledge.cutting import cut
from nibble_engine.knowledge.decoding import text_of_file
from nibble_engine.knowledge.document import Extract
from nibble_engine.knowledge.made import text_of, text_of_tables
from nibble_engine.knowledge.markdown_text import markdown_parts, plain_parts
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.structured import is_json, json_cuts, lines_cuts, readable
from nibble_engine.knowledge.tables import table_cuts

VERSION = "1"
"""Of how documents are read and cut: those that another one read are read again."""
MOST_TEXT = 10_000_000
"""Characters of a document."""
_MARKDOWN, _PLAIN = (".md", ".markdown"), (".txt", ".text")
_TABLES, _JSON = (".csv", ".tsv"), (".json", ".jsonl", ".ndjson")
SUFFIXES = (*_MARKDOWN, *_PLAIN, *_TABLES, *_JSON, *plain.SUFFIXES)
_SAMPLE = 1500
_Found = tuple[str, str, tuple[Cut, ...]]


def read(path: Path) -> Extract:
    """What is read of a file, by its suffix (of `SUFFIXES`, in any case).

    For files that nobody here wrote, use `knowledge.reader.Reader`, which calls this in a process
    that can be ended. Raises a `DocumentError`.
    """
    try:
        title, text, cuts = _found(path)
    except Exception as error:
        raise as_problem(error, path) from error
    if len(text) > MOST_TEXT:
        raise DocumentTooBigError(path=str(path))
    if not cuts:
        raise NoTextError(path=str(path))
    return Extract(text, title or printable(path.stem), detect(_sample(text, cuts)), cuts)


def _found(path: Path) -> _Found:
    """Title, text and passages."""
    suffix = path.suffix.lower()
    if suffix in _MARKDOWN:
        text = text_of_file(path)
        parts = markdown_parts(text)
    elif suffix in _PLAIN:
        text = text_of_file(path)
        parts = plain_parts(text)
    elif suffix in _TABLES:
        text = text_of_file(path)
        return "", text, table_cuts(text, "\t" if suffix == ".tsv" else "")
    elif suffix in _JSON:
        return _json(path, lines=suffix != ".json")
    else:
        return _blocks(path)
    title = next((part.title for part in parts if part.title), "")
    return title, text, cut(text, parts)


def _json(path: Path, *, lines: bool) -> _Found:
    text = readable(text_of_file(path))
    try:
        cuts = json_cuts(text) if is_json(text) and not lines else lines_cuts(text)
    except (ValueError, RecursionError) as error:
        raise DamagedDocumentError(str(error), path=str(path)) from error
    return "", text, cuts


def _blocks(path: Path) -> _Found:
    blocks = plain.blocks(path)
    if path.suffix.lower() == ".xlsx":
        text, cuts = text_of_tables(blocks)
        return "", text, cuts
    text, cuts = text_of(blocks)
    headings = (block.text for block in blocks if block.kind == "heading")
    titles = (block.text for block in blocks if block.kind == "title")
    return next(headings, "") or next(titles, ""), text, cuts


def _sample(text: str, cuts: tuple[Cut, ...]) -> str:
    said = [f"{each.question}\n{text[each.start : each.end]}" for each in cuts[:20]]
    return "\n".join(said)[:_SAMPLE]


def printable(name: str) -> str:
    """A name whose bytes are no characters, with these written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
