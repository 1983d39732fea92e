"""One click that makes a test of a reply: what it says now must be said again."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject

from nibble_app.modes.registry import Context
from nibble_app.modes.support.desk.draft_panel import DraftPanel
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_engine.support.regressions import expectation_of
from nibble_engine.translation.facts import facts

_MARK = re.compile(r"\[[a-z]+ \d+\]")


class TestMaking(QObject):
    """The draft as the agent has put it right says what a right answer holds: its numbers, codes
    and addresses. An empty one says that the question is to be handed over."""

    __test__ = False  # the name is no test's

    def __init__(
        self,
        context: Context,
        room: DeskRoom,
        panel: DraftPanel,
        base: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._room, self._panel, self._base = context, room, panel, base
        panel.test_asked.connect(self._make)

    def _make(self) -> None:
        question, reply = self._room.message(), self._room.work.reply
        text = self._panel.editor.text().strip()
        if not question or reply is None:
            self._context.notices.show(
                self.tr("Ask for a suggestion first; then make a test of it.")
            )
            return
        if self._room.masks:
            text = _MARK.sub("", self._room.work.masking.mask(text))
        held = [fact for fact in facts(text) if fact not in facts(question)]
        wanted = expectation_of(reply, question, held)
        over = not text or (reply.hand_over and text == reply.text)
        self._context.store.regressions.add(
            question,
            self._base(),
            () if over else wanted.must_contain,
            document="" if over else wanted.document,
            must_hand_over=over,
            origin=self._room.case,
        )
        self._context.notices.show(
            self.tr("This message is a test now"),
            detail=self.tr("It must be handed over.")
            if over
            else self.tr("A right answer holds: {facts}. Change it under Reply test.").format(
                facts=", ".join(held) or wanted.document
            ),
        )
