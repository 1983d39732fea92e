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

_SPEED_SECONDS = 0.5

Reason = Literal["stop", "length", "stop_string", "repetition", "done"]


@dataclass(frozen=True)
class End:
    """How a stream ended, what it cost, all that was said, and what speaks against it."""

    reason: Reason
    usage: Usage
    text: str = ""
    risks: tuple[Risk, ...] = ()


def stream(
    tokens: Iterator[int],
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
) -> End:
    """Says the text of ``tokens`` until a stop token, a stop string, ``limit`` new tokens or what
    ``repetition`` finds; what was said over and over is no part of the `End`. ``teller`` is given
    each token. ``begun`` are tokens that stand before the first and are not said."""
    detokenizer, stops, thoughts = (
        Detokenizer(tokenizer, begun),
        StopStrings(sampling.stop),
        Thoughts(),
    )
    count, reason = 0, "length"
    pieces: list[str] = []

    said = 0

    def say(text: str) -> None:
        nonlocal said
        pieces.append(text)
        said += len(text)
        job.say(text)
        if repetition is not None:
            repetition.push(text)
        if teller is not None:
            teller.said(thoughts.left_out, thoughts.left_out + said)

    started = first = told = time.monotonic()
    for token in tokens:
        count += 1
        now = time.monotonic()
        if count == 1:
            first = told = now
        elif now - told >= _SPEED_SECONDS:
            told = now
            job.speed(count, (count - 1) / (now - first))
        if token in stop_tokens:
            reason = "stop"
            break
        piece = detokenizer.push(token)
        if teller is not None:
            teller.took(token, piece)
        say(stops.push(thoughts.push(piece)))
        if stops.hit:
            reason = "stop_string"
            break
        if repetition is not None and repetition.found:
            reason = "repetition"
            break
        if count >= limit:
            break
    if reason not in ("stop_string", "repetition"):
        piece = detokenizer.flush()
        if teller is not None:
            teller.ended(piece)
        say(stops.push(thoughts.push(piece) + thoughts.flush()))
        reason = "stop_string" if stops.hit else reason
        say(stops.flush())
    usage = Usage(
        prompt_tokens=prompt_tokens,
        new_tokens=count,
        prefill_seconds=first - started,
        decode_seconds=time.monotonic() - first,
    )
    text = "".join(pieces)
    if reason == "repetition" and repetition is not None:
        text = text[: repetition.end].rstrip()
    return End(reason, usage, text)  # type: ignore[arg-type]


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
