"""How well a model translates, in both directions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from nibble_engine.api import AnyEvent, Term, TextDone, TranslateMany
from nibble_engine.evaluation.estimate import Estimate, share
from nibble_engine.evaluation.scores import Report, Scores, shown
from nibble_engine.evaluation.text_scores import (
    bleu,
    chrf,
    facts_kept,
    length_ratio,
    locks_held,
    loops,
)
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.job import Job

DIRECTIONS = (("en", "zh"), ("zh", "en"))


def score(
    model: TransformersModel,
    pairs: Sequence[tuple[str, str]],
    report: Report,
    directions: Sequence[tuple[str, str]] = DIRECTIONS,
    terms: Callable[[str, str], tuple[Term, ...]] = lambda source, target: (),
) -> Scores:
    """BLEU, chrF, loops, length, what was kept and the time over (English, Chinese) pairs, for
    each direction; ``terms`` gives a direction's glossary."""
    metrics: dict[str, Estimate] = {}
    examples = []
    for number, (source, target) in enumerate(directions):
        texts, references = zip(
            *(pair if source == "en" else pair[::-1] for pair in pairs), strict=True
        )
        texts = tuple(" ".join(text.split()) for text in texts)
        before, total = number * len(pairs), len(pairs) * len(directions)

        def told(done: int, _: int, before: int = before, total: int = total) -> None:
            report(before + done, total)

        started = time.monotonic()
        done = translated(model, texts, (source, target), told, terms(source, target))
        seconds = (time.monotonic() - started) / len(texts)
        made = [one.text for one in done]
        way = f"{source}_{target}"
        metrics[f"bleu_{way}"] = bleu(made, references, target)
        metrics[f"chrf_{way}"] = chrf(made, references)
        metrics[f"loops_{way}"] = loops(made)
        metrics[f"length_{way}"] = length_ratio(made, references)
        if kept := facts_kept(texts, made):
            metrics[f"facts_{way}"] = kept
        if locked := locks_held(texts, made):
            metrics[f"locks_{way}"] = locked
        if held := [term.held for one in done for part in one.sentences for term in part.terms]:
            metrics[f"terms_{way}"] = share(held, "share|occurrences of terms")
        metrics[f"seconds_{way}"] = Estimate(seconds, seconds, seconds, "seconds a text|one run")
        examples += shown(source=texts, reference=references, made=made)
    return Scores(len(pairs), metrics, examples)


def translated(
    model: TransformersModel,
    texts: Sequence[str],
    way: tuple[str, str],
    report: Report,
    terms: tuple[Term, ...] = (),
) -> list[TextDone]:
    """What the program makes of each text, as of the pieces of a document; ``way`` is from which
    language into which."""
    found: dict[int, TextDone] = {}

    def take(event: AnyEvent) -> None:
        if isinstance(event, TextDone):
            found[event.index] = event
            report(len(found), len(texts))

    command = TranslateMany(
        job="score", texts=tuple(texts), source=way[0], target=way[1], terms=terms
    )
    model.answer(command, Job(command.job, take))
    return [found[index] for index in range(len(texts))]
