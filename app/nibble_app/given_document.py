"""What ``nibble write`` is given to work on, and how its result is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from nibble_app.console import CommandFailed
from nibble_app.document_command import is_document
from nibble_app.options import given_text
from nibble_engine.documents import encoding
from nibble_engine.documents.formats import MOST_FILE_BYTES
from nibble_engine.documents.saving import save
from nibble_engine.errors import DiskError, DocumentTooBigError, NibbleError
from nibble_engine.manuscript import files

_FORMATTED = (".docx", ".html", ".htm")


@dataclass(frozen=True)
class Given:
    """``text`` is Markdown where it came from a word document or a web page; ``plain`` tells how a
    text file was encoded, ``source`` is the file that a word document is written into again."""

    text: str
    plain: encoding.Text
    source: files.Source | None = None

    def save(self, path: Path, text: str) -> None:
        """Writes ``text`` in the format that the name of ``path`` tells; a word document that was
        given gets tracked changes. Raises `CommandFailed`."""
        try:
            if path.suffix.lower() in _FORMATTED:
                tracked = self.source is not None and path.suffix.lower() == ".docx"
                files.write(path, text, source=self.source, tracked=tracked)
            else:
                save(path, self.plain.encoded(text, "replace"))
        except NibbleError as error:
            raise CommandFailed(error.info()) from error


def given(argument: str) -> Given:
    """The text of a file, standard input or the argument itself. Raises `CommandFailed`; ends
    with a usage error for a file that is not there and for an empty text."""
    if not is_document(argument):
        text = given_text(argument)
        return Given(text, encoding.Text(text))
    path = Path(argument)
    if not path.is_file():
        raise typer.BadParameter(f"there is no file {path}", param_hint="TEXT")
    found = _formatted(path) if path.suffix.lower() in _FORMATTED else read_plain(path)
    made = found if isinstance(found, Given) else Given(found.text, found)
    if not made.text.strip():
        raise typer.BadParameter("the text is empty", param_hint="TEXT")
    return made


def read_plain(path: Path) -> encoding.Text:
    """A text file. Raises `CommandFailed`."""
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise DocumentTooBigError(path=str(path))
        return encoding.read(path)
    except NibbleError as error:
        raise CommandFailed(error.info()) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandFailed(DiskError(path=str(path), reason=why).info()) from error


def _formatted(path: Path) -> Given:
    try:
        opened = files.read(path)
    except NibbleError as error:
        raise CommandFailed(error.info()) from error
    return Given(opened.text, encoding.Text(opened.text), opened.source)
