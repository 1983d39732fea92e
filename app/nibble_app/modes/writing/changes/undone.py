"""What was open with each of the last texts of a document, so that undo brings it back."""

from __future__ import annotations

from nibble_app.modes.writing.changes.room import State

MOST = 30


class OpenedBefore:
    """Of two states with the same text it knows the later."""

    def __init__(self) -> None:
        self._states: dict[tuple[int, int], State] = {}

    def note(self, text: str, state: State) -> None:
        """This is open with this text."""
        key = _key(text)
        self._states.pop(key, None)
        self._states[key] = state
        if len(self._states) > MOST:
            del self._states[next(iter(self._states))]

    def find(self, text: str) -> State | None:
        """What was open with it."""
        return self._states.get(_key(text))

    def clear(self) -> None:
        """Another document."""
        self._states.clear()


def _key(text: str) -> tuple[int, int]:
    # The text itself would be a hundred copies of a long document.
    return len(text), hash(text)
