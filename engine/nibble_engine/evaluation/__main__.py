"""The command ``nibble eval``: scores models on a file, at one level or at several.

translation  a TSV of English and Chinese
support      JSON lines with passage, question, answer and key (strings that a right answer holds),
             a SQuAD .json, or a .csv of questions and answers; with --kb questions with their
             documents (.toml, .jsonl or .csv) that are answered from a folder; a table or JSON
             lines with text and intent score the classifier instead, without a model
writing      a TSV of text and reference, or JSON lines with action, text and reference
perplexity   plain text, dialogues (.jsonl), questions and answers (.csv) or pairs (.tsv)
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from nibble_engine.api import Action, Load, Role, Term
from nibble_engine.command import LEVELS, say
from nibble_engine.evaluation import (
    desk,
    examples,
    labelled,
    perplexity,
    support,
    translation,
    writing,
)
from nibble_engine.evaluation.comparison import Run, plot, table
from nibble_engine.evaluation.scores import Report, Scores
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.knowledge import question_files
from nibble_engine.knowledge.thresholds import USUAL
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource
from nibble_engine.terms.glossary import Glossary
from nibble_engine.terms.glossary_files import read_terms
from nibble_engine.training import grammar

_GRAMMAR_SEED = 7
_STARTER = {"translation": "translator", "support": "chat", "writing": "chat", "perplexity": "chat"}


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 with the scores on stdout: a table, or JSON."""
    arguments = _parser().parse_args(argv)
    if _is_of_intents(arguments):
        return _print(arguments, [_intents(arguments)])
    models = arguments.model or [resource("starter", _STARTER[arguments.task])]
    levels = arguments.bits or ["4"]
    runs = [_run(arguments, model, level) for model in models for level in levels]
    if arguments.plot:
        plot(arguments.plot, runs)
    return _print(arguments, runs)


def _print(arguments: argparse.Namespace, runs: list[Run]) -> int:
    for run in runs:
        del run.scores.examples[arguments.examples :]
    if arguments.json:
        shown = [run.as_dict() for run in runs]
        value = shown[0] if len(shown) == 1 else {"runs": shown}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    else:
        parts = [table(runs), *(run.scores.matrix() for run in runs)]
        sys.stdout.write("\n\n".join(part for part in parts if part) + "\n")
    return 0


def _is_of_intents(arguments: argparse.Namespace) -> bool:
    wanted = arguments.task == "support" and arguments.data and not arguments.kb
    return bool(wanted) and labelled.is_labelled(arguments.data)


def _intents(arguments: argparse.Namespace) -> Run:
    rows = labelled.messages(arguments.data)[: arguments.count or None]
    return Run("support", labelled.classifier(), labelled.score(rows, _progress("intents")))


def _run(arguments: argparse.Namespace, path: Path, bits: str) -> Run:
    command = Load(
        job="score",
        role=Role.TRANSLATION if arguments.task == "translation" else Role.CHAT,
        path=str(path),
        level=LEVELS[bits],
        device=arguments.device,
    )
    loaded = load_model(command, lambda stage, done, total: None, lambda: False)
    report = _progress(f"{path.name} {loaded.info.level}")
    return Run(arguments.task, loaded.info, _scores(arguments, TransformersModel(loaded), report))


def _scores(arguments: argparse.Namespace, model: TransformersModel, report: Report) -> Scores:
    data, count = arguments.data, arguments.count or None
    if data is None and not (arguments.grammar and arguments.task in {"translation", "support"}):
        raise SystemExit(_parser().error("give --data FILE"))
    if arguments.task == "translation":
        pairs = (
            grammar.pairs(arguments.grammar, _GRAMMAR_SEED, arguments.part)
            if arguments.grammar
            else examples.pairs(data)
        )
        scores = translation.score(
            model, pairs[:count], report, _directions(arguments.to), _terms(arguments.glossary)
        )
        wanted = arguments.metrics.split(",") if arguments.metrics else []
        if wanted:
            chosen = {k: v for k, v in scores.metrics.items() if k.split("_")[0] in wanted}
            scores.metrics = chosen
        return scores
    if arguments.task == "support" and arguments.kb:
        known = question_files.questions(data)[:count]
        answers = desk.answers_of(data, known)
        with desk.folder_base(arguments.kb) as base:
            return desk.score(model, base, known, answers, report, threshold=arguments.threshold)
    if arguments.task == "support":
        asked = (
            examples.held_out_questions(arguments.grammar)
            if arguments.grammar
            else examples.questions(data)
        )
        return support.score(model, asked[:count], report)
    if arguments.task == "writing":
        return writing.score(model, examples.tasks(data, arguments.action)[:count], report)
    return perplexity.score(model, perplexity.samples(model, data)[:count], report)


def _terms(path: Path | None) -> Callable[[str, str], tuple[Term, ...]]:
    """The glossary of a direction, from a file."""

    def terms(source: str, target: str) -> tuple[Term, ...]:
        if path is None:
            return ()
        # The columns of a file without a header are English and Chinese, as those of the data.
        glossary = Glossary(read_terms(path, "en", "zh").terms).towards(target)
        return tuple(Term(source=t.source, target=t.target) for t in glossary.terms)

    return terms


def _directions(target: str | None) -> list[tuple[str, str]]:
    return [pair for pair in translation.DIRECTIONS if target in (None, pair[1])]


def _progress(level: str) -> Report:
    """A line on the terminal that is written over; nothing where nobody watches."""

    def report(done: int, total: int) -> None:
        if sys.stderr.isatty():
            say(f"\r{level}: {done}/{total}", end="\n" if done == total else "")

    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nibble eval",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", choices=tuple(_STARTER))
    parser.add_argument("--data", type=Path, help="the file; see above")
    parser.add_argument(
        "--grammar",
        type=int,
        default=0,
        metavar="N",
        help="instead of --data: N held-out examples of the built-in grammar",
    )
    parser.add_argument(
        "--kb", type=Path, metavar="FOLDER", help="documents from which support answers"
    )
    parser.add_argument(
        "--threshold",
        type=float,
        default=USUAL,
        help=f"with --kb: confidence below which a question is handed over ({USUAL:g})",
    )
    parser.add_argument(
        "--part",
        choices=("combinations", "wordings"),
        default="combinations",
        help="of the grammar's test: new values and combinations, or wordings never seen",
    )
    parser.add_argument(
        "--model",
        type=Path,
        action="append",
        help="model folder, may be given several times; the starter if left out",
    )
    parser.add_argument(
        "--bits",
        action="append",
        choices=tuple(LEVELS),
        help="level of a 16-bit model; may be given several times (4)",
    )
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument(
        "--metrics",
        help="of a translation, such as bleu,chrf,length,facts,locks,terms,loops,seconds; all",
    )
    parser.add_argument("--glossary", type=Path, help="terms that a translation is to hold")
    parser.add_argument("--to", choices=("zh", "en"), help="one direction of translation only")
    parser.add_argument(
        "--action",
        type=Action,
        choices=tuple(Action),
        default=Action.SHORTEN,
        help="of a TSV for writing",
    )
    parser.add_argument("--count", type=int, default=0, help="the first N examples only")
    parser.add_argument("--examples", type=int, default=20, help="how many examples the JSON shows")
    parser.add_argument("--plot", type=Path, help="an SVG of quality against total bits")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


if __name__ == "__main__":
    sys.exit(main())
