"""Tokens to an ended stream of text: stop tokens, stop strings, limits and the cost."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nibble_engine.api import Risk, Sampling, Usage, Write
from nibble_engine.generation.repetition import Repetition, without_repetition
from nibble_engine.generation.streaming import Decodes, Detokenizer, StopStrings, Thoughts
from nibble_engine.generation.telling import Teller
from nibble_engine.job import Job

SPEED_SECONDS = 0.5
"""Between two reports of how fast an answer comes."""

Reason = Literal["stop", "length", "stop_string", "repetition", "done"]


@dataclass(frozen=True)
class End:
    """How a stream ended, what it cost, all that was said, and what speaks against it."""

    reason: Reason
    usage: Usage
    text: str = ""
    risks: tuple[Risk, ...] = ()


def stream(tokens: Iterator[int], answer: Stream) -> End:
    """Gives ``tokens`` to an answer until it has ended."""
    for token in tokens:
        if answer.take(token):
            break
    return answer.end()


class Stream:
    """An answer that is said token by token until a stop token, a stop string, ``limit`` new tokens
    or what ``repetition`` finds; what was said over and over is no part of the `End`. ``teller`` is
    given each token. ``begun`` are tokens that stand before the first and are not said."""

    def __init__(
        self,
        tokenizer: Decodes,
        stop_tokens: frozenset[int],
        sampling: Sampling,
        job: Job,
        *,
        prompt_tokens: int,
        limit: int,
        begun: Sequence[int] = (),
        repetition: Repetition | None = None,
        teller: Teller | None = None,
    ) -> None:
        self._voice = _Voice(tokenizer, sampling, job, begun, repetition, teller)
        self._stop_tokens, self._job = stop_tokens, job
        self._prompt_tokens, self._limit = prompt_tokens, limit
        self._count, self._reason = 0, "length"
        self._started = self._first = self._told = time.monotonic()

    def take(self, token: int) -> bool:
        """The next token; whether it was the last one."""
        self._count += 1
        now = time.monotonic()
        if self._count == 1:
            self._first = self._told = now
        elif now - self._told >= SPEED_SECONDS:
            self._told = now
            self._job.speed(self._count, (self._count - 1) / (now - self._first))
        if token in self._stop_tokens:
            self._reason = "stop"
            return True
        self._voice.take(token)
        if self._voice.ended:
            self._reason = self._voice.ended
            return True
        return self._count >= self._limit

    def end(self) -> End:
        """Says what was held back; how it ended. Once, after the last token."""
        reason = self._voice.finish() or self._reason
        usage = Usage(
            prompt_tokens=self._prompt_tokens,
            new_tokens=self._count,
            prefill_seconds=self._first - self._started,
            decode_seconds=time.monotonic() - self._first,
        )
        return End(reason, usage, self._voice.text)  # type: ignore[arg-type]


class _Voice:
    """Says the text of tokens as soon as it is sure; ``ended`` is the reason why no more is said,
    "" where there is none."""

    def __init__(
        self,
        tokenizer: Decodes,
        sampling: Sampling,
        job: Job,
        begun: Sequence[int],
        repetition: Repetition | None,
        teller: Teller | None,
    ) -> None:
        self._detokenizer = Detokenizer(tokenizer, begun)
        self._stops, self._thoughts = StopStrings(sampling.stop), Thoughts()
        self._job, self._repetition, self._teller = job, repetition, teller
        self._pieces: list[str] = []
        self._said = 0

    @property
    def ended(self) -> str:
        if self._stops.hit:
            return "stop_string"
        return "repetition" if self._repetition is not None and self._repetition.found else ""

    @property
    def text(self) -> str:
        """All that was said, without what was said over and over."""
        text = "".join(self._pieces)
        if self.ended == "repetition" and self._repetition is not None:
            return text[: self._repetition.end].rstrip()
        return text

    def take(self, token: int) -> None:
        """The next token."""
        piece = self._detokenizer.push(token)
        if self._teller is not None:
            self._teller.took(token, piece)
        self._say(self._stops.push(self._thoughts.push(piece)))

    def finish(self) -> str:
        """Says what was held back, if anything may still be said; why it ended."""
        if not self.ended:
            piece = self._detokenizer.flush()
            if self._teller is not None:
                self._teller.ended(piece)
            self._say(self._stops.push(self._thoughts.push(piece) + self._thoughts.flush()))
            self._say(self._stops.flush())
        return self.ended

    def _say(self, text: str) -> None:
        self._pieces.append(text)
        self._said += len(text)
        self._job.say(text)
        if self._repetition is not None:
            self._repetition.push(text)
        if self._teller is not None:
            left_out = self._thoughts.left_out
            self._teller.said(left_out, left_out + self._said)


def watched(command: object) -> Repetition | None:
    """What watches the answer to a command: that of a `Write`, unless its own text runs in circles
    as a refrain does."""
    if not isinstance(command, Write) or without_repetition(command.text) != command.text:
        return None
    return Repetition()


def total(ends: list[End]) -> End:
    """Several streams as one: costs added, cut short if one was."""
    usage = Usage(
        prompt_tokens=sum(end.usage.prompt_tokens for end in ends),
        new_tokens=sum(end.usage.new_tokens for end in ends),
        prefill_seconds=sum(end.usage.prefill_seconds for end in ends),
        decode_seconds=sum(end.usage.decode_seconds for end in ends),
    )
    reasons = [end.reason for end in ends]
    return End("length" if "length" in reasons else "stop", usage)
