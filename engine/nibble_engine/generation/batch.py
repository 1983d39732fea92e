"""Several texts answered at once: a step gives each its next token, for little more than the time
of one alone, since the weights are read once. A text that ends makes room for the next one at once
(continuous batching, as in Orca, Yu et al. 2022), whose prompt is read by the same steps (as in
Sarathi, Agrawal et al. 2023).

What is kept of all of them together takes no more tokens than the model's context, for which the
memory plan has the room. Where that is too little, the text that came last waits and is read once
more later.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import compress
from typing import NamedTuple

import msgspec

from nibble_engine.api import Sampling, Stage
from nibble_engine.generation.prefix import Prefix
from nibble_engine.generation.prefixes import common_length
from nibble_engine.generation.sampling import Sampler, suppressed
from nibble_engine.generation.stream import SPEED_SECONDS, End, Stream
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.native.families import CHUNK, TEXTS
from nibble_engine.quantization.cache import room_for

_SHARE = 8
"""What the texts have in common is kept up to this part of the context."""


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
    """A text that is answered; ``tokens`` are its prompt and what was said, ``prefix`` those that
    are read; ``heard`` is what nobody was told yet."""

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
    def unread(self) -> int:
        """How many tokens come before the next one is known."""
        return len(self.tokens) - (0 if self.prefix is None else self.prefix.read)

    @property
    def room(self) -> int:
        """Tokens that memory is taken for, or is wanted for to read all."""
        held = 0 if self.prefix is None else self.prefix.room
        return max(held, room_for(len(self.tokens)))

    def takes(self, token: int) -> None:
        """The next token was chosen."""
        self.tokens.append(token)
        self.is_ended = self.stream.take(token)

    def took(self, tokens: int, seconds: float) -> None:
        """So many of its tokens took so long: its share of a step."""
        if tokens > 1:
            self.prefill_seconds += seconds
        else:
            self.decode_seconds += seconds

    def told(self) -> Said:
        """What nobody was told yet."""
        end = None
        if self.is_ended:
            end = self.stream.end()
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
        self._common = 0
        self._allowed = loaded.context
        self._pace = _Pace(job)
        self._error: Exception | None = None

    def run(self) -> Iterator[Said]:
        """What is said, as it comes. Raises `Interrupted`, and what asking for a request raises,
        once those before it are answered."""
        try:
            while self._has_rows():
                if self._job.is_wanted():
                    self._give_way()
                    continue
                self._step()
                rows = self._rows
                self._rows = [row for row in rows if not row.is_ended]
                for row in rows:
                    if row.heard or row.is_ended:
                        yield row.told()
        except (Interrupted, GeneratorExit):
            self._end()
            raise
        self._end()
        if self._error is not None:
            raise self._error

    def _give_way(self) -> None:
        """All wait while something else is answered, for which the room is; they are read again."""
        rows = list(self._rows)
        self._end()
        for row in rows:
            row.prefix = None
        self._waiting.extendleft(reversed(rows))
        self._base = None
        self._job.give_way()

    def _end(self) -> None:
        """The next batch will begin in the same way."""
        kept = self._base
        if kept is not None:
            kept.cut(self._common)
        elif self._rows:
            kept = self._rows[0].prefix
        self._rows.clear()
        if kept is not None:
            self._loaded.prefixes.keep(kept)

    def _has_rows(self) -> bool:
        """Takes more texts, as far as there is room; whether there are any."""
        while len(self._rows) < TEXTS and (self._base is not None or not self._rows):
            self._job.check()
            row = self._waiting.popleft() if self._waiting else self._next()
            if row is None:
                break
            if self._rows and self._room + row.room > self._allowed:
                self._waiting.appendleft(row)
                break
            self._begin(row)
            self._rows.append(row)
        return bool(self._rows)

    def _next(self) -> _Row | None:
        try:
            number, request = next(self._requests, (0, None))
        except Exception as error:  # noqa: BLE001 - it is raised when the others are answered
            self._error = error
            return None
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

    def _begin(self, row: _Row) -> None:
        """Gives a text what is read of it already."""
        base, prefixes = self._base, self._loaded.prefixes
        if base is None:
            row.prefix = prefixes.taken(row.tokens)
            # A conversation that is kept stays, unless it has taken most of the room.
            self._allowed = prefixes.left(self._loaded.context // 2)
        else:
            same = min(common_length(base.tokens, row.tokens), len(row.tokens) - 1)
            self._common = min(self._common, same)
            row.prefix = base.copied(same)

    @property
    def _room(self) -> int:
        """Tokens that memory is or will be taken for."""
        base = 0 if self._base is None else self._base.room
        return base + sum(row.room for row in self._rows)

    def _step(self) -> None:
        """One more token for each, or more of what it has to read first."""
        self._job.check()
        self._make_room()
        begun, rows, native = time.perf_counter(), self._rows, self._loaded.native
        assert native is not None
        prefixes = [row.prefix for row in rows if row.prefix is not None]
        texts, left = list[list[int]](), CHUNK - len(rows)
        for row, prefix in zip(rows, prefixes, strict=True):
            more = min(row.unread - 1, left)
            left -= more
            texts.append(row.tokens[prefix.read : prefix.read + 1 + more])
        said = [row.unread == len(text) for row, text in zip(rows, texts, strict=True)]
        logits = native.next_of_each(texts, [prefix.cache for prefix in prefixes], said)
        for text, prefix in zip(texts, prefixes, strict=True):
            prefix.tokens.extend(text)
        if self._base is None:
            self._read_first()
        for row, after in zip(compress(rows, said), logits, strict=True):
            row.takes(row.sampler.next(after))
        self._pace.took(sum(said))
        share = (time.perf_counter() - begun) / sum(map(len, texts))
        for row, text in zip(rows, texts, strict=True):
            row.took(len(text), share * len(text))

    def _read_first(self) -> None:
        """What the others may have in common with the first text, once that is read."""
        row = self._rows[0]
        assert row.prefix is not None
        self._job.progress(Stage.PREFILL, row.prefix.read, len(row.tokens))
        if row.unread:
            return
        length = min(row.prefix.read, self._loaded.context // _SHARE)
        if self._room + room_for(length) > self._allowed:
            length = 0
        self._base, self._common = row.prefix.copied(length), length

    def _make_room(self) -> None:
        """For the next tokens of each; who came last waits, and is read again later."""
        while len(self._rows) > 1 and self._room > self._allowed:
            last = self._rows.pop()
            last.prefix = None
            self._waiting.appendleft(last)
        if self._room > self._allowed:
            if self._base is not None:
                self._base = self._base.copied(0)
            self._loaded.prefixes.make_room(self._room)


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
