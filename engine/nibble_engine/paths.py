"""The one place where a name from outside becomes a path, or is made fit to be shown."""

from __future__ import annotations

from pathlib import Path

from nibble_engine.errors import BadInputError


def safe_path(root: Path, name: str) -> Path:
    """``root/name`` with every link resolved; raises `BadInputError` if that leaves ``root``.

    For names that come from a model repository, a document or an archive, never for a path that
    the person chose themselves.
    """
    if "\0" in name:
        raise BadInputError(what="path")
    base = root.resolve()
    try:
        path = (base / name).resolve()
    except (OSError, RuntimeError) as error:
        raise BadInputError(str(error), what="path") from error
    if not path.is_relative_to(base):
        raise BadInputError(what="path")
    return path


def sendable(name: str, most: int = 200) -> str:
    """A name from outside that can be sent, logged and printed on a terminal: what is no text in
    it, and what moves a cursor or paints, becomes a question mark; at most so many characters."""
    text = name.encode("utf-8", "replace").decode()[:most]
    return "".join(letter if letter.isprintable() else "?" for letter in text)
