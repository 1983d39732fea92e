"""From tokens to text while they come: whole characters only, and nothing after a stop string."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_BROKEN = "\ufffd"
_CONTEXT = 6


class Decodes(Protocol):
    """The part of a tokenizer that is needed here."""

    def decode(
        self, token_ids: list[int], *, skip_special_tokens: bool, clean_up_tokenization_spaces: bool
    ) -> str:
        """Text of tokens."""


class Detokenizer:
    """Turns tokens into pieces whose concatenation is the text of all tokens.

    A few tokens before the new ones are decoded along, because SentencePiece drops the space of
    a first word and byte tokens only become characters together.
    """

    def __init__(self, tokenizer: Decodes, begun: Sequence[int] = ()) -> None:
        """``begun`` are tokens that stand before the first new one and are not said."""
        self._tokenizer = tokenizer
        self._ids = list(begun)
        self._done = len(self._ids)
        self._start = max(0, self._done - _CONTEXT)

    def push(self, token: int) -> str:
        """The text that became certain with this token, often empty."""
        self._ids.append(token)
        before = self._text(self._start, self._done)
        now = self._text(self._start, len(self._ids))
        if now.endswith(_BROKEN) or not now.startswith(before):
            return ""
        return self._take(before, now)

    def flush(self) -> str:
        """What was held back, broken characters included; call once at the end."""
        if self._done == len(self._ids):
            return ""
        before = self._text(self._start, self._done)
        return self._take(before, self._text(self._start, len(self._ids)))

    def _take(self, before: str, now: str) -> str:
        piece = now[len(before) :]
        if piece:
            self._done = len(self._ids)
            self._start = max(self._start, self._done - _CONTEXT)
        return piece

    def _text(self, first: int, last: int) -> str:
        return self._tokenizer.decode(
            self._ids[first:last], skip_special_tokens=True, clean_up_tokenization_spaces=False
        )


class StopStrings:
    """Lets text through up to the first stop string; holds back what may become one."""

    def __init__(self, stops: tuple[str, ...]) -> None:
        self._stops = tuple(stop for stop in stops if stop)
        self._held = ""
        self.hit = False

    def push(self, piece: str) -> str:
        """The text that is certain to stand before any stop string."""
        if self.hit:
            return ""
        text = self._held + piece
        found = [at for at in (text.find(stop) for stop in self._stops) if at >= 0]
        if found:
            self.hit, self._held = True, ""
            return text[: min(found)]
        keep = self._tail(text)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def flush(self) -> str:
        """What was held back and became no stop string."""
        held, self._held = self._held, ""
        return held

    def _tail(self, text: str) -> int:
        """Length of the longest end of ``text`` that begins a stop string."""
        longest = max((len(stop) for stop in self._stops), default=1) - 1
        for length in range(min(longest, len(text)), 0, -1):
            if any(stop.startswith(text[-length:]) for stop in self._stops):
                return length
        return 0


class Thoughts:
    """Leaves out a ``<think>…</think>`` at the beginning of an answer; ``left_out`` is how many
    characters it was, once the answer has begun."""

    _OPEN, _CLOSE = "<think>", "</think>"

    def __init__(self) -> None:
        self._held = ""
        self._state = "start"
        self._pushed = 0
        self.left_out = 0

    def push(self, piece: str) -> str:
        """The text outside of the thoughts that is certain so far."""
        if self._state == "answer":
            return piece
        self._held += piece
        self._pushed += len(piece)
        if self._state == "start":
            begun = self._held.lstrip()
            if begun.startswith(self._OPEN):
                self._state = "thinking"
            elif not self._OPEN.startswith(begun):
                return self._release(self._held)
        if self._state == "thinking" and self._CLOSE in self._held:
            self._held = self._held.split(self._CLOSE, 1)[1]
            self._state = "thought"
        if self._state == "thought" and (begun := self._held.lstrip()):
            return self._release(begun)
        return ""

    def flush(self) -> str:
        """The beginning that was held back, if it was no thought after all."""
        return self._release(self._held) if self._state == "start" else ""

    def _release(self, text: str) -> str:
        self._state, self._held = "answer", ""
        self.left_out = self._pushed - len(text)
        return text
