"""A bilingual slot grammar of customer support: sentence pairs, and questions with passages.

The sentences stand in resources/grammar/*.toml, written for this project. Everything is made from a
seed. There are two test parts, and what belongs to one is decided by a hash alone. Of
"combinations", training never saw the values (see slots.py) nor this opening before this
sentence; of "wordings", it never saw the sentence with any values.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from nibble_engine.resources import resource, toml_resource
from nibble_engine.training.slots import Slots, Value, is_held_out, words

LANGUAGES = ("en", "zh")
Part = Literal["train", "combinations", "wordings"]
_OPENED = 0.3  # of the sentences begin with an opening
_SLOT = re.compile(r"\{(\w+)\}")


class Fact(NamedTuple):
    """What a company's document states, how it is asked for and answered; ``key`` are the slots
    that an answer must give right. Facts that are ``like`` each other never stand in one passage:
    a question could mean either."""

    name: str
    like: str
    key: tuple[str, ...]
    say: tuple[Value, ...]
    ask: tuple[Value, ...]
    answer: tuple[Value, ...]


class Form(NamedTuple):
    """A sentence with its slots unfilled, and who says it: customer, agent, or either ("")."""

    pair: Value
    speaker: str


class Exchange(NamedTuple):
    """A question and its answer without a passage, in both languages."""

    question: Value
    answer: Value


class Turn(NamedTuple):
    """A question, its answer, and the strings that the answer must hold: none where the passage
    does not have the answer."""

    question: str
    answer: str
    key: tuple[str, ...]


class Talk(NamedTuple):
    """A passage of a company's document and what is asked about it, all in one language."""

    language: str
    passage: str
    turns: tuple[Turn, ...]


class Topic(NamedTuple):
    """The facts, single sentences and short exchanges of one file."""

    facts: tuple[Fact, ...]
    messages: tuple[Value, ...]
    exchanges: tuple[tuple[tuple[Value, ...], tuple[Value, ...]], ...]


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its name, a file each."""
    names = sorted(file.stem for file in resource("grammar").glob("*.toml"))
    return {name: _read(name) for name in names if name != "slots"}


def _read(name: str) -> Topic:
    table = toml_resource("grammar", f"{name}.toml")
    facts = tuple(_fact(row) for row in table.get("fact", ()))
    messages = tuple(pair for m in table.get("message", ()) for pair in _pairs(m["pairs"]))
    exchanges = tuple((_pairs(e["ask"]), _pairs(e["answer"])) for e in table.get("exchange", ()))
    return Topic(facts, messages, exchanges)


def _fact(row: dict[str, Any]) -> Fact:
    name: str = row["name"]
    said = (_pairs(row[part]) for part in ("say", "ask", "answer"))
    return Fact(name, row.get("like", name), tuple(row["key"]), *said)


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[Value, ...]:
    return tuple((row[0], row[1]) for row in rows)


@cache
def forms() -> tuple[Form, ...]:
    """Every sentence form of all topics, each once."""
    found: dict[Value, Form] = {}
    for topic in topics().values():
        asks = [f.ask for f in topic.facts] + [ask for ask, _ in topic.exchanges]
        says = [f.say + f.answer for f in topic.facts] + [said for _, said in topic.exchanges]
        for speaker, lists in (("", [topic.messages]), ("customer", asks), ("agent", says)):
            for pair in (pair for pairs in lists for pair in pairs):
                found.setdefault(pair, Form(pair, speaker))
    return tuple(found.values())


def pairs(count: int, seed: int, part: Part = "train") -> list[Value]:
    """Up to ``count`` distinct (English, Chinese) sentences of a part of the grammar."""
    rng = random.Random(seed)
    wanted = [f for f in forms() if is_held_out(f.pair[0]) == (part == "wordings")]
    if part == "combinations":
        wanted = [form for form in wanted if _openings(form, test=True)]
    slots = Slots(rng, test=part != "train")
    seen: dict[Value, None] = {}
    for _ in range(count * 4):
        slots.fresh()
        seen[_fill(_opened(rng.choice(wanted), part, rng), slots)] = None
        if len(seen) >= count:
            break
    return list(seen)


def _opened(form: Form, part: Part, rng: random.Random) -> Value:
    """The form behind an opening of its speaker: always where the combination is the test."""
    if part == "wordings" or (part == "train" and rng.random() >= _OPENED):
        return form.pair
    openings = _openings(form, test=part == "combinations")
    if not openings:
        return form.pair
    english, chinese = rng.choice(openings)
    return english + _inside(form.pair[0]), chinese + form.pair[1]


def _openings(form: Form, *, test: bool) -> list[Value]:
    if not form.speaker:
        return []
    every = _pairs(words()[f"{form.speaker}_openings"])
    return [one for one in every if is_held_out(one[0] + form.pair[0]) == test]


def _inside(english: str) -> str:
    """A sentence as it goes on after an opening: with a small letter, but for I."""
    return english if re.match(r"I\b", english) else english[0].lower() + english[1:]


def exchanges(count: int, seed: int, *, test: bool = False) -> Iterator[Exchange]:
    """``count`` questions with answers that need no passage; answers are seen ones."""
    rng = random.Random(seed)
    every = [exchange for topic in topics().values() for exchange in topic.exchanges]
    slots = Slots(rng, test=test)
    for _ in range(count):
        ask, answer = rng.choice(every)
        slots.fresh()
        yield Exchange(
            _fill(_choose(ask, rng, test=test), slots),
            _fill(_choose(answer, rng, test=False), slots),
        )


def talks(count: int, seed: int, *, turns: int = 1, test: bool = False) -> Iterator[Talk]:
    """``count`` passages of one to four statements with up to ``turns`` questions each, in turn
    English and Chinese; one question in eight is about what the passage does not say."""
    rng = random.Random(seed)
    every = [fact for topic in topics().values() for fact in topic.facts]
    for index in range(count):
        fact = rng.choice(every)
        others = _unlike(fact, rng.sample(every, rng.randint(0, 3)))
        asked = rng.sample(others, min(len(others), turns - 1))
        yield _talk([fact, *asked], others, index % 2, rng, test=test)


def _unlike(fact: Fact, candidates: Sequence[Fact]) -> list[Fact]:
    """The first of each kind among the candidates, without those of the fact's."""
    kinds = {candidate.like: candidate for candidate in reversed(candidates)}
    kinds.pop(fact.like, None)
    return list(kinds.values())


def _talk(
    asked: list[Fact], others: list[Fact], tongue: int, rng: random.Random, *, test: bool
) -> Talk:
    absent = bool(others) and rng.random() < 0.125
    stated = others if absent else [*others, asked[0]]
    said, turns = [], []
    for fact in rng.sample(stated, len(stated)):
        slots = Slots(rng, test=test)
        said.append(_fill(_choose(fact.say, rng, test=test), slots)[tongue])
        if fact in asked:
            answer = _fill(_choose(fact.answer, rng, test=False), slots)[tongue]
            key = tuple(slots[slot][tongue] for slot in fact.key)
            turns.append(Turn(_question(fact, slots, tongue, rng, test=test), answer, key))
    if absent:
        question = _question(asked[0], Slots(rng, test=test), tongue, rng, test=test)
        turns.append(Turn(question, rng.choice(_unknown())[tongue], ()))
    rng.shuffle(turns)
    return Talk(LANGUAGES[tongue], ("" if tongue else " ").join(said), tuple(turns))


def _question(fact: Fact, slots: Slots, tongue: int, rng: random.Random, *, test: bool) -> str:
    form = Form(_choose(fact.ask, rng, test=test), "customer")
    pair = _opened(form, "combinations", rng) if test and rng.random() < _OPENED else form.pair
    return _fill(pair if test else _opened(form, "train", rng), slots)[tongue]


def paraphrases(count: int, seed: int) -> Iterator[list[str]]:
    """``count`` lists of sentences that say the same in one language, the shortest first."""
    rng = random.Random(seed)
    every = [fact for topic in topics().values() for fact in topic.facts]
    for index in range(count):
        fact, slots = rng.choice(every), Slots(rng, test=False)
        forms = rng.choice((fact.say, fact.answer, fact.ask))
        seen = [form for form in forms if not is_held_out(form[0])]
        yield sorted((_fill(form, slots)[index % 2] for form in seen), key=len)


def _unknown() -> tuple[Value, ...]:
    return _pairs(words()["unknown"])


def _choose(forms: Sequence[Value], rng: random.Random, *, test: bool) -> Value:
    """A form of the part; a list that has none there lends one of the other's."""
    return rng.choice([form for form in forms if is_held_out(form[0]) == test] or list(forms))


def _fill(pair: Value, slots: Slots) -> Value:
    english, chinese = (
        _SLOT.sub(lambda match, i=i: slots[match[1]][i], text)  # type: ignore[misc]
        for i, text in enumerate(pair)
    )
    return _capitals(english), chinese


def _capitals(text: str) -> str:
    """A sentence that begins with a slot begins with a capital."""
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), text)
