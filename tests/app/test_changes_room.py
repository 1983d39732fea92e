"""Open changes without a window: places, groups, facts, what is remembered of a rejection."""

from __future__ import annotations

import random

import pytest

from nibble_app.modes.writing.changes.card import pieces_of
from nibble_app.modes.writing.changes.group import Grain
from nibble_app.modes.writing.changes.places import merged, moved
from nibble_app.modes.writing.changes.room import PendingChanges
from nibble_engine.api import Action
from nibble_engine.differences import differences
from nibble_engine.proofreading.change import Change, applied
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request


def rewritten(
    old: str, new: str, *findings: Finding, action: Action = Action.REWRITE, rule: str = "model"
) -> Proposal:
    changes = tuple(Change(a, b, old[a:b], text, rule) for a, b, text in differences(old, new))
    return Proposal(Request(action, old), new, changes, findings)


def places_of(room: PendingChanges, start: int = 0) -> dict[int, tuple[int, int]]:
    return {one.key: (start + one.start, start + one.end) for one in room.all()}


def opened(proposal: Proposal) -> tuple[PendingChanges, dict[int, tuple[int, int]]]:
    room = PendingChanges()
    room.add(proposal)
    places = places_of(room)
    room.settle(proposal.request.text, places)
    return room, places


@pytest.mark.parametrize("seed", range(100))
def test_places_follow_what_is_made(seed: int) -> None:
    chance = random.Random(seed)
    words = ["one ", "二", "three, ", "。", "five ", "\n"]
    old = "".join(chance.choices(words, k=30))
    new = "".join(w for w in chance.choices(words, k=30))
    room, places = opened(rewritten(old, new))
    left = list(room.all())
    text = old
    while left:
        taken = sorted(chance.sample(left, chance.randint(1, len(left))), key=lambda c: c.start)
        made = [(*places[one.key], one.replacement) for one in taken]
        start, end, merge = merged(text, made)
        assert all(text[slice(*places[one.key])] == one.original for one in left)
        text = text[:start] + merge + text[end:]
        places = moved(places, made)
        left = [one for one in left if one not in taken]
    assert text == new


def test_a_rewrite_is_decided_by_sentences_and_a_slip_alone() -> None:
    old = "We goes there. It are nice and it am big. 他来了。我们走把。"
    new = "We go there. It is nice and it is big. 他来了。我们走吧。"
    room, places = opened(rewritten(old, new))
    groups = room.groups(places)
    assert [len(group.changes) for group in groups] == [1, 2, 1]
    (number,) = room.proposals
    room.regrain(number, Grain.CHANGE)
    assert len(room.groups(places)) == 4
    room.regrain(number, Grain.WHOLE)
    (whole,) = room.groups(places)
    assert applied(old, [one.change for one in whole.changes]) == new
    room, places = opened(rewritten(old, new, action=Action.PROOFREAD))
    assert len(room.groups(places)) == 4


def test_sentences_that_become_one_are_one_decision() -> None:
    old, new = "He came. She left. They ate.", "He came and she left. They dined."
    room, places = opened(rewritten(old, new))
    assert [one.replacement for one in room.groups(places)[0].changes] == [" and she"]
    assert len(room.groups(places)) == 2


def test_the_change_that_alters_a_fact_is_flagged() -> None:
    old = "The price is 3,000 yuan since May. It were high."
    new = "The price is 4,000 yuan since May. It was high."
    lost, new_one = Finding("fact_missing", "3,000", "number"), Finding("fact_added", "4,000")
    room, places = opened(rewritten(old, new, lost, new_one))
    flags = {one.original: one.facts for group in room.groups(places) for one in group.changes}
    assert flags == {"3,000": (lost, new_one), "were": ()}
    assert room.groups(places)[0].facts == (lost, new_one)
    (one,) = room.unseen(places)
    room.see(one.number)
    assert room.unseen(places) == []


def test_what_was_rejected_is_known_by_the_words_beside_it() -> None:
    old = "他认真的工作着，我们高兴的走了。红的花。"
    slips = [3, 11]
    changes = tuple(Change(at, at + 1, "的", "地", "zh-particle") for at in slips)
    proposal = Proposal(Request(Action.PROOFREAD, old), applied(old, changes), changes)
    room = PendingChanges()
    first, _ = room.add(proposal).changes
    pairs = frozenset(room.reject([first.key]))
    again = room.add(proposal, pairs)
    assert [one.start for one in again.changes] == [11] and again.hidden == 1
    # With other words before it: those behind it are enough.
    moved_on = "昨天，他很认真的工作着，我们高兴的走了。"
    at = moved_on.index("的")
    other = Change(at, at + 1, "的", "地", "zh-particle")
    request = Request(Action.PROOFREAD, moved_on)
    assert room.add(Proposal(request, applied(moved_on, [other]), (other,)), pairs).hidden == 1
    # The same slip among quite other words is another one.
    elsewhere = "孩子们安静的听着老师讲故事。"
    at = elsewhere.index("的")
    new = Change(at, at + 1, "的", "地", "zh-particle")
    request = Request(Action.PROOFREAD, elsewhere)
    assert room.add(Proposal(request, applied(elsewhere, [new]), (new,)), pairs).hidden == 0


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("x I see teh cat.", []),  # moved on
        ("I see teh", []),
        ("I see the cat.", ["teh"]),
        ("I see tehx cat.", ["teh"]),  # the word is another one
        ("I see ateh cat.", ["teh"]),
        ("I see teh, cat.", []),
    ],
)
def test_a_change_is_dropped_when_its_text_was_edited(text: str, lost: list[str]) -> None:
    old = "I see teh cat."
    room = PendingChanges()
    change = Change(6, 9, "teh", "the", "en-spelling")
    (one,) = room.add(Proposal(Request(Action.PROOFREAD, old), "I see the cat.", (change,))).changes
    room.settle(old, places_of(room))
    at = text.find("teh") if "teh" in text else 6
    assert [c.original for c in room.edited(text, {one.key: (at, at + 3)})] == lost
    assert bool(room.proposals) != bool(lost)


def test_an_insertion_is_dropped_when_something_came_there() -> None:
    old, new = "one two", "one, two"
    room, places = opened(rewritten(old, new))
    assert room.edited("one; two", places) != [] and room.all() == []


def test_of_variants_one_is_shown_and_the_others_go_with_a_decision() -> None:
    room = PendingChanges()
    first = room.add(rewritten("He go.", "He goes.")).number
    second = room.add(rewritten("He go.", "He walks."), variant_of=first).number
    third = room.add(rewritten("He go.", "He runs."), variant_of=second).number
    assert [one.number for one in room.variants(first)] == [first, second, third]
    assert [one.replacement for one in room.shown()] == ["runs"]
    room.show(second)
    (walks,) = room.shown()
    assert walks.replacement == "walks"
    room.accept([walks.key])
    assert room.all() == [] and not room.proposals


def test_rejecting_a_variant_brings_another_to_the_front() -> None:
    room = PendingChanges()
    first = room.add(rewritten("He go.", "He goes.")).number
    room.add(rewritten("He go.", "He walks."), variant_of=first)
    room.reject([one.key for one in room.shown()])
    assert [one.replacement for one in room.shown()] == ["goes"]


def test_what_was_open_comes_back_but_for_what_was_rejected() -> None:
    old, new = "a bb ccc dddd", "x bb y dddd"
    room, places = opened(rewritten(old, new, action=Action.PROOFREAD))
    first, second = room.all()
    state = room.state(places, dict.fromkeys(room.proposals, (0, len(old))))
    room.accept([first.key])
    room.reject([second.key])
    later = room.add(rewritten("e", "f")).changes[0]
    room.restore(state, {later.key: (20, 21)})
    assert [one.key for one in room.all()] == [first.key, later.key]
    room.restore(state, {later.key: (1, 2)})  # in the way of the older one
    assert [one.key for one in room.all()] == [later.key]


def test_a_proposal_without_single_changes_is_one() -> None:
    room = PendingChanges()
    made = room.add(Proposal(Request(Action.LIST, "a, b"), "- a\n- b")).changes
    assert [(one.start, one.end, one.replacement) for one in made] == [(0, 4, "- a\n- b")]
    made = room.add(Proposal(Request(Action.CONTINUE, "It was"), " late.")).changes
    assert [(one.start, one.end, one.replacement) for one in made] == [(6, 6, " late.")]


def test_a_card_shows_the_words_around_its_changes() -> None:
    text = "Long before that there was a tale. She go to the old market every single day.\nMore"
    new = text.replace("go", "goes")
    room, places = opened(rewritten(text, new))
    (group,) = room.groups(places)

    def shown(grain: Grain) -> list[str]:
        return [piece.text for piece in pieces_of(group, text, places, grain)]

    assert shown(Grain.CHANGE) == ["She ", "go", "goes", " to the old market every…"]
    assert shown(Grain.SENTENCE) == ["She ", "go", "goes", " to the old market every single day."]


def test_a_card_begins_with_a_whole_word() -> None:
    text = "今年的预算一共是3,000元由项目部总负责人李明支出"
    at = text.index("李明")
    change = Change(at, at + 2, "李明", "王明", "model")
    room, places = opened(Proposal(Request(Action.PROOFREAD, text), "x", (change,)))
    first = [piece.text for piece in pieces_of(room.groups(places)[0], text, places, Grain.CHANGE)]
    assert first[0] == "…元由项目部总负责人"
    text = "Number 123456789 is that of Li Ming"
    change = Change(28, 35, "Li Ming", "Ming", "model")
    room, places = opened(Proposal(Request(Action.PROOFREAD, text), "x", (change,)))
    first = [piece.text for piece in pieces_of(room.groups(places)[0], text, places, Grain.CHANGE)]
    assert first[0] == "…is that of "
