"""Numbers that an answer may hold: those that stand in the conversation, letter by letter.

A model that answers from a passage must not make one up. What is masked is only digits and what
joins them: which of the conversation's numbers it says, and whether it says one, stays the model's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import torch

# 30, 1,299.50, 14:30, and codes such as KP6480: a code's digits alone are another number.
_NUMBER = re.compile(r"[A-Za-z]*[0-9]+(?:[.,:][0-9]+)*")
_TAIL = re.compile(r"[A-Za-z]*(?:[0-9][0-9.,:]*)?$")
_PIECE = re.compile(r".*[0-9].*|[.,:]", re.DOTALL)
_BYTE = re.compile(r"<0x[0-9A-F]{2}>|<\|.*\|>|<[a-z_]+[0-9]+>")


class GroundedNumbers:
    """Masks logits so that every number of the answer is one of ``text``."""

    def __init__(self, text: str, tokenizer: Any) -> None:
        self._whole = frozenset(_NUMBER.findall(text))
        self._begun = {n[:end] for n in self._whole for end in range(1, len(n) + 1)}
        self._tokenizer = tokenizer
        self._pieces = number_pieces(tokenizer)
        self._tail = ""  # the number, or the letters of a code, that the answer ends with so far

    def masked(self, logits: torch.Tensor) -> torch.Tensor:
        """``logits`` (vocabulary,) with -inf for what would make a number that is nowhere."""
        made = logits.clone()
        pieces = torch.tensor(list(self._pieces), device=logits.device)
        refused = torch.tensor([not self._may(piece) for piece in self._pieces.values()])
        if self._is_open(self._tail):
            kept = made[pieces]
            made.fill_(-torch.inf)
            made[pieces] = kept
        made[pieces[refused.to(logits.device)]] = -torch.inf
        # A tokenizer that joins digits in its own way may leave no way on: then all is as it was.
        return made if torch.isfinite(made).any() else logits

    def took(self, token: int) -> None:
        """Tells which token was chosen."""
        piece = self._pieces.get(token) or _plain(self._tokenizer.convert_ids_to_tokens(token))
        self._tail = _end(self._tail + piece)

    def _may(self, piece: str) -> bool:
        """Whether a piece with digits, or one that joins them, may follow."""
        text = self._tail + piece
        end = _end(text)
        inside = _NUMBER.findall(text[: len(text) - len(end)])
        return all(number in self._whole for number in inside) and self._is_possible(end)

    def _is_possible(self, tail: str) -> bool:
        if not any(letter.isdigit() for letter in tail):
            return True
        return tail in self._begun or tail.rstrip(".,:") in self._whole

    def _is_open(self, tail: str) -> bool:
        """Whether a number has begun that cannot end here."""
        return any(c.isdigit() for c in tail) and tail.rstrip(".,:") not in self._whole


def _end(text: str) -> str:
    match = _TAIL.search(text)
    return match[0] if match else ""


def _plain(piece: str) -> str:
    return piece.replace("Ġ", " ").replace("▁", " ")


@lru_cache(maxsize=4)
def number_pieces(tokenizer: Any) -> dict[int, str]:
    """Every token of the vocabulary that has a digit or joins two, with its text; a leading space
    is kept."""
    pieces = {number: _plain(piece) for piece, number in tokenizer.get_vocab().items()}
    return {n: p for n, p in pieces.items() if _PIECE.fullmatch(p) and not _BYTE.fullmatch(p)}
