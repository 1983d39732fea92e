"""Trains the classifier of intents and says how well it does.

python -m nibble_engine.training.intents --bitext FILE --banking FILE --clinc FILE --grammar
    --test FILE --out FILE

The collections are Bitext's customer support set (CSV), Banking77's train.csv and CLINC150's
data_full.json; each may be left out. Figures are of sentences whose wording was not learned from
(4 folds by wording), then of the test file (TSV with intent, language, text).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from nibble_engine.command import say
from nibble_engine.evaluation.classes import classification, confusion
from nibble_engine.support.intent_classifier import Classifier, Floats, load, save, softmax
from nibble_engine.support.intents import INTENTS
from nibble_engine.training import intent_data
from nibble_engine.training.intent_data import Sentence
from nibble_engine.training.intent_fit import calibration_error, fit, temperature

_FOLDS = 4


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 when the weights are written."""
    arguments = _parser().parse_args(argv)
    sentences = list(_sentences(arguments))
    held, logits = _out_of_fold(sentences, arguments.seed)
    own = [at for at, sentence in enumerate(held) if sentence.source == "own"]
    heat = temperature(logits[own], _gold([held[at] for at in own]))
    for source in sorted({sentence.source for sentence in held}):
        rows = [at for at, sentence in enumerate(held) if sentence.source == source]
        _report(f"{source}, unseen wordings", [held[at] for at in rows], logits[rows] / heat)
    made = fit(sentences, arguments.seed)._replace(temperature=heat)
    save(made, arguments.out)
    say(f"{len(sentences)} sentences, temperature {heat:.2f}: {arguments.out}")
    if arguments.test:
        _test(arguments.test, load(arguments.out))
    return 0


def _sentences(arguments: argparse.Namespace) -> Iterator[Sentence]:
    yield from intent_data.own()
    yield from intent_data.words()
    if arguments.grammar:
        yield from intent_data.grammar(arguments.seed)
    if arguments.bitext:
        yield from intent_data.bitext(arguments.bitext)
    if arguments.banking:
        yield from intent_data.banking(arguments.banking, arguments.seed)
    if arguments.clinc:
        yield from intent_data.clinc(arguments.clinc, arguments.seed)


def _out_of_fold(sentences: Sequence[Sentence], seed: int) -> tuple[list[Sentence], Floats]:
    """Every sentence with the logits of a classifier that did not see its wording."""
    held: list[Sentence] = []
    logits: list[Floats] = []
    for fold in range(_FOLDS):
        inside = [one for one in sentences if one.group and _fold(one) == fold]
        made = fit([one for one in sentences if not one.group or _fold(one) != fold], seed)
        held += inside
        logits += [made.logits(one.text) for one in inside]
    return held, np.array(logits)


def _fold(sentence: Sentence) -> int:
    return crc32(sentence.group.encode()) % _FOLDS


def _gold(sentences: Sequence[Sentence]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array([INTENTS.index(sentence.intent) for sentence in sentences])


def _test(path: Path, made: Classifier) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            Sentence(row["text"], row["intent"], row["language"], "test", row["text"])
            for row in csv.DictReader(file, delimiter="\t")
        ]
    logits = np.array([made.logits(row.text) for row in rows], dtype=np.float32)
    logits /= np.float32(made.temperature)
    _report("test file", rows, logits, table=True)


def _report(
    name: str, sentences: Sequence[Sentence], logits: Floats, *, table: bool = False
) -> None:
    """Figures of each language apart, and a table of who is taken for whom."""
    for language in sorted({sentence.language for sentence in sentences}):
        rows = [at for at, sentence in enumerate(sentences) if sentence.language == language]
        here = [sentences[at] for at in rows]
        probabilities = softmax(logits[rows])
        gold = [sentence.intent for sentence in here]
        taken = [INTENTS[at] for at in probabilities.argmax(-1)]
        scores = classification(gold, taken)
        figures = ", ".join(f"{score} {found.value:.3f}" for score, found in scores.items())
        error = calibration_error(probabilities, _gold(here))
        say(f"{name}, {language}: {len(rows)}, {figures}, ECE {error:.3f}")
        if table:
            labels, counts = confusion(gold, taken)
            for label, row in zip(labels, counts, strict=True):
                say(f"  {label:13}" + "".join(f"{count:4}" for count in row))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--bitext", type=Path)
    add("--banking", type=Path)
    add("--clinc", type=Path)
    add("--grammar", action="store_true", help="learn from the project's own grammar too")
    add("--test", type=Path, help="a TSV file with intent, language and text")
    add("--out", type=Path, required=True, help="the .npz file that is written")
    add("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
