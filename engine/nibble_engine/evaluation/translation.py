"""How well a model translates, in both directions."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_engine.api import Translate
from nibble_engine.evaluation.estimate import Estimate
from nibble_engine.evaluation.scores import Report, Scores, answered, shown
from nibble_engine.evaluation.text_scores import bleu, chrf, facts_kept, loops
from nibble_engine.generation.answer import TransformersModel

_LINES = 120
DIRECTIONS = (("en", "zh"), ("zh", "en"))


def score(
    model: TransformersModel,
    pairs: Sequence[tuple[str, str]],
    report: Report,
    directions: Sequence[tuple[str, str]] = DIRECTIONS,
) -> Scores:
    """BLEU, chrF, loops and facts kept over (English, Chinese) pairs, for each direction."""
    metrics: dict[str, Estimate] = {}
    examples = []
    for number, (source, target) in enumerate(directions):
        texts, references = zip(
            *(pair if source == "en" else pair[::-1] for pair in pairs), strict=True
        )
        before, total = number * len(pairs), len(pairs) * len(directions)

        def told(done: int, _: int, before: int = before, total: int = total) -> None:
            report(before + done, total)

        made = _translated(model, [" ".join(t.split()) for t in texts], source, target, told)
        way = f"{source}_{target}"
        metrics[f"bleu_{way}"] = bleu(made, references, target)
        metrics[f"chrf_{way}"] = chrf(made, references)
        metrics[f"loops_{way}"] = loops(made)
        if kept := facts_kept(texts, made):
            metrics[f"facts_{way}"] = kept
        examples += shown(source=texts, reference=references, made=made)
    return Scores(len(pairs), metrics, examples)


def _translated(
    model: TransformersModel, texts: Sequence[str], source: str, target: str, report: Report
) -> list[str]:
    """One translation a text. An encoder–decoder never breaks a line, so it gets many at once."""
    lines = _LINES if model.loaded.kind == "seq2seq" else 1
    made: list[str] = []
    for first in range(0, len(texts), lines):
        text = "\n".join(texts[first : first + lines])
        answer = answered(model, Translate(job="score", text=text, source=source, target=target))
        made += [line.strip() for line in answer.split("\n")] if lines > 1 else [answer.strip()]
        report(len(made), len(texts))
    return made
