"""``nibble reply MESSAGE``: one message and the reply to it, printed or as JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from nibble_app.console import Choice, Console, put, put_json
from nibble_app.model_choice import sampling
from nibble_app.settings import Settings
from nibble_app.table_command import asking
from nibble_engine.api import Role
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.hit import Quote
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.analysis import Analysis, analyse
from nibble_engine.support.exchange import completed, generated
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import drafted


def reply_message(
    text: str,
    base: KnowledgeBase,
    settings: Settings,
    choice: Choice,
    *,
    quote: bool,
    threshold: float,
    as_json: bool,
) -> None:
    """Prints the reply. A model is loaded only where the base has an answer to put into words."""
    found = analyse(text)
    questions = [text[start:end] for start, end in found.questions]
    draft = drafted(text, questions, Searcher(base).search, threshold=threshold)
    made = draft.quoted
    if draft.answers and not quote:
        with Console(settings) as console:
            info = console.load(Role.CHAT, choice)
            made = completed(generated(draft, info, sampling(settings)), asking(console))
    if as_json:
        put_json(described(made, found))
    else:
        _print(made)


def described(made: Reply, found: Analysis) -> dict[str, Any]:
    """A reply as JSON: places are in characters of the document's text."""
    return {
        "ok": True,
        "reply": made.text,
        "mode": made.mode,
        "hand_over": made.hand_over,
        "confidence": round(made.confidence, 4),
        "citations": [_citation(quote) for quote in made.citations],
        "sentences": [
            {
                "text": sentence.text,
                "kind": sentence.kind,
                "citation": _citation(sentence.citation) if sentence.citation else None,
                "reason": sentence.verdict.reason if sentence.verdict else "",
            }
            for sentence in made.sentences
        ],
        "language": made.language,
        "intent": found.intent,
        "urgency": found.urgency,
        "mood": found.mood,
        "questions": [
            {
                "text": one.question,
                "answered": one.enough,
                "confidence": round(one.search.answerable, 4),
            }
            for one in made.questions
        ],
        "open_questions": list(made.open_questions),
        "flags": [msgspec.to_builtins(flag) for flag in made.flags],
    }


def _citation(quote: Quote) -> dict[str, Any]:
    return {
        "document": quote.document,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.text,
    }


def _print(made: Reply) -> None:
    put(made.text + "\n")
    for number, quote in enumerate(made.citations, 1):
        said = " ".join(quote.text.split())
        put(f"\n[{number}] {quote.document} {quote.start}–{quote.end}: {said}")
    put("\n" if made.citations else "")
