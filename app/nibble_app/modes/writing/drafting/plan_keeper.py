"""The plan of the document that is open: kept with each change, and true to what is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.background import Background
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.store.plans import Plans
from nibble_engine.writing.placing import looked_up
from nibble_engine.writing.plan import Plan

_PAUSE_MS = 400


class PlanKeeper(QObject):
    """`changed` tells that the plan is another one now, `left` that another document is open.
    `document_asked` asks for a new document to be kept, so that its plan can be."""

    changed = Signal()
    left = Signal()
    document_asked = Signal()

    def __init__(self, manuscript: Manuscript, plans: Plans, parent: QObject) -> None:
        super().__init__(parent)
        self._manuscript, self._plans = manuscript, plans
        self._document = manuscript.document
        self._replaced = False
        self._background = Background(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.plan: Plan | None = plans.get(self._document) if self._document else None
        manuscript.document_changed.connect(self._opened)
        manuscript.text_changed.connect(self._edited)
        self._look()

    def put(self, plan: Plan | None) -> None:
        """Another plan, or none any more; kept at once, or as soon as the document is."""
        self.plan = plan
        if self._document and plan is not None:
            self._plans.save(self._document, plan)
        elif self._document:
            self._plans.delete(self._document)
        elif plan is not None:
            self.document_asked.emit()
        self.changed.emit()

    def change(self, make: Callable[[Plan], Plan]) -> None:
        """What ``make`` makes of the plan that is there."""
        if self.plan is not None and (made := make(self.plan)) != self.plan:
            self.put(made)

    def current(self) -> Plan:
        """The plan as the document has it this moment."""
        self.change(partial(looked_up, text=self._manuscript.text))
        return self.plan or Plan()

    def close(self) -> None:
        """The window closes: nothing more is written."""
        self._pause.stop()
        self._background.drop()

    def _opened(self, document: str) -> None:
        before, self._document = self._document, document
        replaced, self._replaced = self._replaced, False
        if document == before and document:
            return
        if not before and document and not replaced and self._plans.get(document) is None:
            # It was new, and now it is kept: so is the plan that it has.
            if self.plan is not None:
                self._plans.save(document, self.plan)
            return
        self._background.drop()
        self.left.emit()
        self.plan = self._plans.get(document) if document else None
        self.changed.emit()
        self._look()

    def _edited(self) -> None:
        # Another document's text comes before the word that it is another document.
        self._replaced = self._replaced or self._manuscript.document != self._document
        self._pause.start()

    def _look(self) -> None:
        """Reads what became of the sections, beside the window."""
        plan, text = self.plan, self._manuscript.text
        if plan is None:
            return

        def found(looked: Plan) -> None:
            if self.plan is plan and looked != plan:
                self.put(looked)

        self._background.run(partial(looked_up, plan, text), found)
