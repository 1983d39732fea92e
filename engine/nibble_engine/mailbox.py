"""A queue of events that is bounded by the bytes in it and whose reader can be woken."""

from __future__ import annotations

import threading
from collections import deque

from nibble_engine.api import AnyEvent

CAPACITY = 8 * 2**20


class Mailbox:
    """One thread posts, one takes. A full box makes `post` wait, which makes the pipe fill, which
    makes the engine wait: memory stays bounded however slow the reader is.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._events: deque[tuple[AnyEvent, int]] = deque()
        self._changed = threading.Condition()
        self._capacity = capacity
        self._bytes = 0
        self._interrupted = False
        self._unbounded = False

    def __len__(self) -> int:
        return len(self._events)

    def post(self, event: AnyEvent, size: int = 0) -> None:
        """Put ``event`` in; one with a size waits while the box holds more than its capacity."""
        with self._changed:
            if size:
                self._changed.wait_for(lambda: self._unbounded or self._bytes <= self._capacity)
            self._events.append((event, size))
            self._bytes += size
            self._changed.notify_all()

    def take(self, timeout: float | None) -> AnyEvent | None:
        """The oldest event; None after ``timeout`` seconds or one `interrupt`."""
        with self._changed:
            self._changed.wait_for(lambda: self._events or self._interrupted, timeout)
            if not self._events:
                self._interrupted = False
                return None
            event, size = self._events.popleft()
            self._bytes -= size
            self._changed.notify_all()
            return event

    def interrupt(self) -> None:
        """Make the `take` that waits, or the next that would wait, return None."""
        with self._changed:
            self._interrupted = True
            self._changed.notify_all()

    def release(self) -> None:
        """Never make `post` wait again; for a reader that will not come back."""
        with self._changed:
            self._unbounded = True
            self._changed.notify_all()
