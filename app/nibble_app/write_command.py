"""``nibble write proofread --rules-only``: proofreading by rules, which needs no model."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import typer
from PySide6.QtCore import QLocale

from nibble_app.console import CommandFailed, command_line, put, put_json
from nibble_app.document_command import is_document
from nibble_app.folders import config_file
from nibble_app.options import given_text
from nibble_app.settings import Settings
from nibble_app.write_task import Output
from nibble_app.writing.rules import chosen_rules
from nibble_engine.documents import encoding
from nibble_engine.documents.formats import MOST_FILE_BYTES
from nibble_engine.documents.saving import save
from nibble_engine.errors import DiskError, DocumentTooBigError, NibbleError
from nibble_engine.proofreading.change import Change, applied
from nibble_engine.proofreading.proofread import proofread, reason


def source_of(argument: str) -> encoding.Text:
    """The text of a file, standard input or the argument itself. Raises `CommandFailed`; ends
    with a usage error for a file that is not there and for an empty text."""
    if not is_document(argument):
        return encoding.Text(given_text(argument))
    path = Path(argument)
    if not path.is_file():
        raise typer.BadParameter(f"there is no file {path}", param_hint="TEXT")
    text = _read(path)
    if not text.text.strip():
        raise typer.BadParameter("the text is empty", param_hint="TEXT")
    return text


def proofread_by_rules(argument: str, output: Output) -> None:
    """Proposes changes by the rules that the settings leave on, and prints or writes what they
    make of the text."""
    output.check()
    with command_line(as_json=output.as_json):
        source = source_of(argument)
        changes = proofread(source.text, chosen_rules(Settings(config_file())))
        text = applied(source.text, changes)
        if output.path is not None:
            _save(output.path, source.encoded(text))
        if output.as_json:
            put_json({"ok": True, "text": text, "changes": [_described(c) for c in changes]})
        elif output.diff:
            put(difference(source.text, text))
        else:
            put(f"{output.path}\n" if output.path is not None else _ended(text))


def difference(old: str, new: str) -> str:
    """The lines that are not the same, as ``diff -u`` shows them."""
    lines = list(difflib.unified_diff(_lines(old), _lines(new), n=1, lineterm=""))
    # The first two would name files.
    return "".join(line + "\n" for line in lines[2:])


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _described(change: Change) -> dict[str, Any]:
    return {
        "start": change.start,
        "end": change.end,
        "original": change.original,
        "replacement": change.replacement,
        "rule": change.rule,
        "reason": reason(change, QLocale().name()),
    }


def _read(path: Path) -> encoding.Text:
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise DocumentTooBigError(path=str(path))
        return encoding.read(path)
    except NibbleError as error:
        raise CommandFailed(error.info()) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandFailed(DiskError(path=str(path), reason=why).info()) from error


def _save(path: Path, data: bytes) -> None:
    try:
        save(path, data)
    except NibbleError as error:
        raise CommandFailed(error.info()) from error
