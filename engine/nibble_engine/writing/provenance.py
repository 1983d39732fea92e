"""How much of a text a model wrote, and how much of that a person has changed since.

Texts are compared by words (in Chinese by characters); white space does not count.

- What a model wrote in a piece are the words that a word diff calls new, without those that stand
  in a run of `RUN` words which it took away elsewhere, for it only moved these. What stayed between
  two changes that are both larger than twice of it stayed by chance, and counts as new.
- Such a word is *still there* if it stands in a run of `RUN` words, what is around the piece
  included, that the final text has too, wherever it is there: a paragraph may move. A run counts
  for one place of the text, a long one (`LONG` words) for each.
- It was *changed by the model* if it is not there any more and a piece that was accepted later
  took it away.
- Every other one was *changed by the person*.

So the shares are an estimate. A phrase of `RUN` words that both a model and the person wrote may
count for the wrong one; a model's word whose neighbours have all been changed counts as changed;
the words that the person dictated in an instruction, and the model repeated, count as the model's.

Runs of words as fingerprints of a text: Schleimer, Wilkerson and Aiken, Winnowing, SIGMOD 2003;
here all of them are looked up, and none is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from nibble_engine.differences import Difference, differences
from nibble_engine.writing.piece import Piece

RUN = 5
LONG = 20
_PLACES = 16  # of one run in a text; more would make a text of one repeated word slow

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])\w)+(?:['’](?:(?![{_CJK}])\w)+)*|\S")
_EDGE = [""] * (RUN - 1)  # so that the words of the shortest texts stand in runs too
_NO_EDGE = ["\n"] * (RUN - 1)

_Key = tuple[str, ...]
_Index = dict[_Key, list[int]]


@dataclass(frozen=True)
class Provenance:
    """``models`` are (name, level), in the order of their first piece; ``first`` and ``last`` are
    when a piece was accepted. ``ai_share`` is the part of the text's characters that a model wrote,
    ``edited_share`` the part of a model's characters that the person changed or took away; both
    from 0 to 1. With ``label`` the person wants readers to be told."""

    label: bool = False
    models: tuple[tuple[str, str], ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    ai_share: float = 0.0
    edited_share: float = 0.0


def provenance(text: str, pieces: Sequence[Piece], *, label: bool = False) -> Provenance:
    """What is known of ``text``; ``pieces`` are in the order in which they were accepted."""
    if not pieces:
        return Provenance(label)
    final = _Final(text)
    own = [_Own(piece) for piece in pieces]
    for one in own:
        final.find(one)
    _take_away(own)
    written = sum(one.count(one.made) for one in own)
    gone = sum(one.count(one.gone) for one in own)
    return Provenance(
        label,
        tuple(dict.fromkeys((piece.model, piece.level) for piece in pieces)),
        min(piece.accepted for piece in pieces),
        max(piece.accepted for piece in pieces),
        final.share(),
        gone / written if written else 0.0,
    )


class _Own:
    """The words of a piece: ``made`` are the places of the model's own, ``gone`` those of them
    that are not in the final text."""

    def __init__(self, piece: Piece) -> None:
        self.words = _framed(piece.new)
        self.old = _framed(piece.old)
        came, went = _changed(piece)
        self.made = came - _moved(self.words, self.old, went)
        self.removed = went - _moved(self.old, self.words, came)
        self.gone = set(self.made)

    def count(self, places: Iterable[int]) -> int:
        """Characters of the words at these places."""
        return sum(len(self.words[at]) for at in places)


class _Final:
    """The final text's words, and which of them are a model's."""

    def __init__(self, text: str) -> None:
        self._words = [*_EDGE, *_WORD.findall(text), *_EDGE]
        self._index = _index(self._words)
        self._made: set[int] = set()

    def find(self, own: _Own) -> None:
        """Looks for a piece's words."""
        runs = sorted(_runs(own.words, self._index), key=lambda run: run[0] - run[1])
        for start, end, shift in runs:
            for at in range(start, end):
                if at in own.gone or (at in own.made and end - start >= LONG):
                    own.gone.discard(at)
                    self._made.add(at + shift)

    def share(self) -> float:
        """The models' part of the characters."""
        everything = sum(map(len, self._words))
        made = sum(len(self._words[at]) for at in self._made)
        return made / everything if everything else 0.0


def _take_away(own: Sequence[_Own]) -> None:
    """What a later piece took away was changed by a model: it counts neither as written nor as
    changed."""
    removed: dict[_Key, list[tuple[int, int]]] = {}
    for number in range(len(own) - 1, -1, -1):
        one = own[number]
        taken = {
            at + step
            for at in _starts(one.words, one.gone)
            for later, place in removed.get(_key(one.words, at), ())
            for step in range(RUN)
            if at + step in one.gone and place + step in own[later].removed
        }
        one.gone -= taken
        one.made -= taken
        for at in _starts(one.old, one.removed):
            there = removed.setdefault(_key(one.old, at), [])
            if len(there) < _PLACES:
                there.append((number, at))


def _changed(piece: Piece) -> tuple[set[int], set[int]]:
    """Places of the words that came, among those of `Piece.new`, and that went, of `Piece.old`."""
    came: list[tuple[int, int]] = []
    went: list[tuple[int, int]] = []
    start, shift = len(piece.before), 0
    for change in _joined(piece.original, differences(piece.original, piece.replacement)):
        at = start + change.start + shift
        came.append((at, at + len(change.text)))
        went.append((start + change.start, start + change.end))
        shift += len(change.text) - (change.end - change.start)
    return _within(piece.new, came), _within(piece.old, went)


def _joined(original: str, changes: Iterable[Difference]) -> list[Difference]:
    """Two changes are one if what is between them stayed by chance."""
    made: list[Difference] = []
    for change in changes:
        if not made or 2 * (change.start - made[-1].end) > min(_size(made[-1]), _size(change)):
            made.append(change)
            continue
        last = made.pop()
        between = original[last.end : change.start]
        made.append(Difference(last.start, change.end, last.text + between + change.text))
    return made


def _size(change: Difference) -> int:
    return max(change.end - change.start, len(change.text))


def _within(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Places of the words that have a character in one of the spans, which are in order."""
    made: set[int] = set()
    left = iter(spans)
    span = next(left, None)
    for number, found in enumerate(_WORD.finditer(text), len(_EDGE)):
        while span is not None and span[1] <= found.start():
            span = next(left, None)
        if span is None:
            break
        if span[0] < found.end():
            made.add(number)
    return made


def _framed(text: str) -> list[str]:
    """A piece's words. The edges of a document alone are no proof that two words are the same."""
    words = _WORD.findall(text)
    edge = _EDGE if len(words) < RUN else _NO_EDGE
    return [*edge, *words, *edge]


def _key(words: Sequence[str], at: int) -> _Key:
    return tuple(words[at : at + RUN])


def _index(words: Sequence[str]) -> _Index:
    """Where each run of words begins."""
    made: _Index = {}
    for at in range(len(words) - RUN + 1):
        there = made.setdefault(_key(words, at), [])
        if len(there) < _PLACES:
            there.append(at)
    return made


def _starts(words: Sequence[str], places: Iterable[int]) -> set[int]:
    """Where runs begin that have one of these places in them."""
    last = len(words) - RUN
    return {at for place in places for at in range(max(0, place - RUN + 1), min(place, last) + 1)}


def _moved(words: Sequence[str], others: Sequence[str], changed: Iterable[int]) -> set[int]:
    """Places of the words that stand in a run which the others have too, with at least one of
    those in it that changed."""
    runs = {_key(others, at) for at in _starts(others, changed)}
    return {
        at + step
        for at in range(len(words) - RUN + 1)
        if _key(words, at) in runs
        for step in range(RUN)
    }


def _runs(words: Sequence[str], index: _Index) -> Iterator[tuple[int, int, int]]:
    """The longest runs of words that another text has too: start, end, and how much further on
    they stand there."""
    under_way: dict[int, int] = {}
    for at in range(len(words) - RUN + 2):
        key = _key(words, at)
        shifts = {there - at for there in index.get(key, ())} if len(key) == RUN else set()
        for shift in [shift for shift in under_way if shift not in shifts]:
            yield under_way.pop(shift), at - 1 + RUN, shift
        for shift in shifts:
            under_way.setdefault(shift, at)
