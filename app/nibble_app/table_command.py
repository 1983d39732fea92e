"""``nibble reply --table FILE``: a table of messages; the same command again goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from nibble_app.console import Choice, CommandFailed, Console, put, put_json
from nibble_app.folders import chosen_data_folder
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.model_choice import sampling
from nibble_app.settings import Settings
from nibble_app.support_batch import export
from nibble_app.support_batch.answering import kept, way_name
from nibble_app.support_batch.row import Row
from nibble_app.support_batch.work import BatchWork
from nibble_engine.api import Chat, ErrorInfo, Role
from nibble_engine.errors import EngineStartError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.knowledge.thresholds import USUAL
from nibble_engine.support.exchange import Way, Written, completed, exchange

_PROGRESS = QT_TRANSLATE_NOOP("Console", "{name}: {done} of {total} messages")


@dataclass(frozen=True)
class TableWishes:
    """What the options say: the table, where the answers go, the column of the messages ("" finds
    it), whether the documents are only quoted, below which confidence a message is handed over,
    and whether personal data may be written."""

    table: Path
    output: Path
    column: str = ""
    quote: bool = False
    threshold: float = USUAL
    personal: bool = False


def reply_table(
    wishes: TableWishes, base: KnowledgeBase, settings: Settings, choice: Choice, *, as_json: bool
) -> None:
    """Answers every message of a table and writes it with the answers as further columns. What was
    answered before by the same command is taken over; rows that failed are tried again.

    Raises `NibbleError`, `CommandFailed`; ends with status 1 where a row failed.
    """
    export.check(wishes.output)
    folder = chosen_data_folder(settings) / "tables"
    with ExitStack() as stack:
        console = None if wishes.quote else stack.enter_context(Console(settings))
        model = console.load(Role.CHAT, choice) if console else None
        way = Way(Searcher(base).search, wishes.threshold, model, sampling(settings))
        named = way_name(base, model, wishes.threshold)
        work = BatchWork.open(wishes.table, folder, named, column=wishes.column)
        work.retry(work.numbers("failed"))
        while row := work.next():
            _answer(work, row, way, console)
            _show(work)
    export.write(work, wishes.output, personal=wishes.personal)
    failed = work.failed
    if not failed:
        work.forget()
    _tell(work, wishes, as_json=as_json)
    if failed:
        raise SystemExit(1)


def asking(console: Console | None) -> Callable[[Chat], Written]:
    """What an exchange gives its commands to."""

    def ask(command: Chat) -> Written:
        assert console is not None  # without a model nothing is asked
        answer = console.ask(command)
        return answer.text, answer.usage

    return ask


def _answer(work: BatchWork, row: Row, way: Way, console: Console | None) -> None:
    """A row that fails is kept as failed; without an engine all of them would."""
    try:
        made = completed(exchange(work.message(row.number), way), asking(console))
    except CommandFailed as failure:
        if failure.error.code == EngineStartError.code:
            raise
        work.fail(row.number, failure.error)
    else:
        work.take(row.number, kept(made))


def _show(work: BatchWork) -> None:
    if sys.stderr.isatty():
        end = "\n" if work.done == work.total else "\r"
        text = QCoreApplication.translate("Console", _PROGRESS)
        name = work.table.path.name
        sys.stderr.write(text.format(name=name, done=work.done, total=work.total) + end)


def _tell(work: BatchWork, wishes: TableWishes, *, as_json: bool) -> None:
    if not as_json:
        put(f"{wishes.output}\n")
        for number in work.numbers("failed"):
            error = work.rows[number].error or ErrorInfo(code="internal")
            sys.stderr.write(f"nibble: {work.table.path}: {number + 1}: {error.code}\n")
        return
    found: dict[str, Any] = {
        "ok": not work.failed,
        "table": str(wishes.table),
        "output": str(wishes.output),
        "rows": len(work.rows),
        "answered": work.done - work.failed,
        "handed_over": work.handed_over,
        "failed": work.failed,
    }
    put_json(found)
