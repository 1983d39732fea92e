"""A query cut into the pieces that carry its meaning: words, phrases that have synonyms, and
Chinese runs cut into words without a dictionary, by what the base itself has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from nibble_engine.knowledge.stop_words import stop_words
from nibble_engine.knowledge.synonyms import Key, Synonyms
from nibble_engine.knowledge.words import Run, latin, normal, pairs, runs

Known = Callable[[str], int]
"""In how many passages a word of the index is."""


_FARTHEST = 3


class Piece(NamedTuple):
    """``surface`` is what stands in the query, ``key`` its words; ``parts`` are the pieces of a
    phrase that has synonyms as a whole. A ``name`` has a capital within a sentence or a digit."""

    surface: str
    key: Key
    wide: bool
    name: bool = False
    parts: tuple[Piece, ...] = ()


def pieces(text: str, synonyms: Synonyms, known: Known, *, drop: bool = True) -> list[Piece]:
    """The pieces of a query; with ``drop``, its stop words are left out."""
    plain, found, line = normal(text), [], list[Run]()
    for run in [*runs(text), None]:
        if run is not None and not run.wide:
            line.append(run)
            continue
        found += _latin_pieces(plain, line, synonyms, drop=drop)
        line = []
        if run is not None:
            found += _wide_pieces(run.text, synonyms, known, drop=drop)
    return list({piece.key: piece for piece in found}.values())


# --- words with spaces between them ---


def _latin_pieces(plain: str, line: list[Run], synonyms: Synonyms, *, drop: bool) -> list[Piece]:
    found, at = [], 0
    line = _closed_up(line, synonyms)
    while at < len(line):
        size = _phrase(line[at : at + synonyms.longest_latin], synonyms)
        singles = [_latin_piece(plain, run) for run in line[at : at + size]]
        kept = [p for p, run in zip(singles, line[at:], strict=False) if not (drop and _stop(run))]
        if size > 1:
            surface = " ".join(piece.surface for piece in singles)
            key = tuple(piece.key[0] for piece in singles)
            name = any(piece.name for piece in singles)
            found.append(Piece(surface, key, wide=False, name=name, parts=tuple(kept)))
        else:
            found += kept
        at += size
    return found


def _phrase(line: Sequence[Run], synonyms: Synonyms) -> int:
    """How many of the first runs are a phrase with synonyms; 1 if none."""
    keys = [latin(run.text)[0] for run in line]
    sizes = range(len(keys), 1, -1)
    return next((size for size in sizes if tuple(keys[:size]) in synonyms), 1)


def _closed_up(line: list[Run], synonyms: Synonyms) -> list[Run]:
    """With "send it back" as "send back it", where "send back" has synonyms."""
    made = list(line)
    for at in range(len(made)):
        for gap in range(2, _FARTHEST + 1):
            if at + gap < len(made) and all(map(_stop, made[at + 1 : at + gap])):
                ends = (latin(made[at].text)[0], latin(made[at + gap].text)[0])
                if ends in synonyms:
                    made.insert(at + 1, made.pop(at + gap))
    return made


def _latin_piece(plain: str, run: Run) -> Piece:
    surface = plain[run.start : run.end]
    capital = surface[:1].isupper() and not _starts_sentence(plain, run.start)
    return Piece(surface, latin(run.text), False, capital or any(map(str.isdigit, surface)))


def _starts_sentence(plain: str, at: int) -> bool:
    before = plain[:at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".?!:;。？！：；\n"


def _stop(run: Run) -> bool:
    word = run.text.replace("'", "").replace("’", "")
    return word in stop_words().latin or latin(run.text)[0] in stop_words().latin


# --- Chinese ---

_UNKNOWN, _STOP, _STOPS, _WORD, _SINGLE, _PAIR, _RARE, _WITH_STOP = (
    2.5, 1.0, 0.8, 1.0, 1.3, 1.2, 0.2, 1.2,
)  # fmt: skip


class _Bit(NamedTuple):
    cost: float
    text: str
    kind: str


def _wide_pieces(run: str, synonyms: Synonyms, known: Known, *, drop: bool) -> list[Piece]:
    found: list[Piece] = []
    unknown = ""
    for bit in [*_cheapest(run, synonyms, known, drop=drop), _Bit(0, "", "end")]:
        if bit.kind == "unknown":
            unknown += bit.text
            continue
        if unknown:
            found.append(Piece(unknown, tuple(pairs(unknown)), wide=True))
            unknown = ""
        if bit.kind in {"word", "pair"}:
            parts = _halves(bit.text) if bit.kind == "word" else ()
            found.append(Piece(bit.text, tuple(pairs(bit.text)), wide=True, parts=parts))
    return found


def _halves(word: str) -> tuple[Piece, ...]:
    """A word of four characters or more is mostly made of words of two."""
    if len(word) < 4 or len(word) % 2:
        return ()
    parts = [word[at : at + 2] for at in range(0, len(word), 2)]
    return tuple(Piece(part, (part,), wide=True) for part in parts)


def _cheapest(run: str, synonyms: Synonyms, known: Known, *, drop: bool) -> list[_Bit]:
    """The way through the run that costs least: words that are known are cheap, characters that
    nothing explains dear."""
    best: list[tuple[float, list[_Bit]]] = [(0.0, [])]
    for end in range(1, len(run) + 1):
        ways = [
            (best[bit_start][0] + bit.cost, [*best[bit_start][1], bit])
            for bit_start in range(max(0, end - _longest(synonyms)), end)
            for bit in _bits(run[bit_start:end], synonyms, known, drop=drop)
        ]
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _longest(synonyms: Synonyms) -> int:
    return max(synonyms.longest_wide, stop_words().longest_wide, 2)


def _bits(text: str, synonyms: Synonyms, known: Known, *, drop: bool) -> list[_Bit]:
    """What a stretch of a run can be."""
    stops = stop_words().wide if drop else frozenset[str]()
    found = []
    if tuple(pairs(text)) in synonyms:
        found.append(_Bit(_WORD if len(text) > 1 else _SINGLE, text, "word"))
    if text in stops:
        found.append(_Bit(_STOPS if len(text) > 1 else _STOP, text, "stop"))
    if len(text) == 2 and (times := known(text)):
        cost = _PAIR + _RARE / times + _WITH_STOP * any(c in stops for c in text)
        found.append(_Bit(cost, text, "pair"))
    if len(text) == 1:
        found.append(_Bit(_UNKNOWN, text, "unknown"))
    return found
