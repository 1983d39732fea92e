"""Several texts answered at once: a step gives each its next token, for little more than the time
of one alone, since the weights are read once. A text that ends makes room for the next one at once
(continuous batching, as in Orca, Yu et al. 2022).

What is kept of all of them together takes no more tokens than the model's context, for which the
memory plan has the room. Where that is too little, the text that came last waits and is read once
more later.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec

from nibble_engine.api import Sampling
from nibble_engine.generation.prefixes import Prefix, common_length
from nibble_engine.generation.reading import prefilled
from nibble_engine.generation.sampling import Sampler, suppressed
from nibble_engine.generation.stream import SPEED_SECONDS, End, Stream
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.quantization.cache import room_for

MOST = 16
"""Texts at once; with twice as many a token would take a sixth less, and the first text longer."""


class Request(NamedTuple):
    """What is asked: the prompt's tokens, and new tokens at most."""

    prompt: list[int]
    limit: int


class Said(NamedTuple):
    """Of the text ``number``: what more was said, and at last its end."""

    number: int
    text: str
    end: End | None = None


@dataclass(eq=False)
class _Row:
    """A text that is answered; ``tokens`` are its prompt and what was said, of which the last one
    is not read yet; ``heard`` is what nobody was told yet."""

    number: int
    tokens: list[int]
    sampler: Sampler
    stream: Stream
    heard: list[str]
    prefix: Prefix | None = None
    is_ended: bool = False
    prefill_seconds: float = 0.0
    decode_seconds: float = 0.0

    @property
    def room(self) -> int:
        """Tokens that memory is taken for."""
        return 0 if self.prefix is None else self.prefix.room

    @property
    def wanted(self) -> int:
        """Tokens that there must be memory for to read what is not read yet."""
        return room_for(len(self.tokens))

    def takes(self, token: int) -> None:
        """The next token was chosen."""
        self.tokens.append(token)
        self.is_ended = self.stream.take(token)

    def told(self) -> Said:
        """What nobody was told yet."""
        end = None
        if self.is_ended:
            end = self.stream.end()
            # What a step took is shared by those that were in it.
            usage = msgspec.structs.replace(
                end.usage, prefill_seconds=self.prefill_seconds, decode_seconds=self.decode_seconds
            )
            end = replace(end, usage=usage)
        text = "".join(self.heard)
        self.heard.clear()
        return Said(self.number, text, end)


class Batch:
    """Answers ``requests``, each of which is asked for only when there is room for it, with a model
    that our own kernels step through."""

    def __init__(
        self,
        loaded: LoadedModel,
        stop_tokens: frozenset[int],
        sampling: Sampling,
        requests: Iterable[Request],
        job: Job,
    ) -> None:
        self._loaded, self._stop_tokens = loaded, stop_tokens
        self._sampling, self._job = sampling, job
        self._requests = enumerate(requests)
        self._waiting: deque[_Row] = deque()  # those for which there was no room
        self._rows: list[_Row] = []  # the one that came last is the last
        # The first prompt: most of the others begin as it does, with what they ask for.
        self._base: Prefix | None = None
        self._common, self._is_new = 0, True
        self._allowed = 0
        self._pace = _Pace(job)

    def run(self) -> Iterator[Said]:
        """What is said, as it comes. Raises `Interrupted`, and what asking for a request raises."""
        try:
            while self._admit() or self._rows:
                yield from self._told()
                if self._rows:
                    self._step()
                    yield from self._told()
        except (Interrupted, GeneratorExit):
            self._end()
            raise
        self._end()

    def _end(self) -> None:
        """The next batch will begin in the same way."""
        self._rows.clear()
        if self._base is not None:
            self._base.cut(self._common)
            self._loaded.prefixes.keep(self._base)
            self._base = None

    def _told(self) -> Iterator[Said]:
        rows = self._rows
        self._rows = [row for row in rows if not row.is_ended]
        for row in rows:
            if row.heard or row.is_ended:
                yield row.told()

    def _admit(self) -> bool:
        """Reads one more text's prompt if there is room for it: only one, so that those that are
        here go on."""
        self._job.check()
        if len(self._rows) == MOST:
            return False
        row = self._waiting.popleft() if self._waiting else self._next()
        if row is None:
            return False
        if self._base is None:
            self._base = self._loaded.prefixes.taken(row.tokens)
            self._is_new = True
            # A conversation that is kept stays, unless it has taken most of the room.
            self._allowed = self._loaded.prefixes.left(self._loaded.context // 2)
        if self._grown() + row.wanted > self._allowed:
            if self._rows:
                self._waiting.appendleft(row)
                return False
            if not self._is_new:
                self._base = self._base.copied(0)
        self._read(row)
        self._rows.append(row)
        return True

    def _next(self) -> _Row | None:
        number, request = next(self._requests, (0, None))
        if request is None:
            return None
        loaded, heard = self._loaded, list[str]()
        stream = Stream(
            loaded.tokenizer,
            self._stop_tokens,
            self._sampling,
            self._job.quiet(heard.append),
            prompt_tokens=len(request.prompt),
            limit=request.limit,
        )
        sampler = Sampler(self._sampling, request.prompt, loaded.device, suppressed(loaded.model))
        return _Row(number, list(request.prompt), sampler, stream, heard)

    def _read(self, row: _Row) -> None:
        """Reads what stands before the next token, but for what another text has in common."""
        begun, prefixes, base = time.perf_counter(), self._loaded.prefixes, self._base
        assert base is not None
        if self._is_new:
            # What was kept is the beginning of its text.
            row.prefix = base
            self._base = None
        else:
            same = min(common_length(base.tokens, row.tokens), len(row.tokens) - 1)
            row.prefix = base.copied(same)
            self._common = min(self._common, same)
        if not self._rows:
            prefixes.make_room(self._grown() + max(row.room, row.wanted))
        job = self._job.quiet() if self._rows else self._job
        logits = prefilled(self._loaded, row.tokens, row.prefix, job)
        if self._is_new:
            length = min(row.prefix.read, self._loaded.context // 8)
            if self._grown() + row.room + room_for(length) > self._allowed:
                length = 0
            self._base = row.prefix.copied(length)
            self._common, self._is_new = length, False
        row.takes(row.sampler.next(logits))
        self._pace.took(1)
        row.prefill_seconds += time.perf_counter() - begun

    def _step(self) -> None:
        """One more token for each."""
        self._job.check()
        self._make_room()
        native, begun = self._loaded.native, time.perf_counter()
        assert native is not None
        prefixes = [row.prefix for row in self._rows if row.prefix is not None]
        last = [row.tokens[-1] for row in self._rows]
        every = native.next_of_each(last, [prefix.cache for prefix in prefixes])
        for row, prefix, logits in zip(self._rows, prefixes, every, strict=True):
            prefix.tokens.append(row.tokens[-1])
            row.takes(row.sampler.next(logits))
        self._pace.took(len(self._rows))
        share = (time.perf_counter() - begun) / len(self._rows)
        for row in self._rows:
            row.decode_seconds += share

    def _make_room(self) -> None:
        """For one more token of each; who came last waits, and is read again later."""
        while len(self._rows) > 1 and self._grown() > self._allowed:
            last = self._rows.pop()
            last.prefix = None
            self._waiting.appendleft(last)
        if self._grown() > self._allowed:
            self._base = None
            self._loaded.prefixes.make_room(self._grown())

    def _grown(self) -> int:
        """Tokens that memory will have been taken for."""
        base = 0 if self._base is None else self._base.room
        return base + sum(max(row.room, row.wanted) for row in self._rows)


class _Pace:
    """Tells how fast the tokens of all texts come."""

    def __init__(self, job: Job) -> None:
        self._job, self._count = job, 0
        self._begun = self._told = time.monotonic()

    def took(self, tokens: int) -> None:
        """So many more."""
        self._count += tokens
        now = time.monotonic()
        if now - self._told >= SPEED_SECONDS:
            self._told = now
            self._job.speed(self._count, self._count / (now - self._begun))
