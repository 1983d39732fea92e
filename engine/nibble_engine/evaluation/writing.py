"""How near a model's rewriting comes to what people made of the same texts."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_engine.api import Sampling, Write
from nibble_engine.evaluation.estimate import Estimate, mean, share
from nibble_engine.evaluation.examples import Task
from nibble_engine.evaluation.scores import Report, Scores, all_answered, shown
from nibble_engine.evaluation.text_scores import exact_match, loops, rouge
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.languages import detect

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.05, max_new_tokens=160)


def score(model: TransformersModel, tasks: Sequence[Task], report: Report) -> Scores:
    """ROUGE-1, -2 and -L by language, the share in the text's language, exact copies of the
    text, loops, and the length of the result in shares of the text's."""
    commands = [Write(job="score", action=t.action, text=t.text, sampling=GREEDY) for t in tasks]
    made = all_answered(model, commands, report)
    metrics: dict[str, Estimate] = {}
    for language in ("en", "zh"):
        some = [
            (text, task.reference)
            for task, text in zip(tasks, made, strict=True)
            if detect(task.text) == language
        ]
        if some:
            texts, references = zip(*some, strict=True)
            for kind in ("1", "2", "L"):
                metrics[f"rouge{kind}_{language}"] = rouge(texts, references, kind, language)
    sources = [task.text for task in tasks]
    both = list(zip(sources, made, strict=True))
    metrics["language"] = share([detect(a) == detect(b) for a, b in both], "share|by script")
    metrics["copied"] = exact_match(made, sources)
    metrics["loops"] = loops(made)
    metrics["length"] = mean([len(b) / max(len(a), 1) for a, b in both], "characters|share of text")
    wanted = [task.reference for task in tasks]
    return Scores(len(tasks), metrics, shown(source=sources, reference=wanted, made=made))
