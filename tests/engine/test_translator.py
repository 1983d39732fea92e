"""A text sentence by sentence: places in both texts, and nothing translated twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from nibble_engine.api import (
    AnyEvent,
    Sampling,
    SentenceDone,
    TextDelta,
    TextDone,
    Translate,
    TranslateMany,
    Usage,
)
from nibble_engine.generation.batch import Said
from nibble_engine.generation.stream import End
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.translation.translator import Translator


class Model:
    """Says a sentence in brackets, and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.batches: list[int] = []
        self.translator = Translator(self.sentence)
        self.events: list[AnyEvent] = []

    def sentence(self, text: str, source: str, command: Translate, job: Job) -> End:
        self.asked.append(text)
        made = f"【{text}】"
        job.say(made[:2])
        job.say(made[2:])
        return End("stop", Usage(new_tokens=1), made)

    def sentences(
        self, texts: list[str], source: str, command: Translate, job: Job
    ) -> Iterator[Said]:
        self.batches.append(len(texts))
        self.asked += texts
        for number, text in enumerate(texts):
            made = f"【{text}】"
            yield Said(number, made, End("stop", Usage(new_tokens=1), made))

    def translate(self, text: str, **more: object) -> str:
        self.events = []
        command = Translate(job="j", text=text, source="en", target="zh", **more)  # type: ignore[arg-type]
        self.translator.translate(command, Job("j", self.events.append))
        return "".join(event.text for event in self.events if isinstance(event, TextDelta))

    @property
    def done(self) -> list[SentenceDone]:
        return [event for event in self.events if isinstance(event, SentenceDone)]


@pytest.mark.parametrize("text", ["One. Two!\n\n  Three?\n", "  One.", "😀 One. 😀 Two.", "One"])
def test_places_are_those_of_the_sentences(text: str) -> None:
    model = Model()
    made = model.translate(text)
    assert [text[slice(*event.source)] for event in model.done] == model.asked
    assert [made[slice(*event.target)] for event in model.done] == [f"【{s}】" for s in model.asked]


def test_one_edited_sentence_of_two_hundred_is_one_translation() -> None:
    model = Model()
    sentences = [f"Sentence number {n} is here." for n in range(200)]
    model.translate(" ".join(sentences))
    assert len(model.asked) == 200
    sentences[77] = "This one is new."
    made = model.translate(" ".join(sentences))
    assert model.asked[200:] == ["This one is new."]
    assert [event.reused for event in model.done].count(False) == 1
    assert made.count("【") == 200 and "【This one is new.】" in made


def test_what_matters_makes_it_another_translation() -> None:
    model = Model()
    model.translate("One.")
    model.translate("One.", beams=2)
    model.translate("One.", sampling=Sampling(temperature=0.0, repetition_penalty=1.3))
    assert len(model.asked) == 3
    drawn = Sampling(temperature=0.7)
    model.translate("One.", sampling=drawn)
    model.translate("One.", sampling=drawn)
    assert len(model.asked) == 5, "a drawn translation is another each time"


def test_a_stopped_sentence_is_not_remembered() -> None:
    model = Model()
    job = Job("j", lambda event: None)

    def stopped(text: str, source: str, command: Translate, job: Job) -> End:
        raise Interrupted

    command = Translate(job="j", text="One.", source="en", target="zh")
    broken = Translator(stopped)
    with pytest.raises(Interrupted):
        broken.translate(command, job)
    broken._sentence = model.sentence
    broken.translate(command, job)
    assert model.asked == ["One."]


def test_a_batch_says_what_one_after_another_says() -> None:
    text = " ".join(f"Number {n % 40} is here." for n in range(60)) + "\n\nThe end."
    one, many = Model(), Model()
    many.translator = Translator(many.sentence, many.sentences)
    assert many.translate(text) == one.translate(text)
    assert many.done == one.done
    assert sorted(many.asked) == sorted(set(one.asked)), "each different sentence once"
    assert many.batches[0] == 1 and max(many.batches) > 8, "something is seen soon"
    assert many.translate(text) and len(many.batches) == 3, "all is remembered"


def many(model: Model, texts: list[str], **more: object) -> dict[int, TextDone]:
    events: list[AnyEvent] = []
    translator = Translator(model.sentence, model.sentences)
    command = TranslateMany(job="j", texts=tuple(texts), source="en", target="zh", **more)  # type: ignore[arg-type]
    translator.many(command, Job("j", events.append))
    assert all(isinstance(event, TextDone) for event in events), "and nothing else is said"
    return {event.index: event for event in events if isinstance(event, TextDone)}


def test_pieces_of_a_document_come_whole_and_each_sentence_is_translated_once() -> None:
    model = Model()
    texts = ["One. Two!", "Two! A much longer sentence than these.", "One.", "One. Two!"]
    done = many(model, texts, known={"One.": "一。"})
    assert sorted(done) == [0, 1, 2, 3]
    assert done[0].text == done[3].text == "一。【Two!】" and done[2].text == "一。"
    assert sorted(model.asked) == ["A much longer sentence than these.", "Two!"]
    for index, event in done.items():
        for part in event.sentences:
            source = texts[index][slice(*part.source)]
            assert event.text[slice(*part.target)] in (f"【{source}】", "一。")


def test_pieces_are_in_batches_of_like_length() -> None:
    model = Model()
    texts = [f"{'word ' * (n % 40)}number {n}." for n in range(200)]
    done = many(model, texts)
    assert len(done) == 200 and len(model.asked) == 200
    assert max(model.batches) <= 48 and len(model.batches) < 20
    sizes = [len(text) for text in model.asked]
    assert sizes == sorted(sizes) or max(a - b for a, b in itertools.pairwise(sizes)) < 12


def test_a_stopped_document_keeps_what_it_had() -> None:
    model = Model()
    events: list[AnyEvent] = []
    job = Job("j", events.append)

    def sentences(texts: list[str], source: str, command: Translate, job: Job) -> list[End]:
        if model.batches:
            job.cancel()
            job.check()
        return model.sentences(texts, source, command, job)

    texts = tuple(f"This is sentence number {n} of many." for n in range(100))
    command = TranslateMany(job="j", texts=texts, source="en", target="zh")
    with pytest.raises(Interrupted):
        Translator(model.sentence, sentences).many(command, job)
    assert len(events) == 48
