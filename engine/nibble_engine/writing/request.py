"""One thing that a person asks of a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nibble_engine.api import Action, Sampling, Term

Form = Literal["", "points", "paragraph", "title"]


@dataclass(frozen=True)
class Request:
    """``text`` is the part that is worked on, as it stands in the document, ``before`` what stands
    before it; the other fields as in `api.Write`. With ``target``, a BCP-47 tag, it is to be
    translated, and ``action`` does not count."""

    action: Action
    text: str
    before: str = ""
    instruction: str = ""
    tone: str = ""
    form: Form = ""
    earlier: str = ""
    terms: tuple[Term, ...] = ()
    voice: tuple[str, ...] = ()
    request: str = ""
    begun: str = ""
    target: str = ""
    tokens: bool = False
    sampling: Sampling = field(default_factory=Sampling)
