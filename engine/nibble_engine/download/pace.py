"""How far a download is, how fast, and how long it will take."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Literal

Phase = Literal["listing", "checking", "fetching", "paused", "verifying", "done"]
_WINDOW = 8.0


@dataclass(frozen=True)
class Progress:
    """Bytes that are there, of all; bytes a second; seconds left, None where nobody can say."""

    phase: Phase
    done: int = 0
    total: int = 0
    speed: float = 0.0
    seconds_left: float | None = None


class Pace:
    """The speed over the last seconds: long enough to be steady, short enough to be true."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, int]] = deque()

    def progress(self, phase: Phase, done: int, total: int, now: float | None = None) -> Progress:
        """The state at this moment."""
        now = monotonic() if now is None else now
        self._points.append((now, done))
        while len(self._points) > 2 and self._points[0][0] < now - _WINDOW:
            self._points.popleft()
        first, last = self._points[0], self._points[-1]
        seconds = last[0] - first[0]
        # A file that is fetched again takes bytes back.
        speed = max(0.0, (last[1] - first[1]) / seconds) if seconds > 0 else 0.0
        left = (total - done) / speed if speed > 0 and seconds >= 1 else None
        return Progress(phase, done, total, speed, left)
