"""From a customer's message to a reply: search, ask the model, verify, or quote, or hand over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp

from nibble_engine.api import Chat, Message, ModelInfo, Sampling, Usage, new_job
from nibble_engine.detection import detect
from nibble_engine.knowledge.hit import Quote, Search
from nibble_engine.knowledge.injection import findings
from nibble_engine.knowledge.passage import Passage
from nibble_engine.knowledge.thresholds import USUAL
from nibble_engine.prompts import desk_prompt, support_prompt, supports_prompt
from nibble_engine.resources import toml_resource
from nibble_engine.support.courtesy import declines, is_courtesy
from nibble_engine.support.plain_text import as_plain_text
from nibble_engine.support.reply import Answered, Flag, Kind, Reply, Sentence
from nibble_engine.support.sources import readable, readable_sentences
from nibble_engine.support.verification import Verdict, content, support
from nibble_engine.translation.segment import joiner, segments

_TELLING = 2
"""Content words that a question needs to be searched by itself."""
_BEFORE = 300
"""Characters before a question that are searched with it."""
_SHOWN = 4
"""Passages that a model is given."""
_ENOUGH = 0.5
"""The share of a model's sentences that must be supported; below it the reply is quoted."""

_NO = re.compile(r"\W*(?:no\b|否|不)", re.IGNORECASE)


Searching = Callable[[str], Search]
"""`Searcher.search`, or what wraps it."""


@dataclass(frozen=True)
class Draft:
    """What was found before the model is asked. ``quoted`` is the reply without it; ``passages``
    are those that the model is given and that its sentences are verified against."""

    message: str
    language: str
    questions: tuple[Answered, ...]
    passages: tuple[Passage, ...]
    flags: tuple[Flag, ...]
    quoted: Reply

    @property
    def answers(self) -> bool:
        """Whether there is anything to answer with."""
        return not self.quoted.hand_over


def drafted(
    message: str, questions: Sequence[str], search: Searching, *, threshold: float = USUAL
) -> Draft:
    """Searches each question of a message; without any, the message itself is the question."""
    language = detect(message)
    alone = len(questions) < 2
    asked = tuple(
        Answered(question, found, found.answerable >= threshold and bool(found.quotes))
        for question in (questions or [message])
        for found in (_searched(question, message, alone, threshold, search),)
    )
    passages = _passages(asked)
    flags = tuple(flag for passage in passages for flag in _flags(passage))
    quoted = _quoted(language, asked, flags)
    return Draft(message, language, asked, passages, flags, quoted)


def command(
    draft: Draft,
    model: ModelInfo,
    *,
    system: str = "",
    history: Sequence[Message] = (),
    sampling: Sampling,
) -> Chat:
    """What the model is asked. The starter gets the one passage that it was trained to read, other
    models all of them, as data between marks that no document can write."""
    if model.starter:
        system = support_prompt(draft.message, readable(draft.passages[0]))
        turns = [Message(role="system", content=system)]
    else:
        asked = desk_prompt(draft.language, [readable(passage) for passage in draft.passages])
        turns = [Message(role="system", content=f"{asked}\n\n{system}".strip()), *history]
    turns.append(Message(role="user", content=draft.message))
    return Chat(job=new_job(), messages=tuple(turns), sampling=sampling, grounded=True)


def verified(
    draft: Draft, text: str, usage: Usage | None = None, *, believed: bool = False
) -> Reply:
    """The reply that a model wrote, each sentence with what supports it; the quoted one where too
    little of it is supported. A model that is ``believed`` may decline: a reply in which it says
    nothing but that it does not know is handed over."""
    sentences = tuple(_checked(text, draft))
    said = [sentence for sentence in sentences if sentence.kind != "courtesy"]
    if believed and said and all(declines(sentence.text) for sentence in said):
        return _handed_over(draft.language, draft.questions, draft.flags)
    return _assembled(draft, sentences, usage)


def entailment(reply: Reply) -> list[Chat]:
    """What a model is asked to check: for each generated sentence, whether its citation says it."""
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=4)
    return [
        Chat(
            job=new_job(),
            messages=(Message(role="user", content=supports_prompt(s.text, s.citation.text)),),
            sampling=how,
        )
        for s in reply.sentences
        if s.kind == "generated" and s.citation
    ]


def entailed(draft: Draft, reply: Reply, answers: Sequence[str], usage: Usage | None) -> Reply:
    """The reply without the sentences that the model denied; ``answers`` are those to
    `entailment`, in its order. An answer that is neither yes nor no changes nothing."""
    if not answers:
        return reply
    left = iter(answers)
    sentences = []
    for sentence in reply.sentences:
        asked = sentence.kind == "generated" and sentence.citation
        denied = asked and _NO.match(next(left, ""))
        sentences.append(_denied(sentence) if denied else sentence)
    own = ("generated", "courtesy", "struck")
    return _assembled(draft, tuple(s for s in sentences if s.kind in own), usage)


def _denied(sentence: Sentence) -> Sentence:
    return replace(sentence, kind="struck", verdict=Verdict(False, "entailment", "", 0.0))


def _assembled(draft: Draft, sentences: tuple[Sentence, ...], usage: Usage | None) -> Reply:
    kinds = [sentence.kind for sentence in sentences]
    said = kinds.count("generated")
    share = said / max(1, said + kinds.count("struck"))
    if not said or share < _ENOUGH:
        struck = tuple(replace(s, kind="struck") for s in sentences if s.kind != "courtesy")
        return replace(draft.quoted, sentences=(*struck, *draft.quoted.sentences))
    sure = exp(min(0.0, usage.mean_logprob)) if usage and usage.mean_logprob is not None else 1.0
    return Reply(
        (*sentences, *_opened(draft.questions, draft.language)),
        "generated",
        draft.quoted.confidence * share * sure,
        hand_over=False,
        language=draft.language,
        questions=draft.questions,
        flags=draft.flags,
    )


def _checked(text: str, draft: Draft) -> list[Sentence]:
    found = []
    for segment in segments(text.strip()):
        if not segment.text:
            continue
        if is_courtesy(segment.text):
            found.append(Sentence(segment.text, "courtesy", gap=segment.gap))
            continue
        quote, verdict = support(segment.text, draft.passages, asked=draft.message)
        kind: Kind = "generated" if quote else "struck"
        found.append(Sentence(segment.text, kind, quote, verdict, segment.gap))
    return found


def _searched(question: str, message: str, alone: bool, enough: float, search: Searching) -> Search:
    """The only question of a message is searched with what came before it in the message. One of
    several is searched by itself, and so too only where that finds no answer or it says too little
    to find the right one ("Where are they?")."""
    if question == message:
        return search(question)
    before, found, _ = message.partition(question)
    if alone:
        return search(before[-_BEFORE:] + found)
    own = search(question)
    if own.answerable >= enough and len(content(question)) >= _TELLING:
        return own
    both = search(before[-_BEFORE:] + found)
    return both if both.answerable > own.answerable else own


def _quoted(language: str, asked: tuple[Answered, ...], flags: tuple[Flag, ...]) -> Reply:
    enough = [one for one in asked if one.enough]
    if not enough:
        return _handed_over(language, asked, flags)
    quotes = _apart([quote for one in enough for quote in one.search.quotes])
    sentences = [
        Sentence(as_plain_text(q.text), "quoted", q, gap=_gap(q, n)) for q, n in _pairs(quotes)
    ]
    return Reply(
        (*sentences, *_opened(asked, language)),
        "quoted",
        min(one.search.answerable for one in enough),
        hand_over=False,
        language=language,
        questions=asked,
        flags=flags,
    )


def _apart(quotes: list[Quote]) -> list[Quote]:
    """Without those that say again what another says, which several questions may have found."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda one: one.start - one.end):
        same = [other for other in kept if other.document == quote.document]
        if not any(other.start < quote.end and quote.start < other.end for other in same):
            kept.append(quote)
    return [quote for quote in dict.fromkeys(quotes) if quote in kept]


def _handed_over(language: str, asked: tuple[Answered, ...], flags: tuple[Flag, ...]) -> Reply:
    open_ = tuple(replace(one, enough=False) for one in asked)
    return Reply(
        (Sentence(_phrases(language)["hand_over"], "desk"),),
        "quoted",
        max((one.search.answerable for one in asked), default=0.0),
        hand_over=True,
        language=language,
        questions=open_,
        flags=flags,
    )


def _pairs(quotes: list[Quote]) -> list[tuple[Quote, Quote | None]]:
    return list(zip(quotes, [*quotes[1:], None], strict=True))


def _gap(quote: Quote, following: Quote | None) -> str:
    """Between two quotes of one document what joins sentences, else a new paragraph."""
    if following is None or following.document != quote.document:
        return "\n\n"
    return joiner("", detect(quote.text)) if following.start - quote.end < 3 else "\n"


def _passages(asked: tuple[Answered, ...]) -> tuple[Passage, ...]:
    """The best of each answered question in turn, until there are enough."""
    ranked = [
        [h.passage for h in one.search.hits if readable_sentences(h.passage)]
        for one in asked
        if one.enough
    ]
    turns = [row[at] for at in range(_SHOWN) for row in ranked if at < len(row)]
    return tuple({passage.id: passage for passage in turns}.values())[: max(_SHOWN, len(ranked))]


def _flags(passage: Passage) -> list[Flag]:
    return [
        Flag(passage.document, f.start + passage.start, f.end + passage.start, f.kind)
        for f in findings(passage.text)
    ]


def _opened(asked: tuple[Answered, ...], language: str) -> list[Sentence]:
    """The desk's own words about what stays open, where something else was answered."""
    form = _phrases(language)["open_question"]
    return [
        Sentence(form.replace("{question}", one.question), "desk", gap="\n")
        for one in asked
        if not one.enough
    ]


def _phrases(language: str) -> dict[str, str]:
    phrases: dict[str, dict[str, str]] = toml_resource("support", "phrases.toml")
    return phrases["zh" if language.startswith("zh") else "en"]
