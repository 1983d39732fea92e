"""Questions and answers for the knowledge base, proposed from conversations that went well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from nibble_engine.detection import detect
from nibble_engine.knowledge.thresholds import USUAL
from nibble_engine.knowledge.words import indexed
from nibble_engine.support.agent_answers import answering, joined, shared_out
from nibble_engine.support.hand_over import key_sentences
from nibble_engine.support.personal_data import Masking, spans
from nibble_engine.support.questions import questions
from nibble_engine.support.replying import Searching
from nibble_engine.support.thread import Thread
from nibble_engine.support.verification import AT_LEAST, content, covered
from nibble_engine.translation.facts import facts
from nibble_engine.translation.segment import segments

_SAME_QUESTION = 88
"""Of 100, by the words that two questions share (`rapidfuzz.fuzz.token_set_ratio`)."""
_SAME_ANSWER = 70
_FEW_WORDS = 3
"""A question with fewer words of content says too little without the sentence before it."""
_MOST_SENTENCES = 6
_CODE = re.compile(
    r"(?:\b(?:from|for|of|about|with)\s+)?(?:\b(?:my|the)\s+)?[(（]?\s*"
    r"(?:订单号?|单号|order(?:\s(?:number|no\.?))?)?\s*[:：#]?\s*"
    r"(?<![A-Za-z\d])(?=[A-Z\d-]*\d{3})[A-Z]{1,5}-?\d[A-Z\d-]{2,}(?![A-Za-z\d])\s*[)）]?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:and|but|so|also|oh|ok|great|另外|还有|那|对了)[,，\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """``times`` it was asked in so many conversations, ``sources`` are their titles; ``otherwise``
    is the document of the base that answers the question with other words, "" if none does."""

    question: str
    answer: str
    language: str
    times: int = 1
    sources: tuple[str, ...] = ()
    otherwise: str = ""


def mined(
    threads: Iterable[Thread],
    search: Searching | None = None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Pair]:
    """Pairs to be looked at by a person, those that were asked most first; without what the base
    that ``search`` searches answers the same way already. Personal data, numbers of orders and
    sentences with either are left out. Ends with what was found where ``cancelled``."""
    found: list[Pair] = []
    for thread in threads:
        if cancelled():
            break
        found += _of_thread(thread)
    merged = _merged(found)
    if search is not None:
        compared = (_compared(pair, search) for pair in merged if not cancelled())
        merged = [pair for pair in compared if pair is not None]
    return sorted(merged, key=lambda pair: -pair.times)


def _of_thread(thread: Thread) -> Iterator[Pair]:
    """Each message of the customer with what the agent wrote until the next one."""
    masking = Masking()
    for message in thread.messages:
        masking.mask(message.text)
    for asked, answers in _exchanges(thread):
        if not answers or not (wanted := _questions(asked)):
            continue
        sentences = [s for text in answers for s in answering(text) if not _is_private(s)]
        for question, own in zip(wanted, shared_out(wanted, sentences), strict=True):
            clean = _cleaned(question)
            answer = joined(own[:_MOST_SENTENCES])
            if content(clean) and (len(content(answer)) > _FEW_WORDS - 1 or facts(answer)):
                yield Pair(clean, answer, detect(clean), sources=(masking.mask(thread.title),))


def _exchanges(thread: Thread) -> Iterator[tuple[str, list[str]]]:
    asked, answers = "", list[str]()
    for message in thread.messages:
        if message.role == "agent":
            answers.append(message.text)
            continue
        if answers:
            yield asked, answers
            asked, answers = "", []
        asked = f"{asked}\n{message.text}".strip()
    yield asked, answers


def _questions(message: str) -> list[str]:
    """Each with the sentence before it where it says little by itself; where nothing is asked, the
    sentence that says most."""
    places = questions(message)
    if not places:
        return list(key_sentences(message, 1))
    return [_whole(message, start, end) for start, end in places]


def _whole(message: str, start: int, end: int) -> str:
    question = message[start:end]
    if len(content(question)) >= _FEW_WORDS:
        return question
    before = [s.text for s in segments(message[:start]) if content(s.text)]
    return f"{before[-1]} {question}" if before else question


def _cleaned(question: str) -> str:
    """On one line, without personal data, numbers of orders and joining words."""
    for span in reversed(spans(question)):
        question = question[: span.start] + "…" + question[span.end :]
    text = " ".join(_OPENING.sub("", _CODE.sub(" ", question)).split())
    text = re.sub(r"\s+([,.!?，。！？])", r"\1", text).strip(" ,，;；")
    return text[:1].upper() + text[1:]


def _is_private(sentence: str) -> bool:
    return bool(spans(sentence)) or _CODE.search(sentence) is not None


def _merged(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs that ask the same and are answered the same way are one, in the longer answer."""
    kept: list[Pair] = []
    keys: list[str] = []
    for pair in pairs:
        key = indexed(pair.question)
        near = process.extract(
            key, keys, scorer=fuzz.token_set_ratio, score_cutoff=_SAME_QUESTION, limit=5
        )
        same = [at for _, _, at in near if _answers_alike(kept[at], pair)]
        if same:
            kept[same[0]] = _together(kept[same[0]], pair)
        else:
            kept.append(pair)
            keys.append(key)
    return kept


def _answers_alike(one: Pair, other: Pair) -> bool:
    alike = fuzz.token_set_ratio(indexed(one.answer), indexed(other.answer))
    return one.language == other.language and alike >= _SAME_ANSWER


def _together(one: Pair, other: Pair) -> Pair:
    longer = max(one.answer, other.answer, key=len)
    sources = tuple(dict.fromkeys([*one.sources, *other.sources]))
    return replace(one, answer=longer, times=one.times + other.times, sources=sources)


def _compared(pair: Pair, search: Searching) -> Pair | None:
    """None where the base says the same; else with the document that says something else."""
    found = search(pair.question)
    if found.answerable < USUAL or not found.hits:
        return pair
    said = "\n".join(hit.passage.text for hit in found.hits[:3])
    if covered(pair.answer, said) >= AT_LEAST:
        return None
    return replace(pair, otherwise=found.hits[0].passage.document)
