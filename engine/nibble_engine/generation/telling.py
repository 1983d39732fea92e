"""The tokens of an answer as they are told: their pieces of its text, and what else could have
been.

What a token says is only known when its characters are whole, and whether it belongs to the answer
only when no stop string can begin in it. So a token waits until its piece was said.
"""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple

from nibble_engine.api import Candidate, Level, Token
from nibble_engine.generation.certainty import Certainty, Told
from nibble_engine.job import Job

OTHERS = 5
"""Candidates that are told beside the chosen token."""
_FOLD = 16
_BROKEN = "\ufffd"


class TokenTexts:
    """What single tokens say inside an answer; made once for a model and remembered."""

    def __init__(self, tokenizer: Any, ends: frozenset[int]) -> None:
        self._tokenizer, self._ends = tokenizer, ends
        # SentencePiece drops the space of a first word, so each is looked at behind another.
        self._before = list(tokenizer("a", add_special_tokens=False)["input_ids"])
        self._behind = len(self._decoded(self._before))
        self._known: dict[int, str | None] = {}

    def of(self, token: int) -> str | None:
        """Its text, empty for one that ends the answer; None for half a character and for what
        says nothing."""
        if token not in self._known:
            self._known[token] = self._read(token)
        return self._known[token]

    def _read(self, token: int) -> str | None:
        if token in self._ends:
            return ""
        text = self._decoded([*self._before, token])[self._behind :]
        return text if text and _BROKEN not in text else None

    def _decoded(self, tokens: list[int]) -> str:
        return str(
            self._tokenizer.decode(
                tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False
            )
        )


class _Piece(NamedTuple):
    """Text from ``start`` of all that the tokens say, made by those from ``first`` up to
    ``last``."""

    text: str
    start: int
    first: int
    last: int


class Teller:
    """Given every token and told how much of their text was said, it tells ``job`` the tokens of
    that, about 16 at once. Tokens that only make a character together are told as one."""

    def __init__(self, certainty: Certainty, texts: TokenTexts, job: Job, level: Level) -> None:
        self._certainty, self._texts, self._job, self._level = certainty, texts, job, level
        self._ids: list[int] = []
        self._made = 0  # characters
        self._first = 0  # the token whose text is not whole yet
        self._waiting: deque[_Piece] = deque()
        self._ready: list[_Piece] = []
        self._from = self._until = 0
        self._told = 0

    def took(self, token: int, piece: str) -> None:
        """The next token, and the text that became whole with it."""
        self._ids.append(token)
        self.ended(piece)

    def ended(self, piece: str) -> None:
        """The text of tokens that waited for more."""
        if piece:
            self._waiting.append(_Piece(piece, self._made, self._first, len(self._ids)))
            self._made += len(piece)
            self._first = len(self._ids)

    def said(self, left_out: int, until: int) -> None:
        """The characters from ``left_out`` up to ``until`` are the answer so far."""
        self._from, self._until = left_out, until
        while self._waiting and self._waiting[0].start + len(self._waiting[0].text) <= until:
            self._take(self._waiting.popleft())
        if len(self._ready) >= _FOLD:
            self._tell()

    def finish(self) -> None:
        """Tells what is left; of a piece that was said in part, that part."""
        while self._waiting:
            self._take(self._waiting.popleft())
        self._tell()

    def _take(self, piece: _Piece) -> None:
        start, end = max(0, self._from - piece.start), max(0, self._until - piece.start)
        if text := piece.text[start:end]:
            self._ready.append(piece._replace(text=text))

    def _tell(self) -> None:
        if not self._ready:
            return
        offset = self._ready[0].first
        told = self._certainty.told(offset, self._ready[-1].last)
        tokens = [
            self._token(piece, told[piece.first - offset : piece.last - offset])
            for piece in self._ready
        ]
        self._job.tokens(self._told, tokens, self._level)
        self._told += len(tokens)
        self._ready = []

    def _token(self, piece: _Piece, told: list[Told]) -> Token:
        chosen = self._ids[piece.first]
        others: list[Candidate] = []
        for token, logprob in told[0].likeliest:
            text = self._texts.of(token)
            if token == chosen or text is None or len(others) == OTHERS:
                continue
            if piece.first == 0 and not piece.text.startswith(" "):
                text = text.removeprefix(" ")
            others.append(Candidate(text=text, logprob=logprob))
        logprob = sum(one.logprob for one in told)
        return Token(text=piece.text, logprob=logprob, others=tuple(others))
