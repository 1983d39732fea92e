"""How well a model translates, in both directions."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_engine.api import Translate
from nibble_engine.evaluation.estimate import Estimate
from nibble_engine.evaluation.scores import Report, Scores, all_answered, shown
from nibble_engine.evaluation.text_scores import bleu, chrf, facts_kept, loops
from nibble_engine.generation.answer import TransformersModel

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
        commands = [
            Translate(job="score", text=text, source=source, target=target) for text in texts
        ]
        before, total = number * len(pairs), len(pairs) * len(directions)

        def told(done: int, _: int, before: int = before, total: int = total) -> None:
            report(before + done, total)

        made = all_answered(model, commands, told)
        way = f"{source}_{target}"
        metrics[f"bleu_{way}"] = bleu(made, references, target)
        metrics[f"chrf_{way}"] = chrf(made, references)
        metrics[f"loops_{way}"] = loops(made)
        if kept := facts_kept(texts, made):
            metrics[f"facts_{way}"] = kept
        examples += shown(source=texts, reference=references, made=made)
    return Scores(len(pairs), metrics, examples)
