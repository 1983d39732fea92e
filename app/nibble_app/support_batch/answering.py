"""How a row is answered: looked at, searched, asked of the model, verified, masked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nibble_app.support_batch.row import Answer, Cited
from nibble_engine.api import Chat, ModelInfo, Sampling, Usage
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.support.analysis import Analysis, analyse
from nibble_engine.support.personal_data import Masking
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import Draft, Searching, command, drafted, verified


@dataclass(frozen=True)
class Prepared:
    """A message before the model is asked."""

    message: str
    found: Analysis
    draft: Draft


@dataclass(frozen=True)
class Answering:
    """Everything but the message that an answer depends on; without a ``model`` replies are only
    quoted."""

    search: Searching
    threshold: float
    model: ModelInfo | None = None
    sampling: Sampling | None = None

    def prepare(self, message: str) -> Prepared:
        """Looks at a message and searches for its questions; for any thread."""
        found = analyse(message)
        questions = [message[start:end] for start, end in found.questions]
        draft = drafted(message, questions, self.search, threshold=self.threshold)
        return Prepared(message, found, draft)

    def command(self, prepared: Prepared) -> Chat | None:
        """What the model is to be asked; None where it is not needed."""
        if self.model is None or self.sampling is None or not prepared.draft.answers:
            return None
        return command(prepared.draft, self.model, sampling=self.sampling)

    def answer(
        self, prepared: Prepared, text: str | None = None, usage: Usage | None = None
    ) -> Answer:
        """The answer with what the model wrote, or without."""
        made = prepared.draft.quoted
        if text is not None:
            made = verified(prepared.draft, text, usage)
        return _answer(prepared, made)


def way(base: KnowledgeBase, model: ModelInfo | None, threshold: float) -> str:
    """Names what answers depend on: another base, model, level or threshold is another way."""
    model_name = f"{model.name} {model.level}" if model else "quoted"
    return f"{fingerprint(base)} {model_name} {threshold:.3f}"


def fingerprint(base: KnowledgeBase) -> str:
    """Of the documents of a base by their names and bytes."""
    digest = hashlib.sha256()
    for entry in base.entries():
        digest.update(f"{entry.name}\0{entry.stamp.sha256}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def hidden(draft: str, message: str) -> str:
    """A draft without the personal data of the message. What documents say, such as the company's
    own address, is nobody's secret and stays."""
    masking = Masking()
    masking.mask(message)
    values = sorted(masking.originals.items(), key=lambda item: -len(item[1]))
    for mark, value in values:
        draft = draft.replace(value, mark)
    return draft


def revealed(draft: str, message: str) -> str:
    """The draft as it was before `hidden`."""
    masking = Masking()
    masking.mask(message)
    return masking.reveal(draft)


def _answer(prepared: Prepared, made: Reply) -> Answer:
    found = prepared.found
    return Answer(
        intent=found.intent,
        intent_confidence=round(found.intent_confidence, 4),
        urgency=found.urgency,
        mood=found.mood,
        language=found.language,
        draft=hidden(made.text, prepared.message),
        mode=made.mode,
        citations=tuple(Cited(q.document, q.start, q.end, q.text) for q in made.citations),
        confidence=round(made.confidence, 4),
        hand_over=made.hand_over,
    )
