"""The bilingual grammar: what it promises of its pairs, passages and held-out parts."""

from __future__ import annotations

import re

from nibble_engine.languages import detect
from nibble_engine.training import grammar
from nibble_engine.training.slots import KINDS, is_held_out

SLOT = re.compile(r"\{(\w+)\}")
FORMS = [form.pair for form in grammar.forms()]


def test_both_languages_have_the_same_known_slots() -> None:
    for form in FORMS:
        english, chinese = (sorted(SLOT.findall(text)) for text in form)
        assert english == chinese, form
        assert {slot.rstrip("2") for slot in english} <= KINDS, form
        assert not re.search(r"\d", SLOT.sub("", form[0] + form[1])), form


def test_facts_can_be_answered_from_what_they_say() -> None:
    facts = [fact for topic in grammar.topics().values() for fact in topic.facts]
    assert len(facts) >= 50 and len({fact.name for fact in facts}) == len(facts)
    for fact in facts:
        for form in (*fact.say, *fact.answer):
            assert set(fact.key) <= set(SLOT.findall(form[0])), (fact.name, form)


def test_a_hundred_thousand_distinct_pairs_from_a_seed() -> None:
    pairs = grammar.pairs(100_000, 3)
    assert len(set(pairs)) == 100_000
    assert grammar.pairs(50, 3) == grammar.pairs(50, 3) != grammar.pairs(50, 4)
    assert sum(detect(a) == "en" and detect(b) == "zh" for a, b in pairs[:2000]) >= 1990


def test_the_test_parts_share_no_sentence_with_training() -> None:
    held_out = [form for form in FORMS if is_held_out(form[0])]
    assert len(held_out) >= 100
    made = set(grammar.pairs(30_000, 3))
    for part in ("combinations", "wordings"):
        tested = grammar.pairs(800, 4, part)
        assert len(tested) == 800 and not made & set(tested)
    openings = ("Hello, ", "Please note: ", "Dear team, ", "Of course, ")
    assert sum(english.startswith(openings) for english, _ in made) > 2000
    assert all(
        re.search(r"^[A-Z][^.?!]*[,:] |but ", e) for e, _ in grammar.pairs(200, 4, "combinations")
    )


def test_a_talk_has_its_answers_in_the_passage() -> None:
    for test in (False, True):
        for talk in grammar.talks(600, 5, turns=3, test=test):
            for turn in talk.turns:
                assert all(key in talk.passage and key in turn.answer for key in turn.key)
                assert detect(turn.answer) == talk.language
    absent = [t for talk in grammar.talks(600, 5) for t in talk.turns if not t.key]
    assert 20 < len(absent) < 120


def test_values_are_held_out_by_their_hash() -> None:
    assert is_held_out("x") == is_held_out("x")
    share = sum(is_held_out(str(n)) for n in range(10_000)) / 10_000
    assert 0.08 < share < 0.12
