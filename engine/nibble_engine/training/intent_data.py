"""The sentences that the classifier of intents learns from, each with the group of its wording."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nibble_engine.resources import toml_resource
from nibble_engine.training.grammar import LANGUAGES, topics
from nibble_engine.training.slots import Slots

_LABELS = toml_resource("support", "intent_labels.toml")
_FILLS = 3  # of a sentence of the grammar
_OUT_OF_SCOPE = {"clinc": 200, "banking": 50}
_STOP_WORDS = frozenset(
    """
    a an the i me my you your we our it is are was be been am do does did can could would will
    shall may to of for in on at with and or from by this that there how what when where which who
    want wanna need help please assistance assist try trying have has had get got make know if some
    any im id ive dont see like more about
    """.split()
)


class Sentence(NamedTuple):
    """``group`` is the same for sentences that differ only in numbers, names and small words: such
    are all learned from, or all tested on."""

    text: str
    intent: str
    language: str
    source: str
    group: str


def own() -> Iterator[Sentence]:
    """The sentences written for this project."""
    for intent, lists in toml_resource("support", "intent_examples.toml").items():
        for language in LANGUAGES:
            for text in lists[language]:
                yield Sentence(text, intent, language, "own", text)


def words() -> Iterator[Sentence]:
    """What customers call things: phrases, each alone. They are always learned from."""
    for intent, lists in toml_resource("support", "intent_words.toml").items():
        for language in LANGUAGES:
            for phrase in lists[language].split("|"):
                yield Sentence(phrase, intent, language, "words", "")


def grammar(seed: int) -> Iterator[Sentence]:
    """The questions about the facts of the bilingual grammar, with a few values each."""
    slots = Slots(random.Random(seed), test=False)
    facts = [fact for topic in topics().values() for fact in topic.facts]
    for fact in facts:
        intent = _LABELS["grammar"].get(fact.name)
        for pair in fact.ask if intent else ():
            for _ in range(_FILLS if "{" in pair[0] else 1):
                slots.fresh()
                for at, language in enumerate(LANGUAGES):
                    yield Sentence(
                        _filled(pair[at], slots, at), intent, language, "grammar", pair[0]
                    )


def bitext(path: Path) -> Iterator[Sentence]:
    """Bitext's questions of customers (CSV with ``instruction`` and ``intent``)."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if intent := _LABELS["bitext"].get(row["intent"]):
                yield _english(row["instruction"], intent, "bitext")


def banking(path: Path, seed: int) -> Iterator[Sentence]:
    """Banking77's questions (CSV with ``text`` and ``category``): some are of a shop too."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]
    yield from _labelled(rows, "banking", seed)


def clinc(path: Path, seed: int) -> Iterator[Sentence]:
    """CLINC150's training queries (JSON): what no shop is asked for is "other"."""
    data = json.loads(path.read_text("utf-8"))
    yield from _labelled([*data["train"], *data["oos_train"]], "clinc", seed)


def _labelled(rows: list[tuple[str, str]], source: str, seed: int) -> Iterator[Sentence]:
    """All with an intent of ours, and a draw of those that are out of scope."""
    labels, left_out = _LABELS[source], _LABELS[f"{source}_left_out"]
    rest = []
    for text, category in rows:
        if category in labels:
            yield _english(text, labels[category], source)
        elif category not in left_out:
            rest.append(text)
    for text in random.Random(seed).sample(rest, min(len(rest), _OUT_OF_SCOPE[source])):
        yield _english(text, "other", source)


def _english(text: str, intent: str, source: str) -> Sentence:
    words = re.findall(r"[a-z]+", re.sub("['’]", "", text.lower()))
    # Six letters: "cancel", "canceling" and "cancelled" are one wording.
    return Sentence(
        text, intent, "en", source, " ".join(sorted({word[:6] for word in words} - _STOP_WORDS))
    )


def _filled(text: str, slots: Slots, language: int) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: slots[match[1]][language], text)
