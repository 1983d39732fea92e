"""Milliseconds from a stop to the job's end, against one step of the loop."""

from __future__ import annotations

import random
import statistics
import threading
import time

from nibble_engine.benchmark.asked import Asked, prompt_ids
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.benchmark.ours import Ours
from nibble_engine.benchmark.turns import tell
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job

PROMPT, STEPS, LONGEST = 64, 16, 128
"""A stop comes within so many steps; an answer of the longest that was not stopped is not
counted."""


class _Answer:
    """One answer in a thread of its own, as the engine's worker gives it."""

    def __init__(self, ours: Ours, prompt: list[int]) -> None:
        self._ours, self._prompt = ours, prompt
        self._job = Job("bench", lambda _: None)
        self._begun = threading.Event()
        self._failures: list[BaseException] = []
        self._ended: float | None = None
        self._times: list[float] = []

    def stopped_after(self, seconds: float) -> float | None:
        """Milliseconds from the stop to the end; None where the answer had ended before."""
        thread = threading.Thread(target=self._work, name="bench-answer")
        thread.start()
        try:
            self._begun.wait()
            time.sleep(seconds)
        finally:
            asked = time.perf_counter()
            self._job.cancel()
            thread.join()
        if self._failures:
            raise self._failures[0]
        return None if self._ended is None else (self._ended - asked) * 1000

    @property
    def steps(self) -> list[float]:
        """Milliseconds from each token to the next."""
        pairs = zip(self._times, self._times[1:], strict=False)
        return [(after - before) * 1000 for before, after in pairs]

    def _work(self) -> None:
        tokens = self._ours.tokens(self._prompt, LONGEST, self._job)
        try:
            for _ in range(LONGEST):
                next(tokens)
                self._times.append(time.perf_counter())
                self._begun.set()
        except Interrupted:
            self._ended = time.perf_counter()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._failures.append(error)
        finally:
            self._begun.set()
            tokens.close()


def stopping(asked: Asked) -> Figure:
    """At random moments of the loop; the steps are those of the same answers before their stop."""
    count = asked.tokens(PROMPT, LONGEST)
    ours = Ours(asked, count + LONGEST)
    prompt = prompt_ids(count, ours.vocabulary)
    moments = random.Random(1)
    ours.rate(prompt, STEPS)
    step = 1 / ours.rate(prompt, STEPS)
    values: list[float] = []
    steps: list[float] = []
    while len(values) < asked.runs:
        tell(len(values), asked.runs)
        answer = _Answer(ours, prompt)
        taken = answer.stopped_after(moments.uniform(0, STEPS * step))
        steps += answer.steps
        if taken is not None:
            values.append(taken)
        else:
            # A slow beginning, such as other work on the computer, made the step look long.
            step = statistics.median(steps) / 1000
    tell(asked.runs, asked.runs, end="\n")
    return Figure.of(ours.loaded.info, Kind.STOP, "ms", (values, steps), context=count)
