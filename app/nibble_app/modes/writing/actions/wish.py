"""What a person asks for, before it is said of which text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from nibble_engine.api import Action, Sampling, Term
from nibble_engine.languages import detect
from nibble_engine.writing.request import Form, Request
from nibble_engine.writing.tones import VOICE, instruction
from nibble_engine.writing.voice import described, pieces

Scope = Literal["selection", "paragraph", "document"]
SCOPES: tuple[Scope, ...] = ("selection", "paragraph", "document")


@dataclass(frozen=True)
class Wish:
    """``tone`` is a key of `tones.TONES`, or "" for none; with ``target`` (a BCP-47 tag) the text
    is to be translated, and ``request`` is that of an action that the person added. ``by_rules``
    proofreads without a model."""

    action: Action
    form: Form = ""
    tone: str = ""
    instruction: str = ""
    target: str = ""
    request: str = ""
    by_rules: bool = False

    @property
    def is_in_voice(self) -> bool:
        """Whether it needs samples of the person's own writing."""
        return self.tone == VOICE

    def toned(self, tone: str) -> Wish:
        """The same in a tone that holds for all, where it asks for none itself and one fits."""
        takes = self.action in _TAKE_TONE and not (self.tone or self.target or self.request)
        return replace(self, tone=tone) if takes else self

    def asked(
        self,
        text: str,
        *,
        before: str = "",
        earlier: str = "",
        terms: tuple[Term, ...] = (),
        voice: tuple[str, ...] = (),
        sampling: Sampling | None = None,
    ) -> Request:
        """The request for ``text``; the tone is told in its language. ``voice`` are all samples of
        the person's writing: of them it has the pieces that are typical."""
        own = pieces(voice) if self.is_in_voice else ()
        return Request(
            self.action,
            text,
            before=before,
            instruction=self.instruction,
            tone=self._told(text or before, voice),
            form=self.form,
            earlier=earlier,
            terms=terms,
            voice=own,
            request=self.request,
            target=self.target,
            sampling=sampling or Sampling(),
        )

    def _told(self, text: str, voice: tuple[str, ...]) -> str:
        if self.is_in_voice:
            # Without a sample there is nothing that it could sound like.
            return described(voice)
        return instruction(self.tone, detect(text)) if self.tone else ""


# Proofreading, lists and summaries say what the text says, as it says it.
_TAKE_TONE = frozenset(
    {Action.CONTINUE, Action.REWRITE, Action.EXPAND, Action.SHORTEN, Action.INSTRUCT}
)
