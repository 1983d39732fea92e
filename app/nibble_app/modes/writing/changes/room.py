"""The open changes of a document without their widgets: shown, accepted, rejected, lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from nibble_app.modes.writing.changes.group import (
    Grain,
    Group,
    by_sentence,
    sentence_starts,
    usual_grain,
)
from nibble_app.modes.writing.changes.pending import PendingChange, altered_facts, changes_of
from nibble_app.modes.writing.changes.places import Places, Span, touches
from nibble_app.modes.writing.changes.rejected import remembered
from nibble_app.store.rejections import Pair
from nibble_engine.proofreading.change import Change
from nibble_engine.writing.proposal import Finding, Proposal


@dataclass(frozen=True)
class OpenProposal:
    """A proposal with changes that are open. Variants of one another have the same ``seat``;
    ``seen`` says that the person knows what does not fit and wants it anyway."""

    number: int
    seat: int
    proposal: Proposal
    grain: Grain
    seen: bool = False

    @property
    def blocked(self) -> tuple[Finding, ...]:
        """What the person has to see before anything of it is accepted."""
        return () if self.seen else self.proposal.blocked

    @cached_property
    def sentences(self) -> list[int]:
        """Where the sentences of its text begin, after the first."""
        return sentence_starts(self.proposal.request.text)


@dataclass(frozen=True)
class State:
    """What was open at some moment, and where it stood, changes and the texts of proposals;
    ``newest`` is the last key until then."""

    proposals: dict[int, OpenProposal]
    front: dict[int, int]
    open: dict[int, PendingChange]
    places: dict[int, Span]
    bases: dict[int, Span]
    newest: int


@dataclass(frozen=True)
class Added:
    """A proposal that was taken in, and how many of its changes were rejected before."""

    number: int
    changes: list[PendingChange]
    hidden: int


class PendingChanges:
    """Changes and proposals have keys, none of which is used twice. Of variants one is in front,
    and only its changes count. With ``rule`` only the changes of that rule are shown."""

    def __init__(self) -> None:
        self.proposals: dict[int, OpenProposal] = {}
        self.rule: str | None = None
        self._open: dict[int, PendingChange] = {}
        self._front: dict[int, int] = {}
        self._gone: set[int] = set()
        self._beside: dict[int, tuple[str, str]] = {}
        self._newest = 0

    # --- proposals ---

    def add(
        self, proposal: Proposal, known: AbstractSet[Pair] = frozenset(), variant_of: int = 0
    ) -> Added:
        """Takes a proposal in, in front of the one that it is a ``variant_of``; what is ``known``
        to be unwanted is left out."""
        number, text = self._key(), proposal.request.text
        changes = changes_of(proposal)
        made = [
            self._pending(number, change, facts)
            for change, facts in zip(changes, altered_facts(proposal, changes), strict=True)
            if known.isdisjoint(remembered(text, change))
        ]
        if made:
            other = self.proposals.get(variant_of)
            seat = other.seat if other else number
            grain = other.grain if other else usual_grain(proposal.request)
            self.proposals[number] = OpenProposal(number, seat, proposal, grain)
            self._front[seat] = number
            self._open |= {change.key: change for change in made}
        return Added(number, made, len(changes) - len(made))

    def variants(self, number: int) -> list[OpenProposal]:
        """It and its variants, the oldest first."""
        seat = self.proposals[number].seat
        mates = [one for one in self.proposals.values() if one.seat == seat]
        return sorted(mates, key=lambda one: one.number)

    def show(self, number: int) -> None:
        """Puts a variant in front."""
        self._front[self.proposals[number].seat] = number

    def regrain(self, number: int, grain: Grain) -> None:
        """How much of a proposal, and of its variants, is one decision."""
        for one in self.variants(number):
            self.proposals[one.number] = replace(one, grain=grain)

    def see(self, number: int) -> None:
        """The person knows what does not fit."""
        self.proposals[number] = replace(self.proposals[number], seen=True)

    def unseen(self, keys: Iterable[int]) -> list[OpenProposal]:
        """The proposals of changes whose findings the person has to see first."""
        numbers = dict.fromkeys(self._open[key].proposal for key in keys)
        return [self.proposals[n] for n in numbers if self.proposals[n].blocked]

    # --- changes ---

    def all(self) -> list[PendingChange]:
        """All that are open, of variants behind others too."""
        return list(self._open.values())

    def shown(self) -> list[PendingChange]:
        """Those in front, of any rule."""
        return [change for change in self._open.values() if self._is_front(change.proposal)]

    def of(self, number: int) -> list[PendingChange]:
        """Those of a proposal."""
        return [change for change in self._open.values() if change.proposal == number]

    def rules(self) -> dict[str, int]:
        """How many changes each rule has, the most first."""
        return dict(Counter(change.rule for change in self.shown()).most_common())

    def groups(self, places: Places) -> list[Group]:
        """What is shown, as decisions in the order of the document."""
        changes = [c for c in self.shown() if self.rule in {None, c.rule}]
        groups: list[Group] = []
        for number, own in groupby(changes, key=lambda change: change.proposal):
            groups += self._grouped(self.proposals[number], list(own))
        return sorted(groups, key=lambda group: places[group.changes[0].key])

    def accept(self, keys: Iterable[int]) -> None:
        """They are made, and with that the variants of their proposals are no more wanted."""
        for key in keys:
            number = self._open.pop(key).proposal
            rivals = {one.number for one in self.variants(number)} - {number}
            if rivals:
                self.withdraw([c.key for c in self._open.values() if c.proposal in rivals])
        self._tidy()

    def reject(self, keys: Collection[int]) -> list[Pair]:
        """They are not wanted; as what they are to be remembered."""
        pairs = _pairs(self.proposals, [self._open[key] for key in keys])
        self.withdraw(keys)
        return pairs

    def forgive(self, state: State, keys: Collection[int]) -> list[Pair]:
        """Takes back that they were rejected in that state; see `reject` for what it returns."""
        self._gone -= set(keys)
        return _pairs(state.proposals, [state.open[key] for key in keys])

    def withdraw(self, keys: Iterable[int]) -> None:
        """They are not offered any more, and do not come back with `restore`."""
        for key in list(keys):
            self._open.pop(key, None)
            self._gone.add(key)
        self._tidy()

    # --- the document ---

    def settle(self, text: str, places: Places) -> None:
        """Takes note of what stands beside each change."""
        self._beside = {
            key: (text[start - 1 : start] if start else "", text[end : end + 1])
            for key, (start, end) in places.items()
            if key in self._open
        }

    def edited(self, text: str, places: Places) -> list[PendingChange]:
        """Lets those go whose text is not what it was, and returns them."""
        lost = [one for one in self._open.values() if not self._stands(one, text, places[one.key])]
        for change in lost:
            del self._open[change.key]
        self._tidy()
        return lost

    def state(self, places: Places, bases: Places) -> State:
        """For `restore`."""
        return State(
            proposals=dict(self.proposals),
            front=dict(self._front),
            open=dict(self._open),
            places={key: places[key] for key in self._open},
            bases={number: bases[number] for number in self.proposals},
            newest=self._newest,
        )

    def restore(self, state: State, places: Places) -> None:
        """Opens what was open then and was not rejected since; newer ones, which stand at
        ``places`` now, stay, and older ones do not come back where they would touch them."""
        newer = {key: one for key, one in self._open.items() if key > state.newest}
        taken = [places[key] for key in newer]
        back = {
            key: one
            for key, one in state.open.items()
            if key not in self._gone and not touches(state.places[key], taken)
        }
        self.proposals = {**state.proposals, **self.proposals}
        self._front = {**state.front, **self._front}
        self._open = back | newer
        self._tidy()

    def clear(self) -> None:
        """Nothing is open."""
        self.withdraw(list(self._open))

    # --- parts ---

    def _key(self) -> int:
        self._newest += 1
        return self._newest

    def _pending(self, number: int, change: Change, facts: tuple[Finding, ...]) -> PendingChange:
        return PendingChange(
            key=self._key(),
            proposal=number,
            start=change.start,
            end=change.end,
            original=change.original,
            replacement=change.replacement,
            rule=change.rule,
            params=change.params,
            facts=facts,
        )

    def _is_front(self, number: int) -> bool:
        return self._front[self.proposals[number].seat] == number

    @staticmethod
    def _grouped(proposal: OpenProposal, changes: list[PendingChange]) -> list[Group]:
        if proposal.grain is Grain.WHOLE:
            return [Group(tuple(changes))]
        if proposal.grain is Grain.SENTENCE:
            return by_sentence(changes, proposal.sentences)
        return [Group((change,)) for change in changes]

    def _stands(self, change: PendingChange, text: str, span: Span) -> bool:
        start, end = span
        if text[start:end] != change.original:
            return False
        now = (text[start - 1 : start] if start else "", text[end : end + 1])
        then = self._beside.get(change.key, now)
        if not change.original:
            return now == then
        ends = (change.original[0], change.original[-1])
        return not any(map(_is_other_word, now, then, ends))

    def _tidy(self) -> None:
        """Proposals with nothing open go; another variant comes to the front."""
        left = {change.proposal for change in self._open.values()}
        self.proposals = {n: one for n, one in self.proposals.items() if n in left}
        self._front = {
            one.seat: n
            for n, one in self.proposals.items()
            if self._front.get(one.seat) == n or self._front.get(one.seat) not in left
        }


def _pairs(proposals: Mapping[int, OpenProposal], changes: Iterable[PendingChange]) -> list[Pair]:
    pairs: dict[Pair, None] = {}
    for change in changes:
        text = proposals[change.proposal].proposal.request.text
        pairs |= dict.fromkeys(remembered(text, change.change))
    return list(pairs)


def _is_other_word(now: str, then: str, edge: str) -> bool:
    """Whether the word that ends or begins at the edge of a change is not what it was."""
    return now != then and _in_word(edge) and (_in_word(now) or _in_word(then))


def _in_word(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
