"""What a person asks of a part of the manuscript, on its way from the proposer to the changes."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.proposer import Proposer
from nibble_app.notices import Notices
from nibble_engine.api import ErrorInfo
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request

_VARIANT_WARMTH = 0.8
"""The temperature of another variant: the likeliest words would be the same as before."""


class Asking(QObject):
    """One request at a time; the person may go on typing while it is written."""

    def __init__(
        self, proposer: Proposer, part: ChangesPart, manuscript: Manuscript, notices: Notices
    ) -> None:
        super().__init__(part)
        self.proposer = proposer
        self._part, self._manuscript, self._notices = part, manuscript, notices
        self._place: QTextCursor | None = None
        self._document = manuscript.document
        proposer.begun.connect(part.begin_again)
        proposer.text_arrived.connect(part.add)
        proposer.made.connect(self._made)
        proposer.failed.connect(self._failed)
        proposer.stopped.connect(self._ended)
        part.stop_asked.connect(proposer.stop)
        part.again_asked.connect(self._again)
        manuscript.document_changed.connect(self._document_changed)

    def ask(self, request: Request, start: int) -> None:
        """Has ``request.text``, which starts there, worked on; what was under way is dropped."""
        self._place = self._manuscript.anchor(start, start + len(request.text))
        self._part.begin(request)
        self.proposer.start(request)

    def _made(self, proposal: Proposal) -> None:
        place = self._place
        self._ended()
        if place is not None:
            start, _ = self._manuscript.span(place)
            self._part.propose(proposal, start)

    def _failed(self, error: ErrorInfo) -> None:
        self._ended()
        self._notices.error(error)

    def _ended(self) -> None:
        self._place = None
        self._part.end()

    def _again(self, proposal: Proposal, start: int) -> None:
        how = proposal.request.sampling
        seed = None if how.seed is None else how.seed + 1
        warm = max(how.temperature, _VARIANT_WARMTH)
        other = msgspec.structs.replace(how, seed=seed, temperature=warm)
        self.ask(replace(proposal.request, sampling=other), start)

    def _document_changed(self, document: str) -> None:
        before, self._document = self._document, document
        if before and before != document:
            self._place = None
            self.proposer.drop()
            self._part.end()
