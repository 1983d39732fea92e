"""A text sentence by sentence: places in both texts, and nothing translated twice."""

from __future__ import annotations

import pytest

from nibble_engine.api import AnyEvent, Sampling, SentenceDone, TextDelta, Translate, Usage
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

    def sentences(self, texts: list[str], source: str, command: Translate, job: Job) -> list[End]:
        self.batches.append(len(texts))
        self.asked += texts
        return [End("stop", Usage(new_tokens=1), f"【{text}】") for text in texts]

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
