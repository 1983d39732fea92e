"""How well the whole desk answers from a folder of documents: found, said, supported, declined."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nibble_engine.api import Chat, Sampling
from nibble_engine.evaluation.classes import classification, confusion
from nibble_engine.evaluation.estimate import Estimate, share
from nibble_engine.evaluation.scores import Report, Scores, shown, written
from nibble_engine.evaluation.text_scores import rouge
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.question_files import RecallQuestion
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.knowledge.thresholds import USUAL, Judged, curve
from nibble_engine.languages import detect
from nibble_engine.support.exchange import Made, Way, Written, completed, exchange
from nibble_engine.support.reply import Sentence
from nibble_engine.support.verification import verdict

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=192)


@dataclass(frozen=True)
class Asked:
    """A question and what the desk made of it."""

    question: RecallQuestion
    answer: str
    made: Made

    @property
    def right(self) -> bool:
        """Whether the reply holds a key string and cites a document that answers."""
        reply = self.made.reply
        named = not self.question.documents or any(
            quote.document in self.question.documents for quote in reply.citations
        )
        said = not self.question.key or any(key in reply.text for key in self.question.key)
        return bool(self.question.documents or self.question.key) and named and said


@contextmanager
def folder_base(folder: Path) -> Iterator[KnowledgeBase]:
    """A passing base of a folder's documents. Raises a `KnowledgeError` or `DiskError`."""
    with tempfile.TemporaryDirectory(prefix="nibble-") as passing:
        base = KnowledgeBase(Path(passing) / "base.db")
        try:
            base.add_source(folder.resolve())
            refresh(base)
            yield base
        finally:
            base.close()


def score(
    model: TransformersModel,
    base: KnowledgeBase,
    questions: Sequence[RecallQuestion],
    answers: Sequence[str],
    report: Report,
    *,
    threshold: float = USUAL,
) -> Scores:
    """``fact``: the share of answerable questions that are answered with a key string from a
    document that has it; ``declining_…``: who was handed over that should have been;
    ``supported``: the share of the sentences that the model wrote which a passage supports;
    ``shown_supported``: that of the sentences shown, quotes too; ``coverage`` is the share that is
    answered, ``error`` that of the answers which are wrong."""

    def ask(command: Chat) -> Written:
        return written(model, command)

    way = Way(Searcher(base).search, threshold, model.info, GREEDY)
    asked = []
    for number, (question, answer) in enumerate(zip(questions, answers, strict=True), 1):
        asked.append(Asked(question, answer, completed(exchange(question.text, way), ask)))
        report(number, len(questions))
    scores = Scores(len(asked), _metrics(asked, base))
    gold = ["answered" if one.question.documents else "declined" for one in asked]
    found = ["declined" if one.made.reply.hand_over else "answered" for one in asked]
    if len(set(gold)) > 1:
        declining = classification(gold, found)
        scores.metrics |= {f"declining_{name}": value for name, value in declining.items()}
        scores.confusion = confusion(gold, found)
    scores.curve = [point for point in curve(list(map(_judged, asked))) if point.threshold > 0]
    scores.examples = _examples(asked)
    return scores


def answers_of(path: Path, questions: Sequence[RecallQuestion]) -> list[str]:
    """The reference answers that a file of JSON lines has beside its questions, "" where none."""
    known: dict[str, str] = {}
    if path.suffix.lower() == ".jsonl":
        for row in (json.loads(line) for line in path.read_text("utf-8-sig").splitlines() if line):
            known[str(row.get("text") or row.get("question") or "").strip()] = str(
                row.get("answer") or ""
            )
    return [known.get(question.text, "") for question in questions]


def _metrics(asked: Sequence[Asked], base: KnowledgeBase) -> dict[str, Estimate]:
    metrics: dict[str, Estimate] = {}
    if answerable := [one for one in asked if one.question.documents]:
        right = [one.right and not one.made.reply.hand_over for one in answerable]
        metrics["fact"] = share(right, "share|a key string, from its document")
    sentences = [sentence for one in asked for sentence in one.made.reply.sentences]
    if said := [s.kind == "generated" for s in sentences if s.kind in ("generated", "struck")]:
        metrics["supported"] = share(said, "share|sentences of the model, courtesies aside")
    if cited := [s for s in sentences if s.kind in ("generated", "quoted")]:
        held = [_holds(sentence, base) for sentence in cited]
        metrics["shown_supported"] = share(held, "share|shown sentences with their citation")
    answered = [one for one in asked if not one.made.reply.hand_over]
    metrics["coverage"] = share([not one.made.reply.hand_over for one in asked], "share|answered")
    if answered:
        metrics["error"] = share([not one.right for one in answered], "share|wrong of the answered")
    for language in ("en", "zh"):
        texts = [
            (one.made.reply.text, one.answer)
            for one in asked
            if one.answer and detect(one.question.text) == language
        ]
        if texts:
            made, references = zip(*texts, strict=True)
            metrics[f"rougeL_{language}"] = rouge(made, references, "L", language)
    return metrics


def _judged(asked: Asked) -> Judged:
    """What was handed over is answered by no threshold."""
    reply = asked.made.reply
    confidence = 0.0 if reply.hand_over else reply.confidence
    return Judged(confidence, bool(asked.question.documents), asked.right)


def _holds(sentence: Sentence, base: KnowledgeBase) -> bool:
    """Whether the document has the quote where the citation says, and the quote the sentence."""
    quote = sentence.citation
    if quote is None or base.text(quote.document)[quote.start : quote.end] != quote.text:
        return False
    return sentence.kind == "quoted" or verdict(sentence.text, quote.text).supported


def _examples(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    return shown(
        question=[one.question.text for one in asked],
        documents=[", ".join(one.question.documents) for one in asked],
        made=[one.made.reply.text for one in asked],
        mode=[one.made.reply.mode for one in asked],
    )
