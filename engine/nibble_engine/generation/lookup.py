"""Guesses of the next tokens, from where the last few stood before: prompt lookup (Saxena 2023), a
speculative decoding (Leviathan et al. 2023) without a second model.

An answer that corrects, quotes or translates repeats much of what was read. The model is given some
guessed tokens at once and tells for each what it would have said; those up to the first wrong one
have cost one reading of the weights instead of several. What is said does not change: a token is
chosen from the logits it would be chosen from anyway, which our own kernels make the same to the
last bit.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_LEAST, _LONGEST = 2, 8
"""Tokens in common from which something is guessed, and that are compared at most."""
_PLACES = 8
"""Places of the same two tokens that are compared, the last ones."""
_BREAK = -1
"""Stands between two texts; no token."""
WIDTHS = (1, 2, 4, 8)
"""Tokens that are given to the model at once; between these nothing would be gained."""
_WORTH = 1.05
"""Times as many tokens for the same time that a guess must promise."""
_CREDIT, _SHARE = 0.5, 0.015
"""Steps, and the part of an answer's steps, that guesses may lose in all."""


class Costs:
    """Of one model: how long it takes to give it so many tokens at once, as it was measured.
    ``least`` are the seconds of a step from which the guessing itself is nothing beside it."""

    def __init__(self, least: float = 0.003) -> None:
        self.least = least
        self._seconds: dict[int, float] = {}

    @property
    def are_high(self) -> bool:
        """Whether there is anything to be gained."""
        return self._seconds.get(1, 0.0) >= self.least

    def took(self, tokens: int, seconds: float) -> None:
        """A step of so many tokens took so long."""
        held = self._seconds.get(tokens)
        # What else the computer does makes one step longer, none shorter.
        self._seconds[tokens] = (
            seconds if held is None else held + (0.3 if seconds < held else 0.1) * (seconds - held)
        )

    def of(self, tokens: int) -> float:
        """In steps of one token; a guess where it was not measured yet."""
        one, many = self._seconds.get(1), self._seconds.get(tokens)
        if not one or many is None:
            return 1 + 0.08 * (tokens - 1)
        return max(1.0, many / one)


class _Found(NamedTuple):
    """The place after an earlier occurrence, and how many tokens before both are the same."""

    place: int
    same: int


class Lookup:
    """For one answer. ``texts`` are what it may repeat, the likeliest last; ``costs`` are shared by
    all answers of the model."""

    def __init__(self, texts: Iterable[list[int]], costs: Costs) -> None:
        self._costs = costs
        self._tokens: list[int] = []
        self._places: dict[tuple[int, int], list[int]] = {}
        # Right and all guesses by how much was the same before them; begun with a middling opinion.
        self._right = [0.5 + 0.35 * same / _LONGEST for same in range(_LONGEST + 1)]
        self._all = [1.0] * (_LONGEST + 1)
        self._steps, self._lost = 0, 0.0
        self._same = 0
        for text in texts:
            for token in text:
                self._add(token)
            self._add(_BREAK)
        if self._tokens:
            # What is said goes on from the last text, the prompt.
            self._tokens.pop()

    def after(self, token: int, most: int) -> list[int]:
        """Guesses of what follows when ``token`` was said, at most ``most``; often none."""
        self._add(token)
        found = self._found()
        if found is None:
            return []
        self._same = found.same
        follow = self._tokens[found.place : found.place + min(most, WIDTHS[-1] - 1)]
        if _BREAK in follow:
            follow = follow[: follow.index(_BREAK)]
        return follow[: self._width(len(follow)) - 1]

    def was(self, guessed: list[int], right: int, seconds: float) -> None:
        """Tells how many of the guesses from the last `after` were right, and how long the step
        took; those that were right count as said."""
        self._costs.took(len(guessed) + 1, seconds)
        self._steps += right + 1
        if not guessed:
            return
        for token in guessed[:right]:
            self._add(token)
        self._right[self._same] += right
        self._all[self._same] += min(right + 1, len(guessed))
        self._lost += self._costs.of(len(guessed) + 1) - (right + 1)

    def _add(self, token: int) -> None:
        self._tokens.append(token)
        if token == _BREAK or len(self._tokens) < _LEAST or self._tokens[-2] == _BREAK:
            return
        places = self._places.setdefault((self._tokens[-2], token), [])
        places.append(len(self._tokens))
        del places[:-_PLACES]

    def _found(self) -> _Found | None:
        """The longest, of equals the last."""
        tokens, best = self._tokens, _Found(0, 0)
        end = len(tokens)
        for place in self._places.get((tokens[-2], tokens[-1]), ()) if end > 1 else ():
            if place == end:
                continue
            same = _LEAST
            while (
                same < _LONGEST
                and place > same
                and tokens[place - same - 1] == tokens[end - same - 1] != _BREAK
            ):
                same += 1
            if same >= best.same:
                best = _Found(place, same)
        return best if best.same else None

    def _width(self, guesses: int) -> int:
        """How many tokens to give at once, that with the one that was said: as many as promise
        most, but no more than may be lost."""
        chance = self._right[self._same] / self._all[self._same]
        left = _CREDIT + _SHARE * self._steps - self._lost
        best, worth = 1, _WORTH
        for width in WIDTHS[1:]:
            if width > guesses + 1:
                break
            cost = self._costs.of(width)
            promised = sum(chance**number for number in range(width)) / cost
            if promised > worth and cost - 1 <= left:
                best, worth = width, promised
        return best
