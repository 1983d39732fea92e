"""What is under way of a plan, and the buttons that begin and stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from nibble_app.modes.writing.drafting.drafter import Drafter
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, MessageLabel
from nibble_engine.writing.plan import Plan, PlanSection


class DraftFoot(QWidget):
    """`one_asked` for the chosen section: to draft it, or to revise what was drafted."""

    one_asked = Signal()

    def __init__(self, drafter: Drafter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafter = drafter
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.progress = ElidedLabel("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of drafting"))
        self.all = TextButton(self.tr("Draft all"), drafter.draft_all, kind="primary")
        self.one = TextButton(self.tr("Draft this section"), self.one_asked.emit)
        self.stop = TextButton(self.tr("Stop"), drafter.stop)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.all, self.one, self.stop):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.said, self.progress, self.bar):
            column.addWidget(widget)
        column.addLayout(row)

    def show_work(self, plan: Plan, chosen: PlanSection | None) -> None:
        """How far it is, and what can be begun."""
        drafter, model = self._drafter, self._drafter.model
        can = model is not None and not model.starter and not drafter.busy
        empty = [one for one in plan.sections if one.status == "empty"]
        written = len(plan.sections) - len(empty)
        revises = chosen is not None and chosen.wants_revision
        for button in (self.all, self.one):
            button.setVisible(not drafter.busy)
        self.stop.setVisible(drafter.busy)
        self.all.setEnabled(can and bool(empty))
        self.all.setText(self.tr("Go on drafting") if written and empty else self.tr("Draft all"))
        revise, draft = self.tr("Revise this section"), self.tr("Draft this section")
        self.one.setText(revise if revises else draft)
        self.one.setEnabled(can and chosen is not None and (chosen in empty or revises))
        self.bar.setMaximum(max(1, drafter.total if drafter.busy else len(plan.sections)))
        self.bar.setValue(drafter.done if drafter.busy else written)
        self.progress.setText(self._progress(plan, written))
        self.said.setText(self._why_not())

    def _progress(self, plan: Plan, written: int) -> str:
        if (section := self._drafter.section) is not None:
            text = self.tr("Writing {number} of {total}: {heading}")
            text = text.replace("{number}", str(self._drafter.done + 1))
            text = text.replace("{total}", str(self._drafter.total))
            return text.replace("{heading}", section.heading)
        text = self.tr("{count} of {total} sections are written or locked")
        return text.replace("{count}", str(written)).replace("{total}", str(len(plan.sections)))

    def _why_not(self) -> str:
        model = self._drafter.model
        if model is None:
            return self.tr("A model is needed to draft; none is loaded yet.")
        if model.starter:
            return self.tr(
                "This model is too small to draft. Choose a larger one under Models. The outline "
                "can be made and edited without it."
            )
        return ""
