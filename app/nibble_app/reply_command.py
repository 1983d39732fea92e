"""``nibble reply`` and ``nibble knowledge``: the support desk without the window."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from nibble_app.console import Choice, CommandFailed, Console, command_line, put, put_json
from nibble_app.error_text import describe
from nibble_app.folders import chosen_data_folder
from nibble_app.mining_command import mine_threads
from nibble_app.model_choice import sampling
from nibble_app.options import Bit, Json, Model, On, Text, chosen, given_text
from nibble_app.regression_command import reply_tests
from nibble_app.settings import Settings
from nibble_app.table_command import TableWishes, reply_table
from nibble_engine.api import Chat, ErrorInfo, Role
from nibble_engine.errors import BaseInUseError, NibbleError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.recall import questions as read_questions
from nibble_engine.knowledge.recall import recall
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.analysis import Analysis, analyse
from nibble_engine.support.exchange import Written, completed, generated
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import THRESHOLD, Draft, drafted

knowledge = typer.Typer(help="The documents that replies are taken from.", no_args_is_help=True)

Folder = Annotated[
    Path, typer.Option("--kb", help="Folder or file with the documents.", exists=True)
]
Quoting = Annotated[
    bool, typer.Option("--quote", help="Only quote the documents; no model is loaded.")
]
Enough = Annotated[
    float, typer.Option(help="Below this confidence the question is handed over.", min=0, max=1)
]


def reply(
    kb: Folder,
    message: Text = "-",
    table: Annotated[
        Path | None, typer.Option(help="CSV, XLSX or JSONL of messages instead.", exists=True)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where the answered table goes.")
    ] = None,
    column: Annotated[str, typer.Option(help="The table's column with the messages.")] = "",
    personal: Annotated[
        bool, typer.Option("--personal", help="Write personal data instead of masking it.")
    ] = False,
    tests: Annotated[
        Path | None, typer.Option(help="TOML or JSONL of tests to run instead.", exists=True)
    ] = None,
    quote: Quoting = False,
    threshold: Enough = THRESHOLD,
    model: Model = None,
    bits: Bit = None,
    device: On = None,
    as_json: Json = False,
) -> None:
    """Suggest a reply to a customer's message, each sentence with its source; or answer a table of
    messages, where the same command again goes on; or run tests."""
    choice = chosen(model, bits, device)
    if tests or table:
        with command_line(as_json=as_json) as settings, failing(), folder_base(kb, settings) as b:
            if tests:
                reply_tests(
                    tests, b, settings, choice, quote=quote, threshold=threshold, as_json=as_json
                )
            elif table:
                out = output or table.with_name(f"{table.stem}-answered.csv")
                wishes = TableWishes(table, out, column, quote, threshold, personal)
                reply_table(wishes, b, settings, choice, as_json=as_json)
        return
    text = given_text(message)
    with command_line(as_json=as_json) as settings, failing(), folder_base(kb, settings) as base:
        found = analyse(text)
        questions = [text[start:end] for start, end in found.questions]
        draft = drafted(text, questions, Searcher(base).search, threshold=threshold)
        made = draft.quoted
        if draft.answers and not quote:
            with Console(settings) as console:
                made = _asked(console, settings, draft, choice)
        if as_json:
            put_json(described(made, found))
        else:
            _print(made)


@knowledge.command("import")
def import_(kb: Folder, as_json: Json = False) -> None:
    """Read the documents of a folder, and say which could not be read."""
    with command_line(as_json=as_json) as settings, failing(), folder_base(kb, settings) as base:
        entries = base.entries()
        if as_json:
            bad = {entry.name: entry.error for entry in entries if entry.error}
            put_json({"documents": len(entries), "passages": base.count(), "failed": bad})
            return
        for entry in entries:
            put(f"{entry.name}  {entry.passages}\n")


@knowledge.command("search")
def search(kb: Folder, question: Text = "-", as_json: Json = False) -> None:
    """Show the passages that a question finds."""
    text = given_text(question)
    with command_line(as_json=as_json) as settings, failing(), folder_base(kb, settings) as base:
        found = Searcher(base).search(text)
        if as_json:
            put_json(msgspec.to_builtins(found))
            return
        for hit in found.hits:
            place = " › ".join(hit.passage.headings)
            put(
                f"{hit.passage.document}  {place}\n    {' '.join(hit.passage.text.split())[:200]}\n"
            )


@knowledge.command("recall")
def measure_recall(
    kb: Folder,
    questions: Annotated[
        Path, typer.Option(help="Questions with the documents that answer them.", exists=True)
    ],
    as_json: Json = False,
) -> None:
    """Ask questions with known answers; print Recall@k, MRR and what each one found."""
    with command_line(as_json=as_json) as settings, failing(), folder_base(kb, settings) as base:
        report = recall(Searcher(base), read_questions(questions))
        if as_json:
            put_json(msgspec.to_builtins(report))
            return
        figures = [f"Recall@{k} {share:.3f}" for k, share in report.at.items()]
        put("  ".join([*figures, f"MRR {report.mrr:.3f}"]) + "\n")
        for row in report.rows:
            put(f"{row.rank or '–'}  {row.question.text}  {', '.join(row.documents)}\n")


@knowledge.command("mine")
def mine(
    threads: Annotated[
        list[Path], typer.Argument(help="Solved conversations: CSV, JSON, EML or MBOX.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="CSV of questions and answers.")],
    kb: Annotated[
        Path | None, typer.Option(help="Leave out what these documents say.", exists=True)
    ] = None,
    own: Annotated[
        list[str] | None, typer.Option("--own", help="A mail address of the company's own.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Propose questions and answers for the documents from solved conversations."""
    with command_line(as_json=as_json) as settings, failing(), ExitStack() as stack:
        base = stack.enter_context(folder_base(kb, settings)) if kb else None
        mine_threads(threads, output, base, own_addresses=own or (), as_json=as_json)


@contextmanager
def failing() -> Iterator[None]:
    """An error of the engine's library as that of a command."""
    try:
        yield
    except NibbleError as error:
        raise CommandFailed(error.info()) from error


@contextmanager
def folder_base(folder: Path, settings: Settings) -> Iterator[KnowledgeBase]:
    """The base of a folder's documents as they are now. It is kept, so that the next command reads
    only what changed; where another command has it, a passing one is made."""
    absolute = folder.resolve()
    name = hashlib.sha256(str(absolute).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    path = chosen_data_folder(settings) / "knowledge" / "folders" / f"{name}.db"
    with tempfile.TemporaryDirectory(prefix="nibble-") as passing:
        try:
            base = KnowledgeBase(path)
        except BaseInUseError:
            base = KnowledgeBase(Path(passing) / "base.db")
        try:
            base.add_source(absolute)
            _tell_failures(refresh(base).failed)
            yield base
        finally:
            base.close()


def _tell_failures(failed: Any) -> None:  # noqa: ANN401 - entries of documents
    for entry in failed:
        told = describe(ErrorInfo(code=entry.error, params=entry.error_params or {}))
        sys.stderr.write(f"nibble: {entry.name}: {told.title}. {told.detail}\n")


def _asked(console: Console, settings: Settings, draft: Draft, choice: Choice) -> Reply:
    info = console.load(Role.CHAT, choice)

    def ask(asked: Chat) -> Written:
        answer = console.ask(asked)
        return answer.text, answer.usage

    return completed(generated(draft, info, sampling(settings)), ask)


def described(made: Reply, found: Analysis) -> dict[str, Any]:
    """A reply as JSON: places are in characters of the document's text."""
    return {
        "ok": True,
        "reply": made.text,
        "mode": made.mode,
        "hand_over": made.hand_over,
        "confidence": round(made.confidence, 4),
        "citations": [_citation(quote) for quote in made.citations],
        "sentences": [
            {
                "text": sentence.text,
                "kind": sentence.kind,
                "citation": _citation(sentence.citation) if sentence.citation else None,
                "reason": sentence.verdict.reason if sentence.verdict else "",
            }
            for sentence in made.sentences
        ],
        "language": made.language,
        "intent": found.intent,
        "urgency": found.urgency,
        "mood": found.mood,
        "questions": [
            {
                "text": one.question,
                "answered": one.enough,
                "confidence": round(one.search.answerable, 4),
            }
            for one in made.questions
        ],
        "open_questions": list(made.open_questions),
        "flags": [msgspec.to_builtins(flag) for flag in made.flags],
    }


def _citation(quote: Any) -> dict[str, Any]:  # noqa: ANN401 - a Quote
    return {
        "document": quote.document,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.text,
    }


def _print(made: Reply) -> None:
    put(made.text + "\n")
    for number, quote in enumerate(made.citations, 1):
        said = " ".join(quote.text.split())
        put(f"\n[{number}] {quote.document} {quote.start}–{quote.end}: {said}")
    put("\n" if made.citations else "")
