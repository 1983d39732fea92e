"""What an entry of a person's sheet is: a term, a name or a fact, told by its note."""

from __future__ import annotations

import re
from typing import Literal, get_args

Kind = Literal["term", "name", "fact"]
"""A word and how it is written or translated; who or what is called so; what is true of it."""
KINDS: tuple[Kind, ...] = get_args(Kind)
_KIND = re.compile(
    r"\s*(?:(?P<name>name|名称)|(?P<fact>fact|事实))\s*(?:[:：]\s*|\Z)", re.IGNORECASE
)


def kind_of(note: str) -> tuple[Kind, str]:
    """What an entry is, by the first word of its note, and the note without it. Glossaries of other
    programs have plain notes: these are terms."""
    found = _KIND.match(note)
    if found is None:
        return "term", note.strip()
    kind: Kind = "name" if found["name"] else "fact"
    return kind, note[found.end() :].strip()


def noted(kind: Kind, note: str) -> str:
    """The note of an entry of this kind."""
    note = note.strip()
    if kind == "term":
        return note
    return f"{kind}: {note}" if note else kind
