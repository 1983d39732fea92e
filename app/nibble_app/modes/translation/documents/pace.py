"""How long a document still takes, from what was done so far."""

from __future__ import annotations

from collections import deque

_SHORTEST = 3.0  # seconds of work before anything is said
_KEPT = 200


class Pace:
    """Measured in characters a second over the newest pieces; pauses do not count."""

    def __init__(self) -> None:
        self._pieces: deque[tuple[float, int]] = deque(maxlen=_KEPT)
        self._last: float | None = None
        self._worked = 0.0

    def begin(self, now: float) -> None:
        """Work goes on at ``now``, in seconds of a steady clock."""
        self._last = now

    def note(self, now: float, characters: int) -> None:
        """A piece of this length is done."""
        if self._last is not None:
            self._pieces.append((now - self._last, characters))
            self._worked += now - self._last
        self._last = now

    def seconds_left(self, characters: int) -> float | None:
        """For as many characters; None before there is enough to tell."""
        seconds = sum(piece[0] for piece in self._pieces)
        done = sum(piece[1] for piece in self._pieces)
        # Not the newest pieces' seconds: on a fast computer all of them take less.
        if self._worked < _SHORTEST or not done:
            return None
        return characters * seconds / done
