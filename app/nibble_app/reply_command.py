"""``nibble reply`` and ``nibble knowledge``: what they take. What they do is imported when it is
asked for, so that other commands and the window start without it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from nibble_app.console import command_line, put, put_json
from nibble_app.options import Bit, Json, Model, On, Text, chosen, given_text
from nibble_engine.knowledge.thresholds import USUAL

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
    threshold: Enough = USUAL,
    model: Model = None,
    bits: Bit = None,
    device: On = None,
    as_json: Json = False,
) -> None:
    """Suggest a reply to a customer's message, each sentence with its source; or answer a table of
    messages, where the same command again goes on; or run tests."""
    from nibble_app.folder_base import failing, folder_base
    from nibble_app.regression_command import reply_tests
    from nibble_app.single_reply import reply_message
    from nibble_app.table_command import TableWishes, reply_table

    choice = chosen(model, bits, device)
    text = "" if tests or table else given_text(message)
    with command_line(as_json=as_json) as settings, failing(), folder_base(kb, settings) as base:
        if tests:
            reply_tests(
                tests, base, settings, choice, quote=quote, threshold=threshold, as_json=as_json
            )
        elif table:
            out = output or table.with_name(f"{table.stem}-answered.csv")
            wishes = TableWishes(table, out, column, quote, threshold, personal)
            reply_table(wishes, base, settings, choice, as_json=as_json)
        else:
            reply_message(
                text, base, settings, choice, quote=quote, threshold=threshold, as_json=as_json
            )


@knowledge.command("import")
def import_(kb: Folder, as_json: Json = False) -> None:
    """Read the documents of a folder, and say which could not be read."""
    from nibble_app.folder_base import failing, folder_base

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
    from nibble_app.folder_base import failing, folder_base
    from nibble_engine.knowledge.searching import Searcher

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
    from nibble_app.folder_base import failing, folder_base
    from nibble_engine.knowledge.recall import questions as read_questions
    from nibble_engine.knowledge.recall import recall
    from nibble_engine.knowledge.searching import Searcher

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
    from nibble_app.folder_base import failing, folder_base
    from nibble_app.mining_command import mine_threads

    with command_line(as_json=as_json) as settings, failing(), ExitStack() as stack:
        base = stack.enter_context(folder_base(kb, settings)) if kb else None
        mine_threads(threads, output, base, own_addresses=own or (), as_json=as_json)
