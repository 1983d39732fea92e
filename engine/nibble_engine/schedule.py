"""The commands that wait for the worker, and which of them is next."""

from __future__ import annotations

import threading
from collections.abc import Callable

from nibble_engine.api import TRANSLATION, WORK, AnyCommand, Embed, Load, Role, TranslateMany

_DOCUMENT = 2
"""The patience of work that nobody waits for."""


class Schedule:
    """Filled by the reader thread, emptied by the worker. `close` makes `next` return None."""

    def __init__(self) -> None:
        self._waiting: list[AnyCommand] = []
        self._changed = threading.Condition()
        self._closed = False

    def add(self, command: AnyCommand) -> None:
        """Puts a command at the end."""
        with self._changed:
            self._waiting.append(command)
            self._changed.notify()

    def withdraw(self, job: str) -> bool:
        """Takes a waiting command out; False if it is not waiting."""
        with self._changed:
            for command in self._waiting:
                if command.job == job:
                    self._waiting.remove(command)
                    return True
        return False

    def next(self, holds: Callable[[Role], bool]) -> AnyCommand | None:
        """Waits for the next command. Work that a person waits for goes before the load of
        another role, if ``holds`` says that its model is there; a query first, documents last."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if not self._waiting:
                return None
            command = self._urgent(holds) or self._waiting[0]
            self._waiting.remove(command)
            return command

    def urgent(self, holds: Callable[[Role], bool]) -> AnyCommand | None:
        """Takes the work that a person waits for, if there is any that a document's should stop
        for; does not wait."""
        with self._changed:
            command = self._pressing(holds)
            if command is not None:
                self._waiting.remove(command)
            return command

    def has_urgent(self, holds: Callable[[Role], bool]) -> bool:
        """Whether `urgent` would take any."""
        with self._changed:
            return self._pressing(holds) is not None

    def close(self) -> list[AnyCommand]:
        """Nothing more comes; returns what had not begun."""
        with self._changed:
            self._closed = True
            left, self._waiting = self._waiting, []
            self._changed.notify_all()
        return left

    def _pressing(self, holds: Callable[[Role], bool]) -> AnyCommand | None:
        """The most urgent work, unless it can wait."""
        command = self._urgent(holds)
        return None if command is None or can_wait(command) else command

    def _urgent(self, holds: Callable[[Role], bool]) -> AnyCommand | None:
        """The most urgent work up to the first command that is neither work nor a load."""
        loading: set[Role] = set()
        ready: list[AnyCommand] = []
        for command in self._waiting:
            if isinstance(command, Load):
                loading.add(command.role)
            elif isinstance(command, WORK):
                role = serving_role(command, lambda role: holds(role) or role in loading)
                if role not in loading and holds(role):
                    ready.append(command)
            else:
                break
        return min(ready, key=_patience, default=None)


def serving_role(command: AnyCommand, holds: Callable[[Role], bool]) -> Role:
    """Whose model does this work: without a translation model, the chat model translates."""
    if isinstance(command, Embed):
        return Role.EMBEDDING
    if isinstance(command, TRANSLATION) and holds(Role.TRANSLATION):
        return Role.TRANSLATION
    return Role.CHAT


def can_wait(command: AnyCommand) -> bool:
    """Whether nobody sits and waits for it: a document, the passages of a knowledge base."""
    return isinstance(command, WORK) and _patience(command) >= _DOCUMENT


def _patience(command: AnyCommand) -> int:
    """How long it may wait: a query is done in no time, and an answer waits for what it finds."""
    if isinstance(command, Embed):
        return 0 if command.purpose == "query" else _DOCUMENT
    return _DOCUMENT if isinstance(command, TranslateMany) else 1
