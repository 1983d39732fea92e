"""Tokens as words: how sure a model was of each, and where another level would have said another.

A word is what a person would point at: in Chinese a token (mostly one or two characters), elsewhere
the tokens up to a space or a mark. It is certain as the product of its tokens' probabilities says
(the chain rule), and what it could have been is what its first token could have been.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from nibble_engine.api import Candidate, Token

_LETTERS = r"[^\W_\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af]"
# What goes on with the word before: letters and digits, an apostrophe or a hyphen among them.
_GOES_ON = re.compile(rf"{_LETTERS}|['’\-](?:{_LETTERS}|$)")
_ENDS_OPEN = re.compile(rf"{_LETTERS}['’\-]?$")


@dataclass(frozen=True)
class Word:
    """``start`` to ``end`` are characters of the joined tokens, without the space around the word;
    ``begin`` is where its first token begins. Those from ``first`` up to ``last`` are its own."""

    start: int
    end: int
    text: str
    begin: int
    first: int
    last: int
    logprob: float
    others: tuple[Candidate, ...]

    @property
    def certainty(self) -> float:
        """The probability of the whole word, from 0 to 1."""
        return math.exp(self.logprob)


@dataclass(frozen=True)
class Difference:
    """A word, its certainty at both levels, and the likeliest at the first place where they do not
    agree on it: empty texts would end the answer, None where they agree everywhere."""

    word: Word
    here: float
    there: float
    chosen_here: str | None = None
    chosen_there: str | None = None
    probability: float = 0.0

    @property
    def differs(self) -> bool:
        """Whether the other level would have chosen another token."""
        return self.chosen_there is not None


def joined(tokens: Sequence[Token]) -> str:
    """The text of tokens."""
    return "".join(token.text for token in tokens)


def words(tokens: Sequence[Token]) -> list[Word]:
    """The words of an answer in order; tokens that are only white space belong to the word behind
    them, and to none at the end or where they end a line."""
    text, starts = joined(tokens), _starts(tokens)
    return [
        _word(tokens, text, starts, first, last)
        for first, last in _groups(tokens)
        if not text[starts[first] : starts[last]].isspace()
    ]


def compared(here: Sequence[Token], there: Sequence[Token]) -> list[Difference]:
    """Every word of ``here`` with what another level thinks of it. Both have to be of the same
    text, else `ValueError` is raised; it may be cut into other tokens there."""
    if joined(here) != joined(there):
        raise ValueError("two texts")
    starts = _starts(here)
    place = {start: token for token, start in enumerate(_starts(there))}
    found = []
    for word in words(here):
        # A token there may reach into another word: then nothing can be said of this one.
        if starts[word.first] in place and starts[word.last] in place:
            pairs = [
                (here[at], there[place[starts[at]]] if starts[at] in place else None)
                for at in range(word.first, word.last)
            ]
            own = there[place[starts[word.first]] : place[starts[word.last]]]
            found.append(_difference(word, pairs, sum(token.logprob for token in own)))
    return found


def likeliest(token: Token) -> Candidate:
    """The token itself, or the candidate that was likelier."""
    own = Candidate(text=token.text, logprob=token.logprob)
    return max([own, *token.others], key=lambda one: one.logprob)


def _difference(
    word: Word, pairs: Sequence[tuple[Token, Token | None]], logprob: float
) -> Difference:
    """Of a word whose tokens are ``pairs`` with those that begin at the same place there."""
    plain = Difference(word, word.certainty, math.exp(logprob))
    said = ""
    for token, other in pairs:
        if other is None:
            break  # from here on the two are cut otherwise
        one, two = likeliest(token), likeliest(other)
        if one.text != two.text and token.text == other.text:
            return replace(
                plain,
                chosen_here=said + one.text if one.text else "",
                chosen_there=said + two.text if two.text else "",
                probability=math.exp(two.logprob),
            )
        said += token.text
    return plain


def _starts(tokens: Sequence[Token]) -> list[int]:
    """Where each token begins, and where the last one ends."""
    return list(accumulate((len(token.text) for token in tokens), initial=0))


def _groups(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The tokens of each word: from the first up to the last."""
    first, word = 0, ""
    for at, token in enumerate(tokens):
        if word and _is_apart(word, token.text):
            yield first, at
            first, word = at, ""
        word += token.text
    if word:
        yield first, len(tokens)


def _is_apart(before: str, text: str) -> bool:
    """Whether a token begins another word than the one that ``before`` is so far."""
    if before.isspace() and "\n" not in before:
        return text.isspace() and "\n" in text
    return not (_ENDS_OPEN.search(before) and _GOES_ON.match(text))


def _word(tokens: Sequence[Token], text: str, starts: Sequence[int], first: int, last: int) -> Word:
    own = text[starts[first] : starts[last]]
    start = starts[first] + len(own) - len(own.lstrip())
    shown = own.strip()
    return Word(
        start,
        start + len(shown),
        shown,
        starts[first],
        first,
        last,
        sum(token.logprob for token in tokens[first:last]),
        tokens[first].others,
    )
