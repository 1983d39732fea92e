"""One example of training data, whatever file it came from."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

Kind = Literal["pair", "dialogue", "text"]


class Example(NamedTuple):
    """``turns`` are (role, text): en and zh of a pair, system, user and assistant of a dialogue,
    text of running text."""

    kind: Kind
    turns: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said, without who says it."""
        return tuple(text for _, text in self.turns)

    def with_texts(self, texts: list[str]) -> Example:
        """The same turns with other texts."""
        roles = [role for role, _ in self.turns]
        return Example(self.kind, tuple(zip(roles, texts, strict=True)))


def normal(text: str) -> str:
    """The form in which two texts are compared: width, case, spaces and final marks aside."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", folded).strip(" .。!?,;:")
