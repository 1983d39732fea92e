"""What the person asks for: from a wish to requests, and from proposals to open changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from nibble_app.background import Background
from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.asking import Asked, Asking
from nibble_app.modes.writing.manuscript import Manuscript, Span
from nibble_app.modes.writing.proposer import Proposer, by_rules
from nibble_app.modes.writing.worked_on import BEFORE, outside, worked_on
from nibble_app.notices import Tone
from nibble_engine.api import Action, Term
from nibble_engine.proofreading.proofread import Rules
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request

_WHOLE = frozenset({Action.CONTINUE, Action.SUMMARISE, Action.LIST, Action.TABLE})
"""What cannot be done to one piece after the other."""
_VARIANT_WARMTH = 0.8
"""The temperature of another variant: the likeliest words would be the same as before."""


class Wishes(QObject):
    """One wish at a time; what was asked for meanwhile is refused in words."""

    proposed = Signal(object, int)
    """A `Proposal`, and where its text begins."""

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        proposer: Proposer,
        rules: Callable[[], Rules],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._manuscript, self._rules = context, manuscript, rules
        self.terms: Callable[[Span, str], tuple[Term, ...]] = lambda span, target: ()
        self.locked: Callable[[], list[Span]] = list
        self.voice: Callable[[], tuple[str, ...]] = tuple
        self.asking = Asking(manuscript, proposer, self)
        self._last: tuple[Request, QTextCursor] | None = None
        self.asking.begun.connect(self._begun)
        self.asking.proposed.connect(lambda made, start: self.proposed.emit(_beside(made), start))

    def grant(self, wish: Wish, span: Span) -> None:
        """Begins with it."""
        text = self._manuscript.text
        part = worked_on(wish.action, text, span)
        if part is None:
            self._context.notices.show(
                self.tr("There is no text to work on yet"),
                Tone.INFO,
                detail=self.tr(
                    "Put the cursor in a paragraph, select a part, or let it work on the whole "
                    "document."
                )
                if text.strip()
                else self.tr("Write or paste something first."),
            )
        elif wish.by_rules:
            for start, end in outside(text, part, self.locked()):
                self._by_rules(Request(Action.PROOFREAD, text[start:end]), start)
        else:
            self._ask(wish, part)

    def again(self, proposal: Proposal, start: int) -> None:
        """Another proposal for the same text, in other words."""
        if self.asking.busy:
            return
        request, how = proposal.request, proposal.request.sampling
        seed = None if how.seed is None else how.seed + 1
        warm = max(how.temperature, _VARIANT_WARMTH)
        other = msgspec.structs.replace(how, seed=seed, temperature=warm)
        end = start + len(request.text)
        self.asking.start(Asked(replace(request, sampling=other), start, end, whole=True))

    def go_on(self, begun: str) -> None:
        """The last request once more, with the beginning of its answer."""
        if self._last is None or self.asking.busy:
            return
        request, anchor = self._last
        start, end = self._manuscript.span(anchor)
        if self._manuscript.text[start:end] == request.text:
            asked = replace(request, begun=begun)
            self.asking.start(Asked(asked, start, end, whole=True))
        else:
            self._context.notices.show(
                self.tr("The text has changed since you asked"),
                Tone.INFO,
                detail=self.tr("Ask once more."),
            )

    def _begun(self, request: Request, start: int) -> None:
        self._last = request, self._manuscript.anchor(start, start + len(request.text))

    def _ask(self, wish: Wish, part: Span) -> None:
        if self.asking.busy:
            self._context.notices.show(
                self.tr("The model is still at work"),
                Tone.INFO,
                detail=self.tr("Wait for it, or stop it first."),
            )
            return
        text = self._manuscript.text[slice(*part)]
        request = wish.asked(
            text,
            before=self._manuscript.text[max(0, part[0] - BEFORE) : part[0]],
            terms=self.terms(part, wish.target),
            voice=self.voice() if wish.is_in_voice else (),
            sampling=sampling(self._context.settings),
        )
        whole = wish.action in _WHOLE and not wish.target
        locked = tuple(self.locked())
        asked = Asked(replace(request, tokens=True), *part, whole=whole, locked=locked)
        self.asking.start(asked)

    def _by_rules(self, request: Request, start: int) -> None:
        rules = self._rules()
        anchor = self._manuscript.anchor(start, start + len(request.text))

        def made(proposal: Proposal) -> None:
            self.proposed.emit(proposal, self._manuscript.span(anchor)[0])

        # One of its own: there may be several parts, and each result is wanted.
        Background(self).run(lambda: by_rules(request, rules), made)


def _beside(proposal: Proposal) -> Proposal:
    """A summary or a title as something that is put above the text: the text itself is the
    person's, and stays."""
    request = proposal.request
    if request.action is not Action.SUMMARISE or request.target or not proposal.changes:
        return proposal
    made = proposal.text.strip()
    above = f"# {made}\n\n" if request.form == "title" else f"{made}\n\n"
    change = replace(proposal.changes[0], start=0, end=0, original="", replacement=above)
    return replace(proposal, text=above + request.text, changes=(change,))
