"""The command line: the window, and the same work without it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from nibble_app.advice_command import advise_command, fit_command
from nibble_app.bench_command import bench
from nibble_app.console import (
    Answer,
    Choice,
    Console,
    command_line,
    put,
    put_json,
)
from nibble_app.document_command import (
    Wishes,
    is_document,
    sentence,
    terms_of,
    translate_documents,
    write_text,
)
from nibble_app.folders import chosen_data_folder
from nibble_app.get_command import get
from nibble_app.handover import hand_over
from nibble_app.model_choice import sampling
from nibble_app.options import (
    Bit,
    Json,
    Longest,
    Model,
    On,
    Seed,
    Text,
    chosen,
    given_text,
)
from nibble_app.reply_command import knowledge, reply
from nibble_app.shelf_command import list_models, move, remove, space, verify
from nibble_app.write_task import Form, Output, Task, Wish
from nibble_engine import __version__
from nibble_engine.api import (
    AnyCommand,
    Chat,
    Detected,
    Message,
    ModelInfo,
    Role,
    SentenceDone,
    Translate,
    new_job,
)
from nibble_engine.languages import LANGUAGES, detect, find
from nibble_engine.prompts import support_prompt

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Support, writing and translation with language models on this computer.",
)
models = typer.Typer(help="The models on this computer.", no_args_is_help=True)
app.add_typer(models, name="models")
app.add_typer(knowledge, name="knowledge")
app.command()(reply)
app.command()(bench)
models.command()(get)
models.command("fit")(fit_command)
models.command("advise")(advise_command)
models.command("list")(list_models)
models.command()(space)
models.command()(verify)
models.command()(remove)
models.command()(move)


_ACTIONS = f"What to do: {', '.join(Task)}."


def main() -> None:
    """The command ``nibble``."""
    if sys.platform == "win32":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    app()


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Without a command: open the window."""
    if version:
        put(f"nibble {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from nibble_app.main import run_window

        raise typer.Exit(run_window())


@app.command()
def translate(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="A text, or documents; - or nothing reads a text from standard input."),
    ] = None,
    to: Annotated[str, typer.Option(help="Language to translate into.")] = "zh",
    from_: Annotated[str, typer.Option("--from", help="Language of the text.")] = "auto",
    glossary: Annotated[
        Path | None, typer.Option(help="Terms to keep to: CSV, TSV or TBX.", exists=True)
    ] = None,
    tm: Annotated[
        Path | None, typer.Option(help="Earlier translations to take: TMX.", exists=True)
    ] = None,
    bilingual: Annotated[
        bool, typer.Option("--bilingual", help="Documents with both languages.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where it goes; a folder for several.")
    ] = None,
    model: Model = None,
    bits: Bit = None,
    device: On = None,
    as_json: Json = False,
) -> None:
    """Translate a text or documents. The same command again goes on where it was stopped."""
    for option, tag in (("--to", to), ("--from", from_)):
        if find(tag) is None and not (tag == "auto" and option == "--from"):
            known = ", ".join(language.tag for language in LANGUAGES)
            raise typer.BadParameter(f"{tag} is not known; known are: {known}", param_hint=option)
    wishes = Wishes(from_, to, glossary, tm, bilingual, output)
    given = inputs or ["-"]
    choice = chosen(model, bits, device)
    if all(is_document(text) for text in given):
        _translate_documents([Path(text) for text in given], wishes, choice, as_json=as_json)
    elif len(given) == 1:
        _translate_text(given_text(given[0]), wishes, choice, as_json=as_json)
    else:
        missing = next(text for text in given if not is_document(text))
        raise typer.BadParameter(f"there is no document {missing}", param_hint="INPUTS")


def _translate_documents(
    paths: list[Path], wishes: Wishes, choice: Choice, *, as_json: bool
) -> None:
    with command_line(as_json=as_json) as settings, Console(settings) as console:
        info = console.load(Role.TRANSLATION, choice)
        folder = chosen_data_folder(settings) / "documents"
        done = translate_documents(paths, wishes, folder, console, quiet=as_json)
        if as_json:
            alone = done[0] if len(done) == 1 else {}
            put_json({"ok": True, "model": info.name, **alone, "documents": done})


def _translate_text(text: str, wishes: Wishes, choice: Choice, *, as_json: bool) -> None:
    with command_line(as_json=as_json):
        source = detect(text) if wishes.source == "auto" else wishes.source
        terms, known = terms_of(wishes, source)
    command = Translate(
        job=new_job(),
        text=text,
        source=wishes.source,
        target=wishes.target,
        terms=terms,
        known=known,
    )
    _do(command, Role.TRANSLATION, choice, as_json=as_json, output=wishes.output)


@app.command()
def say(
    text: Text = "-",
    model: Model = None,
    bits: Bit = None,
    device: On = None,
    seed: Seed = None,
    max_tokens: Longest = None,
    as_json: Json = False,
) -> None:
    """Ask the chat model, as the support mode does."""
    question = given_text(text)
    with command_line(as_json=as_json) as settings:
        own = str(settings.get("support.system_prompt")).strip() or support_prompt(question)
    turns = (Message(role="system", content=own), Message(role="user", content=question))
    command = Chat(job=new_job(), messages=turns, sampling=_sampling(seed, max_tokens))
    _do(command, Role.CHAT, chosen(model, bits, device), as_json=as_json)


@app.command()
def write(
    task: Annotated[Task, typer.Argument(metavar="ACTION", help=_ACTIONS)],
    text: Annotated[
        str, typer.Argument(help="The text, or a file; - or nothing reads it from standard input.")
    ] = "-",
    tone: Annotated[
        str, typer.Option(help="How it is to sound: formal, friendly, official … or your words.")
    ] = "",
    instruction: Annotated[
        str, typer.Option("--instruction", "--wish", help="Your own wish.")
    ] = "",
    form: Annotated[Form | None, typer.Option(help="What a summary is to be.")] = None,
    target: Annotated[str, typer.Option(help="Language to translate into.")] = "",
    own: Annotated[
        Path | None,
        typer.Option("--action", help="For instruct: an action of your own, a TOML file."),
    ] = None,
    fields: Annotated[
        list[str] | None, typer.Option("--field", help="KEY=VALUE for a field of that action.")
    ] = None,
    voice: Annotated[
        list[Path] | None, typer.Option(help="A text file that you wrote: its manner is kept to.")
    ] = None,
    model: Model = None,
    bits: Bit = None,
    device: On = None,
    seed: Seed = None,
    max_tokens: Longest = None,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Proofread by rules, without a model.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print the lines that change.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File for the changed text.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Improve a text. The status is 3 where numbers, names, dates, quotations, links or the
    language are no longer those of the text, or the model cannot do it: then look first."""
    wish = Wish(
        tone, instruction, form, target, own, tuple(fields or ()), tuple(voice or ()), rules_only
    )
    wish.check(task)
    # Late: other commands and the window start without the rules.
    from nibble_app.write_command import proofread_by_rules, write_with_model

    shown = Output(as_json, diff, output)
    if rules_only:
        proofread_by_rules(text, shown)
        return
    how = _sampling(seed, max_tokens)
    write_with_model(task, text, wish, shown, choice=chosen(model, bits, device), how=how)


_HANDED_OVER = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command(context_settings=_HANDED_OVER)
def train(context: typer.Context) -> None:
    """Train or adapt a model on data of your own (nibble train --help)."""
    _hand_over("train", context)


@app.command("eval", context_settings=_HANDED_OVER)
def evaluate(context: typer.Context) -> None:
    """Score a model on a file, at one number of bits or several (nibble eval --help)."""
    _hand_over("eval", context)


@app.command(context_settings=_HANDED_OVER)
def quantize(context: typer.Context) -> None:
    """Save a 16-bit model in 4 or 8 bits (nibble quantize --help)."""
    _hand_over("quantize", context)


def _hand_over(name: str, context: typer.Context) -> None:
    with command_line(as_json="--json" in context.args):
        hand_over(name, context.args)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Look at this computer, load the models and let them answer."""
    from nibble_app.doctor import examine, report

    with command_line(as_json=as_json) as settings:
        found = examine(settings)
        if as_json:
            put_json(found)
        else:
            put(report(found))
        if not found["ok"]:
            raise SystemExit(1)


def _do(
    command: AnyCommand, role: Role, choice: Choice, *, as_json: bool, output: Path | None = None
) -> None:
    with command_line(as_json=as_json) as settings, Console(settings) as console:
        info = console.load(role, choice)
        quiet = as_json or output is not None
        answer = console.ask(command, (lambda text: None) if quiet else put)
        if output is not None:
            write_text(output, answer.text + "\n")
        if as_json:
            put_json(_result(command, info, answer))
        else:
            put(f"{output}\n" if output is not None else "\n")


def _result(command: AnyCommand, info: ModelInfo, answer: Answer) -> dict[str, Any]:
    usage = answer.usage
    result: dict[str, Any] = {
        "ok": True,
        "text": answer.text,
        "model": info.name,
        "level": str(info.level),
        "bits_per_parameter": info.bits,
        "device": info.device,
        "reason": answer.reason,
        "tokens": usage.new_tokens,
        "seconds": round(usage.prefill_seconds + usage.decode_seconds, 3),
    }
    if isinstance(command, Translate):
        found = [event.language for event in answer.events if isinstance(event, Detected)]
        result |= {"source": found[0] if found else command.source, "target": command.target}
        result["sentences"] = [
            sentence(event, command.text, answer.text)
            for event in answer.events
            if isinstance(event, SentenceDone)
        ]
    return result


def _sampling(seed: int | None, max_tokens: int | None) -> Any:  # noqa: ANN401 - a Sampling
    import msgspec

    with command_line() as settings:
        how = sampling(settings)
    changes: dict[str, Any] = {}
    if seed is not None:
        changes["seed"] = seed
    if max_tokens is not None:
        changes["max_new_tokens"] = max_tokens
    return msgspec.structs.replace(how, **changes)
