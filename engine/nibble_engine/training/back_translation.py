"""Back-translation (Sennrich, Haddow & Birch 2016): real English sentences with a machine's
Chinese beside them, so that a model learns to write English that nobody has translated."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nibble_engine.api import Level, Load, Role, Sampling
from nibble_engine.command import say
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.generation.beams import search
from nibble_engine.generation.costs import costs
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource
from nibble_engine.training import corpora
from nibble_engine.translation.risks import risks
from nibble_engine.translation.segment import segments

_CHUNK, _BATCH = 480, 60  # sentences that are kept together, and translated at once
_LONGEST = 60  # tokens
_MOST = 50_000  # sentences
_WORDS = (3, 16)  # of a sentence
_ODD = re.compile(r"[^\x20-\x7e’“”—…é]|[{}<>|\\\[\]]")
_DOUBT = 2.7  # nats a token; where the way back costs more, the translation says something else


def pairs(data: Path, file: Path, seed: int, threads: int = 1) -> list[corpora.Pair]:
    """(English, Chinese) pairs of which one side is a machine's. ``file`` keeps them, a chunk a
    line; a run that was stopped goes on where it was."""
    done = file.read_text("utf-8").splitlines() if file.exists() else []
    sentences = monolingual(data, seed)
    # Sorted by length: a batch pads little.
    chunks = [sorted(sentences[i : i + _CHUNK], key=len) for i in range(0, len(sentences), _CHUNK)]
    if len(done) < len(chunks):
        model = _teacher(threads)
        with file.open("a", encoding="utf-8") as out:
            for number in range(len(done), len(chunks)):
                done.append(json.dumps(translated(model, chunks[number]), ensure_ascii=False))
                out.write(done[-1] + "\n")
                out.flush()
                if number % 10 == 9:
                    say(f"back-translation: {number + 1} of {len(chunks)} parts")
    return [(english, chinese) for line in done for english, chinese in json.loads(line)]


def monolingual(data: Path, seed: int) -> list[str]:
    """Everyday English sentences, each once, in a seeded order."""
    stories = corpora.stories(data / "tinystories-sample" / "tinystories_sample.txt")
    texts = [
        *stories,
        *corpora.turns(data / "star-dialogues" / "star.jsonl"),
        *corpora.turns(data / "sgd-dialogues" / "sgd-dev.jsonl"),
    ]
    found = list(dict.fromkeys(s for s in _sentences(texts) if _is_good(s)))
    random.Random(seed).shuffle(found)
    return found[:_MOST]


def translated(model: TransformersModel, sentences: list[str]) -> list[corpora.Pair]:
    """(English, Chinese), greedy; pairs with any sign of being wrong (`risks`) and those that do
    not lead back to the sentence are left out."""
    made = zip(sentences, _made(model, sentences), strict=True)
    kept = [pair for pair in made if pair[1] and not risks(*pair, "zh")]
    back = zip(kept, _way_back(model, kept), strict=True)
    return [pair for pair, cost in back if cost < _DOUBT]


def _teacher(threads: int) -> TransformersModel:
    """The starter that the project ships."""
    load = Load(
        job="",
        role=Role.TRANSLATION,
        path=str(resource("starter") / "translator"),
        level=Level.NF4,
        device="cpu",
        threads=threads,
    )
    return TransformersModel(load_model(load, lambda *_: None, lambda: False))


def _made(model: TransformersModel, texts: Sequence[str]) -> list[str]:
    loaded = model.loaded
    greedy = Sampling(temperature=0.0, repetition_penalty=1.0)
    job = Job("", lambda event: None)
    sources = [model.family.translation(loaded.tokenizer, t, "en", "zh") for t in texts]
    made: list[str] = []
    for first in range(0, len(sources), _BATCH):
        part = sources[first : first + _BATCH]
        found = search(loaded, part, greedy, 1, _LONGEST, job)
        made += [best[0].end.text for best in found]
    return made


def _way_back(model: TransformersModel, pairs: Sequence[corpora.Pair]) -> list[float]:
    """What each sentence costs the model when it sees the translation, in nats a token."""
    tokenizer: Any = model.loaded.tokenizer
    rows = [
        (
            model.family.translation(tokenizer, chinese, "zh", "en"),
            tokenizer(text_target=english)["input_ids"],
        )
        for english, chinese in pairs
    ]
    return [
        cost
        for first in range(0, len(rows), _BATCH)
        for cost in costs(model.loaded, *zip(*rows[first : first + _BATCH], strict=True))
    ]


def _sentences(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (segment.text.strip() for segment in segments(" ".join(text.split())))


def _is_good(text: str) -> bool:
    return _WORDS[0] <= len(text.split()) <= _WORDS[1] and not _ODD.search(text)
