"""Threads that do one thing together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache

import torch

Work = Callable[[int], object]


@lru_cache
def team() -> Team:
    """The one of this process, as large as torch's."""
    return Team(torch.get_num_threads() - 1)


class Team:
    """Threads that do one thing together with the caller, and sleep in between."""

    def __init__(self, more: int) -> None:
        self.size = more + 1
        self._work: Work | None = None
        self._begin = [threading.Semaphore(0) for _ in range(more)]
        self._end = threading.Semaphore(0)
        self._error: BaseException | None = None
        for number in range(more):
            threading.Thread(
                target=self._run, args=(number,), name=f"step-{number + 1}", daemon=True
            ).start()

    def do(self, work: Work) -> None:
        """``work(number)`` in each thread, the caller's being 0; returns when all have."""
        self._work = work
        for semaphore in self._begin:
            semaphore.release()
        try:
            work(0)
        finally:
            for _ in self._begin:
                self._end.acquire()
            self._work = None
        error, self._error = self._error, None
        if error is not None:
            raise error

    def _run(self, number: int) -> None:
        while True:
            self._begin[number].acquire()
            try:
                self._work_on(number + 1)
            except BaseException as error:  # noqa: BLE001 - the caller's thread raises it
                self._error = error
            finally:
                self._end.release()

    def _work_on(self, number: int) -> None:
        # In a function of its own: nothing may hold a model between two works.
        assert self._work is not None
        self._work(number)
