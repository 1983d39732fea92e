"""How well a model translates: BLEU and chrF with their signatures, and how often it loops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sacrebleu

from nibble_engine.api import AnyEvent, TextDelta, Translate
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.job import Job

Pair = tuple[str, str]
_LOOP = re.compile(r"(.{2,}?)\1{3,}", re.DOTALL)


def score(model: TransformersModel, pairs: Sequence[Pair], target: str) -> dict[str, Any]:
    """Scores over (source, reference) pairs; Chinese is counted by sacreBLEU's zh tokenizer.

    ``loops`` is the share of translations in which something is said four times in a row.
    """
    source = "en" if target == "zh" else "zh"
    made = [translated(model, text, source, target) for text, _ in pairs]
    references = [[reference for _, reference in pairs]]
    bleu = sacrebleu.BLEU(tokenize="zh" if target == "zh" else "13a")
    chrf = sacrebleu.CHRF()
    return {
        "bleu": round(bleu.corpus_score(made, references).score, 2),
        "bleu_signature": str(bleu.get_signature()),
        "chrf": round(chrf.corpus_score(made, references).score, 2),
        "chrf_signature": str(chrf.get_signature()),
        "loops": round(sum(bool(_LOOP.search(text)) for text in made) / len(made), 3),
        "count": len(made),
        "examples": [
            {"source": text, "reference": reference, "made": answer}
            for (text, reference), answer in list(zip(pairs, made, strict=True))[:20]
        ],
    }


def translated(model: TransformersModel, text: str, source: str, target: str) -> str:
    """One translation, as the program makes it."""
    events: list[AnyEvent] = []
    command = Translate(job="score", text=text, source=source, target=target)
    model.answer(command, Job("score", events.append))
    return "".join(event.text for event in events if isinstance(event, TextDelta)).strip()
