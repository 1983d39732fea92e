"""What a row keeps of a reply, and what it depends on."""

from __future__ import annotations

from nibble_app.support_batch.row import Answer, Cited
from nibble_engine.api import ModelInfo
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.fingerprint import fingerprint
from nibble_engine.support.exchange import Made
from nibble_engine.support.personal_data import Masking


def way_name(base: KnowledgeBase, model: ModelInfo | None, threshold: float) -> str:
    """Names what answers depend on: another base, model, level or threshold is another way."""
    said = f"{model.name} {model.level}" if model else "quoted"
    return f"{fingerprint(base)} {said} {threshold:.3f}"


def kept(made: Made) -> Answer:
    """The answer as a row has it, with the personal data of its message masked."""
    found, reply = made.found, made.reply
    return Answer(
        intent=found.intent,
        intent_confidence=round(found.intent_confidence, 4),
        urgency=found.urgency,
        mood=found.mood,
        language=found.language,
        draft=hidden(reply.text, made.message),
        mode=reply.mode,
        citations=tuple(Cited(q.document, q.start, q.end, q.text) for q in reply.citations),
        confidence=round(reply.confidence, 4),
        hand_over=reply.hand_over,
    )


def hidden(draft: str, message: str) -> str:
    """A draft without the personal data of the message. What documents say, such as the company's
    own address, is nobody's secret and stays."""
    masking = Masking()
    masking.mask(message)
    for mark, value in sorted(masking.originals.items(), key=lambda item: -len(item[1])):
        draft = draft.replace(value, mark)
    return draft


def revealed(draft: str, message: str) -> str:
    """The draft as it was before `hidden`."""
    masking = Masking()
    masking.mask(message)
    return masking.reveal(draft)
