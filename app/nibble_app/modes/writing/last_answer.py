"""The last answer of the model with its tokens, for whoever wants to see how sure it was."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nibble_app.modes.writing.proposer import Proposer
from nibble_engine.api import Token, TokensTold, Write


class LastAnswer(QObject):
    """`told` when an answer is there with its tokens."""

    told = Signal()

    def __init__(self, proposer: Proposer) -> None:
        super().__init__(proposer)
        self._proposer = proposer
        self.asked: Write | None = None
        self.text = ""
        self.tokens: list[Token] = []
        proposer.begun.connect(self._begun)
        proposer.text_arrived.connect(self._arrived)
        proposer.tokens_told.connect(self._tokens_told)
        proposer.made.connect(lambda proposal: self.told.emit())

    def _begun(self) -> None:
        command = self._proposer.command
        self.asked = command if isinstance(command, Write) else None
        self.text, self.tokens = "", []

    def _arrived(self, text: str) -> None:
        self.text += text

    def _tokens_told(self, event: TokensTold) -> None:
        self.tokens += event.tokens
